// gradlab check --formula F --derivative G: where G is not F's derivative.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "shell/cli/command.hpp"

namespace gradlab::cli {

struct FormulaCheck {
  std::string formula, derivative;
  double from = -10, to = 10;
  std::vector<std::string> params;
  bool json = false;

  bool asked() const { return !formula.empty(); }
};

/// Adds its options to `check`; they are filled in when it is parsed.
std::shared_ptr<const FormulaCheck> add_formula_check(CLI::App& check);

/// Prints what was found; `failed` where the two disagree.
Outcome check_formula(const FormulaCheck& options);

}  // namespace gradlab::cli
