// Points in the plane that belong to classes.
#pragma once

#include <array>
#include <cmath>
#include <numbers>

#include "core/data/draw.hpp"

namespace gradlab::generated {

inline constexpr double turn = 2 * std::numbers::pi;

/// Class 1 is a disc of radius 2.5, class 0 the ring from 3.5 to 5 around it; uniform over the area of each.
inline void circle(const SampleRequest& request, Dataset& into) {
  draw(request, into, 2, [](std::size_t label, std::size_t, std::size_t, Rng& rng) {
    const double inner = label == 1 ? 0.0 : 3.5;
    const double outer = label == 1 ? 2.5 : 5.0;
    const double radius = std::sqrt(rng.uniform(inner * inner, outer * outer));
    return on_circle(radius, rng.uniform(0, turn));
  });
}

/// Class 1 where x and y have the same sign; a gap of 0.3 on either side of both axes.
inline void exclusive_or(const SampleRequest& request, Dataset& into) {
  draw(request, into, 2, [](std::size_t label, std::size_t, std::size_t, Rng& rng) {
    const double x = rng.uniform(0.3, 5);
    const double y = rng.uniform(0.3, 5);
    const bool left = rng.uniform() < 0.5;
    const bool below = (label == 1) == left;
    return Point{left ? -x : x, below ? -y : y};
  });
}

/// Two normal clouds of deviation 1 around (2, 2), class 1, and (-2, -2), class 0.
inline void gauss(const SampleRequest& request, Dataset& into) {
  draw(request, into, 2, [](std::size_t label, std::size_t, std::size_t, Rng& rng) {
    const double centre = label == 1 ? 2 : -2;
    const double x = centre + bounded_normal(rng);
    return Point{x, centre + bounded_normal(rng)};
  });
}

/// Two arms of 1.75 turns, the radius growing evenly to 5.
inline void spiral(const SampleRequest& request, Dataset& into) {
  draw(request, into, 2, [](std::size_t label, std::size_t index, std::size_t count, Rng&) {
    const double along = static_cast<double>(index) / static_cast<double>(count);
    const double start = label == 1 ? 0 : std::numbers::pi;
    return on_circle(5 * along, start + 1.75 * turn * along);
  });
}

/// Two half circles of radius 3 that reach into each other, evenly spaced along each: class 0 the upper one around
/// (-1.5, -0.75), class 1 the lower one around (1.5, 0.75).
inline void moons(const SampleRequest& request, Dataset& into) {
  draw(request, into, 2, [](std::size_t label, std::size_t index, std::size_t count, Rng&) {
    const double along = count > 1 ? static_cast<double>(index) / static_cast<double>(count - 1) : 0.5;
    const Point half = on_circle(3, std::numbers::pi * along);
    return label == 0 ? Point{half.x - 1.5, half.y - 0.75} : Point{1.5 - half.x, 0.75 - half.y};
  });
}

inline constexpr std::array rings_params{
    ParamSpec{.id = "rings", .initial = 4, .low = 2, .high = 8, .kind = ParamKind::whole}};

/// Concentric circles, evenly apart up to radius 5, of either class in turn; the outermost is class 0. Evenly dense
/// along all circles of a class.
inline void rings(const SampleRequest& request, Dataset& into) {
  const auto count = static_cast<std::size_t>(request.params[0]);
  draw(request, into, 2, [count](std::size_t label, std::size_t, std::size_t, Rng& rng) {
    double length = 0;
    for (std::size_t ring = count - label; ring > 0; ring = ring > 2 ? ring - 2 : 0)
      length += static_cast<double>(ring);
    double place = rng.uniform() * length;
    std::size_t chosen = count - label;
    while (place >= static_cast<double>(chosen) && chosen > 2) {
      place -= static_cast<double>(chosen);
      chosen -= 2;
    }
    const double radius = 5 * static_cast<double>(chosen) / static_cast<double>(count);
    return on_circle(radius, rng.uniform(0, turn));
  });
}

inline constexpr std::array checkerboard_params{
    ParamSpec{.id = "cells", .initial = 4, .low = 2, .high = 10, .kind = ParamKind::whole}};

/// cells × cells squares over ±5; class 1 where column + row, from the lower left, is even. Points keep 6% of a
/// square's side away from its edges.
inline void checkerboard(const SampleRequest& request, Dataset& into) {
  const auto cells = static_cast<std::uint64_t>(request.params[0]);
  draw(request, into, 2, [cells](std::size_t label, std::size_t, std::size_t, Rng& rng) {
    std::uint64_t column = 0, row = 0;
    do {
      column = rng.below(cells);
      row = rng.below(cells);
    } while (((column + row) % 2 == 0) != (label == 1));
    const double side = 10 / static_cast<double>(cells);
    const double x = rng.uniform(0.06, 0.94);
    const double y = rng.uniform(0.06, 0.94);
    return Point{side * (static_cast<double>(column) + x) - 5, side * (static_cast<double>(row) + y) - 5};
  });
}

/// Three normal clouds of deviation 0.9, their middles on a circle of radius 3, the first at the top.
inline void blobs(const SampleRequest& request, Dataset& into) {
  draw(request, into, 3, [](std::size_t label, std::size_t, std::size_t, Rng& rng) {
    const Point centre = on_circle(3, turn * (0.25 + static_cast<double>(label) / 3));
    const double x = centre.x + 0.9 * bounded_normal(rng);
    return Point{x, centre.y + 0.9 * bounded_normal(rng)};
  });
}

/// Three arms of 1.25 turns, a third of a turn apart, the radius growing evenly to 5.
inline void three_arms(const SampleRequest& request, Dataset& into) {
  draw(request, into, 3, [](std::size_t label, std::size_t index, std::size_t count, Rng&) {
    const double along = static_cast<double>(index) / static_cast<double>(count);
    return on_circle(5 * along, turn * (static_cast<double>(label) / 3 + 1.25 * along));
  });
}

}  // namespace gradlab::generated
