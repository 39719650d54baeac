// How noisy a mini-batch's gradient is, against its size: measured, and as sampling predicts.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/analysis/gradient_noise.hpp"
#include "shell/ui/color.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

/// A batch size that is in use, on the curve.
struct NoiseMark {
  std::string_view name;
  Color color = 0;
  std::size_t batch = 1;  ///< from all samples on there is no noise: it stands at the foot of the plot
};

/// Both axes by factors: dots as measured, the exact curve, that of drawing with replacement dashed, the gradient's own
/// length across, and where the latter two meet. The pointer's batch size is told, and all of it to
/// screen readers. Empty until noise.known().
void noise_plot(std::string_view id, const Rect& where, const GradientNoise& noise,
                std::span<const NoiseMark> marks = {});

/// x: the logarithm of the batch size by 2, from 1 to all samples. y: from round number to round number around all that
/// is above 0.
PlotView noise_view(const GradientNoise& noise);

/// What is seen, in words.
std::string noise_words(const GradientNoise& noise);

}  // namespace gradlab::ui
