// Many classes: counts would be too small to read, so each cell is shaded and pointing at it tells its count.
#include "shell/ui/widgets/confusion_shades.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr float shades_side = 264, head = 22, foot = 24, name_pitch = 15;

struct Shades {
  Rect square;
  float cell;

  Rect at(std::size_t truth, std::size_t answer) const {
    const float x = square.x0 + cell * static_cast<float>(answer), y = square.y0 + cell * static_cast<float>(truth);
    return {x, y, x + cell, y + cell};
  }
};

/// Few are to be seen beside none, so the shade goes by the root of the share.
Color shade(float share, bool right) {
  const Color full = right ? theme().accent : theme().error();
  return mix(theme().sunk, full, 0.2F + 0.8F * std::sqrt(share));
}

/// As many as there is room for, from the first on; the answers have the same order.
void draw_names(const Shades& shades, const Rect& room, std::span<const std::string> classes) {
  const auto apart = static_cast<std::size_t>(std::max(1.0F, std::ceil(px(name_pitch) / shades.cell)));
  for (std::size_t c = 0; c < classes.size(); c += apart) {
    const float middle = shades.at(c, 0).center().y;
    draw_text_fit(canvas(), {room.x1 - px(8), middle}, right_middle, theme().ink2, type::tick, classes[c],
                  room.width() - px(8));
  }
}

void tell(const Rect& cell, const ConfusionTable& table, std::size_t truth, std::size_t answer, std::uint32_t all) {
  show_tooltip(
      cell,
      tr(truth == answer ? "playground.confusion_known" : "playground.confusion_taken",
         {{"truth", table.classes[truth]}, {"answer", table.classes[answer]}}),
      tr("playground.confusion_of",
         {{"n", std::to_string(table.counts[truth * table.classes.size() + answer])}, {"all", std::to_string(all)}}));
}

}  // namespace

float confusion_shades_height() { return head + shades_side + foot; }

void draw_confusion_shades(const Rect& where, const ConfusionTable& table) {
  const std::size_t n = table.classes.size();
  const Theme& colors = theme();
  Rect rest = where;
  const Rect header = rest.cut_top(px(head));
  const Rect below = rest.cut_bottom(px(foot));
  const float side = std::min(rest.height(), rest.width() * 0.8F);
  Rect square = Rect{rest.x1 - side, rest.y0, rest.x1, rest.y0 + side}.snapped();
  const Shades shades{square, square.width() / static_cast<float>(n)};

  draw_text_fit(canvas(), {header.x0, header.center().y}, left_middle, colors.ink3, type::tick, table.caption,
                square.x0 - header.x0 - px(8));
  draw_text(canvas(), {square.x0, header.center().y}, left_middle, colors.ink3, type::tick, table.answer_words);
  draw_text_fit(canvas(), {below.x0, below.center().y}, left_middle, colors.ink3, type::tick,
                tr("playground.confusion_shades"), below.width());
  draw_names(shades, {where.x0, square.y0, square.x0, square.y1}, table.classes);

  fill_rect(canvas(), square, colors.sunk);
  std::vector<std::uint32_t> all(n);
  std::vector<FilledRect> cells;
  for (std::size_t truth = 0; truth < n; ++truth) {
    const auto row = table.counts.subspan(truth * n, n);
    for (const std::uint32_t count : row) all[truth] += count;
    for (std::size_t answer = 0; answer < n; ++answer)
      if (row[answer] > 0) {
        const float share = static_cast<float>(row[answer]) / static_cast<float>(all[truth]);
        cells.push_back({shades.at(truth, answer), shade(share, truth == answer)});
      }
  }
  fill_rects(canvas(), cells);
  stroke_rect(canvas(), square, colors.line2);

  const SurfaceInput pointer = surface("playground.confusion", square, false);
  if (!pointer.hovered) return;
  const auto index = [&](float from) {
    return std::min(static_cast<std::size_t>(std::max(from, 0.0F) / shades.cell), n - 1);
  };
  const std::size_t truth = index(pointer.pointer.y - square.y0), answer = index(pointer.pointer.x - square.x0);
  const Rect cell = shades.at(truth, answer);
  stroke_rect(canvas(), cell, colors.ink, 0, 1.6F);
  tell(cell, table, truth, answer, all[truth]);
}

}  // namespace gradlab::ui
