#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/formula/expression.hpp"

namespace gradlab::formula {

inline constexpr std::size_t most_characters = 4096;  ///< bytes of a text
inline constexpr int deepest = 100;                   ///< brackets, exponents, choices within each other
inline constexpr std::size_t most_parameters = 16;

/// A text as it was typed: nothing is simplified.
struct Parsed {
  Expression expression;
  Ref root = 0;
  std::vector<std::string> parameters;  ///< in the order they appear
};

/// The language is described at parse_formula, in formula.hpp. `with_y`: y is a variable, too; otherwise it is refused.
Result<Parsed> parse(std::string_view text, bool with_y, std::string_view field);

}  // namespace gradlab::formula
