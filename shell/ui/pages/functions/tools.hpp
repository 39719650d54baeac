// What the panels of the functions page other than the plots hold between frames: what a person set there, and what was
// computed from it.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/depth.hpp"
#include "core/analysis/normal_input.hpp"
#include "core/export/source_language.hpp"
#include "shell/ui/pages/functions/cost.hpp"
#include "shell/ui/pages/functions_state.hpp"
#include "shell/ui/widgets/sort_table.hpp"

namespace gradlab::ui {

/// N(mean, spread²) pushed through the chosen functions.
struct SignalTool {
  double mean = 0, spread = 1;

  NormalInput input;
  struct Kept {
    std::vector<double> params;
    OwnFunctionPtr own;
    double mean = 0, spread = -1, low = 0, high = 0;
    NormalResponse response;
    std::vector<double> shares;
  };
  std::map<std::string, Kept, std::less<>> kept;
};

/// Signals and gradients through many layers.
struct DepthTool {
  DepthSetup setup;

  std::optional<DepthWeights> weights;
  struct Kept {
    std::vector<double> params;
    OwnFunctionPtr own;
    std::optional<DepthRun> run;
    bool done = false;
  };
  std::map<std::string, Kept, std::less<>> kept;
};

/// Softmax and maxout.
struct VectorTool {
  std::vector<double> logits{2, 1, 0.2, -1};
  double temperature = 1, shift = 0;

  struct Piece {
    double weight = 0, second_weight = 0, bias = 0;
    bool operator==(const Piece&) const = default;
  };
  std::vector<Piece> pieces{{-1, 0.6, -0.6}, {0.1, -0.8, 0.2}, {1.4, 0.5, -1.2}};
  bool two_inputs = false;
  int inputs = 4, units = 3;      // of the layer whose parameters are counted
  double at_x = 0.5, at_y = 0.5;  // the point whose winner is told
  int grabbed = -1;               // the handle under the pointer while it is dragged
  double grabbed_bias = 0;        // of a plane that is raised: what it was
};

struct TakeAwayTool {
  SourceLanguage language = SourceLanguage::numpy;
  bool svg_wanted = false;  // the next drawing of the plots is written as SVG, too
  bool png_wanted = false;
};

struct FunctionsTools {
  SignalTool signals;
  DepthTool depth;
  VectorTool vectors;
  TakeAwayTool take_away;
  CostMeter cost;
  SortOrder compare_order;
  bool compare_open = false;
};

}  // namespace gradlab::ui
