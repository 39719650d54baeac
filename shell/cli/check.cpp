// gradlab check: every row's derivatives, and the gradient of a network of it, against central differences; or two
// formulas against each other.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <optional>

#include "core/network/gradient_check.hpp"
#include "core/network/row_check.hpp"
#include "core/spec/nearest.hpp"
#include "shell/cli/command.hpp"
#include "shell/cli/formula_check.hpp"

namespace gradlab::cli {
namespace {

constexpr double allowed_gap = 1e-6;

/// What was found about one row.
struct Line {
  std::string_view family;
  std::string_view id;
  double row = 0;
  std::optional<double> network;  ///< none for surfaces

  bool passes() const { return row < allowed_gap && network.value_or(0) < allowed_gap; }  // false for NaN
};

double network_gap(std::string_view activation, std::string_view loss) {
  constexpr std::uint64_t seed = 1;
  const auto gap = check_gradients(gradient_check_spec(activation, loss, seed), seed);
  return gap && gap->checked > 0 ? gap->worst : 1;
}

std::vector<Line> all_lines(const std::vector<std::string>& wanted) {
  std::vector<Line> lines;
  const auto is_wanted = [&](std::string_view id) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), id) != wanted.end();
  };
  for (const auto& row : activations<double>())
    if (is_wanted(row.id)) lines.push_back({"activation", row.id, derivative_gap(row), network_gap(row.id, "mse")});
  for (const auto& row : losses<double>())
    if (is_wanted(row.id)) lines.push_back({"loss", row.id, derivative_gap(row), network_gap("tanh", row.id)});
  for (const Surface& row : surfaces())
    if (is_wanted(row.id)) lines.push_back({"surface", row.id, derivative_gap(row), std::nullopt});
  return lines;
}

std::optional<Error> unknown_in(const std::vector<std::string>& wanted) {
  std::vector<std::string_view> known;
  for (const auto& row : activations<double>()) known.push_back(row.id);
  for (const auto& row : losses<double>()) known.push_back(row.id);
  for (const Surface& row : surfaces()) known.push_back(row.id);
  for (const std::string& id : wanted)
    if (std::find(known.begin(), known.end(), id) == known.end()) return unknown("unknown_id", "ID", id, known);
  return std::nullopt;
}

std::string gap_text(std::optional<double> gap) {
  if (!gap) return "-";
  char text[32];
  std::snprintf(text, sizeof text, "%.1e", *gap);
  return text;
}

Outcome check(const std::vector<std::string>& wanted) {
  if (const auto error = unknown_in(wanted)) return refuse(*error);
  std::size_t failures = 0;
  print("family      id               row       network\n");
  for (const Line& line : all_lines(wanted)) {
    char text[128];
    std::snprintf(text, sizeof text, "%-11.*s %-16.*s %-9s %-9s %s\n", static_cast<int>(line.family.size()),
                  line.family.data(), static_cast<int>(line.id.size()), line.id.data(), gap_text(line.row).c_str(),
                  gap_text(line.network).c_str(), line.passes() ? "ok" : "FAILED");
    print(text);
    failures += line.passes() ? 0 : 1;
  }
  if (failures == 0) return done;
  say("gradlab: " + std::to_string(failures) + " rows disagree with central differences.");
  return failed;
}

}  // namespace

void add_check(CLI::App& app, Outcome& outcome) {
  auto wanted = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand(
      "check",
      "Checks derivatives against central differences: every activation, loss and surface, and networks of them.\n"
      "Or two formulas: where G is not F's derivative.");
  const auto formulas = add_formula_check(*command);
  command->add_option("id", *wanted, "Which rows; all if left out")->excludes("--formula");
  command->footer(
      "Columns are the largest gaps |exact - numeric| / (|exact| + |numeric| + 0.01), of the row by itself and of the\n"
      "gradient of a three-layer network with it (there 0.01 times the loss, if that is above 1). A gap from 1e-6 on\n"
      "fails, and the exit code is then 1.\n"
      "Two formulas are compared on a grid of 4001 values of x, ever more closely around every place where a part of\n"
      "F or G is 0 (comparisons turn over there, bumps have their middle) and where the gap grows; the output says "
      "how\n"
      "closely. What is narrower than the grid and at no such place can be missed.");
  command->callback(
      [wanted, formulas, &outcome] { outcome = formulas->asked() ? check_formula(*formulas) : check(*wanted); });
}

}  // namespace gradlab::cli
