#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/param.hpp"
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
  std::vector<std::uint32_t> columns;   ///< where each appears first
};

/// The language is described at parse_formula, in formula.hpp. `with_y`: y is a variable, too; otherwise it is refused.
/// `named`: what is a parameter even where it could be read as a product, as xy.
Result<Parsed> parse(std::string_view text, bool with_y, std::string_view field, const ParamValues& named = {});

}  // namespace gradlab::formula
