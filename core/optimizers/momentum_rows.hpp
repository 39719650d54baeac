#pragma once

#include "core/optimizers/parameter_loop.hpp"

namespace gradlab::rows {

/// v = momentum v + (1 - dampening) g, with v = g in the first step; w -= lr v, or lr (g + momentum v) with Nesterov's
/// look ahead. As torch.optim.SGD.
struct Sgd {
  static constexpr std::string_view id = "sgd";
  static constexpr std::string_view origin = "Robbins & Monro 1951; Polyak 1964";
  static constexpr std::array<ParamSpec, 2> params{
      ParamSpec{"lr", 0.01, 0, 10, ParamKind::real, false, true},
      ParamSpec{"momentum", 0, 0, 1},
  };
  static constexpr std::size_t slots = 1;

  template <class T>
  static void update(const OptimizerStep<T>& step) {
    const T lr = static_cast<T>(step.params[0]);
    const T momentum = static_cast<T>(step.params[1]);
    const T keep = step.step == 1 ? T(0) : momentum;
    T* velocity = slot(step, 0);
    T* w = step.parameters.data();
    const T* g = step.gradient.data();
    for (std::size_t i = 0; i < step.parameters.size(); ++i) {
      const T v = without_traces(keep * velocity[i] + g[i]);
      velocity[i] = v;
      w[i] -= lr * v;
    }
  }
};

}  // namespace gradlab::rows
