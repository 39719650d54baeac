// What the rows of generated data sets share.
#pragma once

#include <cstddef>

#include "core/base/elementary.hpp"
#include "core/base/rng.hpp"
#include "core/data/dataset.hpp"

namespace gradlab::generated {

struct Point {
  double x = 0;
  double y = 0;
};

inline Point on_circle(double radius, double angle) {
  return {radius * elementary::cos(angle), radius * elementary::sin(angle)};
}

/// A normal deviation of at most three standard deviations, so that a set keeps within its window.
inline double bounded_normal(Rng& rng) {
  for (;;) {
    const double value = rng.normal();
    if (value > -3 && value < 3) return value;
  }
}

inline void prepare(const SampleRequest& request, Dataset& into, std::size_t inputs, std::size_t classes) {
  into.samples = request.points;
  for (std::size_t i = 0; i < inputs; ++i) into.input_names.push_back(plain_input_name(i));
  for (std::size_t c = 0; c < classes; ++c) into.class_names.push_back(std::to_string(c));
  into.inputs.assign(inputs * request.points, 0);
  into.targets.assign(request.points, 0);
}

/// Puts sample s down, shifted by noise. The shift is drawn without noise too: more of it moves the same points.
inline void put(const SampleRequest& request, Dataset& into, std::size_t s, Point point, double target, Rng& rng) {
  const double shift_x = rng.normal();
  const double shift_y = rng.normal();
  into.inputs[s] = point.x + request.noise * shift_x;
  into.inputs[request.points + s] = point.y + request.noise * shift_y;
  into.targets[s] = target;
}

/// Draws all points of a set of two inputs. Classes take turns, so that a run without shuffling sees all of them in
/// every mini-batch. `place` gives point `index` (counted within its class) of `count` points of a class.
template <class Place>
void draw(const SampleRequest& request, Dataset& into, std::size_t classes, Place place) {
  Rng rng(request.seed);
  prepare(request, into, 2, classes);
  for (std::size_t s = 0; s < request.points; ++s) {
    const std::size_t label = s % classes;
    const std::size_t count = (request.points - label + classes - 1) / classes;
    const Point point = place(label, s / classes, count, rng);
    put(request, into, s, point, static_cast<double>(label), rng);
  }
}

}  // namespace gradlab::generated
