#include <algorithm>
#include <array>

#include "shell/ui/format.hpp"
#include "shell/ui/pages/losses/losses_parts.hpp"

namespace gradlab::ui {

float losses_formula(ImVec2 at, float width, std::span<const LossesMath> pieces, Color second, float size) {
  constexpr float smallest = 12;
  const auto laid = [&](float of_size) {
    MathBox whole;
    for (const LossesMath& piece : pieces) {
      MathBox box = layout_math(math_or_text(piece.markup), of_size);
      const float gap = whole.pieces.empty() ? 0 : px(of_size * 0.22F);
      append_box(whole, piece.stands_out ? as_result(std::move(box)) : box, gap);
    }
    return whole;
  };
  MathBox box = laid(size);
  // What is small already hardly shrinks with the rest: once is not enough.
  while (box.width > width && size > smallest) {
    size = std::max(smallest, std::min(size - 0.25F, size * width / box.width));
    box = laid(size);
  }
  draw_math(canvas(), at, box, {theme().ink, second});
  return box.width;
}

std::string losses_number(double value, int decimals, bool fenced) {
  std::string text = fixed(value, decimals);
  const std::string_view minus = "\u2212";
  const bool negative = text.starts_with(minus);
  if (negative) text = "-" + text.substr(minus.size());
  return negative && fenced ? "(" + text + ")" : text;
}

std::size_t losses_color(std::string_view loss) {
  constexpr std::array<std::string_view, 6> order{"bce", "hinge", "mse", "mae", "huber", "cross_entropy"};
  constexpr std::array<std::size_t, 6> colors{2, 3, 4, 5, 1, 7};
  return colors[static_cast<std::size_t>(std::ranges::find(order, loss) - order.begin())];
}

bool losses_field(std::string_view id, std::string_view markup, const Rect& where, double& value,
                  const NumberRange& range, const Words& words) {
  Rect field = where;
  const MathBox letter = layout_math(math_or_text(markup), 18);
  field.cut_left(letter.width, px(6));
  draw_math(canvas(), {where.x0, where.center().y + px(5)}, letter, {theme().ink, theme().ink});
  return number(id, field, value, range, words);
}

}  // namespace gradlab::ui
