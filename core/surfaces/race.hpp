#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/spec/spec.hpp"
#include "core/surfaces/ground.hpp"
#include "core/surfaces/hidden_state.hpp"
#include "core/surfaces/stationary.hpp"

namespace gradlab {

/// Everything a person can set of a race: optimizers that leave the same start of the same surface. JSON is its text;
/// keys are the members' names, what is left out has the value below:
///   {"surface": "beale", "start": [0.7, 1.6], "steps": 200, "noise": 0.5, "seed": 3,
///    "optimizers": ["sgd", {"id": "adam", "lr": 0.2}], "schedule": {"id": "cosine", "period": 200}}
struct RaceSpec {
  static constexpr std::size_t most_optimizers = 14, most_steps = 2000;
  static constexpr double farthest = 1e6;

  std::string surface = "beale";  ///< a row of surfaces(), or "formula"
  std::string formula;            ///< of surface "formula": its text, in x and y
  ParamValues formula_params;     ///< of the other names in it
  Point start{0.7, 1.6};
  std::vector<Choice> optimizers;
  std::size_t steps = 200;
  double noise = 0;  ///< standard deviation of what is added to each component of each gradient, a stand-in for
                     ///< mini-batches; the same numbers at the same step for all optimizers
  std::uint64_t seed = 1;
  Choice schedule{"constant", {}};  ///< of the rate: an epoch is one step
};
bool operator==(const RaceSpec& a, const RaceSpec& b);

Result<RaceSpec> parse_race(std::string_view json);
std::string write_race(const RaceSpec& spec);

/// The surface that a spec names. Refuses an unknown one, and a formula that cannot be read ("formula").
Result<Ground> ground_of(const RaceSpec& spec);
/// What of it there is to see: the surface's own window; of a formula [-4, 4]².
Window window_of(const RaceSpec& spec);

/// One optimizer's way. Index i of all lists: after i steps.
struct RacePath {
  std::vector<Point> places;
  std::vector<double> heights;
  std::vector<double> distances;        ///< to the nearest of the deepest minima; empty: there is none
  std::vector<HiddenState> states;      ///< what the step from there did; as many as places, unless it diverged
  std::vector<double> rates;            ///< of that step, after the schedule
  std::optional<std::size_t> diverged;  ///< the way ends there: higher than its limit, or not finite
  std::optional<std::size_t> there;     ///< from then on within 0.1 of a deepest minimum, to the end
  Memory memory;
};

struct Race {
  static constexpr double near = 0.1;

  Ground ground;
  std::vector<StationaryPoint> stationary;  ///< within window_of(spec)
  std::vector<Point> minima;                ///< the deepest of these
  std::vector<RacePath> paths;              ///< of RaceSpec::optimizers
};

/// |f| above which a way counts as diverged: 10⁶, or a hundred times the start's.
double divergence_limit(double height_at_start);

/// All ways to their ends. Refuses what cannot be run, naming the field: "optimizers[2].lr".
Result<Race> run_race(const RaceSpec& spec);
/// Only the paths, over what is known of the surface.
Result<std::vector<RacePath>> run_paths(const RaceSpec& spec, const Ground& ground, const std::vector<Point>& minima);

/// All checks but that of the formula. parse_race calls it.
Result<Done> check_race(const RaceSpec& spec);

}  // namespace gradlab
