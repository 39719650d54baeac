#include "core/analysis/single_unit.hpp"

#include <algorithm>

#include "core/analysis/output_loss.hpp"
#include "core/base/rng.hpp"

namespace gradlab {

UnitAt unit_at(const Unit& unit, const UnitVector& x, const Activation<double>& activation,
               std::span<const double> params) {
  UnitAt at;
  for (std::size_t i = 0; i < unit.inputs; ++i) {
    at.products[i] = unit.weights[i] * x[i];
    at.z += at.products[i];
  }
  at.z += unit.bias;
  at.a = value_at(activation, at.z, params);
  at.slope = slope_at(activation, at.z, params);
  for (std::size_t i = 0; i < unit.inputs; ++i) {
    at.by_weight[i] = at.slope * x[i];
    at.by_input[i] = at.slope * unit.weights[i];
  }
  return at;
}

std::vector<UnitSample> unit_samples(std::uint64_t seed, std::size_t count) {
  constexpr UnitVector center{1.4, -1.0, 0.6};
  Rng rng(seed);
  std::vector<UnitSample> samples;
  for (std::size_t s = 0; s < count; ++s) {
    UnitSample sample;
    sample.label = s % 2 == 0 ? 1 : 0;
    for (std::size_t i = 0; i < most_unit_inputs; ++i)
      sample.x[i] = (sample.label == 1 ? center[i] : -center[i]) + rng.normal();
    samples.push_back(sample);
  }
  return samples;
}

std::size_t count_right(const Unit& unit, std::span<const UnitSample> samples) {
  return static_cast<std::size_t>(std::count_if(samples.begin(), samples.end(), [&](const UnitSample& sample) {
    double z = unit.bias;
    for (std::size_t i = 0; i < unit.inputs; ++i) z += unit.weights[i] * sample.x[i];
    return (z >= 0 ? 1 : 0) == sample.label;
  }));
}

std::string_view unit_loss(std::string_view activation) { return activation == "sigmoid" ? "bce" : "mse"; }

double unit_target(std::string_view activation, int label) {
  if (activation == "tanh") return label == 1 ? 1 : -1;
  return label;
}

std::vector<UnitMoment> descend_unit(std::span<const RulePoint> points, std::string_view activation, double rate,
                                     std::size_t steps) {
  const OutputLoss pair = output_loss(activation, unit_loss(activation));
  const double middle = (unit_target(activation, 0) + unit_target(activation, 1)) / 2;
  const double n = points.empty() ? 1 : static_cast<double>(points.size());
  std::vector<UnitMoment> path;
  UnitMoment now{0.2, -0.1, 0.1};
  for (std::size_t step = 0; step <= steps; ++step) {
    now.loss = 0;
    now.right = 0;
    double by_w1 = 0, by_w2 = 0, by_b = 0;
    for (const RulePoint& point : points) {
      const double x = static_cast<double>(point.x) / rule_unit, y = static_cast<double>(point.y) / rule_unit;
      const double target = unit_target(activation, point.target);
      const LossAt at = loss_at_logit(pair, now.w1 * x + now.w2 * y + now.b, target);
      now.loss += at.value;
      now.right += (at.prediction >= middle ? 1 : 0) == point.target ? 1 : 0;
      by_w1 += at.by_logit * x;
      by_w2 += at.by_logit * y;
      by_b += at.by_logit;
    }
    now.loss /= n;
    path.push_back(now);
    now.w1 -= rate * (by_w1 / n);
    now.w2 -= rate * (by_w2 / n);
    now.b -= rate * (by_b / n);
  }
  return path;
}

}  // namespace gradlab
