#pragma once

#include <memory>
#include <string>

#include "core/activations/activation.hpp"
#include "core/base/result.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// A layer's activation: a row of the table, or one made of the layer's formula, which lives as long as `owner`.
template <class T>
struct LayerActivation {
  const Activation<T>* row = nullptr;
  std::shared_ptr<const void> owner;
};

/// Refuses an unknown id, a formula that cannot be read, and a formula or trained names where the row is not "custom";
/// `field` is the layer's: "layers[1]".
template <class T>
Result<LayerActivation<T>> activation_of(const LayerSpec& layer, const std::string& field);

}  // namespace gradlab
