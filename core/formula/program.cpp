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
  for (std::size_t from = 0; from < count; from += chunk_) {
    const Numbers here{numbers.x + from, numbers.y ? numbers.y + from : nullptr, numbers.out + from};
    for (const Step& step : steps_) run_step(step, here, std::min(chunk_, count - from), scratch);
  }
}

template <class T>
void Program<T>::evaluate(Block<const T> x, Block<const T> y, UnitParams<T> parameters, Block<T> out) const {
  alignas(64) T scratch[scratch_size];
  const std::size_t width = std::min(chunk_, x.samples);
  for (std::size_t u = 0; u < x.units; ++u) {
    if (u == 0 || parameters.unit_stride != 0) prepare(parameters.of_unit(u), width, scratch);
    run({x.unit(u), y.data ? y.unit(u) : nullptr, out.unit(u)}, x.samples, scratch);
  }
}

template <class T>
void Program<T>::evaluate(std::span<const T> x, std::span<const T> y, std::span<const T> parameters,
                          std::span<T> out) const {
  alignas(64) T scratch[scratch_size];
  prepare(parameters.data(), std::min(chunk_, out.size()), scratch);
  run({x.data(), y.empty() ? nullptr : y.data(), out.data()}, out.size(), scratch);
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
