#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/block.hpp"
#include "core/base/result.hpp"
#include "core/base/stepwise.hpp"
#include "core/data/dataset.hpp"
#include "core/data/scaling.hpp"
#include "core/formula/formula.hpp"
#include "core/formula/program.hpp"

namespace gradlab {

/// The way from the columns of the data, in their own units, to the inputs of the network: features, then scaling. It
/// takes any point of the plane where the data have two columns, so that a map's axes stay x and y.
class InputMap {
 public:
  /// features: formulas in x (the first column) and y (the second), for data of one or two columns; none: the columns
  /// themselves. Refuses formulas that cannot be read, names that stand for no column, and other data.
  InputMap() = default;  ///< of no columns
  static Result<InputMap> create(std::size_t columns, const std::vector<std::string>& features);

  std::size_t columns() const { return columns_; }
  std::size_t inputs() const { return scales_.size(); }
  const ColumnScale& scale(std::size_t input) const { return scales_[input]; }
  void set_scale(std::size_t input, const ColumnScale& scale) { scales_[input] = scale; }

  /// raw: columns × samples, in the columns' own units; into: inputs × samples.
  template <class T>
  void apply(Block<const double> raw, Block<T> into) const;
  /// One feature (or column) before scaling. out: raw.samples numbers.
  void feature(std::size_t input, Block<const double> raw, std::span<double> out) const;

 private:
  std::size_t columns_ = 0;
  std::vector<Program<double>> features_;  ///< empty: inputs are the columns
  std::vector<ColumnScale> scales_;        ///< one per input
};

/// What a feature's formula may hold: x and y, or x alone where there is one column. Refuses anything else, naming
/// `field`.
Result<Formula> parse_feature(std::string_view text, bool with_y, const std::string& field);

/// Makes the inputs that a spec asks for out of the columns that were read, and keeps the way in data.map: features
/// replace the columns, the scaling is fitted to the training rows. Refuses features of data with more than two
/// columns, a feature that is not a finite number at some sample, and columns that spread too far to be scaled. On
/// refusal nothing is changed.
Result<Done> prepare_inputs(Dataset& data, const std::vector<std::string>& features, const Scaling& scaling);

/// The same as stages of a work in steps; `data` stays where it is until the work is over.
void prepare_inputs(Stepwise& work, Dataset& data, const std::vector<std::string>& features, const Scaling& scaling);

extern template void InputMap::apply(Block<const double>, Block<float>) const;
extern template void InputMap::apply(Block<const double>, Block<double>) const;

}  // namespace gradlab
