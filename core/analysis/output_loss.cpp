#include "core/analysis/output_loss.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/elementary.hpp"

namespace gradlab {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

using Pair = std::array<double, 2>;

template <class T>
Block<T> units(T* values, std::size_t count) {
  return {values, count, 1, 1};
}

std::vector<double> initial_values(std::span<const ParamSpec> specs) {
  std::vector<double> values;
  for (const ParamSpec& spec : specs) values.push_back(spec.initial);
  return values;
}

/// How many units stand at the output.
std::size_t width_of(const OutputLoss& pair) {
  const bool shares = pair.activation->mixes() && pair.activation->pieces_param < 0;
  return shares || pair.loss->target == TargetKind::distribution ? 2 : 1;
}

/// Two pieces for maxout: the parameters then say so.
std::vector<double> params_of(const OutputLoss& pair) {
  std::vector<double> params = pair.params;
  if (pair.activation->pieces_param >= 0) params[static_cast<std::size_t>(pair.activation->pieces_param)] = 2;
  return params;
}

}  // namespace

OutputLoss output_loss(std::string_view activation, std::string_view loss) {
  OutputLoss pair{find_activation<double>(activation), {}, find_loss<double>(loss), {}};
  if (pair.activation) pair.params = initial_values(pair.activation->params);
  if (pair.loss) pair.loss_params = initial_values(pair.loss->params);
  return pair;
}

double target_of(const Loss<double>& loss, double y) {
  if (loss.target == TargetKind::signs) return y >= 0.5 ? 1 : -1;
  return y;
}

LossAt loss_at_logit(const OutputLoss& pair, double z, double y) {
  const Activation<double>& row = *pair.activation;
  const std::size_t outputs = width_of(pair);
  const std::vector<double> values = params_of(pair);
  const UnitParams<double> params = row.with(values.data());
  const std::size_t inputs = row.mixes() ? outputs * row.inputs_per_output(values) : outputs;
  std::array<double, 4> logits{z, 0, 0, 0}, by_logits{};
  Pair out{}, by_out{};
  const Pair target{target_of(*pair.loss, y), target_of(*pair.loss, 1 - y)};
  const Block<const double> in = units<const double>(logits.data(), inputs);
  const Block<double> a = units(out.data(), outputs);
  row.mixes() ? row.mix(in, params, a) : row.f(in, params, a);

  LossAt at;
  at.prediction = out[0];
  const Block<const double> wanted = units<const double>(target.data(), outputs);
  const Block<const double> judged = pair.fused() ? in : Block<const double>(a);
  at.value = pair.loss->value(judged, wanted, pair.loss_params);
  pair.loss->gradient(judged, wanted, pair.loss_params, units(by_out.data(), outputs));
  if (pair.fused()) {
    at.by_logit = by_out[0];
    at.by_prediction = loss_at_prediction(*pair.loss, pair.loss_params, out[0], y).by_prediction;
    return at;
  }
  at.by_prediction = outputs == 1 ? by_out[0] : nan;
  if (row.mixes()) {
    row.mix_vjp(in, a, units<const double>(by_out.data(), outputs), params, units(by_logits.data(), inputs));
    at.by_logit = by_logits[0];
  } else {
    at.by_logit = by_out[0] * slope_at(row, z, values);
  }
  return at;
}

LossAt loss_at_prediction(const Loss<double>& loss, std::span<const double> loss_params, double p, double y) {
  LossAt at;
  at.prediction = p;
  at.by_logit = nan;
  if (loss.target == TargetKind::unit_interval || loss.target == TargetKind::distribution) {
    // -y ln p - (1 - y) ln (1 - p), where 0 · ∞ is 0.
    if (!(p >= 0 && p <= 1)) {
      at.value = at.by_prediction = nan;
      return at;
    }
    const auto part = [](double share, double probability) {
      return share == 0 ? 0 : -share * elementary::log(probability);
    };
    at.value = part(y, p) + part(1 - y, 1 - p);
    at.by_prediction = (y == 1 ? 0 : (1 - y) / (1 - p)) - (y == 0 ? 0 : y / p);
    return at;
  }
  const double target = target_of(loss, y);
  const Block<const double> one = units<const double>(&p, 1), wanted = units<const double>(&target, 1);
  at.value = loss.value(one, wanted, loss_params);
  loss.gradient(one, wanted, loss_params, units(&at.by_prediction, 1));
  return at;
}

std::vector<double> corners_of(const Loss<double>& loss, double y) {
  if (loss.id == "mae") return {y};
  if (loss.target == TargetKind::signs) return {target_of(loss, y)};
  return {};
}

std::vector<double> kinks_of(const OutputLoss& pair, double y, double low, double high) {
  constexpr int cells = 512, halvings = 60;
  std::vector<double> places;
  const std::vector<double> params = params_of(pair);
  for (const Kink& kink : pair.activation->kinks) places.push_back(kink.at(params));
  if (pair.activation->pieces_param >= 0) places.push_back(0);
  for (const double corner : corners_of(*pair.loss, y)) {
    const auto above = [&](double z) { return loss_at_logit(pair, z, y).prediction >= corner; };
    double from = low;
    bool from_above = above(low);
    for (int i = 1; i <= cells; ++i) {
      const double to = low + (high - low) * i / cells;
      const bool to_above = above(to);
      if (to_above != from_above) {
        double a = from, b = to;
        for (int k = 0; k < halvings; ++k) {
          const double middle = (a + b) / 2;
          (above(middle) == from_above ? a : b) = middle;
        }
        places.push_back(from_above ? a : b);
      }
      from = to;
      from_above = to_above;
    }
  }
  std::erase_if(places, [&](double place) { return !(place > low && place < high); });
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

}  // namespace gradlab
