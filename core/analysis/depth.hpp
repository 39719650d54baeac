#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/base/result.hpp"
#include "core/network/batch.hpp"

namespace gradlab {

/// How big activations and gradients are, layer by layer, in a stack that was only initialised: x ~ N(0, 1) goes in at
/// the front, a gradient ~ N(0, 1) at the end. No biases.
struct DepthSetup {
  std::size_t depth = 20;  ///< layers, 1 … most_depth
  std::size_t width = 64;  ///< units of each layer and of the input, 1 … most_width
  std::string initializer = "xavier_normal";
  double scale = 1;  ///< what the initialiser's weights are multiplied by
  std::uint64_t seed = 1;

  static constexpr std::size_t most_depth = 50, most_width = 128, samples = 32;
  bool operator==(const DepthSetup&) const = default;
};

Result<Done> check_depth(const DepthSetup& setup);

/// The weights of all layers, the same for every function that is sent through.
class DepthWeights {
 public:
  /// Refuses what check_depth refuses; draws nothing yet.
  static Result<DepthWeights> create(const DepthSetup& setup);

  const DepthSetup& setup() const { return setup_; }
  /// Outputs × inputs, row by row; drawn when first asked for, each layer from its own stream.
  std::span<const double> layer(std::size_t index);
  Block<const double> inputs() const { return inputs_.block(); }        ///< width × samples
  Block<const double> gradients() const { return gradients_.block(); }  ///< of the last layer's outputs

 private:
  DepthSetup setup_;
  std::vector<std::vector<double>> layers_;
  Batch<double> inputs_, gradients_;
};

/// One function on its way: first forwards, then back, a layer a step. The weights must stay the same ones.
class DepthRun {
 public:
  /// `row` must work on each number by itself and outlive this.
  DepthRun(const Activation<double>& row, std::vector<double> params) : row_(&row), params_(std::move(params)) {}

  /// One more layer; false when there was nothing left to do.
  bool step(DepthWeights& weights);

  /// Root mean squares over units and samples. Activations: of the input, then of each layer's outputs. Gradients: of
  /// the last layer's outputs, then backwards to those of the input. As many as there are so far.
  std::span<const double> activations() const { return activations_; }
  std::span<const double> gradients() const { return gradients_; }

 private:
  void forward(DepthWeights& weights);
  void backward(DepthWeights& weights);

  const Activation<double>* row_;
  std::vector<double> params_;
  std::vector<double> activations_, gradients_;
  std::vector<Batch<double>> slopes_;  ///< f' at each layer's sums
  Batch<double> now_, next_;           ///< outputs, then gradients
};

}  // namespace gradlab
