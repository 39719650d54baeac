#pragma once

#include <array>

#include "core/optimizers/parameter_loop.hpp"

// Adam and its relatives. All keep a running mean of the gradient (slot 0) and of its square (slot 1), and divide
// them by 1 - beta^t because they started at 0.

namespace gradlab::rows {

/// The parameters that all have, in this order: lr, beta1, beta2, eps, weight_decay.
template <class T>
struct Moments {
  explicit Moments(const OptimizerStep<T>& step)
      : lr(step.params[0]),
        first(step.params[1]),
        second(step.params[2]),
        correction1(1 - elementary::power(step.params[1], step.step)),
        correction2(1 - elementary::power(step.params[2], step.step)),
        eps(static_cast<T>(step.params[3])),
        decay(static_cast<T>(step.params[4])) {}

  double lr;
  Average<T> first, second;
  double correction1, correction2;
  T eps, decay;
};

constexpr auto adam_params(double lr, double weight_decay) {
  return std::array{rate(lr), share("beta1", 0.9), share("beta2", 0.999), floor_of_divisor(1e-8), decay(weight_decay)};
}

/// Algorithm 1 of the paper, in the order of torch.optim.Adam.
struct Adam : OptimizerRow {
  static constexpr std::string_view id = "adam", origin = "Kingma & Ba 2015";
  static constexpr std::array params = adam_params(0.001, 0);
  static constexpr std::size_t slots = 2;

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const Moments<T> adam(step);
    const T size = static_cast<T>(adam.lr / adam.correction1);
    const T scale = static_cast<T>(1 / elementary::sqrt(adam.correction2));
    T *mean = loop.slot(0), *square = loop.slot(1);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      const T slope = loop.g[i] + adam.decay * loop.w[i];
      mean[i] = adam.first(mean[i], slope);
      square[i] = adam.second.of_square(square[i], slope);
      loop.move(i, loop.w[i] - size * (mean[i] / (elementary::sqrt(square[i]) * scale + adam.eps)));
    }
    return loop.finite();
  }
};

/// Adam with the largest mean square so far, so that the rate never grows again.
struct AmsGrad : OptimizerRow {
  static constexpr std::string_view id = "amsgrad", origin = "Reddi, Kale & Kumar 2018";
  static constexpr std::array params = adam_params(0.001, 0);
  static constexpr std::size_t slots = 3;

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const Moments<T> adam(step);
    const T size = static_cast<T>(adam.lr / adam.correction1);
    const T scale = static_cast<T>(1 / elementary::sqrt(adam.correction2));
    T *mean = loop.slot(0), *square = loop.slot(1), *largest = loop.slot(2);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      const T slope = loop.g[i] + adam.decay * loop.w[i];
      mean[i] = adam.first(mean[i], slope);
      square[i] = adam.second.of_square(square[i], slope);
      largest[i] = elementary::max(square[i], largest[i]);
      loop.move(i, loop.w[i] - size * (mean[i] / (elementary::sqrt(largest[i]) * scale + adam.eps)));
    }
    return loop.finite();
  }
};

/// Adam whose weight decay does not go through the moments.
struct AdamW : OptimizerRow {
  static constexpr std::string_view id = "adamw", origin = "Loshchilov & Hutter 2019";
  static constexpr std::array params = adam_params(0.001, 0.01);
  static constexpr std::size_t slots = 2;

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const Moments<T> adam(step);
    const T size = static_cast<T>(adam.lr / adam.correction1);
    const T scale = static_cast<T>(1 / elementary::sqrt(adam.correction2));
    const T kept = static_cast<T>(1 - adam.lr * step.params[4]);
    T *mean = loop.slot(0), *square = loop.slot(1);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      mean[i] = adam.first(mean[i], loop.g[i]);
      square[i] = adam.second.of_square(square[i], loop.g[i]);
      loop.move(i, loop.w[i] * kept - size * (mean[i] / (elementary::sqrt(square[i]) * scale + adam.eps)));
    }
    return loop.finite();
  }
};

/// Adam with Nesterov's look ahead: the rule of torch's documentation, with mu_t = beta1 (1 - 0.96^(t psi) / 2).
/// (torch 1.13 itself multiplies mu_t once too often.)
struct NAdam : OptimizerRow {
  static constexpr std::string_view id = "nadam", origin = "Dozat 2016";
  static constexpr std::array params{rate(0.002),
                                     share("beta1", 0.9),
                                     share("beta2", 0.999),
                                     floor_of_divisor(1e-8),
                                     decay(0),
                                     ParamSpec{"momentum_decay", 0.004, 0, 1}};
  static constexpr std::size_t slots = 2;
  static constexpr std::size_t scalars = 1;  ///< the product of mu_1 … mu_t

  template <class T>
  static void start(const OptimizerStep<T>& step) {
    for (T& moment : step.state) moment = T(0);
    step.scalars[0] = T(1);
  }

  static double mu(double beta1, double momentum_decay, std::uint64_t t) {
    constexpr double log_of_0_96 = -0.04082199452025513;
    return beta1 * (1 - 0.5 * elementary::exp(static_cast<double>(t) * momentum_decay * log_of_0_96));
  }

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const Moments<T> adam(step);
    const double now = mu(step.params[1], step.params[5], step.step);
    const double next = mu(step.params[1], step.params[5], step.step + 1);
    const double product = static_cast<double>(step.scalars[0]) * now;
    step.scalars[0] = static_cast<T>(product);
    const T of_gradient = static_cast<T>(adam.lr * (1 - now) / (1 - product));
    const T of_mean = static_cast<T>(adam.lr * next / (1 - product * next));
    const T correction2 = static_cast<T>(adam.correction2);
    T *mean = loop.slot(0), *square = loop.slot(1);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      const T slope = loop.g[i] + adam.decay * loop.w[i];
      mean[i] = adam.first(mean[i], slope);
      square[i] = adam.second.of_square(square[i], slope);
      const T below = elementary::sqrt(square[i] / correction2) + adam.eps;
      loop.move(i, loop.w[i] - (of_gradient * (slope / below) + of_mean * (mean[i] / below)));
    }
    return loop.finite();
  }
};

/// Adam that waits: while the mean square rests on too few gradients, plain momentum; then a rectified rate (eq. 4 f.).
struct RAdam : OptimizerRow {
  static constexpr std::string_view id = "radam", origin = "Liu et al. 2020";
  static constexpr std::array params = adam_params(0.001, 0);
  static constexpr std::size_t slots = 2;

  /// sqrt of the variance's rectification, or 0 where the variance is not tractable yet.
  static double rectification(double beta2, double correction2, std::uint64_t t) {
    const double longest = 2 / (1 - beta2) - 1;
    const double length = longest - 2 * static_cast<double>(t) * (1 - correction2) / correction2;
    if (length <= 5) return 0;
    return elementary::sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
  }

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const Moments<T> adam(step);
    const double rectified = rectification(step.params[2], adam.correction2, step.step);
    const T size = static_cast<T>(adam.lr / adam.correction1);
    const T adaptive = static_cast<T>(rectified * elementary::sqrt(adam.correction2));
    T *mean = loop.slot(0), *square = loop.slot(1);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      const T slope = loop.g[i] + adam.decay * loop.w[i];
      mean[i] = adam.first(mean[i], slope);
      square[i] = adam.second.of_square(square[i], slope);
      const T scale = adaptive / (elementary::sqrt(square[i]) + adam.eps);
      loop.move(i, loop.w[i] - size * mean[i] * (rectified > 0 ? scale : T(1)));
    }
    return loop.finite();
  }
};

/// Adam with the largest gradient of late instead of the root of the mean square (algorithm 2 of Adam's paper).
struct Adamax : OptimizerRow {
  static constexpr std::string_view id = "adamax", origin = "Kingma & Ba 2015";
  static constexpr std::array params = adam_params(0.002, 0);
  static constexpr std::size_t slots = 2;

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const Moments<T> adam(step);
    const T size = static_cast<T>(adam.lr / adam.correction1);
    T *mean = loop.slot(0), *largest = loop.slot(1);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      const T slope = loop.g[i] + adam.decay * loop.w[i];
      mean[i] = adam.first(mean[i], slope);
      largest[i] = elementary::max(adam.second.keep * largest[i], elementary::abs(slope) + adam.eps);
      loop.move(i, loop.w[i] - size * (mean[i] / largest[i]));
    }
    return loop.finite();
  }
};

}  // namespace gradlab::rows
