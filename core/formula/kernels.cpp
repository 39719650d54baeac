#include "core/formula/kernels.hpp"

#include "core/base/elementary.hpp"
#include "core/base/inline.hpp"
#include "core/base/width.hpp"
#include "core/formula/scalar_functions.hpp"

namespace gradlab::formula {
namespace {

template <class T, T of(T)>
void unary(const T* __restrict a, const T*, const T*, const T*, T* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = of(a[i]);
}

template <class T, T of(T, T)>
void binary(const T* __restrict a, const T* __restrict b, const T*, const T*, T* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = of(a[i], b[i]);
}

template <class T, T inner(T, T), T outer(T, T)>
void joined(const T* __restrict a, const T* __restrict b, const T* __restrict c, const T*, T* __restrict out,
            std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = outer(inner(a[i], b[i]), c[i]);
}

template <class T>
void multiply_by(const T* __restrict factor, T* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] *= factor[i];
}

template <class T>
void choose(const T* __restrict a, const T* __restrict b, const T* __restrict c, const T*, T* __restrict out,
            std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const T yes = b[i], no = c[i];  // both read, so that the choice is a blend
    out[i] = a[i] != T(0) ? yes : no;
  }
}

template <class T, T of(T, T)>
void choose_where(const T* __restrict a, const T* __restrict b, const T* __restrict c, const T* __restrict d,
                  T* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const T yes = c[i], no = d[i];
    out[i] = of(a[i], b[i]) != T(0) ? yes : no;
  }
}

/// The loop at the width of this machine's vectors, with all that it calls inside.
template <auto Loop>
decltype(Loop) wide() {
#if GRADLAB_WIDE_VECTORS
  if (width::lanes() == 16) return width::Compiled<Loop>::template with<16>();
  if (width::lanes() == 8) return width::Compiled<Loop>::template with<8>();
#endif
  return Loop;
}

#define GRADLAB_OPERATION(name, expression) \
  template <class T>                        \
  GRADLAB_INLINE T name(T left, T right) {  \
    return (expression);                    \
  }
GRADLAB_OPERATION(sum, left + right)
GRADLAB_OPERATION(difference, left - right)
GRADLAB_OPERATION(product, left* right)
GRADLAB_OPERATION(quotient, left / right)
GRADLAB_OPERATION(is_less, left < right ? T(1) : T(0))
GRADLAB_OPERATION(is_less_equal, left <= right ? T(1) : T(0))
GRADLAB_OPERATION(is_equal, left == right ? T(1) : T(0))
GRADLAB_OPERATION(is_not_equal, left != right ? T(1) : T(0))
#undef GRADLAB_OPERATION

template <class T>
GRADLAB_INLINE T negated(T a) {
  return -a;
}

template <class T>
Kernel<T> choice(Operation operation) {
  switch (operation) {
    case Operation::choose: return wide<&choose<T>>();
    case Operation::choose_less: return wide<&choose_where<T, is_less>>();
    case Operation::choose_less_equal: return wide<&choose_where<T, is_less_equal>>();
    case Operation::choose_equal: return wide<&choose_where<T, is_equal>>();
    case Operation::choose_not_equal: return wide<&choose_where<T, is_not_equal>>();
    default: return nullptr;
  }
}

template <class T>
Kernel<T> arithmetic(Operation operation) {
  switch (operation) {
    case Operation::add: return wide<&binary<T, sum>>();
    case Operation::subtract: return wide<&binary<T, difference>>();
    case Operation::multiply: return wide<&binary<T, product>>();
    case Operation::divide: return wide<&binary<T, quotient>>();
    case Operation::power: return wide<&binary<T, scalar::power>>();
    case Operation::less: return wide<&binary<T, is_less>>();
    case Operation::less_equal: return wide<&binary<T, is_less_equal>>();
    case Operation::equal: return wide<&binary<T, is_equal>>();
    case Operation::not_equal: return wide<&binary<T, is_not_equal>>();
    case Operation::max: return wide<&binary<T, scalar::max>>();
    case Operation::min: return wide<&binary<T, scalar::min>>();
    case Operation::sum_times: return wide<&joined<T, sum, product>>();
    case Operation::product_plus: return wide<&joined<T, product, sum>>();
    default: return nullptr;
  }
}

template <class T>
Kernel<T> function(Operation operation) {
  switch (operation) {
    case Operation::negate: return wide<&unary<T, negated>>();
    case Operation::abs: return wide<&unary<T, elementary::abs>>();
    case Operation::cos: return wide<&unary<T, elementary::cos>>();
    case Operation::cosh: return wide<&unary<T, scalar::cosh>>();
    case Operation::erf: return wide<&unary<T, elementary::erf>>();
    case Operation::exp: return wide<&unary<T, elementary::exp>>();
    case Operation::expm1: return wide<&unary<T, elementary::expm1>>();
    case Operation::log: return wide<&unary<T, elementary::log>>();
    case Operation::log10: return wide<&unary<T, scalar::log10>>();
    case Operation::log1p: return wide<&unary<T, elementary::log1p>>();
    case Operation::relu: return wide<&unary<T, scalar::relu>>();
    case Operation::sigmoid: return wide<&unary<T, elementary::sigmoid>>();
    case Operation::sigmoid_slope: return wide<&unary<T, scalar::sigmoid_slope>>();
    case Operation::sign: return wide<&unary<T, scalar::sign>>();
    case Operation::sin: return wide<&unary<T, elementary::sin>>();
    case Operation::sinh: return wide<&unary<T, scalar::sinh>>();
    case Operation::softplus: return wide<&unary<T, elementary::softplus>>();
    case Operation::sqrt: return wide<&unary<T, elementary::sqrt>>();
    case Operation::step: return wide<&unary<T, scalar::step>>();
    case Operation::tan: return wide<&unary<T, scalar::tan>>();
    case Operation::tanh: return wide<&unary<T, elementary::tanh>>();
    case Operation::tanh_slope: return wide<&unary<T, scalar::tanh_slope>>();
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
Times<T> times_kernel() {
  return wide<&multiply_by<T>>();
}

template <class T>
void copy_kernel(const T* a, const T*, const T*, const T*, T* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = a[i];
}

template Times<float> times_kernel();
template Times<double> times_kernel();
template Kernel<float> kernel_of(Operation);
template Kernel<double> kernel_of(Operation);
template void copy_kernel(const float*, const float*, const float*, const float*, float*, std::size_t);
template void copy_kernel(const double*, const double*, const double*, const double*, double*, std::size_t);

}  // namespace gradlab::formula
