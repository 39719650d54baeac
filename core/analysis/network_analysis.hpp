#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/network/activity.hpp"
#include "core/network/trainer.hpp"

namespace gradlab {

/// What happens in one layer. Means, variances and shares are over all its units and the samples looked at.
struct LayerAnalysis {
  std::size_t units = 0;
  std::size_t parameters = 0;  ///< all of the layer's trained numbers
  double mean = 0;             ///< of the outputs
  double variance = 0;
  double sum_mean = 0;  ///< of the pre-activations (of maxout: of each unit's first sum)
  double sum_variance = 0;
  double zeros = 0;          ///< share of outputs that are exactly 0
  double saturated = 0;      ///< share with |f'| < flat_slope (0.01), those without slope included; 0 in mixing rows
  double no_slope = 0;       ///< share with f' exactly 0
  std::size_t dead = 0;      ///< units for which UnitActivity::dead
  double weight_norm = 0;    ///< Euclidean, of the weights without biases; as all norms here
  double gradient_norm = 0;  ///< of the mean loss by the weights
  double bias_gradient_norm = 0;
  double delta_norm = 0;    ///< of each sample's own loss by the layer's weighted sums: root mean square over samples
  double update_norm = 0;   ///< of the next step's change of the weights
  double update_ratio = 0;  ///< update_norm / weight_norm; 0 where all weights are 0, NaN without a next step
  bool identical = false;   ///< two or more units, and all have the same weights, bias and slope to the last bit
  bool finite = true;       ///< every pre-activation and output is a finite number
  std::vector<UnitActivity> unit;
  std::vector<double> unit_gradient_norm;  ///< of the mean loss by each unit's weights and biases
  static constexpr std::size_t output_bins = 24;
  double lowest_output = 0, highest_output = 0;            ///< of those that are finite
  std::array<std::uint32_t, output_bins> output_counts{};  ///< how many lie in each of equal parts between them
};

/// A network looked at over training samples, at one moment.
struct NetworkAnalysis {
  std::uint64_t step = 0;
  std::size_t samples = 0;
  double loss = 0;             ///< mean over the samples, without penalties
  double gradient_norm = 0;    ///< by all parameters together, without penalties
  double learning_rate = 0;    ///< of the next step
  bool has_next_step = false;  ///< the next step was taken (and taken back): it stayed finite
  std::vector<LayerAnalysis> layers;
};

/// Samples that are looked at, where the layers are not so wide that memory asks for fewer.
inline constexpr std::size_t analysed_samples = 4096;

/// The network as it is: outputs and gradients over at most `most` training samples, evenly spaced, all as in training
/// (batch norm by these samples) but without dropout; and the very next step of the run, with its mini-batch, dropout
/// and optimizer, which is then taken back: not a bit of the run is changed.
/// In a trainer of float all is what the run itself computes in float; sums over samples are in double.
template <class T>
NetworkAnalysis analyse(Trainer<T>& trainer, std::size_t most = analysed_samples);

/// The same without the next step, which asks for a copy of the run.
template <class T>
NetworkAnalysis analyse_here(const Trainer<T>& trainer, std::size_t most = analysed_samples);

/// The same of the parameters of step 0.
template <class T>
NetworkAnalysis analyse_start(const Trainer<T>& trainer, std::size_t most = analysed_samples);

/// What the next step would add to each parameter; none where it would end the run. Leaves the run as it is.
template <class T>
std::optional<std::vector<T>> next_update(Trainer<T>& trainer);

extern template NetworkAnalysis analyse(Trainer<float>&, std::size_t);
extern template NetworkAnalysis analyse(Trainer<double>&, std::size_t);
extern template NetworkAnalysis analyse_here(const Trainer<float>&, std::size_t);
extern template NetworkAnalysis analyse_here(const Trainer<double>&, std::size_t);
extern template NetworkAnalysis analyse_start(const Trainer<float>&, std::size_t);
extern template NetworkAnalysis analyse_start(const Trainer<double>&, std::size_t);
extern template std::optional<std::vector<float>> next_update(Trainer<float>&);
extern template std::optional<std::vector<double>> next_update(Trainer<double>&);

}  // namespace gradlab
