#include "core/analysis/normal_input.hpp"

#include <algorithm>
#include <cmath>

#include "core/activations/properties.hpp"
#include "core/base/elementary.hpp"

namespace gradlab {
namespace {

constexpr double reach = 8;      // in spreads; beyond lie 1e-15 of all inputs
constexpr double likely = 1e-6;  // what lies farther out than this share does not widen [low, high]

}  // namespace

NormalInput::NormalInput(std::size_t points) : places_(points), weights_(points), inputs_(points), outputs_(points) {
  double sum = 0;
  for (std::size_t i = 0; i < points; ++i) {
    places_[i] = reach * (2 * static_cast<double>(i) / static_cast<double>(points - 1) - 1);
    weights_[i] = elementary::exp(-places_[i] * places_[i] / 2);
    sum += weights_[i];
  }
  for (double& weight : weights_) weight /= sum;
}

NormalResponse NormalInput::push(const Activation<double>& row, std::span<const double> params, double mean,
                                 double spread) {
  for (std::size_t i = 0; i < places_.size(); ++i) inputs_[i] = mean + spread * places_[i];
  evaluate(row, params, Derivative::none, inputs_, outputs_);
  NormalResponse response;
  for (std::size_t i = 0; i < outputs_.size(); ++i) response.mean += weights_[i] * outputs_[i];
  double below = 0;
  bool any = false;
  for (std::size_t i = 0; i < outputs_.size(); ++i) {
    const double off = outputs_[i] - response.mean;
    response.variance += weights_[i] * off * off;
    below += weights_[i];
    if (below < likely || below > 1 - likely) continue;
    response.low = any ? std::min(response.low, outputs_[i]) : outputs_[i];
    response.high = any ? std::max(response.high, outputs_[i]) : outputs_[i];
    any = true;
  }
  return response;
}

void NormalInput::share_out(std::span<const double> values, double low, double high, std::span<double> shares) const {
  std::fill(shares.begin(), shares.end(), 0.0);
  const double per_bin = static_cast<double>(shares.size()) / (high - low);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] >= low) || !(values[i] <= high)) continue;
    const auto bin = static_cast<std::size_t>((values[i] - low) * per_bin);
    shares[std::min(bin, shares.size() - 1)] += weights_[i];
  }
}

void NormalInput::input_shares(double low, double high, std::span<double> shares) const {
  share_out(inputs_, low, high, shares);
}

void NormalInput::output_shares(double low, double high, std::span<double> shares) const {
  share_out(outputs_, low, high, shares);
}

}  // namespace gradlab
