#pragma once

#include <cstddef>
#include <string_view>

#include "core/network/network.hpp"

namespace gradlab {

/// Which of a network's numbers a place in the flat parameter vector is. All count from 0.
struct ParameterPlace {
  std::size_t layer = 0;
  std::string_view kind;  ///< "weight", "bias", "param" (of the activation), or batch norm's "scale" and "shift"
  std::size_t sum = 0;    ///< weighted sum of the layer: the unit, but for maxout; of a shared param 0
  std::size_t input = 0;  ///< of weights: from which input; of params: which of the set
};

/// index: below the number of parameters.
template <class T>
ParameterPlace place_of(const Network<T>& network, std::size_t index);

extern template ParameterPlace place_of(const Network<float>&, std::size_t);
extern template ParameterPlace place_of(const Network<double>&, std::size_t);

}  // namespace gradlab
