#pragma once

#include <string>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/base/result.hpp"
#include "core/export/function_source.hpp"

namespace gradlab {

/// Which of an activation's two functions is written.
struct ActivationParts {
  bool value = true;
  bool derivative = true;
};

/// Adds `name` and `name_derivative` (in JavaScript nameDerivative) of a row. A row that works on each number by itself
/// is written from its expression; rows that mix take and give a sample's numbers, and their derivative is the
/// Jacobian. `defaults`: of the row's parameters, in its order; empty: a caller must give them.
Result<Done> add_activation(SourceFunctions& into, const std::string& name, const Activation<double>& row,
                            ActivationParts parts, const std::vector<double>& defaults = {});

/// A whole file that holds these functions alone.
struct FunctionToExport {
  std::string name;
  const Activation<double>* row = nullptr;
  std::vector<double> params;  ///< become what is computed with where they are left out
};
Result<std::string> functions_source(const std::vector<FunctionToExport>& functions, SourceLanguage language);

/// What a file needs from outside, its first lines.
std::string includes_of(SourceLanguage language);

/// How a word of several parts is written: snake_case, in JavaScript camelCase.
std::string name_in(SourceLanguage language, std::string_view snake_case);

}  // namespace gradlab
