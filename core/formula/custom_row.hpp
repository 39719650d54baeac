#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/formula/formula.hpp"
#include "core/formula/program.hpp"

namespace gradlab {

/// A typed formula in x as an activation, with everything a row of the table has. The row's `data` points back here, so
/// it is kept where it was made; whoever uses the row keeps the pointer to this. What it lists as kinks are those at
/// the parameters' initial values.
template <class T>
class CustomRow {
 public:
  /// `initial` says where named parameters start (1 if it does not), `trained` which of them the optimizer learns.
  /// Messages name "formula" and "trained[i]", behind `field` and a point if it is not empty.
  static Result<std::shared_ptr<const CustomRow>> create(std::string_view text, const ParamValues& initial = {},
                                                         std::span<const std::string> trained = {},
                                                         const std::string& field = {});

  const Activation<T>& row() const { return row_; }
  const Formula& formula() const { return formula_; }

  static constexpr double lowest = -100, highest = 100;  ///< of a parameter

 private:
  CustomRow() = default;
  CustomRow(const CustomRow&) = delete;
  CustomRow& operator=(const CustomRow&) = delete;

  Result<Done> compile();
  Result<Done> describe_params(std::span<const std::string> trained, const std::string& field);
  void fill_row();

  Formula formula_;
  std::string text_, markup_, derivative_markup_;
  std::vector<ParamSpec> params_;
  std::vector<Kink> kinks_;
  Program<T> f_, df_, d2f_;
  std::vector<Program<T>> dfdp_;
  Activation<T> row_;
};

extern template class CustomRow<float>;
extern template class CustomRow<double>;

}  // namespace gradlab
