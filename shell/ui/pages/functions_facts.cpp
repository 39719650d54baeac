// Facts beside the curves: all computed from the functions, in the words of the language.
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/widgets/facts_table.hpp"

namespace gradlab::ui {
namespace {

constexpr int digits = 3;
constexpr float pitch = 25;

std::string range_text(const Interval& range) {
  return (range.has_low ? "[" : "(") + compact(range.low, digits) + ", " + compact(range.high, digits) +
         (range.has_high ? "]" : ")");
}

std::string monotony_text(Monotony monotony) {
  switch (monotony) {
    case Monotony::rising: return std::string(tr("functions.facts.yes"));
    case Monotony::falling: return std::string(tr("functions.facts.falling"));
    case Monotony::constant: return std::string(tr("functions.facts.constant"));
    case Monotony::neither: return std::string(tr("functions.facts.no"));
  }
  return {};
}

std::string kinks_text(const std::vector<double>& kinks) {
  if (kinks.empty()) return std::string(tr("functions.facts.none"));
  std::string text = "x = ";
  for (std::size_t i = 0; i < kinks.size(); ++i) text += (i > 0 ? ", " : "") + compact(kinks[i], digits);
  return text;
}

std::string params_text(const Activation<double>& row) {
  if (row.params.empty()) return std::string(tr("functions.facts.none"));
  std::string text;
  for (const ParamSpec& spec : row.params) {
    if (!text.empty()) text += ", ";
    text += tr(spec.trained ? "functions.facts.learned" : "functions.facts.fixed", {{"name", param_symbol(spec.id)}});
  }
  return text;
}

constexpr std::array<std::string_view, 9> row_ids{
    "functions.facts.range",       "functions.facts.slope_at_0",  "functions.facts.largest_slope",
    "functions.facts.mean_output", "functions.facts.exact_zeros", "functions.facts.monotonic",
    "functions.facts.kinks",       "functions.facts.flat",        "functions.facts.params"};

FactsColumn column_of(FunctionsState& state, const ChosenFunction& function) {
  const ActivationFacts& facts = state.facts_of(function);
  return {activation_name(function.id),
          function_color(function),
          function.id == state.focused,
          {range_text(facts.range), fixed(facts.slope_at_0, 2), fixed(facts.largest_slope, 2),
           fixed(facts.mean_output, 2), percent(facts.exact_zeros, 0), monotony_text(facts.monotony),
           kinks_text(facts.kinks), flat_text(facts), params_text(row_of(function))}};
}

FactsTable table_of(FunctionsState& state) {
  FactsTable table;
  for (const std::string_view id : row_ids) table.rows.emplace_back(tr(id));
  for (const ChosenFunction& function : state.chosen) table.columns.push_back(column_of(state, function));
  return table;
}

void draw_table(FunctionsState& state, const Rect& where, float row_pitch) {
  const FactsTable table = table_of(state);
  const std::size_t left_out = draw_facts_table(canvas(), where, table, row_pitch);
  std::string note(tr("functions.facts.note"));
  if (left_out > 0) note += " " + tr("functions.facts.left_out", {{"count", std::to_string(left_out)}});
  const float baseline = where.y0 + px(row_pitch) * static_cast<float>(table.rows.size() + 1) + px(19);
  draw_text_fit(canvas(), {where.x0, baseline}, left_base, theme().ink3, type::caption, note, where.width());
}

void copy_button(App& app, const Rect& where) {
  if (!app.hooks().copy_text) return;
  if (button("functions.copy", where)) app.hooks().copy_text(functions_facts_text(app.pages().functions));
}

}  // namespace

std::string flat_text(const ActivationFacts& facts) {
  if (facts.flat.empty()) return std::string(tr("functions.facts.nowhere"));
  const Interval &first = facts.flat.front(), &last = facts.flat.back();
  const bool left = std::isinf(first.low), right = std::isinf(last.high);
  if (left && std::isinf(first.high)) return std::string(tr("functions.facts.everywhere"));
  if (!left && !right) return std::string(tr("functions.facts.in_passing"));
  const auto beyond = [](const char* open, const char* closed, bool has) { return std::string(has ? closed : open); };
  if (left && right && std::abs(first.high + last.low) < 1e-6 && first.has_high == last.has_low) {
    return "|x| " + beyond("> ", "≥ ", last.has_low) + compact(last.low, digits);
  }
  std::string text;
  if (left) text = "x " + beyond("< ", "≤ ", first.has_high) + compact(first.high, digits);
  if (left && right) text += ", ";
  if (right) text += "x " + beyond("> ", "≥ ", last.has_low) + compact(last.low, digits);
  return text;
}

std::string functions_facts_text(FunctionsState& state) { return facts_table_text(table_of(state)); }

float functions_facts_height() { return pitch * static_cast<float>(row_ids.size() + 1) + 30; }

void functions_facts_panel(App& app, const Rect& area) {
  Panel frame = panel(area, tr("functions.facts.title"));
  const float width = std::max(button_width("functions.copy"), px(72));
  copy_button(app, frame.header.cut_right(width).centered(width, px(30)));
  Rect table = frame.content;
  table.y0 += px(2);
  const float room = (table.height() / px(1) - 26) / static_cast<float>(row_ids.size() + 1);
  draw_table(app.pages().functions, table, std::clamp(room, 20.0F, pitch));
}

void functions_facts_table(App& app, const Rect& area) {
  Rect rest = area;
  const Rect buttons = rest.cut_bottom(field_height(), px(8));
  draw_table(app.pages().functions, rest, pitch);
  copy_button(app, buttons);
}

}  // namespace gradlab::ui
