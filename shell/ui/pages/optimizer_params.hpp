// An optimizer's parameters as numbers to drag, one behind the other.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/spec/spec.hpp"
#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

struct OptimizerParams {
  std::string_view id_prefix;  // of the controls: "optimizers.param."
  const Choice& choice;
  std::string name;    // of the optimizer, for who hears the controls
  bool whole = false;  // all parameters; else the rate, what was changed, and the memories, which make the rule
  std::function<void(std::string_view id, double value)> set;
};

/// In lines of where's width; returns their number.
int draw_optimizer_params(const OptimizerParams& params, const Rect& where);
int optimizer_param_lines(const OptimizerParams& params, float width);
/// From line to line, design px.
float optimizer_param_pitch();

}  // namespace gradlab::ui
