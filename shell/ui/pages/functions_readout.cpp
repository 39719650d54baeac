#include "shell/ui/pages/functions_readout.hpp"

#include <algorithm>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/functions_curves.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr float header = 31, pitch = 22, foot = 10, name_left = 28, column_width = 54, digit_width = 8, side = 12;
constexpr std::array<std::string_view, derivative_count> symbols{"f", "f'", "f''"};

bool is_column(const FunctionsState& state, std::size_t which, std::optional<std::size_t> only) {
  return only ? which == *only : state.shown[which];
}

ReadoutRow row_at_x(const FunctionsState& state, const ChosenFunction& function, std::optional<std::size_t> only) {
  ReadoutRow row{activation_name(function.id), function_color(function), function.id == state.focused, {}};
  for (std::size_t i = 0; i < derivative_count; ++i) {
    if (is_column(state, i, only))
      row.values.push_back(readout(value_of(function, derivative_at(i), state.x), state.decimals));
  }
  return row;
}

float name_width(const Readout& table) {
  float widest = 0;
  for (const ReadoutRow& row : table.rows) widest = std::max(widest, text_width(strong(type::dense), row.name));
  return widest;
}

void draw_x(const std::string& x, ImVec2 at, const std::string& name = "x") {
  const MathBox box =
      layout_math(math_row({math_text(name, true), math_text("=", false, MathNode::Role::relation), math_text(x)}), 16);
  draw_math(canvas(), at, box, {theme().ink, theme().ink});
}

void draw_symbol(std::string_view markup, float right, float baseline) {
  const MathBox box = layout_math(math_or_text(markup), 16);
  draw_math(canvas(), {right - box.width, baseline}, box, {theme().ink2, theme().ink2});
}

void draw_name(const ReadoutRow& row, float x, float y, float gap) {
  fill_rect(canvas(), Rect{x, y - px(5), x + px(10), y + px(5)}.snapped(), row.color, 2);
  draw_text({x + gap, y}, left_middle, theme().ink, row.focused ? strong(type::dense) : type::dense, row.name);
}

}  // namespace

Readout readout_of(FunctionsState& state, float height, std::optional<std::size_t> only) {
  Readout table;
  table.x = fixed(state.x, state.x_decimals());
  table.column = column_width + digit_width * static_cast<float>(std::max(state.decimals - 3, 0));
  for (std::size_t i = 0; i < derivative_count; ++i) {
    if (is_column(state, i, only)) table.columns.emplace_back(symbols[i]);
  }
  auto room = static_cast<std::size_t>(std::max(2.0F, (height / px(1) - header - foot) / pitch));
  // One line says how many there are more.
  if (state.chosen.size() > room) --room;
  for (const ChosenFunction& function : state.chosen) {
    const bool last = table.rows.size() + 1 >= room;
    const bool focus_follows = function.id != state.focused && state.focus() && state.focus() > &function;
    if (table.rows.size() >= room || (last && focus_follows)) {
      ++table.left_out;
      continue;
    }
    table.rows.push_back(row_at_x(state, function, only));
  }
  return table;
}

ImVec2 readout_size(const Readout& table) {
  const float columns = table.column * static_cast<float>(table.columns.size());
  const float width = std::max(px(name_left) + name_width(table), px(60)) + px(columns + side);
  const std::size_t lines = table.rows.size() + (table.left_out > 0 ? 1 : 0);
  return {snap(width), px(header + foot + pitch * static_cast<float>(lines))};
}

void draw_readout(const Readout& table, const Rect& card) {
  const float base = card.y0 + px(21);
  draw_x(table.x, {card.x0 + px(side), base}, table.name);
  draw_hline(canvas(), card.x0 + px(1), card.x1 - px(1), card.y0 + px(header), theme().line);
  const auto right_of = [&](std::size_t column) {
    return card.x1 - px(side) - px(table.column) * static_cast<float>(table.columns.size() - 1 - column);
  };
  for (std::size_t i = 0; i < table.columns.size(); ++i) draw_symbol(table.columns[i], right_of(i), base);
  float y = card.y0 + px(header + 4 + pitch / 2);
  for (const ReadoutRow& row : table.rows) {
    draw_name(row, card.x0 + px(side), y, px(name_left - side));
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      draw_text({right_of(i), y}, right_middle, theme().ink, type::dense, row.values[i]);
    }
    y += px(pitch);
  }
  if (table.left_out == 0) return;
  const std::string more = tr("functions.more", {{"count", std::to_string(table.left_out)}});
  draw_text({card.x0 + px(name_left), y}, left_middle, theme().ink3, type::caption, more);
}

void functions_readout_table(FunctionsState& state, const Rect& where) {
  panel(where);
  const Rect inner = where.inset(px(16), 0);
  const float base = where.y0 + px(22);
  const float flat_right = inner.x1, slope_right = inner.x1 - px(92), value_right = slope_right - px(66);
  draw_x(fixed(state.x, state.x_decimals()), {inner.x0, base});
  draw_symbol("f", value_right, base);
  draw_symbol("f'", slope_right, base);
  draw_text({flat_right, base}, right_base, theme().ink2, type::caption, tr("functions.facts.flat"));
  draw_hline(canvas(), where.x0 + px(1), where.x1 - px(1), where.y0 + px(30), theme().line);
  float y = where.y0 + px(47);
  for (const ChosenFunction& function : state.chosen) {
    const ReadoutRow row{activation_name(function.id), function_color(function), function.id == state.focused, {}};
    draw_name(row, inner.x0, y, px(18));
    const auto number = [&](Derivative which, float right) {
      draw_text({right, y}, right_middle, theme().ink, type::body,
                readout(value_of(function, which, state.x), state.decimals));
    };
    number(Derivative::none, value_right);
    number(Derivative::first, slope_right);
    draw_text_fit(canvas(), {flat_right, y}, right_middle, theme().ink, type::dense,
                  flat_text(state.facts_of(function)), px(90));
    y += px(25);
  }
}

}  // namespace gradlab::ui
