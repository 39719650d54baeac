// The curve of a link between two units of a diagram: a cubic that leaves and arrives level, its handles half the way
// across.
#pragma once

#include <imgui.h>

#include <array>
#include <cstddef>
#include <span>

namespace gradlab::ui {

/// The place at 0 ≤ t ≤ 1 of the curve between two ends.
ImVec2 on_link(ImVec2 from, ImVec2 to, float t);

/// As a line of few corners, in pixels: within a third of one of the curve, where an end is less than 600 above the
/// other and 450 beside it.
class LinkLine {
 public:
  LinkLine(ImVec2 from, ImVec2 to);
  std::span<const ImVec2> corners() const { return {corners_.data(), count_}; }

 private:
  static constexpr std::size_t most_pieces = 32;

  struct Place {
    float across, down;  // shares of the way
  };
  using Places = std::array<std::array<Place, most_pieces + 1>, most_pieces + 1>;  // by number of pieces
  static Places find_places();

  std::array<ImVec2, most_pieces + 1> corners_;
  std::size_t count_;
};

}  // namespace gradlab::ui
