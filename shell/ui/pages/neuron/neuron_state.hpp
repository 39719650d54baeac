// State of the neuron page: what a person set, and what was computed from it. Plain values; no ImGui calls.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/perceptron_rule.hpp"
#include "core/analysis/single_unit.hpp"
#include "shell/ui/pages/wanted_picture.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/tile_atlas.hpp"
#include "shell/ui/widgets/turntable.hpp"

namespace gradlab::ui {

/// A map of outputs as it was painted last.
struct NeuronMap {
  TileAtlas picture;
  std::vector<double> painted_from;
  std::string painted_activation;
  std::optional<ThemeName> painted;
};

struct NeuronState {
  static constexpr double input_reach = 5, weight_reach = 3, bias_reach = 5;
  static constexpr std::size_t samples = 80, most_points = 24, most_updates = 500;
  static constexpr int steps = 400;
  // Of the points for the rule, in hundredths.
  static constexpr std::int32_t point_low = -100, point_high = 200;

  // One unit
  Unit unit{2, {0.9, -0.6, 0.4}, 0.5};
  UnitVector x{1.5, -1, 0.5};
  std::string activation = "sigmoid";
  std::vector<double> params;
  std::uint64_t seed = 1;
  bool cube = true;  // of three inputs: all of it, or the plane at the third's value
  Turn turn{0.45, 0.5};

  // The perceptron rule, and gradient descent on the same points
  std::string data = "and";
  std::vector<RulePoint> own;
  int hand = 1;  // what a click adds: class 0, class 1; 2: it erases
  int grabbed = -1;
  int update = most_updates;  // how many updates are shown; more than there are: all
  bool rule_plays = false;
  double rule_part = 0;
  std::string output = "sigmoid";
  double rate = 0.5;
  int step = steps;
  bool descent_plays = false;
  double descent_part = 0;

  bool taking = false;
  std::optional<WantedPicture> picture;

  // Computed
  std::vector<UnitSample> clouds;
  std::uint64_t clouds_seed = 0;
  std::optional<std::vector<RulePoint>> ran;
  RuleRun run;
  std::optional<double> bound;
  std::vector<UnitMoment> path;
  std::string path_output;
  double path_rate = -1;
  std::unique_ptr<NeuronMap> map = std::make_unique<NeuronMap>(), map_of_rule = std::make_unique<NeuronMap>(),
                             descent_map = std::make_unique<NeuronMap>();

  /// The points in force: a truth table, or one's own.
  std::vector<RulePoint> points() const;
  /// Makes these one's own.
  void take_points(std::vector<RulePoint> changed);
  /// Runs, bound and path of what is set now.
  void compute();
  int updates() const { return static_cast<int>(run.updates.size()); }
  int shown_updates() const { return std::min(update, updates()); }
};

}  // namespace gradlab::ui
