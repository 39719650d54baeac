// Small pictures of what is to be seen in the playground, for the help sheet.
#include <array>
#include <cmath>

#include "shell/ui/app.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/pages.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

/// A place of the square, 0 … 1 from the left and from the top.
ImVec2 at(const Rect& square, float x, float y) {
  return {square.x0 + x * square.width(), square.y0 + y * square.height()};
}

void picture_points(const Rect& square) {
  fill_rect(canvas(), square, theme().sunk, thumbnail_radius);
  for (const auto& [x, y] : {std::array{0.2F, 0.25F}, {0.36F, 0.42F}, {0.18F, 0.56F}})
    fill_dot(canvas(), at(square, x, y), 3.4F, theme().neg);
  for (const auto& [x, y] : {std::array{0.62F, 0.5F}, {0.8F, 0.66F}, {0.56F, 0.8F}})
    fill_dot(canvas(), at(square, x, y), 3.4F, theme().pos);
}

/// Orange at the left, blue at the right.
void answers(const Rect& square, bool soft) {
  constexpr int stripes = 22;
  for (int i = 0; i < stripes; ++i) {
    const float from = static_cast<float>(i) / stripes, to = static_cast<float>(i + 1) / stripes;
    const float value = std::tanh(3 * (from + to - 1));
    const Rect stripe{at(square, from, 0).x, square.y0, at(square, to, 0).x, square.y1};
    fill_rect(canvas(), stripe.snapped(), soft ? theme().soft_ramp(value) : theme().ramp(value));
  }
}

void picture_unit(const Rect& square) {
  const Rect tile = square.inset(px(5));
  answers(tile, false);
  stroke_rect(canvas(), tile, theme().line2, 2);
}

void weight(const Rect& square, float from, float to, Color color, float width) {
  std::array<ImVec2, 17> line;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(line.size() - 1);
    line[i] = at(square, t, from + (to - from) * t * t * (3 - 2 * t));
  }
  draw_polyline(canvas(), line, color, width);
}

void picture_weights(const Rect& square) {
  weight(square, 0.2F, 0.6F, with_alpha(theme().pos, 0.9F), 4);
  weight(square, 0.85F, 0.4F, with_alpha(theme().neg, 0.7F), 1.4F);
}

void picture_map(const Rect& square) {
  answers(square, true);
  draw_polyline(canvas(), std::array{at(square, 0.5F, 0), at(square, 0.5F, 1)}, theme().ink, 1.3F);
}

void picture_kinds_of_points(const Rect& square) {
  const float middle = 0.5F;
  fill_dot(canvas(), at(square, 0.14F, middle), 4, theme().pos);
  stroke_dot(canvas(), at(square, 0.5F, middle), 3.4F, theme().pos, 1.8F);
  fill_dot(canvas(), at(square, 0.86F, middle), 4, theme().pos);
  stroke_dot(canvas(), at(square, 0.86F, middle), 6, theme().ink, 1.4F);
}

void picture_training(const Rect& square) {
  std::array<ImVec2, 33> line;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(line.size() - 1);
    line[i] = at(square, 0.08F + 0.88F * t, 0.88F - 0.76F * std::exp(-4 * t));
  }
  draw_vline(canvas(), at(square, 0.06F, 0).x, square.y0, at(square, 0, 0.94F).y, theme().axis);
  draw_hline(canvas(), at(square, 0.06F, 0).x, square.x1, at(square, 0, 0.94F).y, theme().axis);
  draw_polyline(canvas(), line, theme().ink, 2);
}

/// The way from one layer to the next, with more than one unit in between.
void picture_first_steps(const Rect& square) {
  for (const float y : {0.25F, 0.75F}) {
    weight(square, 0.5F, y, with_alpha(theme().pos, 0.7F), 1.4F);
    const ImVec2 middle = at(square, 0.85F, y);
    fill_rect(canvas(), {middle.x - px(6), middle.y - px(6), middle.x + px(6), middle.y + px(6)}, theme().accent, 3);
  }
  const ImVec2 start = at(square, 0.15F, 0.5F);
  fill_rect(canvas(), {start.x - px(6), start.y - px(6), start.x + px(6), start.y + px(6)}, theme().ink2, 3);
}

constexpr std::array<FirstWord, 7> words{{{"task", picture_points},
                                          {"unit", picture_unit},
                                          {"weights", picture_weights},
                                          {"map", picture_map},
                                          {"points", picture_kinds_of_points},
                                          {"training", picture_training},
                                          {"first", picture_first_steps}}};

}  // namespace

std::span<const FirstWord> playground_first_words() { return words; }

}  // namespace gradlab::ui
