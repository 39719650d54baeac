#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/block.hpp"
#include "core/base/result.hpp"
#include "core/formula/kernels.hpp"
#include "core/formula/lower.hpp"

namespace gradlab {

class Formula;

/// A formula as a flat list of steps, each a loop over a chunk of numbers that stays in the first-level cache. Steps
/// that depend on parameters alone are done once a unit. It allocates nothing and changes nothing when it runs.
template <class T>
class Program {
 public:
  /// Refuses a formula that needs too many numbers at once ("formula_too_large"). With `known`, a node of a formula in
  /// x alone, it takes that node's values as y.
  static Result<Program> compile(const Formula& formula, const std::optional<formula::Known>& known = {});

  /// out = formula(x), unit by unit; parameters as Formula::parameters() orders them. `out` must not overlap `x`.
  void evaluate(Block<const T> x, UnitParams<T> parameters, Block<T> out) const { evaluate(x, {}, parameters, out); }
  /// The same of x and y; `y` may be empty where the formula has none.
  void evaluate(Block<const T> x, Block<const T> y, UnitParams<T> parameters, Block<T> out) const {
    evaluate(x, y, {}, parameters, out);
  }
  /// out = factor formula(x, y); `factor` may be empty: then it is 1. It may be `out` no more than x and y may.
  void evaluate(Block<const T> x, Block<const T> y, Block<const T> factor, UnitParams<T> parameters,
                Block<T> out) const;
  /// out[i] = formula(x[i], y[i]). `y` may be empty where the formula has none.
  void evaluate(std::span<const T> x, std::span<const T> y, std::span<const T> parameters, std::span<T> out) const;
  /// One number: for hovers and tests, not for loops over data.
  T at(T x, T y, std::span<const T> parameters) const;
  T at(T x, std::span<const T> parameters = {}) const { return at(x, T(0), parameters); }

  std::size_t steps() const { return uniform_.size() + steps_.size(); }  ///< without the numbers that are laid out
  std::size_t registers() const { return registers_; }

 private:
  template <class>
  friend class Compiler;

  using Register = std::uint16_t;
  static constexpr Register x_register = 0, y_register = 1, out_register = 2, first_register = 3;
  static constexpr std::size_t scratch_size = 8192, least_chunk = 16, most_chunk = 512;

  struct Step {
    formula::Kernel<T> run = nullptr;
    Register a = 0, b = 0, c = 0, d = 0, out = 0;
  };
  struct Fill {
    Register out = 0;
    bool is_parameter = false;
    std::uint32_t parameter = 0;
    T value = 0;
  };
  struct Numbers {
    const T* x;
    const T* y;
    const T* factor;
    T* out;
  };

  void prepare(const T* parameters, std::size_t count, T* scratch) const;
  void run(Numbers numbers, std::size_t count, T* scratch) const;
  void run_step(const Step& step, Numbers numbers, std::size_t count, T* scratch) const;

  std::vector<Fill> fills_;
  std::vector<Step> uniform_, steps_;
  formula::Times<T> times_ = formula::times_kernel<T>();
  std::size_t registers_ = 0;
  std::size_t chunk_ = most_chunk;
};

extern template class Program<float>;
extern template class Program<double>;

}  // namespace gradlab
