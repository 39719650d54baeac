// gradlab descend: an optimizer's way over a surface, in double.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "core/base/number_text.hpp"
#include "core/spec/nearest.hpp"
#include "core/surfaces/descent.hpp"
#include "core/surfaces/formula_surface.hpp"
#include "core/surfaces/step_conditions.hpp"
#include "shell/cli/command.hpp"
#include "shell/cli/json_line.hpp"
#include "shell/cli/numbers.hpp"

namespace gradlab::cli {
namespace {

struct DescendOptions {
  std::string surface;
  std::string formula;
  std::vector<std::string> formula_params;
  std::string optimizer;
  std::optional<double> rate;
  std::vector<std::string> params;
  std::string start;
  std::uint64_t steps = 100;
  double noise = 0;
  std::uint64_t seed = 1;
  std::string schedule = "constant";
  std::vector<std::string> schedule_params;
  bool json = false;
};

struct Path {
  std::vector<double> x, y, f;

  void add(const Descent& descent) {
    x.push_back(descent.place().x);
    y.push_back(descent.place().y);
    f.push_back(descent.height());
  }
};

Result<Point> start_of(const DescendOptions& options, Point usual) {
  if (options.start.empty()) return usual;
  const auto numbers = read_numbers(options.start, "--start");
  if (!numbers) return numbers.error();
  if (numbers->size() != 2)
    return Error{"wrong_length", "--start", {{"value", std::to_string(numbers->size())}, {"expected", "2"}}};
  return Point{(*numbers)[0], (*numbers)[1]};
}

Result<Descent> descent_on_formula(const DescendOptions& options, const Choice& optimizer) {
  const auto params = read_params(options.formula_params);
  if (!params) return params.error();
  const auto surface = FormulaSurface::create(options.formula, *params);
  if (!surface) return surface.error();
  const auto start = start_of(options, {1, 1});
  return start ? Descent::create(*surface, optimizer, *start) : start.error();
}

Result<Descent> descent_on_row(const DescendOptions& options, const Choice& optimizer) {
  const Surface* surface = find_surface(options.surface);
  if (!surface) {
    std::vector<std::string_view> known;
    for (const Surface& one : surfaces()) known.push_back(one.id);
    return unknown("unknown_id", "--surface", options.surface, known);
  }
  const auto start = start_of(options, surface->start);
  return start ? Descent::create(*surface, optimizer, *start) : start.error();
}

Result<Path> descend(const DescendOptions& options) {
  auto params = read_params(options.params);
  if (!params) return params.error();
  if (options.rate) (*params)["lr"] = *options.rate;
  const Choice optimizer{options.optimizer, *params};
  auto descent = options.formula.empty() ? descent_on_row(options, optimizer) : descent_on_formula(options, optimizer);
  if (!descent) return descent.error();
  const auto schedule_params = read_params(options.schedule_params);
  if (!schedule_params) return schedule_params.error();
  auto conditions = StepConditions::create(options.noise, options.seed, {options.schedule, *schedule_params});
  if (!conditions) return conditions.error();
  Path path;
  path.add(*descent);
  for (std::uint64_t step = 0; step < options.steps; ++step) {
    const auto [noise, factor] = conditions->next();
    descent->step(noise, factor);
    path.add(*descent);
  }
  return path;
}

std::string as_table(const Path& path) {
  constexpr std::size_t width = 26;
  std::string text = "step    x                         y                         f\n";
  const auto cell = [](const std::string& value, std::size_t wide) {
    return value + std::string(wide - std::min(wide - 1, value.size()), ' ');
  };
  for (std::size_t i = 0; i < path.x.size(); ++i)
    text += cell(std::to_string(i), 8) + cell(number_text(path.x[i]), width) + cell(number_text(path.y[i]), width) +
            number_text(path.f[i]) + "\n";
  return text;
}

}  // namespace

void add_descend(CLI::App& app, Outcome& outcome) {
  constexpr std::uint64_t most_steps = 1'000'000;
  auto options = std::make_shared<DescendOptions>();
  CLI::App* command = app.add_subcommand("descend", "An optimizer's way down a surface, in double.");
  auto* which = command->add_option_group("Surface", "One of the two");
  which->add_option("--surface", options->surface, "Which surface; see gradlab list surfaces");
  auto* formula = which->add_option("--formula", options->formula, "A formula in x and y, such as \"x^2 + 3*y^2\"")
                      ->check(refuse_empty_formula);
  which->require_option(1);
  command
      ->add_option("--formula-param", options->formula_params,
                   "NAME=VALUE of another name in the formula, 1 if left out; may be repeated")
      ->allow_extra_args(false)
      ->needs(formula);
  command->add_option("--optimizer", options->optimizer, "Which rule; see gradlab list optimizers")->required();
  command->add_option("--lr", options->rate, "The learning rate; the rule's own if left out");
  command->add_option("--param", options->params, "NAME=VALUE, such as beta1=0.9; switches are 0 or 1; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--start", options->start,
                      "X,Y, such as --start=-1.5,2; left out: the surface's own, of a formula 1,1");
  command->add_option("--steps", options->steps, "How many steps")->check(CLI::Range(std::uint64_t{0}, most_steps));
  command->add_option("--noise", options->noise,
                      "Standard deviation of what is added to each component of each gradient, as mini-batches do");
  command->add_option("--seed", options->seed, "Which noise: the same numbers for every rule");
  command->add_option("--schedule", options->schedule,
                      "Of the rate, an epoch being one step; see gradlab list schedules");
  command->add_option("--schedule-param", options->schedule_params, "NAME=VALUE, such as period=200; may be repeated")
      ->allow_extra_args(false);
  command->add_flag("--json", options->json,
                    "{\"x\": [..], \"y\": [..], \"f\": [..]}: the start and every step; null where not finite");
  command->callback([options, &outcome] {
    const auto path = descend(*options);
    outcome = path ? done : refuse(path.error());
    if (!path) return;
    JsonLine json;
    json.begin('{').key("x").numbers(path->x).key("y").numbers(path->y).key("f").numbers(path->f).end('}');
    print(options->json ? json.line() : as_table(*path));
  });
}

}  // namespace gradlab::cli
