#include "core/analysis/half_space.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab {
namespace {

Place between(const Place& a, const Place& b, double share) {
  Place at;
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = a[i] + share * (b[i] - a[i]);
  return at;
}

Place cross(const Place& a, const Place& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

}  // namespace

std::vector<Place> clipped(std::span<const Place> polygon, const HalfSpace& half) {
  std::vector<Place> kept;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Place &here = polygon[i], &next = polygon[(i + 1) % polygon.size()];
    const double at_here = half.at(here), at_next = half.at(next);
    if (at_here >= 0) kept.push_back(here);
    if ((at_here > 0 && at_next < 0) || (at_here < 0 && at_next > 0))
      kept.push_back(between(here, next, at_here / (at_here - at_next)));
  }
  if (kept.size() < 3) kept.clear();
  return kept;
}

std::vector<Place> plane_in_cube(const HalfSpace& half, double reach) {
  // A square of the plane that is larger than the cube's shadow on it, cut down side by side.
  const double squared = half.w[0] * half.w[0] + half.w[1] * half.w[1] + half.w[2] * half.w[2];
  if (!(squared > 0) || !std::isfinite(squared)) return {};
  const double length = std::sqrt(squared);
  const Place normal{half.w[0] / length, half.w[1] / length, half.w[2] / length};
  Place foot, along{};
  for (std::size_t i = 0; i < foot.size(); ++i) foot[i] = -half.b / length * normal[i];
  const auto smallest =
      std::min_element(normal.begin(), normal.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
  along[static_cast<std::size_t>(smallest - normal.begin())] = 1;
  Place u = cross(normal, along);
  const double of_u = std::sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
  for (double& one : u) one /= of_u;
  const Place v = cross(normal, u);
  const double far = 4 * reach;
  std::vector<Place> polygon;
  for (const auto& [across, up] : {std::array{-far, -far}, {far, -far}, {far, far}, {-far, far}}) {
    Place corner;
    for (std::size_t i = 0; i < corner.size(); ++i) corner[i] = foot[i] + across * u[i] + up * v[i];
    polygon.push_back(corner);
  }
  for (std::size_t axis = 0; axis < 3; ++axis) {
    for (const double sign : {1.0, -1.0}) {
      HalfSpace inside{{}, reach};
      inside.w[axis] = sign;
      polygon = clipped(polygon, inside);
    }
  }
  return polygon;
}

std::array<Place, 4> cube_side(std::size_t axis, double value, double reach) {
  std::array<Place, 4> corners{};
  constexpr std::array<std::array<double, 2>, 4> around{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};
  for (std::size_t i = 0; i < corners.size(); ++i) {
    corners[i][axis] = value;
    corners[i][(axis + 1) % 3] = reach * around[i][0];
    corners[i][(axis + 2) % 3] = reach * around[i][1];
  }
  return corners;
}

}  // namespace gradlab
