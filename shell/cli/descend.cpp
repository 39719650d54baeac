// gradlab descend: an optimizer's way over a surface, in double.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "core/base/number_text.hpp"
#include "core/spec/nearest.hpp"
#include "core/surfaces/descent.hpp"
#include "shell/cli/command.hpp"
#include "shell/cli/json_line.hpp"
#include "shell/cli/numbers.hpp"

namespace gradlab::cli {
namespace {

struct Options {
  std::string surface;
  std::string optimizer;
  std::optional<double> rate;
  std::vector<std::string> params;
  std::string start;
  std::uint64_t steps = 100;
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

Result<Point> start_of(const Options& options, const Surface& surface) {
  if (options.start.empty()) return surface.start;
  return read_point(options.start, "--start");
}

Result<Path> descend(const Options& options) {
  const Surface* surface = find_surface(options.surface);
  if (!surface) {
    std::vector<std::string_view> known;
    for (const Surface& one : surfaces()) known.push_back(one.id);
    return unknown("unknown_id", "--surface", options.surface, known);
  }
  auto params = read_params(options.params);
  if (!params) return params.error();
  if (options.rate) (*params)["lr"] = *options.rate;
  const auto start = start_of(options, *surface);
  if (!start) return start.error();
  auto descent = Descent::create(*surface, {options.optimizer, *params}, *start);
  if (!descent) return descent.error();
  Path path;
  path.add(*descent);
  for (std::uint64_t step = 0; step < options.steps; ++step) {
    descent->step();
    path.add(*descent);
  }
  return path;
}

std::string as_table(const Path& path) {
  constexpr std::size_t width = 26;
  std::string text = "step    x                         y                         f\n";
  const auto cell = [](std::string value, std::size_t wide) {
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
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("descend", "An optimizer's way down a surface, in double.");
  command->add_option("--surface", options->surface, "Which surface; see gradlab list surfaces")->required();
  command->add_option("--optimizer", options->optimizer, "Which rule; see gradlab list optimizers")->required();
  command->add_option("--lr", options->rate, "The learning rate; the rule's own if left out");
  command->add_option("--param", options->params, "NAME=VALUE, such as beta1=0.9; switches are 0 or 1; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--start", options->start, "X,Y, such as --start=-1.5,2; the surface's own if left out");
  command->add_option("--steps", options->steps, "How many steps")->check(CLI::Range(std::uint64_t{0}, most_steps));
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
