#include <array>
#include <string>
#include <utility>

#include "core/base/number_text.hpp"
#include "core/network/network.hpp"

namespace gradlab {
namespace {

Error wrong_length(const std::string& field, std::size_t value, std::size_t expected) {
  return {"wrong_length", field, {{"value", std::to_string(value)}, {"expected", std::to_string(expected)}}};
}

std::array<std::pair<const char*, const std::vector<double>*>, 4> norm_lists(const InitialLayer& given) {
  return {{{"scale", &given.scale},
           {"shift", &given.shift},
           {"running_mean", &given.running_mean},
           {"running_variance", &given.running_variance}}};
}

template <class T>
Result<Done> check_shape(const Layer<T>& layer, const InitialLayer& given, const std::string& field) {
  if (given.weights.size() != layer.sums) return wrong_length(field + ".weights", given.weights.size(), layer.sums);
  for (std::size_t o = 0; o < layer.sums; ++o)
    if (given.weights[o].size() != layer.inputs)
      return wrong_length(field + ".weights[" + std::to_string(o) + "]", given.weights[o].size(), layer.inputs);
  if (!given.bias.empty() && given.bias.size() != layer.sums)
    return wrong_length(field + ".bias", given.bias.size(), layer.sums);
  if (!given.params.empty() && given.params.size() != layer.trained_count)
    return wrong_length(field + ".params", given.params.size(), layer.trained_count);
  for (const auto& [name, values] : norm_lists(given))
    if (!values->empty() && values->size() != layer.norm_count())
      return wrong_length(field + "." + name, values->size(), layer.norm_count());
  for (std::size_t i = 0; i < given.running_variance.size(); ++i)
    if (given.running_variance[i] < 0)
      return Error{"negative",
                   field + ".running_variance[" + std::to_string(i) + "]",
                   {{"value", number_text(given.running_variance[i])}}};
  return Done{};
}

template <class T>
void copy_into(const std::vector<double>& from, T* to) {
  for (const double value : from) *to++ = static_cast<T>(value);
}

}  // namespace

template <class T>
Result<Done> Network<T>::assign(std::span<const InitialLayer> given) {
  if (given.size() != layers_.size()) return wrong_length("initial_parameters.layers", given.size(), layers_.size());
  for (std::size_t l = 0; l < layers_.size(); ++l)
    if (auto ok = check_shape(layers_[l], given[l], "initial_parameters.layers[" + std::to_string(l) + "]"); !ok)
      return ok;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    T* number = parameters_.data() + layers_[l].weights;
    for (const std::vector<double>& row : given[l].weights)
      for (const double weight : row) *number++ = static_cast<T>(weight);
    const Layer<T>& layer = layers_[l];
    T* const numbers = parameters_.data();
    copy_into(given[l].bias, numbers + layer.bias);
    copy_into(given[l].params, numbers + layer.trained_params);
    copy_into(given[l].scale, numbers + layer.norm_scale);
    copy_into(given[l].shift, numbers + layer.norm_scale + layer.norm_count());
    copy_into(given[l].running_mean, running_.data() + layer.running);
    copy_into(given[l].running_variance, running_.data() + layer.running + layer.norm_count());
  }
  return Done{};
}

template <class T>
std::vector<InitialLayer> Network<T>::describe() const {
  std::vector<InitialLayer> all;
  for (const Layer<T>& layer : layers_) {
    InitialLayer& one = all.emplace_back();
    const T* numbers = parameters_.data();
    for (std::size_t o = 0; o < layer.sums; ++o) {
      const T* row = numbers + layer.weights + o * layer.inputs;
      one.weights.emplace_back(row, row + layer.inputs);
    }
    one.bias.assign(numbers + layer.bias, numbers + layer.bias + layer.sums);
    const T* trained = numbers + layer.trained_params;
    one.params.assign(trained, trained + layer.trained_count);
    const std::size_t norms = layer.norm_count();
    const T* scale = numbers + layer.norm_scale;
    one.scale.assign(scale, scale + norms);
    one.shift.assign(scale + norms, scale + 2 * norms);
    const T* running = running_.data() + layer.running;
    one.running_mean.assign(running, running + norms);
    one.running_variance.assign(running + norms, running + 2 * norms);
  }
  return all;
}

template <class T>
Result<std::size_t> Network<T>::index_of(const WeightPlace& place, const std::string& field) const {
  const auto outside = [&](const char* what, std::size_t value, std::size_t count) {
    return Error{"out_of_range",
                 field + what,
                 {{"value", std::to_string(value)}, {"low", "0"}, {"high", std::to_string(count - 1)}}};
  };
  if (place.layer >= layers_.size()) return outside(".layer", place.layer, layers_.size());
  const Layer<T>& layer = layers_[place.layer];
  if (place.unit >= layer.sums) return outside(".unit", place.unit, layer.sums);
  if (!place.input) return layer.bias + place.unit;
  if (*place.input >= layer.inputs) return outside(".input", *place.input, layer.inputs);
  return layer.weights + place.unit * layer.inputs + *place.input;
}

template Result<std::size_t> Network<float>::index_of(const WeightPlace&, const std::string&) const;
template Result<std::size_t> Network<double>::index_of(const WeightPlace&, const std::string&) const;
template Result<Done> Network<float>::assign(std::span<const InitialLayer>);
template Result<Done> Network<double>::assign(std::span<const InitialLayer>);
template std::vector<InitialLayer> Network<float>::describe() const;
template std::vector<InitialLayer> Network<double>::describe() const;

}  // namespace gradlab
