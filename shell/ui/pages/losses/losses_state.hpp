// State of the losses page: what a person set, and what was computed from it. Plain values; no ImGui calls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/logistic_surface.hpp"
#include "core/analysis/robust_line.hpp"
#include "core/analysis/single_neuron.hpp"
#include "core/base/param.hpp"
#include "shell/ui/pages/wanted_picture.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/plot_curves.hpp"
#include "shell/ui/widgets/tile_atlas.hpp"

namespace gradlab::ui {

/// One curve of the plots: a loss of an output.
struct LossCurve {
  std::string loss, activation;
  ParamValues params = {};  // of the loss; what is left out is as in the table
  bool operator==(const LossCurve&) const = default;
};

/// What the two plots were drawn from, and their curves: by loss and by its slope.
struct LossPlots {
  struct Key {
    std::vector<LossCurve> curves;
    bool by_prediction = false;
    double y = 0;
    ImVec2 size{};
    bool operator==(const Key& other) const {
      return curves == other.curves && by_prediction == other.by_prediction && y == other.y && size.x == other.size.x &&
             size.y == other.size.y;
    }
  };
  Key key;
  PlotView views[2];
  std::vector<SampledCurve> curves[2];
};

/// One surface over two weights: its values, where it bends the wrong way, its picture and its least place.
struct LossMap {
  static constexpr int side = 81;  // values each way, from the window's corner to its corner, the first row on top
  LogisticSurface surface;
  std::vector<float> values;
  std::vector<float> lesser;  // the smaller eigenvalue of the Hessian
  float lowest = 0, highest = 1;
  bool convex = true;  // nowhere in the window is the smaller eigenvalue below 0
  std::optional<Point> minimum;
  TileAtlas picture;
  std::optional<ThemeName> painted;  // in whose colours

  LossMap(std::uint64_t seed, LogisticLoss loss, const Window& window);
};

struct LossesState {
  static constexpr int steps = 300;
  static constexpr std::size_t classes = 4;
  static constexpr double logit_reach = 3, most_logit = 20;     // of a bar that is dragged; of a number that is typed
  static constexpr double weight_reach = 8, weight_height = 4;  // of the surfaces' window, from 0
  static std::vector<Point> usual_points();
  static constexpr std::size_t most_points = 40;
  static constexpr double point_reach = 4, point_height = 6;
  static constexpr std::size_t most_curves = 8;

  // One saturated neuron
  NeuronTask task;
  int step = 40;
  bool playing = false;
  double part_of_step = 0;  // of the step that is being played

  // Loss curves
  std::vector<LossCurve> curves{{"hinge", "identity"}, {"bce", "sigmoid"}, {"mae", "sigmoid"}, {"mse", "sigmoid"}};
  bool by_prediction = false;
  double y = 0;
  double at_logit = 4, at_prediction = 0.98;
  bool choosing = false;

  // Softmax
  std::vector<double> logits{1.2, 2.1, -0.6, 0.4};
  std::size_t target = 0;
  int grabbed_logit = -1;

  // Surfaces
  std::uint64_t seed = 1;
  Point cross{-4.5, -1.5};
  std::optional<Point> pointed;   // where the pointer is over one of them: there the cross stands meanwhile
  std::optional<ImVec2> resting;  // the pointer since an arrow key was pressed: it counts again when it moves

  // Outliers
  std::vector<Point> points = usual_points();
  FitShape shape = FitShape::line;
  double delta = 1;
  std::size_t held = 0;  // the point that was moved last
  bool holding = false;

  bool taking = false;
  std::optional<WantedPicture> picture;

  // Computed
  NeuronTask descended{.rate = -1};
  std::vector<NeuronStep> paths[2];  // under the squared error, under cross-entropy
  std::optional<LossPlots> plots;
  int card_corner[2] = {2, 2};
  std::unique_ptr<LossMap> maps[2];
  std::uint64_t mapped_seed = 0;

  /// The paths of the task as it is now.
  void descend();
  Point shown_cross() const { return pointed.value_or(cross); }
  double& at() { return by_prediction ? at_prediction : at_logit; }
};

}  // namespace gradlab::ui
