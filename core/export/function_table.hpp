#pragma once

#include <array>
#include <span>
#include <string_view>

#include "core/export/source_language.hpp"
#include "core/formula/operation.hpp"

namespace gradlab {

/// How one language computes a function of the formulas.
struct FunctionInLanguage {
  std::string_view call;        ///< what stands before the bracket
  std::string_view definition;  ///< of `call`, where the language has none
};

/// One row for each function of the formulas, and for the slopes that their derivatives are made of.
struct FunctionInLanguages {
  formula::Operation operation;
  std::array<FunctionInLanguage, source_language_count> in;  ///< in the order of SourceLanguage
};

std::span<const FunctionInLanguages> functions_in_languages();
const FunctionInLanguages* find_function_in_languages(formula::Operation operation);

}  // namespace gradlab
