#include "shell/ui/pages/functions/own_function.hpp"

#include <array>

#include "core/formula/custom_row.hpp"

namespace gradlab::ui {
namespace {

constexpr std::string_view prefix = "own";

// Notes print max(1, z) as ReLU's slope, take log10 in softplus (and so in Mish) while they differentiate ln, and leave
// the α out of PReLU's slope.
constexpr std::array<ExampleMistake, 3> mistakes{{
    {"relu_slope", "max(0, x)", "max(1, x)"},
    {"softplus_log10", "log10(1 + exp(x))", "1/(1 + exp(-x))"},
    {"prelu_alpha", "x > 0 ? x : alpha*x", "x > 0 ? 1 : 0"},
}};

}  // namespace

std::span<const ExampleMistake> example_mistakes() { return mistakes; }

std::string own_id(std::size_t number) { return std::string(prefix) + std::to_string(number); }

std::size_t own_number(std::string_view id) {
  for (std::size_t number = 1; number <= most_own_functions; ++number)
    if (id == own_id(number)) return number;
  return 0;
}

OwnFunctionPtr make_own_function(const std::string& text, const std::string& claim, const ParamValues& values,
                                 const OwnFunctionPtr& before) {
  OwnFunction made;
  made.text = text;
  made.claim = claim;
  if (auto row = CustomRow<double>::create(text, values)) {
    made.row = *row;
  } else {
    if (!before) return nullptr;
    made.row = before->row;
    made.refused = row.error();
  }
  if (claim.find_first_not_of(' ') != std::string::npos) {
    if (auto row = CustomRow<double>::create(claim, values)) {
      made.claimed = *row;
    } else {
      made.claim_refused = row.error();
    }
  }
  return std::make_shared<const OwnFunction>(std::move(made));
}

ParamValues values_by_name(const Activation<double>& row, std::span<const double> params) {
  ParamValues values;
  for (std::size_t i = 0; i < row.params.size(); ++i) values[std::string(row.params[i].id)] = params[i];
  return values;
}

std::vector<double> claim_values(const OwnFunction& own, std::span<const double> params) {
  const ParamValues known = values_by_name(own.row->row(), params);
  std::vector<double> values;
  for (const ParamSpec& spec : own.claimed->row().params) {
    const auto found = known.find(spec.id);
    values.push_back(found == known.end() ? spec.initial : found->second);
  }
  return values;
}

std::optional<DerivativeCheck> check_claim(const OwnFunction& own, std::span<const double> params) {
  if (!own.claimed || own.refused || own.claim_refused) return std::nullopt;
  DerivativeCheckOptions options;
  options.params = values_by_name(own.row->row(), params);
  auto found = check_derivative(own.row->formula(), own.claimed->formula(), options);
  if (!found) return std::nullopt;
  return *std::move(found);
}

}  // namespace gradlab::ui
