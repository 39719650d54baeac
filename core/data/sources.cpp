#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "core/base/elementary.hpp"
#include "core/base/rng.hpp"
#include "core/data/dataset.hpp"

namespace gradlab {
namespace {

struct Point {
  double x = 0;
  double y = 0;
};

/// Draws all points of a set of two inputs. Classes take turns, so that a run without shuffling sees both in every
/// mini-batch. `place` gives point `index` (counted within its class) of `count` points of a class.
template <class Place>
void draw(const SampleRequest& request, Dataset& into, std::size_t classes, Place place) {
  Rng rng(request.seed);
  into.samples = request.points;
  into.input_names = {plain_input_name(0), plain_input_name(1)};
  for (std::size_t c = 0; c < classes; ++c) into.class_names.push_back(std::to_string(c));
  into.inputs.resize(2 * request.points);
  into.targets.resize(request.points);
  for (std::size_t s = 0; s < request.points; ++s) {
    const std::size_t label = s % classes;
    const std::size_t count = (request.points - label + classes - 1) / classes;
    const Point point = place(label, s / classes, count, rng);
    const double shift_x = rng.normal();
    const double shift_y = rng.normal();
    into.inputs[s] = point.x + request.noise * shift_x;
    into.inputs[request.points + s] = point.y + request.noise * shift_y;
    into.targets[s] = static_cast<double>(label);
  }
}

Point on_circle(double radius, double angle) {
  return {radius * elementary::cos(angle), radius * elementary::sin(angle)};
}

/// Class 1 is a disc of radius 2.5, class 0 the ring from 3.5 to 5 around it; uniform over the area of each.
void circle(const SampleRequest& request, Dataset& into) {
  draw(request, into, 2, [](std::size_t label, std::size_t, std::size_t, Rng& rng) {
    const double inner = label == 1 ? 0.0 : 3.5;
    const double outer = label == 1 ? 2.5 : 5.0;
    const double radius = std::sqrt(rng.uniform(inner * inner, outer * outer));
    return on_circle(radius, rng.uniform(0, 2 * std::numbers::pi));
  });
}

/// Class 1 where x and y have the same sign; a gap of 0.3 on either side of both axes.
void exclusive_or(const SampleRequest& request, Dataset& into) {
  draw(request, into, 2, [](std::size_t label, std::size_t, std::size_t, Rng& rng) {
    const double x = rng.uniform(0.3, 5);
    const double y = rng.uniform(0.3, 5);
    const bool left = rng.uniform() < 0.5;
    const bool below = (label == 1) == left;
    return Point{left ? -x : x, below ? -y : y};
  });
}

/// A normal deviation of at most three standard deviations, so that the set keeps within its window.
double bounded_normal(Rng& rng) {
  for (;;) {
    const double value = rng.normal();
    if (value > -3 && value < 3) return value;
  }
}

/// Two normal clouds of deviation 1 around (2, 2), class 1, and (-2, -2), class 0.
void gauss(const SampleRequest& request, Dataset& into) {
  draw(request, into, 2, [](std::size_t label, std::size_t, std::size_t, Rng& rng) {
    const double centre = label == 1 ? 2 : -2;
    const double x = centre + bounded_normal(rng);
    return Point{x, centre + bounded_normal(rng)};
  });
}

/// Two arms of 1.75 turns, the radius growing evenly to 5.
void spiral(const SampleRequest& request, Dataset& into) {
  draw(request, into, 2, [](std::size_t label, std::size_t index, std::size_t count, Rng&) {
    const double along = static_cast<double>(index) / static_cast<double>(count);
    const double start = label == 1 ? 0 : std::numbers::pi;
    return on_circle(5 * along, start + 1.75 * 2 * std::numbers::pi * along);
  });
}

constexpr std::array rows{
    DataSource{.id = "circle", .generate = circle},
    DataSource{.id = "xor", .generate = exclusive_or},
    DataSource{.id = "gauss", .generate = gauss},
    DataSource{.id = "spiral", .generate = spiral},
};

}  // namespace

std::string plain_input_name(std::size_t index) {
  std::string name("x");
  name += std::to_string(index + 1);
  return name;
}

std::span<const DataSource> data_sources() { return rows; }

const DataSource* find_data_source(std::string_view id) {
  for (const DataSource& row : rows)
    if (row.id == id) return &row;
  return nullptr;
}

}  // namespace gradlab
