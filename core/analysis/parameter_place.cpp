#include "core/analysis/parameter_place.hpp"

namespace gradlab {

template <class T>
ParameterPlace place_of(const Network<T>& network, std::size_t index) {
  std::size_t l = network.layers().size() - 1;
  while (l > 0 && index < network.layers()[l].weights) --l;
  const Layer<T>& layer = network.layers()[l];
  if (index < layer.bias) {
    const std::size_t at = index - layer.weights;
    return {l, "weight", at / layer.inputs, at % layer.inputs};
  }
  if (index < layer.trained_params) return {l, "bias", index - layer.bias, 0};
  if (index < layer.norm_scale) {
    const std::size_t at = index - layer.trained_params, set = layer.trained_in_set();
    return {l, "param", at / set, at % set};
  }
  const std::size_t at = index - layer.norm_scale;
  return at < layer.sums ? ParameterPlace{l, "scale", at, 0} : ParameterPlace{l, "shift", at - layer.sums, 0};
}

template ParameterPlace place_of(const Network<float>&, std::size_t);
template ParameterPlace place_of(const Network<double>&, std::size_t);

}  // namespace gradlab
