#include "core/formula/program.hpp"

#include <algorithm>

namespace gradlab {

template <class T>
void Program<T>::run_step(const Step& step, Numbers numbers, std::size_t count, T* scratch) const {
  const auto read = [&](Register r) -> const T* {
    if (r == x_register) return numbers.x;
    if (r == y_register) return numbers.y;
    return scratch + (r - first_register) * chunk_;
  };
  T* out = step.out == out_register ? numbers.out : scratch + (step.out - first_register) * chunk_;
  step.run(read(step.a), read(step.b), read(step.c), read(step.d), out, count);
}

template <class T>
void Program<T>::prepare(const T* parameters, std::size_t count, T* scratch) const {
  for (const Fill& fill : fills_)
    std::fill_n(scratch + (fill.out - first_register) * chunk_, count,
                fill.is_parameter ? parameters[fill.parameter] : fill.value);
  for (const Step& step : uniform_) run_step(step, {}, count, scratch);
}

template <class T>
void Program<T>::run(Numbers numbers, std::size_t count, T* scratch) const {
  // What is one and the same for all x has been worked out once.
  if (const Step& only = steps_.front(); steps_.size() == 1 && only.run == &formula::copy_kernel<T>) {
    if (only.a >= first_register)
      std::fill_n(numbers.out, count, scratch[(only.a - first_register) * chunk_]);
    else
      std::copy_n(only.a == x_register ? numbers.x : numbers.y, count, numbers.out);
    if (numbers.factor) times_(numbers.factor, numbers.out, count);
    return;
  }
  for (std::size_t from = 0; from < count; from += chunk_) {
    const std::size_t part = std::min(chunk_, count - from);
    const Numbers here{numbers.x + from, numbers.y ? numbers.y + from : nullptr,
                       numbers.factor ? numbers.factor + from : nullptr, numbers.out + from};
    for (const Step& step : steps_) run_step(step, here, part, scratch);
    if (here.factor) times_(here.factor, here.out, part);
  }
}

template <class T>
void Program<T>::evaluate(Block<const T> x, Block<const T> y, Block<const T> factor, UnitParams<T> parameters,
                          Block<T> out) const {
  alignas(64) T scratch[scratch_size];
  const std::size_t n = x.samples;
  const bool one_run = parameters.unit_stride == 0 && x.stride == n && (!y.data || y.stride == n) &&
                       (!factor.data || factor.stride == n) && out.stride == n;
  const std::size_t runs = one_run ? 1 : x.units, length = one_run ? x.units * n : n;
  const std::size_t width = std::min(chunk_, length);
  for (std::size_t u = 0; u < runs; ++u) {
    if (u == 0 || parameters.unit_stride != 0) prepare(parameters.of_unit(u), width, scratch);
    run({x.unit(u), y.data ? y.unit(u) : nullptr, factor.data ? factor.unit(u) : nullptr, out.unit(u)}, length,
        scratch);
  }
}

template <class T>
void Program<T>::evaluate(std::span<const T> x, std::span<const T> y, std::span<const T> parameters,
                          std::span<T> out) const {
  alignas(64) T scratch[scratch_size];
  prepare(parameters.data(), std::min(chunk_, out.size()), scratch);
  run({x.data(), y.empty() ? nullptr : y.data(), nullptr, out.data()}, out.size(), scratch);
}

template <class T>
T Program<T>::at(T x, T y, std::span<const T> parameters) const {
  T out{};
  evaluate({&x, 1}, {&y, 1}, parameters, {&out, 1});
  return out;
}

template class Program<float>;
template class Program<double>;

}  // namespace gradlab
