#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/param.hpp"
#include "core/base/result.hpp"
#include "core/formula/expression.hpp"

namespace gradlab {

struct FormulaOptions {
  bool with_y = false;            ///< x and y (features, surfaces), or x alone (activations)
  ParamValues initial;            ///< what named parameters are at first; those not given are 1
  std::string field = "formula";  ///< for messages
};

/// A named number of a formula.
struct FormulaParameter {
  std::string name;
  double initial = 1;
  std::uint32_t column = 0;  ///< where it stands first in the text, from 1
};

/// A function in x, or in x and y, as a value.
class Formula {
 public:
  /// In the order they appear in the text. The values of a program are in this order.
  std::span<const FormulaParameter> parameters() const { return parameters_; }
  std::vector<double> initial_values() const;
  /// Whether "x", "y" or a parameter stands in it.
  bool depends_on(std::string_view name) const;

  /// The exact derivative by "x", "y" or a parameter, with the same parameters; 0 for any other name. Refused only
  /// where it would become too large ("formula_too_large").
  Result<Formula> derivative(std::string_view by) const;

  /// Another function of the same variables and parameters, from nodes that follow on `expression()`.
  Formula with(formula::Expression expression, formula::Ref root) const;

  // What it is made of: as typed, and the same simplified.
  const formula::Expression& expression() const { return expression_; }
  formula::Ref typed() const { return typed_; }
  formula::Ref root() const { return root_; }

 private:
  friend Result<Formula> parse_formula(std::string_view text, const FormulaOptions& options);

  formula::Expression expression_;
  formula::Ref typed_ = 0;
  formula::Ref root_ = 0;
  std::vector<FormulaParameter> parameters_;
};

/// Reads a formula. The language:
///   numbers       1  .5  1e-3, and the constants pi and e
///   x, y          y only where the options say so; xy is x*y; every other name is a parameter (α is alpha)
///   a + b  a - b  a * b  a / b  a ^ b       ^ binds strongest, from the right; then -a: -x^2 is -(x^2)
///   2x  2(x+1)  (x+1)(x-1)  2exp(x)         the * may be left out behind a number or a closing bracket, but not after
///                                           / or ^, where one reader sees (1/2) x and another 1/(2 x)
///   a < b  <=  >  >=  ==  !=                1 or 0; not in chains
///   c ? a : b                               a where c is not 0
///   abs cos cosh erf exp expm1 log (or ln) log10 log1p max min relu sigmoid sign sin sinh softplus sqrt step tan tanh
/// Signs as printed are understood: − · × ÷ ≤ ≥ ≠ and full-width forms.
/// An error's arguments hold "column", from 1, in characters as a person counts them, and "value", what stands there.
Result<Formula> parse_formula(std::string_view text, const FormulaOptions& options = {});

/// The language again; reads back as the same function.
std::string to_text(const Formula& formula);

/// In the small markup that shell/ui/widgets/formula sets as mathematics: a parsed formula as it was typed, a
/// derivative simplified. Empty where it would be too long or too deep to be read.
std::string to_markup(const Formula& formula);

}  // namespace gradlab
