#include "core/spec/layer_activation.hpp"

#include "core/formula/custom_row.hpp"
#include "core/spec/nearest.hpp"

namespace gradlab {

template <class T>
Result<LayerActivation<T>> activation_of(const LayerSpec& layer, const std::string& field) {
  if (layer.activation == "custom") {
    auto custom = CustomRow<T>::create(layer.formula, layer.params, layer.trained, field);
    if (!custom) return custom.error();
    return LayerActivation<T>{&(*custom)->row(), *custom};
  }
  const Activation<T>* row = find_activation<T>(layer.activation);
  if (!row) {
    std::vector<std::string_view> known;
    for (const Activation<T>& one : activations<T>()) known.push_back(one.id);
    known.push_back("custom");
    return unknown("unknown_id", field + ".activation", layer.activation, known);
  }
  if (!layer.formula.empty() || !layer.trained.empty())
    return Error{"only_custom", field + (layer.formula.empty() ? ".trained" : ".formula"), {}};
  return LayerActivation<T>{row, nullptr};
}

template Result<LayerActivation<float>> activation_of(const LayerSpec&, const std::string&);
template Result<LayerActivation<double>> activation_of(const LayerSpec&, const std::string&);

}  // namespace gradlab
