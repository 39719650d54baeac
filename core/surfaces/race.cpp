#include "core/surfaces/race.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/number_text.hpp"
#include "core/spec/nearest.hpp"
#include "core/surfaces/descent.hpp"
#include "core/surfaces/step_conditions.hpp"

namespace gradlab {
namespace {

constexpr std::string_view typed = "formula";

Error out_of_range(std::string field, double value, double low, double high) {
  return {"out_of_range",
          std::move(field),
          {{"value", number_text(value)}, {"low", number_text(low)}, {"high", number_text(high)}}};
}

Result<Done> check_number(const char* field, double value, double low, double high) {
  if (value >= low && value <= high) return Done{};
  return out_of_range(field, value, low, high);
}

template <class Row>
std::vector<std::string_view> ids_of(std::span<const Row> rows) {
  std::vector<std::string_view> ids;
  for (const Row& row : rows) ids.push_back(row.id);
  return ids;
}

std::string optimizer_field(std::size_t index) { return "optimizers[" + std::to_string(index) + "]"; }

Result<std::vector<double>> params_of(const Choice& choice, const std::string& field) {
  const Optimizer<double>* const row = find_optimizer<double>(choice.id);
  if (!row) return unknown("unknown_id", field, choice.id, ids_of(optimizers<double>()));
  return resolve_optimizer(*row, choice.params, field);
}

/// One way from the start to its end, and what the rule remembers on it.
class Walker {
 public:
  Walker(const Ground& ground, const Choice& choice, std::vector<double> params, Descent descent,
         StepConditions conditions)
      : ground_(ground),
        id_(choice.id),
        params_(std::move(params)),
        descent_(std::move(descent)),
        conditions_(std::move(conditions)) {
    limit_ = divergence_limit(descent_.height());
    path_.memory = memory_of(id_, params_);
    arrive();
  }

  /// One step more than the path shows, for what it would do next.
  RacePath walk(std::size_t steps) {
    for (std::size_t i = 0; i < steps && !path_.diverged; ++i) {
      step(i);
      arrive();
    }
    if (!path_.diverged) step(steps);
    return std::move(path_);
  }

 private:
  void arrive() {
    path_.places.push_back(descent_.place());
    path_.heights.push_back(descent_.height());
    if (!(std::abs(path_.heights.back()) <= limit_)) path_.diverged = path_.places.size() - 1;
  }

  void step(std::size_t index) {
    const auto [noise, factor] = conditions_.next();
    const Point place = descent_.place(), slope = ground_.gradient(place);
    const auto remembered = descent_.optimizer().state();
    const std::vector<double> before(remembered.begin(), remembered.end());
    const auto scalars = descent_.optimizer().scalars();
    std::vector<double> params = params_;
    params[0] *= factor;
    RuleStep seen{params, index + 1, place, {slope.x + noise.x, slope.y + noise.y}, {}, before, {}, 0};
    if (!scalars.empty()) seen.scalar_before = scalars[0];
    if (index == 0) seen.scalar_before = 1;
    descent_.step(noise, factor);
    seen.after = descent_.optimizer().state();
    seen.move = {descent_.place().x - place.x, descent_.place().y - place.y};
    path_.states.push_back(hidden_state(id_, seen));
    path_.rates.push_back(params[0]);
  }

  const Ground& ground_;
  std::string id_;
  std::vector<double> params_;
  Descent descent_;
  StepConditions conditions_;
  double limit_ = 0;
  RacePath path_;
};

double distance_to(const std::vector<Point>& minima, Point at) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const Point& one : minima) nearest = std::min(nearest, std::hypot(one.x - at.x, one.y - at.y));
  return nearest;
}

void measure(RacePath& path, const std::vector<Point>& minima) {
  if (minima.empty()) return;
  for (const Point& at : path.places) path.distances.push_back(distance_to(minima, at));
  if (path.diverged) return;
  std::size_t from = path.distances.size();
  while (from > 0 && path.distances[from - 1] <= Race::near) --from;
  if (from < path.distances.size()) path.there = from;
}

bool same_point(Point a, Point b) { return a.x == b.x && a.y == b.y; }

}  // namespace

bool operator==(const RaceSpec& a, const RaceSpec& b) {
  return a.surface == b.surface && a.formula == b.formula && a.formula_params == b.formula_params &&
         same_point(a.start, b.start) && a.optimizers == b.optimizers && a.steps == b.steps && a.noise == b.noise &&
         a.seed == b.seed && a.schedule == b.schedule;
}

double divergence_limit(double height_at_start) {
  constexpr double least = 1e6, times_start = 100;
  const double of_start = times_start * std::abs(height_at_start);
  return of_start > least && std::isfinite(of_start) ? of_start : least;
}

Result<Ground> ground_of(const RaceSpec& spec) {
  if (spec.surface == typed) {
    auto surface = FormulaSurface::create(spec.formula, spec.formula_params);
    if (!surface) return surface.error();
    return Ground(*std::move(surface));
  }
  if (const Surface* const row = find_surface(spec.surface)) return Ground(*row);
  std::vector<std::string_view> known = ids_of(surfaces());
  known.push_back(typed);
  return unknown("unknown_id", "surface", spec.surface, known);
}

Window window_of(const RaceSpec& spec) {
  constexpr double reach = 4;
  const Surface* const row = find_surface(spec.surface);
  return row ? row->window : Window{{-reach, -reach}, {reach, reach}};
}

Result<Done> check_race(const RaceSpec& spec) {
  if (spec.surface != typed)
    if (auto ground = ground_of(spec); !ground) return ground.error();
  const auto far = RaceSpec::farthest;
  for (const auto& [field, value, low, high] :
       {std::tuple{"start[0]", spec.start.x, -far, far}, std::tuple{"start[1]", spec.start.y, -far, far},
        std::tuple{"steps", static_cast<double>(spec.steps), 1.0, static_cast<double>(RaceSpec::most_steps)},
        std::tuple{"optimizers", static_cast<double>(spec.optimizers.size()), 0.0,
                   static_cast<double>(RaceSpec::most_optimizers)}})
    if (auto ok = check_number(field, value, low, high); !ok) return ok;
  if (auto conditions = StepConditions::create(spec.noise, spec.seed, spec.schedule); !conditions)
    return conditions.error();
  for (std::size_t i = 0; i < spec.optimizers.size(); ++i)
    if (auto params = params_of(spec.optimizers[i], optimizer_field(i)); !params) return params.error();
  return Done{};
}

Result<std::vector<RacePath>> run_paths(const RaceSpec& spec, const Ground& ground, const std::vector<Point>& minima) {
  if (auto ok = check_race(spec); !ok) return ok.error();
  const auto conditions = StepConditions::create(spec.noise, spec.seed, spec.schedule);
  std::vector<RacePath> paths;
  for (std::size_t i = 0; i < spec.optimizers.size(); ++i) {
    auto params = params_of(spec.optimizers[i], optimizer_field(i));
    auto descent = Descent::create(ground, spec.optimizers[i], spec.start);
    if (!descent) return descent.error();
    Walker walker(ground, spec.optimizers[i], *std::move(params), *std::move(descent), *conditions);
    paths.push_back(walker.walk(spec.steps));
    measure(paths.back(), minima);
  }
  return paths;
}

Result<Race> run_race(const RaceSpec& spec) {
  auto ground = ground_of(spec);
  if (!ground) return ground.error();
  std::vector<StationaryPoint> stationary = stationary_points(*ground, window_of(spec));
  std::vector<Point> minima = deepest_minima(stationary);
  auto paths = run_paths(spec, *ground, minima);
  if (!paths) return paths.error();
  return Race{*std::move(ground), std::move(stationary), std::move(minima), *std::move(paths)};
}

}  // namespace gradlab
