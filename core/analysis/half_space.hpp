#pragma once

#include <array>
#include <span>
#include <vector>

namespace gradlab {

using Place = std::array<double, 3>;

/// All places with w·x + b ≥ 0: what a unit of three inputs keeps apart from the rest.
struct HalfSpace {
  Place w{};
  double b = 0;

  double at(const Place& place) const { return w[0] * place[0] + w[1] * place[1] + w[2] * place[2] + b; }
  HalfSpace other_side() const { return {{-w[0], -w[1], -w[2]}, -b}; }
};

/// The part of a convex polygon within the half space, corner by corner in the same sense (Sutherland and Hodgman
/// 1974); empty: nothing of it.
std::vector<Place> clipped(std::span<const Place> polygon, const HalfSpace& half);

/// Where w·x + b = 0 runs through the cube [-reach, reach]³: a convex polygon of up to six corners, around its middle;
/// empty where it passes the cube by, and where w = 0.
std::vector<Place> plane_in_cube(const HalfSpace& half, double reach);

/// A side of that cube: where coordinate `axis` is `value`.
std::array<Place, 4> cube_side(std::size_t axis, double value, double reach);

}  // namespace gradlab
