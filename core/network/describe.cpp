#include <string>

#include "core/network/network.hpp"

namespace gradlab {
namespace {

Error wrong_length(const std::string& field, std::size_t value, std::size_t expected) {
  return {"wrong_length", field, {{"value", std::to_string(value)}, {"expected", std::to_string(expected)}}};
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
  return Done{};
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
    number = parameters_.data() + layers_[l].bias;
    for (const double bias : given[l].bias) *number++ = static_cast<T>(bias);
    number = parameters_.data() + layers_[l].trained_params;
    for (const double param : given[l].params) *number++ = static_cast<T>(param);
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
  }
  return all;
}

template Result<Done> Network<float>::assign(std::span<const InitialLayer>);
template Result<Done> Network<double>::assign(std::span<const InitialLayer>);
template std::vector<InitialLayer> Network<float>::describe() const;
template std::vector<InitialLayer> Network<double>::describe() const;

}  // namespace gradlab
