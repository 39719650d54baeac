#include "shell/ui/widgets/plot_labels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr float inset_x = 4, inset_y = 6;  // of a card from the frame
constexpr float most_stacked = 0.4F;       // of a frame's height for names inside of it

/// Names that overlap, taken as one: their middle stands where the mean of their wishes is.
struct Cluster {
  std::size_t first = 0, count = 0;
  float sum = 0;  // of (wanted − place within the cluster)
  float top(float pitch, float low, float high) const {
    const float height = pitch * static_cast<float>(count - 1);
    return std::max(low, std::min(sum / static_cast<float>(count), high - height));
  }
};

/// Where the curve is at height y, nearest to its end; the exit itself when it is never there.
float x_at_height(std::span<const ImVec2> pixels, float y, float otherwise) {
  for (std::size_t i = pixels.size(); i-- > 1;) {
    const ImVec2 a = pixels[i - 1], b = pixels[i];
    if (!is_point(a) || !is_point(b) || (a.y - y) * (b.y - y) > 0 || a.y == b.y) continue;
    return a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
  }
  return otherwise;
}

/// The names of one side that there is room for, in the order given: emphasised ones in any case, then the first ones.
struct NamesOfSide {
  std::vector<const EndLabel*> shown;
  std::size_t left_out = 0;
};

NamesOfSide names_of(const std::vector<EndLabel>& labels, CurveExit::Side side, std::size_t room) {
  const auto on_side = [side](const EndLabel& label) { return label.exit.side == side; };
  const auto all = static_cast<std::size_t>(std::count_if(labels.begin(), labels.end(), on_side));
  NamesOfSide names;
  // One line says how many there are more.
  std::size_t free = all <= room ? all : room - 1;
  for (const EndLabel& label : labels) {
    if (on_side(label) && label.emphasised && free > 0) --free;
  }
  for (const EndLabel& label : labels) {
    if (!on_side(label)) continue;
    if (!label.emphasised && free == 0) continue;
    if (!label.emphasised) --free;
    names.shown.push_back(&label);
  }
  names.left_out = all - names.shown.size();
  return names;
}

std::string more_names(std::size_t count) { return "+" + std::to_string(count); }

void draw_names_right(ImDrawList* list, const Rect& r, const std::vector<EndLabel>& labels) {
  const float pitch = px(label_pitch);
  const auto room = static_cast<std::size_t>(std::max(1.0F, (r.height() - px(8)) / pitch + 1));
  const NamesOfSide names = names_of(labels, CurveExit::Side::right, room);
  std::vector<float> wanted;
  for (const EndLabel* label : names.shown) wanted.push_back(label->exit.at.y);
  if (names.left_out > 0) wanted.push_back(r.y1);
  const std::vector<float> heights =
      spread_labels(wanted, pitch, r.y0 + px(2), r.y1 - px(names.left_out > 0 ? 6.0F : 0.0F));
  const float x = r.x1 + px(8);
  for (std::size_t i = 0; i < names.shown.size(); ++i) {
    const EndLabel& label = *names.shown[i];
    draw_text(list, {x, heights[i]}, left_middle, label.color, label.style, label.text);
  }
  if (names.left_out == 0) return;
  draw_text(list, {x, heights.back()}, left_middle, theme().ink3, type::caption, more_names(names.left_out));
}

}  // namespace

std::vector<float> spread_labels(const std::vector<float>& wanted, float pitch, float low, float high) {
  std::vector<std::size_t> order(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  std::vector<Cluster> clusters;
  for (std::size_t i = 0; i < order.size(); ++i) {
    clusters.push_back({i, 1, wanted[order[i]]});
    while (clusters.size() > 1) {
      const Cluster &last = clusters.back(), &above = clusters[clusters.size() - 2];
      const float above_end = above.top(pitch, low, high) + pitch * static_cast<float>(above.count);
      if (last.top(pitch, low, high) >= above_end) break;
      const float shift = pitch * static_cast<float>(above.count * last.count);
      const Cluster joined{above.first, above.count + last.count, above.sum + last.sum - shift};
      clusters.pop_back();
      clusters.back() = joined;
    }
  }
  std::vector<float> placed(wanted.size());
  for (const Cluster& cluster : clusters) {
    const float top = cluster.top(pitch, low, high);
    for (std::size_t k = 0; k < cluster.count; ++k)
      placed[order[cluster.first + k]] = top + pitch * static_cast<float>(k);
  }
  return placed;
}

CurveExit curve_exit(const PlotFrame& frame, std::span<const ImVec2> pixels) {
  const Rect& r = frame.rect;
  for (std::size_t i = pixels.size(); i-- > 0;) {
    const ImVec2 p = pixels[i];
    if (!is_point(p)) continue;
    // curve_pixels() cuts a little outside the frame: the last point says through which side it went.
    const auto leaving = [&](CurveExit::Side side, float edge, float inward) {
      const float x = x_at_height(pixels, edge, p.x), back = px(40);
      return CurveExit{side, {x, edge}, (x - x_at_height(pixels, edge + inward * back, x)) / back};
    };
    if (p.y < r.y0) return leaving(CurveExit::Side::top, r.y0, 1);
    if (p.y > r.y1) return leaving(CurveExit::Side::bottom, r.y1, -1);
    return {CurveExit::Side::right, {r.x1, p.y}};
  }
  return {};
}

float draw_on_paper(ImDrawList* list, ImVec2 at, Align align, Color color, TextStyle style, std::string_view text) {
  const float width = text_width(style, text), size = px(style.size);
  const float left = align.x == AlignX::left ? at.x : align.x == AlignX::right ? at.x - width : at.x - width / 2;
  const float middle = align.y == AlignY::baseline ? at.y - size * 0.36F : at.y;
  const Rect strip{left - px(2), middle - size * 0.58F, left + width + px(2), middle + size * 0.58F};
  fill_rect(list, strip, with_alpha(theme().panel, 0.8F), 3);
  return draw_text(list, at, align, color, style, text);
}

std::vector<Rect> draw_end_labels(ImDrawList* list, const PlotFrame& frame, const std::vector<EndLabel>& labels) {
  using Side = CurveExit::Side;
  const Rect& r = frame.rect;
  const float pitch = px(label_pitch);
  draw_names_right(list, r, labels);
  std::vector<Rect> taken;
  for (const Side side : {Side::top, Side::bottom}) {
    const auto room = static_cast<std::size_t>(std::clamp(r.height() * most_stacked / pitch, 1.0F, 6.0F));
    auto [leaving, left_out] = names_of(labels, side, room);
    std::stable_sort(leaving.begin(), leaving.end(),
                     [](const EndLabel* a, const EndLabel* b) { return a->exit.at.x < b->exit.at.x; });
    const float direction = side == Side::top ? 1.0F : -1.0F;
    const float edge = side == Side::top ? r.y0 : r.y1;
    for (std::size_t i = 0; i < leaving.size(); ++i) {
      const EndLabel& label = *leaving[i];
      const float width = text_width(label.style, label.text);
      // The rightmost curve has the free side to its right; the others stack up left of the leftmost.
      const bool to_right = i + 1 == leaving.size() && leaving.back()->exit.at.x + px(8) + width < r.x1 + px(20);
      const float row = to_right && leaving.size() > 1 ? 1.25F : static_cast<float>(i);
      const float y = edge + direction * (px(5) + row * pitch);
      // A line runs away from its exit as it comes back into the frame: the stack of names goes with it.
      const float lean = std::clamp(leaving.front()->exit.lean, 0.0F, 2.0F);
      const float away = to_right ? px(6) : px(10) + (px(12) + row * pitch) * lean;
      const float x = to_right ? leaving.back()->exit.at.x + away
                               : std::max(leaving.front()->exit.at.x - away, r.x0 + px(2) + width);
      draw_on_paper(list, {x, y}, to_right ? left_middle : right_middle, label.color, label.style, label.text);
      taken.push_back(Rect{to_right ? x : x - width, y - pitch / 2, to_right ? x + width : x, y + pitch / 2});
    }
    if (left_out == 0 || taken.empty()) continue;
    const std::string more = more_names(left_out);
    const Rect& last = taken.back();
    const ImVec2 at{std::max(last.x0 - px(4), r.x0 + px(26)), last.center().y + direction * pitch};
    draw_on_paper(list, at, right_middle, theme().ink3, type::caption, more);
  }
  return taken;
}

float hidden_length(const Rect& rect, std::span<const ImVec2> pixels) {
  float hidden = 0;
  for (std::size_t i = 0; i + 1 < pixels.size(); ++i) {
    const ImVec2 a = pixels[i], b = pixels[i + 1];
    if (!is_point(a) || !is_point(b) || std::max(a.x, b.x) < rect.x0 || std::min(a.x, b.x) > rect.x1) continue;
    if (std::max(a.y, b.y) < rect.y0 || std::min(a.y, b.y) > rect.y1) continue;
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    const int steps = 1 + static_cast<int>(length / px(4));
    for (int k = 0; k < steps; ++k) {
      const float t = (static_cast<float>(k) + 0.5F) / static_cast<float>(steps);
      if (rect.contains({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t})) hidden += length / static_cast<float>(steps);
    }
  }
  return hidden;
}

std::size_t emptiest_place(const Rect& frame, std::span<const Rect> places, std::span<const std::vector<ImVec2>> curves,
                           float patience) {
  std::size_t best = 0;
  float least = std::numeric_limits<float>::max();
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Rect inside = places[i].intersection(frame);
    const float outside =
        std::max(places[i].width() - inside.width(), 0.0F) + std::max(places[i].height() - inside.height(), 0.0F);
    float cost = patience * static_cast<float>(i) + 10 * outside;
    for (const auto& pixels : curves) cost += hidden_length(places[i], pixels);
    if (cost >= least) continue;
    least = cost;
    best = i;
  }
  return best;
}

void CardPlace::avoid(std::span<const ImVec2> pixels, float weight) {
  for (int corner = 0; corner < 4; ++corner) cost_[corner] += weight * hidden_length(rect(corner).grown(px(4)), pixels);
}

void CardPlace::avoid(const Rect& taken, float weight) {
  for (int corner = 0; corner < 4; ++corner) {
    const Rect common = rect(corner).intersection(taken);
    if (!common.empty()) cost_[corner] += weight * (common.width() + common.height());
  }
}

int CardPlace::corner(int previous) const {
  const auto best = static_cast<int>(std::min_element(cost_, cost_ + 4) - cost_);
  if (previous < 0 || previous > 3) return best;
  return cost_[previous] <= cost_[best] + px(40) ? previous : best;
}

Rect CardPlace::rect(int corner) const {
  const bool right = corner % 2 == 1, bottom = corner >= 2;
  const float x = right ? frame_.x1 - px(inset_x) - size_.x : frame_.x0 + px(inset_x);
  const float y = bottom ? frame_.y1 - px(inset_y) - size_.y : frame_.y0 + px(inset_y);
  return Rect{x, y, x + size_.x, y + size_.y}.snapped();
}

}  // namespace gradlab::ui
