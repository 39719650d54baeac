#include "core/formula/kernels.hpp"

#include "core/base/elementary.hpp"
#include "core/formula/scalar_functions.hpp"

namespace gradlab::formula {
namespace {

template <class T, T of(T)>
[[gnu::flatten]] void unary(const T* __restrict a, const T*, const T*, const T*, T* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = of(a[i]);
}

template <class T, class Of>
[[gnu::flatten]] void binary(const T* __restrict a, const T* __restrict b, T* __restrict out, std::size_t count,
                             Of of) {
  for (std::size_t i = 0; i < count; ++i) out[i] = of(a[i], b[i]);
}

template <class T>
void choose(const T* __restrict a, const T* __restrict b, const T* __restrict c, const T*, T* __restrict out,
            std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const T yes = b[i], no = c[i];  // both read, so that the choice is a blend
    out[i] = a[i] != T(0) ? yes : no;
  }
}

template <class T, class Of>
[[gnu::flatten]] void choose_where(const T* __restrict a, const T* __restrict b, const T* __restrict c,
                                   const T* __restrict d, T* __restrict out, std::size_t count, Of of) {
  for (std::size_t i = 0; i < count; ++i) {
    const T yes = c[i], no = d[i];
    out[i] = of(a[i], b[i]) ? yes : no;
  }
}

template <class T>
Kernel<T> choice(Operation operation) {
#define GRADLAB_CHOICE(comparison)                                                               \
  [](const T* a, const T* b, const T* c, const T* d, T* out, std::size_t count) {                \
    choose_where(a, b, c, d, out, count, [](T left, T right) { return left comparison right; }); \
  }
  switch (operation) {
    case Operation::choose: return choose<T>;
    case Operation::choose_less: return GRADLAB_CHOICE(<);
    case Operation::choose_less_equal: return GRADLAB_CHOICE(<=);
    case Operation::choose_equal: return GRADLAB_CHOICE(==);
    case Operation::choose_not_equal: return GRADLAB_CHOICE(!=);
    default: return nullptr;
  }
#undef GRADLAB_CHOICE
}

template <class T>
T negated(T a) {
  return -a;
}

template <class T>
Kernel<T> arithmetic(Operation operation) {
  // Each gives the loop below an operation of its own.
#define GRADLAB_BINARY(expression)                                                          \
  [](const T* a, const T* b, const T*, const T*, T* out, std::size_t count) {               \
    binary(a, b, out, count, [](T left, T right) { return static_cast<T>((expression)); }); \
  }
  switch (operation) {
    case Operation::add: return GRADLAB_BINARY(left + right);
    case Operation::subtract: return GRADLAB_BINARY(left - right);
    case Operation::multiply: return GRADLAB_BINARY(left * right);
    case Operation::divide: return GRADLAB_BINARY(left / right);
    case Operation::power: return GRADLAB_BINARY(scalar::power(left, right));
    case Operation::less: return GRADLAB_BINARY(left < right ? T(1) : T(0));
    case Operation::less_equal: return GRADLAB_BINARY(left <= right ? T(1) : T(0));
    case Operation::equal: return GRADLAB_BINARY(left == right ? T(1) : T(0));
    case Operation::not_equal: return GRADLAB_BINARY(left != right ? T(1) : T(0));
    case Operation::max: return GRADLAB_BINARY(scalar::max(left, right));
    case Operation::min: return GRADLAB_BINARY(scalar::min(left, right));
    default: return nullptr;
  }
#undef GRADLAB_BINARY
}

template <class T>
Kernel<T> function(Operation operation) {
  switch (operation) {
    case Operation::negate: return unary<T, negated>;
    case Operation::abs: return unary<T, elementary::abs>;
    case Operation::cos: return unary<T, elementary::cos>;
    case Operation::cosh: return unary<T, scalar::cosh>;
    case Operation::erf: return unary<T, elementary::erf>;
    case Operation::exp: return unary<T, elementary::exp>;
    case Operation::expm1: return unary<T, elementary::expm1>;
    case Operation::log: return unary<T, elementary::log>;
    case Operation::log10: return unary<T, scalar::log10>;
    case Operation::log1p: return unary<T, elementary::log1p>;
    case Operation::relu: return unary<T, scalar::relu>;
    case Operation::sigmoid: return unary<T, elementary::sigmoid>;
    case Operation::sigmoid_slope: return unary<T, scalar::sigmoid_slope>;
    case Operation::sign: return unary<T, scalar::sign>;
    case Operation::sin: return unary<T, elementary::sin>;
    case Operation::sinh: return unary<T, scalar::sinh>;
    case Operation::softplus: return unary<T, elementary::softplus>;
    case Operation::sqrt: return unary<T, elementary::sqrt>;
    case Operation::step: return unary<T, scalar::step>;
    case Operation::tan: return unary<T, scalar::tan>;
    case Operation::tanh: return unary<T, elementary::tanh>;
    case Operation::tanh_slope: return unary<T, scalar::tanh_slope>;
    default: return nullptr;
  }
}

}  // namespace

template <class T>
Kernel<T> kernel_of(Operation operation) {
  if (const Kernel<T> kernel = choice<T>(operation)) return kernel;
  const Kernel<T> binary_kernel = arithmetic<T>(operation);
  return binary_kernel ? binary_kernel : function<T>(operation);
}

template <class T>
void copy_kernel(const T* a, const T*, const T*, const T*, T* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = a[i];
}

template Kernel<float> kernel_of(Operation);
template Kernel<double> kernel_of(Operation);
template void copy_kernel(const float*, const float*, const float*, const float*, float*, std::size_t);
template void copy_kernel(const double*, const double*, const double*, const double*, double*, std::size_t);

}  // namespace gradlab::formula
