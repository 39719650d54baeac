#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/network/trainer.hpp"

namespace gradlab {

/// At most `most` of the training rows, evenly spaced: all of them where there are no more.
template <class T>
std::vector<std::uint32_t> training_sample(const Trainer<T>& trainer, std::size_t most) {
  const std::vector<std::uint32_t>& all = trainer.data().train_rows;
  std::vector<std::uint32_t> rows(std::min(all.size(), std::max<std::size_t>(most, 1)));
  for (std::uint64_t s = 0; s < rows.size(); ++s)
    rows[static_cast<std::size_t>(s)] = all[static_cast<std::size_t>(s * all.size() / rows.size())];
  return rows;
}

/// The trainer's network with given parameters, in U, without dropout.
template <class U, class T>
Network<U> network_without_dropout(const Trainer<T>& trainer, std::span<const T> parameters,
                                   std::span<const T> running) {
  std::vector<LayerSpec> layers = trainer.spec().layers;
  for (LayerSpec& layer : layers) layer.dropout = 0;
  Network<U> network = *Network<U>::create(layers, trainer.data().input_count());  // as for the trainer itself
  const auto convert = [](T value) { return static_cast<U>(value); };
  std::transform(parameters.begin(), parameters.end(), network.parameters().begin(), convert);
  std::transform(running.begin(), running.end(), network.running().begin(), convert);
  return network;
}

}  // namespace gradlab
