#include "shell/ui/widgets/link_curve.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::ui {
namespace {

/// Of the way across and down.
ImVec2 shares_at(float t) { return {1.5F * t * (1 - t) + t * t * t, t * t * (3 - 2 * t)}; }

/// The t of a corner, by how many of them have gone by. A piece lies as far from its curve as the second derivative,
/// which is 6 (1 - 2t) of the height, times the square of its length in t: corners as close as that one's root would
/// make all pieces alike, were the curve a parabola. Towards the middle, where there is no bend, they are kept closer.
float place_of(float share) {
  if (share > 0.5F) return 1 - place_of(1 - share);
  constexpr float even = 0.25F;
  const float left = 1 - 2 * share;
  return even * share + (1 - even) * (1 - std::cbrt(left * left)) / 2;
}

}  // namespace

ImVec2 on_link(ImVec2 from, ImVec2 to, float t) {
  const ImVec2 share = shares_at(t);
  return {from.x + share.x * (to.x - from.x), from.y + share.y * (to.y - from.y)};
}

LinkLine::Places LinkLine::find_places() {
  Places places{};
  for (std::size_t pieces = 1; pieces <= most_pieces; ++pieces) {
    for (std::size_t i = 0; i <= pieces; ++i) {
      const ImVec2 share = shares_at(place_of(static_cast<float>(i) / static_cast<float>(pieces)));
      places[pieces][i] = {share.x, share.y};
    }
  }
  return places;
}

LinkLine::LinkLine(ImVec2 from, ImVec2 to) {
  constexpr float closeness = 1.3F;  // 0.33 of a pixel at most, found by trying; corners at even steps of t take 1.5
  static const Places places = find_places();
  const float across = to.x - from.x, down = to.y - from.y;
  const auto wanted = static_cast<std::size_t>(std::ceil(closeness * std::sqrt(std::abs(down))));
  const std::size_t pieces = std::clamp<std::size_t>(wanted, 1, most_pieces);
  const auto& shares = places[pieces];
  count_ = pieces + 1;
  for (std::size_t i = 0; i < count_; ++i)
    corners_[i] = {from.x + shares[i].across * across, from.y + shares[i].down * down};
}

}  // namespace gradlab::ui
