// The run over its epochs: losses, accuracy, each layer's gradients, weights and outputs; and runs that were kept.
#pragma once

#include <vector>

#include "shell/ui/pages/playground/kept_runs.hpp"
#include "shell/ui/widgets/loss_chart.hpp"

namespace gradlab::ui {

struct Playground;

struct Curves {
  bool open = false;
  int figure = 0;        // which of the figures the sheet shows
  double smoothing = 0;  // share that a running mean keeps from point to point
  std::vector<KeptRun> kept;
};

void playground_curves_overlay(Playground& page);

/// The loss chart of the page, with kept runs behind.
void playground_loss_chart(Playground& page, const Rect& where);

}  // namespace gradlab::ui
