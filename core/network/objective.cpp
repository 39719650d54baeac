#include "core/network/objective.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/number_text.hpp"
#include "core/spec/layer_activation.hpp"

namespace gradlab {
namespace {

Error wrong_units(const Spec& spec, std::size_t expected) {
  return {"units_for_data",
          "layers[" + std::to_string(spec.layers.size() - 1) + "].units",
          {{"value", std::to_string(spec.layers.back().units)}, {"expected", std::to_string(expected)}}};
}

/// Whether f runs from about -1 to about +1, read off the function itself.
bool runs_between_signs(const LayerSpec& layer) {
  const auto activation = activation_of<double>(layer, "");
  if (!activation || activation->row->mixes()) return false;
  const Activation<double>* row = activation->row;
  const auto params = resolve_params(row->params, layer.params, "");
  if (!params) return false;
  constexpr double far = 1e4;
  const double left = value_at(*row, -far, *params);
  const double right = value_at(*row, far, *params);
  return std::abs(left + 1) < 1e-3 && std::abs(right - 1) < 1e-3;
}

/// Which numbers stand for a class, and how outputs are read.
Reading reading_of(const Spec& spec, const Dataset& data, TargetKind target, std::size_t outputs, bool fused) {
  Reading reading;
  if (data.task == Task::regression) return reading;
  reading.kind = outputs == 1 ? Reading::Kind::threshold : Reading::Kind::largest;
  reading.logits = !fused && (target == TargetKind::unit_interval || target == TargetKind::distribution);
  const bool given = spec.data.kind == "inline";
  const bool given_signs = given && std::count(spec.data.targets.begin(), spec.data.targets.end(), -1.0) > 0;
  const bool signs = target == TargetKind::signs ||
                     (target == TargetKind::values && (given ? given_signs : runs_between_signs(spec.layers.back())));
  reading.low = signs ? -1 : 0;
  return reading;
}

template <class T>
Samples<T> class_targets(const Dataset& data, const Reading& reading, std::size_t outputs) {
  Samples<T> targets{outputs, data.samples, {}};
  targets.values.resize(outputs * data.samples);
  for (std::size_t o = 0; o < outputs; ++o) {
    const double own = outputs == 1 ? 1.0 : static_cast<double>(o);
    for (std::size_t s = 0; s < data.samples; ++s)
      targets.values[o * data.samples + s] = static_cast<T>(data.target(s) == own ? reading.high : reading.low);
  }
  return targets;
}

/// Given values must be such as the loss is defined for.
Result<Done> check_values(const Dataset& data, TargetKind kind, const std::string& loss) {
  for (std::size_t s = 0; s < data.samples; ++s) {
    double sum = 0;
    for (std::size_t t = 0; t < data.target_count; ++t) {
      const double value = data.target(s, t);
      sum += value;
      const std::string field = "data.targets[" + std::to_string(s) + "]";
      const bool share = kind == TargetKind::unit_interval || kind == TargetKind::distribution;
      if (share && !(value >= 0 && value <= 1))
        return Error{"not_a_share", field, {{"value", number_text(value)}, {"loss", loss}}};
      if (kind == TargetKind::signs && value != -1 && value != 1)
        return Error{"not_a_sign", field, {{"value", number_text(value)}}};
    }
    if (kind == TargetKind::distribution && std::abs(sum - 1) > 1e-6)
      return Error{"not_a_distribution", "data.targets[" + std::to_string(s) + "]", {{"value", number_text(sum)}}};
  }
  return Done{};
}

}  // namespace

std::size_t outputs_needed(const Spec& spec, const Dataset& data) {
  if (data.task == Task::regression) return data.target_count;
  if (data.task == Task::classes) return data.class_count();
  const bool shares = spec.loss.id == "cross_entropy" || spec.layers.back().activation == "softmax";
  return shares ? 2 : 1;
}

template <class T>
Result<Objective<T>> Objective<T>::create(const Spec& spec, const Dataset& data, const Network<T>& network) {
  Objective objective;
  objective.loss_ = find_loss<T>(spec.loss.id);
  if (!objective.loss_) return Error{"unknown_id", "loss", {{"value", spec.loss.id}, {"known", ""}}};
  const auto params = resolve_params(objective.loss_->params, spec.loss.params, "loss");
  if (!params) return params.error();
  for (const double param : *params) objective.params_.push_back(static_cast<T>(param));

  const Layer<T>& last = network.layers().back();
  const std::size_t outputs = network.outputs();
  objective.fused_ = last.activation->id == objective.loss_->fused_activation;
  if (objective.fused_ && last.activation->mixes())
    objective.inverse_temperature_ = static_cast<T>(1 / last.fixed_params.front());
  const TargetKind kind = objective.loss_->target;
  objective.reading_ = reading_of(spec, data, kind, outputs, objective.fused_);

  if (data.task == Task::regression) {
    if (outputs != data.target_count) return wrong_units(spec, data.target_count);
    if (auto ok = check_values(data, kind, spec.loss.id); !ok) return ok.error();
    objective.targets_ = {outputs, data.samples, std::vector<T>(data.targets.begin(), data.targets.end())};
    return objective;
  }
  const bool one_is_enough = data.task == Task::binary && kind != TargetKind::distribution;
  const bool spare_classes = spec.data.kind == "inline" && outputs > data.class_count();
  if (!(outputs == data.class_count() || (outputs == 1 && one_is_enough) || spare_classes))
    return wrong_units(spec, outputs_needed(spec, data));
  objective.targets_ = class_targets<T>(data, objective.reading_, outputs);
  return objective;
}

template <class T>
Block<const T> Objective<T>::by_temperature(Block<const T> z) {
  if (inverse_temperature_ == T(1)) return z;
  const Block<T> scaled = scaled_.resize(z.units, z.samples);
  for (std::size_t u = 0; u < z.units; ++u)
    for (std::size_t s = 0; s < z.samples; ++s) scaled.at(u, s) = z.at(u, s) * inverse_temperature_;
  return scaled;
}

template <class T>
void Objective<T>::multiply_by_temperature(const Block<T>& d) const {
  if (inverse_temperature_ == T(1)) return;
  for (std::size_t u = 0; u < d.units; ++u)
    for (std::size_t s = 0; s < d.samples; ++s) d.at(u, s) *= inverse_temperature_;
}

template <class T>
T Objective<T>::both_by_temperature(const Block<const T>& z, const Block<const T>& target, const Block<T>& d) {
  const T value = loss_->both(by_temperature(z), target, params_, d);
  multiply_by_temperature(d);
  return value;
}

template <class T>
double Objective<T>::value(const Pass<T>& pass, Block<const T> target) {
  return static_cast<double>(loss_->value(by_temperature(prediction(pass)), target, params_));
}

template <class T>
void Objective<T>::gradient(const Pass<T>& pass, Block<const T> target, Block<T> d) {
  loss_->gradient(by_temperature(prediction(pass)), target, params_, d);
  multiply_by_temperature(d);
}

template <class T>
std::size_t Objective<T>::correct(Block<const T> output, Block<const T> target) const {
  std::size_t count = 0;
  const T high = static_cast<T>(reading_.high);
  const T threshold = static_cast<T>(reading_.threshold());
  for (std::size_t s = 0; s < output.samples; ++s) {
    if (reading_.kind == Reading::Kind::threshold) {
      count += (output.at(0, s) > threshold) == (target.at(0, s) == high) ? 1 : 0;
      continue;
    }
    if (reading_.kind == Reading::Kind::values) continue;
    std::size_t largest = 0;
    for (std::size_t u = 1; u < output.units; ++u)
      if (output.at(u, s) > output.at(largest, s)) largest = u;
    count += target.at(largest, s) == high ? 1 : 0;
  }
  return count;
}

template class Objective<float>;
template class Objective<double>;

}  // namespace gradlab
