#include "shell/ui/widgets/contour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace gradlab::ui {
namespace {

/// The crossings of grid edges and which two of them each cell joins. An edge belongs to at most two cells, so every
/// crossing has at most two neighbours and the lines are found by walking along them.
class CrossingGraph {
 public:
  CrossingGraph(std::span<const float> values, int columns, int rows, float level)
      : values_(values),
        columns_(columns),
        rows_(rows),
        level_(level),
        neighbours_(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) * 2, {none, none}) {
    std::vector<unsigned char> above(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) above[i] = values[i] > level ? 1 : 0;
    for (int y = 0; y + 1 < rows; ++y) {
      const unsigned char* upper = above.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(columns);
      const unsigned char* lower = upper + columns;
      for (int x = 0; x + 1 < columns; ++x) {
        // Most cells have no line: nothing else is looked at.
        const int corners = upper[x] + upper[x + 1] + lower[x] + lower[x + 1];
        if (corners != 0 && corners != 4) join_cell(x, y);
      }
    }
    std::sort(crossed_.begin(), crossed_.end());
  }

  std::vector<ContourLine> take_lines() {
    std::vector<ContourLine> lines;
    for (const bool open : {true, false}) {  // open lines first: a loop has no end to begin at
      for (const int edge : crossed_) {
        const auto& [a, b] = neighbours_[static_cast<std::size_t>(edge)];
        const bool end_of_line = (a == none) != (b == none);
        const bool on_loop = a != none && b != none;
        if (open ? end_of_line : on_loop) lines.push_back(walk(edge));
      }
    }
    return lines;
  }

 private:
  static constexpr int none = -1;

  float value(int x, int y) const {
    return values_[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(x)];
  }
  int across(int x, int y) const { return y * columns_ + x; }                   // edge from (x, y) to (x+1, y)
  int down(int x, int y) const { return columns_ * rows_ + y * columns_ + x; }  // edge from (x, y) to (x, y+1)

  void join(int a, int b) {
    for (const auto& [from, to] : {std::array{a, b}, std::array{b, a}}) {
      auto& slots = neighbours_[static_cast<std::size_t>(from)];
      const bool first = slots[0] == none;
      if (first) crossed_.push_back(from);
      (first ? slots[0] : slots[1]) = to;
    }
  }

  void join_cell(int x, int y) {
    const float corner[4] = {value(x, y), value(x + 1, y), value(x + 1, y + 1), value(x, y + 1)};
    const int edge[4] = {across(x, y), down(x + 1, y), across(x, y + 1), down(x, y)};
    bool above[4];
    float sum = 0;
    for (int i = 0; i < 4; ++i) {
      if (!std::isfinite(corner[i])) return;
      above[i] = corner[i] > level_;
      sum += corner[i];
    }
    int crossed[4];
    int count = 0;
    for (int i = 0; i < 4; ++i) {
      if (above[i] != above[(i + 1) % 4]) crossed[count++] = edge[i];
    }
    if (count == 2) join(crossed[0], crossed[1]);
    if (count == 4) {
      // The middle decides which two opposite corners hang together; the other two are cut off, each by a line of its
      // own.
      const bool middle_above = sum / 4 > level_;
      const bool cut_first = above[0] != middle_above;
      join(edge[0], cut_first ? edge[3] : edge[1]);
      join(edge[2], cut_first ? edge[1] : edge[3]);
    }
  }

  ImVec2 crossing(int edge) const {
    const bool is_down = edge >= columns_ * rows_;
    const int index = is_down ? edge - columns_ * rows_ : edge;
    const int x = index % columns_, y = index / columns_;
    const float a = value(x, y), b = is_down ? value(x, y + 1) : value(x + 1, y);
    const float t = (level_ - a) / (b - a);
    const auto fx = static_cast<float>(x), fy = static_cast<float>(y);
    return is_down ? ImVec2(fx, fy + t) : ImVec2(fx + t, fy);
  }

  ContourLine walk(int start) {
    ContourLine line;
    int at = start;
    while (at != none) {
      line.points.push_back(crossing(at));
      auto& slots = neighbours_[static_cast<std::size_t>(at)];
      const int next = slots[0] != none ? slots[0] : slots[1];
      slots = {none, none};
      if (next == none) break;
      auto& back = neighbours_[static_cast<std::size_t>(next)];
      if (back[0] == at)
        back[0] = none;
      else if (back[1] == at)
        back[1] = none;
      const bool is_loop_end = next == start;
      at = next;
      if (is_loop_end) {
        line.closed = true;
        break;
      }
    }
    return line;
  }

  std::span<const float> values_;
  int columns_, rows_;
  float level_;
  std::vector<std::array<int, 2>> neighbours_;
  std::vector<int> crossed_;  // the edges that have neighbours, ascending
};

}  // namespace

std::vector<ContourLine> contour_lines(std::span<const float> values, int columns, int rows, float level) {
  return CrossingGraph(values, columns, rows, level).take_lines();
}

}  // namespace gradlab::ui
