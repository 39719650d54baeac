#include "shell/ui/widgets/confusion_table.hpp"

#include <algorithm>

#include "shell/ui/draw.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/confusion_shades.hpp"
#include "shell/ui/widgets/heat_map.hpp"

namespace gradlab::ui {
namespace {

constexpr float class_height = 22, class_width = 46;
constexpr std::size_t most_counted = 12;  // classes whose counts can be read side by side

void draw_name(const Rect& row, std::size_t label, const ConfusionTable& table) {
  const float middle = row.center().y;
  fill_dot(canvas(), {row.x0 + px(5), middle}, 4.5F, class_color(label, table.classes.size()));
  draw_text_fit(canvas(), {row.x0 + px(16), middle}, left_middle, theme().ink, type::caption, table.classes[label],
                row.width() - px(20));
}

}  // namespace

float confusion_table_height(std::size_t classes) {
  return classes > most_counted ? confusion_shades_height() : class_height * static_cast<float>(classes + 1) + 2;
}

void draw_confusion_table(const Rect& where, const ConfusionTable& table) {
  const std::size_t n = table.classes.size();
  if (n == 0 || table.counts.size() < n * n) return;
  if (n > most_counted) return draw_confusion_shades(where, table);
  ImDrawList* list = canvas();
  const Theme& colors = theme();
  const float width = std::min(px(class_width), where.width() * 0.6F / static_cast<float>(n));
  const float columns_x = where.x1 - width * static_cast<float>(n);
  const auto cell_x = [&](std::size_t column) { return columns_x + width * (static_cast<float>(column) + 1) - px(12); };
  Rect rest = where;
  const Rect header = rest.cut_top(px(class_height));
  draw_text_fit(list, {header.x0, header.center().y}, left_middle, colors.ink3, type::tick, table.caption,
                columns_x - header.x0 - px(12));
  for (std::size_t answer = 0; answer < n; ++answer) {
    fill_dot(list, {cell_x(answer) - px(4), header.center().y}, 4.5F, class_color(answer, n));
  }
  if (columns_x - header.x0 > px(150)) {
    draw_text(list, {columns_x - px(2), header.center().y}, right_middle, colors.ink3, type::tick, table.answer_words);
  }
  for (std::size_t label = 0; label < n; ++label) {
    const Rect row = rest.cut_top(px(class_height));
    draw_hline(list, row.x0, row.x1, row.y0, colors.line);
    draw_name({row.x0, row.y0, columns_x, row.y1}, label, table);
    for (std::size_t answer = 0; answer < n; ++answer) {
      const std::uint32_t count = table.counts[label * n + answer];
      const bool right = label == answer;
      const TextStyle style = right || count == 0 ? type::caption : strong(type::caption);
      const Color color = count == 0 ? colors.ink3 : colors.ink;
      const std::string text = std::to_string(count);
      const ImVec2 middle{cell_x(answer) - px(4), row.center().y};
      draw_text(list, middle, center_middle, color, style, text);
      if (right || count == 0) continue;
      const float half = std::max(px(10), text_width(style, text) / 2 + px(5));
      stroke_rect(list, {middle.x - half, middle.y - px(10), middle.x + half, middle.y + px(10)}, colors.ink, 10, 1.3F);
    }
  }
}

}  // namespace gradlab::ui
