// State of the losses page: what a person set, and what was computed from it. Plain values; no ImGui calls.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/single_neuron.hpp"
#include "shell/ui/pages/wanted_picture.hpp"
#include "shell/ui/widgets/plot_curves.hpp"

namespace gradlab::ui {

/// One curve of the plots: a loss of an output.
struct LossCurve {
  std::string loss, activation;
  double delta = 1;  // huber's
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

struct LossesState {
  static constexpr int steps = 300;
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

  bool taking = false;
  std::optional<WantedPicture> picture;

  // Computed
  NeuronTask descended{.rate = -1};
  std::vector<NeuronStep> paths[2];  // under the squared error, under cross-entropy
  std::optional<LossPlots> plots;
  int card_corner[2] = {2, 2};

  /// The paths of the task as it is now.
  void descend();
  double& at() { return by_prediction ? at_prediction : at_logit; }
};

}  // namespace gradlab::ui
