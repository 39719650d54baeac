#include "shell/cli/formula_check.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "core/formula/check.hpp"
#include "core/spec/nearest.hpp"
#include "shell/cli/json_line.hpp"

namespace gradlab::cli {
namespace {

std::string as_json(const FormulaCheck& options, const DerivativeCheck& found) {
  JsonLine json;
  json.begin('{').key("formula").text(options.formula).key("derivative").text(options.derivative);
  json.key("agrees").truth(found.agrees()).key("largest_gap").number(found.largest_gap).key("at").number(found.at);
  json.key("claimed").number(found.claimed).key("exact").number(found.exact);
  json.key("numerical").number(found.numerical).key("disagreements").begin('[');
  for (const Stretch& one : found.disagreements) json.begin('[').number(one.low).number(one.high).end(']');
  json.end(']').key("looked").begin('{').key("points").whole(found.looked.points);
  json.key("spacing").number(found.looked.spacing).key("places").whole(found.looked.places);
  json.key("hidden").whole(found.looked.hidden);
  return json.key("finest").number(found.looked.finest).end('}').end('}').line();
}

/// Enough digits for reading; --json has them all.
std::string readable(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.8g", value);
  return text;
}

std::string how_finely(const Looked& looked) {
  std::string text = "Looked at " + std::to_string(looked.points) + " values of x: every " + readable(looked.spacing) +
                     ", and down to " + readable(looked.finest) + " around " + std::to_string(looked.places) +
                     (looked.places == 1 ? " place" : " places") + " where a part of F or G is 0.\n";
  if (looked.hidden > 0)
    text +=
        "At " + std::to_string(looked.hidden) + " more the formulas lose so many digits that nothing can be told.\n";
  return text;
}

std::string as_text(const FormulaCheck& options, const DerivativeCheck& found) {
  if (found.agrees())
    return "G is F's derivative for x from " + readable(options.from) + " to " + readable(options.to) +
           "; largest gap " + readable(found.largest_gap) + ".\n" + how_finely(found.looked);
  std::string text = "G is not F's derivative. They disagree for x from\n";
  for (const Stretch& one : found.disagreements) text += "  " + readable(one.low) + " to " + readable(one.high) + "\n";
  return text + "Largest gap " + readable(found.largest_gap) + " at x = " + readable(found.at) + ": G is " +
         readable(found.claimed) + ", F' is " + readable(found.exact) + " (by differences " +
         readable(found.numerical) + ").\n" + how_finely(found.looked);
}

/// A parameter that neither formula has is a slip.
Result<Done> check_names(const ParamValues& given, const Formula& f, const Formula& g) {
  std::vector<std::string_view> known;
  for (const Formula* one : {&f, &g})
    for (const FormulaParameter& param : one->parameters()) known.push_back(param.name);
  for (const auto& [name, value] : given)
    if (std::find(known.begin(), known.end(), name) == known.end())
      return unknown("unknown_id", "--param", name, known);
  return Done{};
}

}  // namespace

std::shared_ptr<const FormulaCheck> add_formula_check(CLI::App& check) {
  auto options = std::make_shared<FormulaCheck>();
  auto* formula = check.add_option("--formula", options->formula, "F, a formula in x such as \"max(0, x)\"")
                      ->check(refuse_empty_formula);
  auto* derivative = check.add_option("--derivative", options->derivative, "G, what is said to be F's derivative");
  formula->needs(derivative);
  derivative->needs(formula);
  check.add_option("--from", options->from, "Where the comparison begins")->needs(formula)->capture_default_str();
  check.add_option("--to", options->to, "Where it ends")->needs(formula)->capture_default_str();
  check.add_option("--param", options->params, "NAME=VALUE for a name in the formulas; 1 if not given")
      ->needs(formula)
      ->allow_extra_args(false);
  check
      .add_flag(
          "--json", options->json,
          "{formula, derivative, agrees, largest_gap, at, claimed, exact, numerical, disagreements: [[from, to]], "
          "looked: {points, spacing, places, hidden, finest}}")
      ->needs(formula);
  return options;
}

Outcome check_formula(const FormulaCheck& options) {
  const auto f = parse_formula(options.formula, {false, {}, "--formula"});
  if (!f) return refuse(f.error());
  const auto g = parse_formula(options.derivative, {false, {}, "--derivative"});
  if (!g) return refuse(g.error());
  const auto params = read_params(options.params);
  if (!params) return refuse(params.error());
  if (auto ok = check_names(*params, *f, *g); !ok) return refuse(ok.error());
  DerivativeCheckOptions comparison;
  comparison.low = options.from;
  comparison.high = options.to;
  comparison.params = *params;
  const auto found = check_derivative(*f, *g, comparison);
  if (!found) return refuse(found.error());
  print(options.json ? as_json(options, *found) : as_text(options, *found));
  return found->agrees() ? done : failed;
}

}  // namespace gradlab::cli
