// What every layer of a run was like over its steps. No ImGui here.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/analysis/network_analysis.hpp"

namespace gradlab::ui {

/// A layer at one step, over some of the training samples.
struct LayerMoment {
  std::uint64_t step = 0;
  float weight_norm = 0;    ///< Euclidean, of the weights without biases
  float gradient_norm = 0;  ///< of the mean loss by these
  float lowest_output = 0, highest_output = 0;
  std::array<std::uint32_t, LayerAnalysis::output_bins> output_counts{};  ///< in equal parts between the two

  bool operator==(const LayerMoment&) const = default;
};

/// Which steps are kept depends on their number alone: every so many, and twice as many whenever there would be more
/// than `most`.
class LayerHistory {
 public:
  static constexpr std::size_t most = 96;

  /// Another run. least: at least so many steps between two, a power of two.
  void begin(std::size_t layers, std::uint64_t least);
  bool wants(std::uint64_t step) const;
  void add(const NetworkAnalysis& look);
  /// Forgets what was at a step and after it.
  void cut_from(std::uint64_t step);

  std::size_t layers() const { return layers_; }
  /// Moment by moment all layers.
  std::span<const LayerMoment> moments() const { return moments_; }

 private:
  void thin_out();

  std::size_t layers_ = 1;
  std::uint64_t interval_ = 1;
  std::vector<LayerMoment> moments_;
};

/// What a look into a run has found, beside what is amiss.
struct RunLook {
  std::uint64_t step = 0;
  std::vector<float> unit_gradients;  ///< norm of the loss's gradient by each unit's weights and bias, layer by layer
  std::size_t layers = 0;
  std::vector<LayerMoment> moments;  ///< as LayerHistory's
};

}  // namespace gradlab::ui
