#pragma once

#include <array>

#include "core/optimizers/parameter_loop.hpp"

namespace gradlab::rows {

/// Each weight's rate falls with the sum of its squared gradients.
struct Adagrad : OptimizerRow {
  static constexpr std::string_view id = "adagrad", origin = "Duchi, Hazan & Singer 2011";
  static constexpr std::array params{rate(0.01), ParamSpec{"lr_decay", 0, 0, 1}, decay(0),
                                     ParamSpec{"initial_accumulator_value", 0, 0, 10}, floor_of_divisor(1e-10)};
  static constexpr std::size_t slots = 1;

  template <class T>
  static void start(const OptimizerStep<T>& step) {
    for (T& sum : step.state) sum = static_cast<T>(step.params[3]);
  }

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const T lr = static_cast<T>(step.params[0] / (1 + static_cast<double>(step.step - 1) * step.params[1]));
    const T decay = static_cast<T>(step.params[2]), eps = static_cast<T>(step.params[4]);
    T* sum = loop.slot(0);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      const T slope = loop.g[i] + decay * loop.w[i];
      sum[i] = loop.without_traces(sum[i] + slope * slope);
      loop.move(i, loop.w[i] - lr * (slope / (elementary::sqrt(sum[i]) + eps)));
    }
    return loop.finite();
  }
};

/// Steps in the weights' own unit: the mean size of the last steps over that of the last gradients.
struct Adadelta : OptimizerRow {
  static constexpr std::string_view id = "adadelta", origin = "Zeiler 2012";
  static constexpr std::array params{rate(1), share("rho", 0.9), floor_of_divisor(1e-6), decay(0)};
  static constexpr std::size_t slots = 2;

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const T lr = static_cast<T>(step.params[0]), eps = static_cast<T>(step.params[2]);
    const T decay = static_cast<T>(step.params[3]);
    const Average<T> average(step.params[1]);
    T *square = loop.slot(0), *moved = loop.slot(1);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      const T slope = loop.g[i] + decay * loop.w[i];
      square[i] = average.of_square(square[i], slope);
      const T move = elementary::sqrt(moved[i] + eps) / elementary::sqrt(square[i] + eps) * slope;
      moved[i] = average.of_square(moved[i], move);
      loop.move(i, loop.w[i] - lr * move);
    }
    return loop.finite();
  }
};

/// The gradient over the root of its running mean square; centered: over its running deviation.
struct RmsProp : OptimizerRow {
  static constexpr std::string_view id = "rmsprop", origin = "Tieleman & Hinton 2012";
  static constexpr std::array params{rate(0.01), share("alpha", 0.99),    floor_of_divisor(1e-8),
                                     decay(0),   share("momentum", 0, 1), toggle("centered")};
  static constexpr std::size_t slots = 3;

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const T lr = static_cast<T>(step.params[0]), eps = static_cast<T>(step.params[2]);
    const T decay = static_cast<T>(step.params[3]), momentum = static_cast<T>(step.params[4]);
    const T centered = static_cast<T>(step.params[5]);
    const Average<T> average(step.params[1]);
    T *square = loop.slot(0), *mean = loop.slot(1), *velocity = loop.slot(2);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      const T slope = loop.g[i] + decay * loop.w[i];
      square[i] = average.of_square(square[i], slope);
      mean[i] = average(mean[i], slope);
      // Rounding may leave the variance of a constant gradient below 0.
      const T variance = elementary::max(T(0), square[i] - centered * mean[i] * mean[i]);
      velocity[i] = loop.without_traces(momentum * velocity[i] + slope / (elementary::sqrt(variance) + eps));
      loop.move(i, loop.w[i] - lr * velocity[i]);
    }
    return loop.finite();
  }
};

}  // namespace gradlab::rows
