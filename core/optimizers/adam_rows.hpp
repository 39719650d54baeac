#pragma once

#include "core/base/elementary.hpp"
#include "core/optimizers/parameter_loop.hpp"

namespace gradlab::rows {

/// Algorithm 1 of the paper, in the order of torch.optim.Adam.
struct Adam {
  static constexpr std::string_view id = "adam";
  static constexpr std::string_view origin = "Kingma & Ba 2015";
  static constexpr std::array<ParamSpec, 5> params{
      ParamSpec{"lr", 0.001, 0, 10, ParamKind::real, false, true},
      ParamSpec{"beta1", 0.9, 0, 0.9999},
      ParamSpec{"beta2", 0.999, 0, 0.999999},
      ParamSpec{"eps", 1e-8, 0, 1, ParamKind::real, false, true},
      ParamSpec{"weight_decay", 0, 0, 1},
  };
  static constexpr std::size_t slots = 2;

  template <class T>
  static void update(const OptimizerStep<T>& step) {
    const double beta1 = step.params[1], beta2 = step.params[2];
    const T keep1 = static_cast<T>(beta1), take1 = static_cast<T>(1 - beta1);
    const T keep2 = static_cast<T>(beta2), take2 = static_cast<T>(1 - beta2);
    const T step_size = static_cast<T>(step.params[0] / (1 - elementary::power(beta1, step.step)));
    const T correction2 = static_cast<T>(elementary::sqrt(1 - elementary::power(beta2, step.step)));
    const T eps = static_cast<T>(step.params[3]), decay = static_cast<T>(step.params[4]);
    T *mean = slot(step, 0), *square = slot(step, 1), *w = step.parameters.data();
    const T* g = step.gradient.data();
    for (std::size_t i = 0; i < step.parameters.size(); ++i) {
      const T slope = g[i] + decay * w[i];
      mean[i] = without_traces(keep1 * mean[i] + take1 * slope);
      square[i] = without_traces(keep2 * square[i] + take2 * slope * slope);
      w[i] -= step_size * (mean[i] / (elementary::sqrt(square[i]) / correction2 + eps));
    }
  }
};

}  // namespace gradlab::rows
