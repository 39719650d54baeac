#pragma once

#include <array>
#include <string>

#include "core/base/number_text.hpp"
#include "core/optimizers/parameter_loop.hpp"

namespace gradlab::rows {

/// v = momentum v + (1 - dampening) g, with v = g in the first step; w -= lr v, or lr (g + momentum v) with Nesterov's
/// look ahead, which needs momentum without dampening. As torch.optim.SGD, which leaves dampening out where there is no
/// momentum, and then remembers nothing.
struct Sgd : OptimizerRow {
  static constexpr std::string_view id = "sgd", origin = "Robbins & Monro 1951; Polyak 1964; Nesterov 1983";
  static constexpr std::array params{rate(0.01), share("momentum", 0, 1), share("dampening", 0, 1), toggle("nesterov"),
                                     decay(0)};
  static constexpr std::size_t slots = 1;

  static Result<Done> check(std::span<const double> values, std::string_view field) {
    const double momentum = values[1], dampening = values[2];
    if (values[3] == 0 || (momentum > 0 && dampening == 0)) return Done{};
    return Error{"nesterov_needs",
                 std::string(field) + ".nesterov",
                 {{"momentum", number_text(momentum)}, {"dampening", number_text(dampening)}}};
  }

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const T lr = static_cast<T>(step.params[0]);
    const T momentum = static_cast<T>(step.params[1]), decay = static_cast<T>(step.params[4]);
    const bool nesterov = step.params[3] > 0, decays = step.params[4] > 0;
    // What follows, without products by 0 and 1, nor a velocity that nothing asks for.
    if (!(step.params[1] > 0)) {
      if (decays) {
        GRADLAB_INDEPENDENT
        for (std::size_t i = 0; i < loop.n; ++i) loop.move(i, loop.w[i] - lr * (loop.g[i] + decay * loop.w[i]));
      } else {
        GRADLAB_INDEPENDENT
        for (std::size_t i = 0; i < loop.n; ++i) loop.move(i, loop.w[i] - lr * loop.g[i]);
      }
      return loop.finite();
    }
    T* velocity = loop.slot(0);
    const T keep = step.step == 1 ? T(0) : momentum;
    const T take = step.step == 1 ? T(1) : static_cast<T>(1 - step.params[2]);
    if (!decays && !nesterov) {
      GRADLAB_INDEPENDENT
      for (std::size_t i = 0; i < loop.n; ++i) {
        velocity[i] = loop.without_traces(keep * velocity[i] + take * loop.g[i]);
        loop.move(i, loop.w[i] - lr * velocity[i]);
      }
      return loop.finite();
    }
    const T from_gradient = nesterov ? T(1) : T(0);
    const T from_velocity = nesterov ? momentum : T(1);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      const T slope = loop.g[i] + decay * loop.w[i];
      const T v = loop.without_traces(keep * velocity[i] + take * slope);
      velocity[i] = v;
      loop.move(i, loop.w[i] - lr * (from_gradient * slope + from_velocity * v));
    }
    return loop.finite();
  }
};

/// Only the sign of the gradient counts; each weight's own step grows while the sign stays and shrinks when it turns.
struct Rprop : OptimizerRow {
  static constexpr std::string_view id = "rprop", origin = "Riedmiller & Braun 1993";
  static constexpr std::array params{rate(0.01), ParamSpec{"eta_minus", 0.5, 0, 1}, ParamSpec{"eta_plus", 1.2, 1, 10},
                                     ParamSpec{"step_min", 1e-6, 0, 1, ParamKind::real, false, true},
                                     ParamSpec{"step_max", 50, 0, 1000, ParamKind::real, false, true}};
  static constexpr std::size_t slots = 2;  ///< the last gradient, the step sizes

  template <class T>
  static void start(const OptimizerStep<T>& step) {
    const Loop<T> loop(step);
    for (std::size_t i = 0; i < loop.n; ++i) {
      loop.slot(0)[i] = T(0);
      loop.slot(1)[i] = static_cast<T>(step.params[0]);
    }
  }

  template <class T>
  static T sign(T x) {
    const T positive = x > T(0) ? T(1) : T(0);
    return x < T(0) ? T(-1) : positive;
  }

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const T minus = static_cast<T>(step.params[1]), plus = static_cast<T>(step.params[2]);
    const T low = static_cast<T>(step.params[3]), high = static_cast<T>(step.params[4]);
    T *last = loop.slot(0), *size = loop.slot(1);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      const T turn = sign(loop.g[i]) * sign(last[i]);
      const T not_same = turn < T(0) ? minus : T(1);
      size[i] = elementary::clamp(low, size[i] * (turn > T(0) ? plus : not_same), high);
      last[i] = turn < T(0) ? T(0) : loop.g[i];  // after a turn the weight waits for one step
      loop.move(i, loop.w[i] - sign(last[i]) * size[i]);
    }
    return loop.finite();
  }
};

/// The sign of a mean of gradients, with decoupled weight decay: algorithm 2 of the paper.
struct Lion : OptimizerRow {
  static constexpr std::string_view id = "lion", origin = "Chen et al. 2023";
  static constexpr std::array params{rate(0.0001), share("beta1", 0.9), share("beta2", 0.99), decay(0)};
  static constexpr std::size_t slots = 1;

  template <class T>
  static bool update(const OptimizerStep<T>& step) {
    Loop<T> loop(step);
    const T lr = static_cast<T>(step.params[0]), decay = static_cast<T>(step.params[3]);
    const Average<T> direction(step.params[1]), memory(step.params[2]);
    T* mean = loop.slot(0);
    GRADLAB_INDEPENDENT
    for (std::size_t i = 0; i < loop.n; ++i) {
      const T sign = Rprop::sign(direction(mean[i], loop.g[i]));
      loop.move(i, loop.w[i] - lr * (sign + decay * loop.w[i]));
      mean[i] = memory(mean[i], loop.g[i]);
    }
    return loop.finite();
  }
};

}  // namespace gradlab::rows
