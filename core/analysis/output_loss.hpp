#pragma once

#include <span>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/losses/loss.hpp"

namespace gradlab {

/// An output's activation and the loss it is judged by, as a network of one output unit computes them: the usual pair
/// (Loss::fused_activation) hands the loss the logit itself, any other pair hands it f(z). Rows that mix units, and
/// losses of a distribution, have a second unit beside the first, whose logit is 0; maxout takes the larger of both.
struct OutputLoss {
  const Activation<double>* activation = nullptr;
  std::vector<double> params;
  const Loss<double>* loss = nullptr;
  std::vector<double> loss_params;

  bool fused() const { return activation->id == loss->fused_activation; }
  /// Whether the loss speaks of a prediction between 0 and 1 whose logit it takes.
  bool of_probability() const {
    return loss->target == TargetKind::unit_interval || loss->target == TargetKind::distribution;
  }
};

/// Both rows with their parameters' initial values; null pointers where an id is not in the table.
OutputLoss output_loss(std::string_view activation, std::string_view loss);

/// The target in the loss' own terms: hinge wants -1 or +1, and takes y of ½ and above as +1.
double target_of(const Loss<double>& loss, double y);

struct LossAt {
  double prediction = 0;     ///< f(z)
  double value = 0;          ///< the loss
  double by_prediction = 0;  ///< its derivative by what stands in `prediction`; NaN where two units stand behind it
  double by_logit = 0;       ///< its derivative by z: what back-propagation starts from
};

/// At logit z, with target y in [0, 1].
LossAt loss_at_logit(const OutputLoss& pair, double z, double y);

/// By the prediction alone, whatever it came from: bce and cross_entropy take a probability and are not finite outside
/// of [0, 1]; `by_logit` is NaN.
LossAt loss_at_prediction(const Loss<double>& loss, std::span<const double> loss_params, double p, double y);

/// Places between low and high where the slope by the logit jumps, ascending: kinks of the activation, and where the
/// prediction comes to a kink of the loss.
std::vector<double> kinks_of(const OutputLoss& pair, double y, double low, double high);

/// Predictions at which the loss has a corner.
std::vector<double> corners_of(const Loss<double>& loss, double y);

}  // namespace gradlab
