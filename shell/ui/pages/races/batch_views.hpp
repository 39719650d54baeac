// The two pictures of the Batches view with the words below them: controls "races.noise_plot" and "races.slice_map".
#pragma once

#include "shell/ui/geometry.hpp"
#include "shell/ui/pages/races/batch_study.hpp"

namespace gradlab::ui {

/// Noise against the batch size at the focused run's weights, each run's batch size marked on it.
void batch_noise_view(const Rect& where, const BatchStudy& study);

/// The loss on the plane of all paths, with the paths.
void batch_slice_view(const Rect& where, const BatchStudy& study);

}  // namespace gradlab::ui
