// Numbers to predict: from a point in the plane, or from one x.
#pragma once

#include <array>
#include <vector>

#include "core/data/curve.hpp"
#include "core/data/draw.hpp"

namespace gradlab::generated {

/// Points uniform over ±5 × ±5; the target is f(x, y), shifted by noise.
template <class Function>
void over_plane(const SampleRequest& request, Dataset& into, Function f) {
  Rng rng(request.seed);
  prepare(request, into, 2, 0);
  for (std::size_t s = 0; s < request.points; ++s) {
    const double x = rng.uniform(-5, 5);
    const double y = rng.uniform(-5, 5);
    into.inputs[s] = x;
    into.inputs[request.points + s] = y;
    into.targets[s] = f(x, y) + request.noise * rng.normal();
  }
}

/// (x + y) / 10: from -1 to 1.
inline void plane(const SampleRequest& request, Dataset& into) {
  over_plane(request, into, [](double x, double y) { return (x + y) / 10; });
}

/// Six hills e^(-d²/2), d the distance from the top, up and down in turn like the squares of a checkerboard.
inline void hills(const SampleRequest& request, Dataset& into) {
  over_plane(request, into, [](double x, double y) {
    double height = 0;
    for (const double top_y : {-2.5, 2.5}) {
      double sign = top_y > 0 ? 1 : -1;
      for (const double top_x : {-4.0, 0.0, 4.0}) {
        const double across = x - top_x;
        const double along = y - top_y;
        height += sign * elementary::exp((across * across + along * along) * -0.5);
        sign = -sign;
      }
    }
    return height;
  });
}

/// x uniform from low to high; the target is f(x), shifted by noise.
template <class Function>
void over_line(const SampleRequest& request, Dataset& into, double low, double high, Function f) {
  Rng rng(request.seed);
  prepare(request, into, 1, 0);
  for (std::size_t s = 0; s < request.points; ++s) {
    const double x = rng.uniform(low, high);
    into.inputs[s] = x;
    into.targets[s] = f(x) + request.noise * rng.normal();
  }
}

inline void sine(const SampleRequest& request, Dataset& into) {
  over_line(request, into, -3, 3, [](double x) { return elementary::sin(x); });
}
inline void step(const SampleRequest& request, Dataset& into) {
  over_line(request, into, -3, 3, [](double x) { return x >= 0 ? 1.0 : 0.0; });
}
inline void absolute(const SampleRequest& request, Dataset& into) {
  over_line(request, into, -3, 3, [](double x) { return elementary::abs(x); });
}
inline void square(const SampleRequest& request, Dataset& into) {
  over_line(request, into, -3, 3, [](double x) { return x * x; });
}

/// A curve drawn by hand, from its first to its last point.
inline void curve(const SampleRequest& request, Dataset& into) {
  const Curve drawn(request.curve);
  over_line(request, into, request.curve.front()[0], request.curve.back()[0], [&](double x) { return drawn.at(x); });
}

}  // namespace gradlab::generated
