#include "core/formula/operation.hpp"

#include <algorithm>
#include <array>

namespace gradlab::formula {
namespace {

using enum Operation;

// log comes before ln, so that log is the name that is written.
constexpr std::array table{
    Function{"abs", abs},     Function{"cos", cos},           Function{"cosh", cosh},  Function{"erf", erf},
    Function{"exp", exp},     Function{"expm1", expm1},       Function{"log", log},    Function{"ln", log},
    Function{"log10", log10}, Function{"log1p", log1p},       Function{"max", max, 2}, Function{"min", min, 2},
    Function{"relu", relu},   Function{"sigmoid", sigmoid},   Function{"sin", sin},    Function{"sinh", sinh},
    Function{"sign", sign},   Function{"softplus", softplus}, Function{"sqrt", sqrt},  Function{"step", step},
    Function{"tan", tan},     Function{"tanh", tanh},
};

}  // namespace

std::span<const Function> functions() { return table; }

const Function* find_function(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [name](const Function& one) { return one.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::string_view function_name(Operation operation) {
  const auto found =
      std::find_if(table.begin(), table.end(), [operation](const Function& one) { return one.operation == operation; });
  return found == table.end() ? std::string_view{} : found->name;
}

int operand_count(Operation operation) {
  switch (operation) {
    case number:
    case pi:
    case euler:
    case variable:
    case parameter: return 0;
    case choose:
    case sum_times:
    case product_plus: return 3;
    case choose_less:
    case choose_less_equal:
    case choose_equal:
    case choose_not_equal: return 4;
    case max:
    case min: return 2;
    default: return operation > negate && operation < choose ? 2 : 1;
  }
}

}  // namespace gradlab::formula
