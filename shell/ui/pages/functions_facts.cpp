// Facts beside the curves: all computed from the functions, in the words of the language.
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/functions/tool_panel.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/facts_table.hpp"

namespace gradlab::ui {
namespace {

constexpr int digits = 3;

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

/// Forwards and backwards, as measured so far.
std::string cost_text(FunctionsState& state, const ChosenFunction& function) {
  const FunctionCost* const cost = state.tools->cost.of(function);
  return cost ? compact(cost->forward, 2) + " / " + compact(cost->backward, 2) : "…";
}

constexpr std::array<std::string_view, 10> row_ids{"functions.facts.range",         "functions.facts.slope_at_0",
                                                   "functions.facts.largest_slope", "functions.facts.mean_output",
                                                   "functions.facts.exact_zeros",   "functions.facts.monotonic",
                                                   "functions.facts.kinks",         "functions.facts.flat",
                                                   "functions.facts.params",        "functions.facts.cost"};

FactsColumn column_of(FunctionsState& state, const ChosenFunction& function) {
  const ActivationFacts& facts = state.facts_of(function);
  return {activation_name(function.id),
          function_color(function),
          function.id == state.focused,
          {range_text(facts.range), fixed(facts.slope_at_0, 2), fixed(facts.largest_slope, 2),
           fixed(facts.mean_output, 2), percent(facts.exact_zeros, 0), monotony_text(facts.monotony),
           kinks_text(facts.kinks), flat_text(facts), params_text(row_of(function)), cost_text(state, function)}};
}

FactsTable table_of(FunctionsState& state) {
  FactsTable table;
  for (const std::string_view id : row_ids) table.rows.emplace_back(tr(id));
  for (const ChosenFunction& function : state.chosen) table.columns.push_back(column_of(state, function));
  return table;
}

/// One number by which a fact sorts; not a number where there is none.
double sort_key(const Interval& range) { return range.high - range.low; }

double flat_share(const ActivationFacts& facts) {
  constexpr double reach = 5;
  double flat = 0;
  for (const Interval& zone : facts.flat)
    flat += std::max(0.0, std::min(zone.high, reach) - std::max(zone.low, -reach));
  return flat;
}

/// As a program reads it; what is not 0 only by rounding is.
std::string plain(double value) {
  constexpr int good_digits = 6;
  constexpr double nothing = 1e-12;
  if (std::abs(value) < nothing) return "0";
  std::string text = compact(value, good_digits);
  for (std::size_t at = text.find("−"); at != std::string::npos; at = text.find("−")) text.replace(at, 3, "-");
  return text;
}

std::vector<SortColumn> compare_columns() {
  std::vector<SortColumn> columns;
  for (const std::string_view id : row_ids)
    if (id != "functions.facts.cost")
      columns.push_back({std::string(id.substr(id.rfind('.') + 1)), std::string(tr(id))});
  columns.push_back({"forward", std::string(tr("functions.facts.forward"))});
  columns.push_back({"backward", std::string(tr("functions.facts.backward"))});
  return columns;
}

SortRow compare_row(FunctionsState& state, const ChosenFunction& function) {
  const ActivationFacts& facts = state.facts_of(function);
  const FactsColumn texts = column_of(state, function);
  const auto cell = [&](std::size_t row, double key, bool is_number) {
    return SortCell{texts.cells[row], key, is_number ? plain(key) : std::string()};
  };
  SortRow row{texts.name, texts.color, texts.focused, {}};
  row.cells = {cell(0, sort_key(facts.range), false),
               cell(1, facts.slope_at_0, true),
               cell(2, facts.largest_slope, true),
               cell(3, facts.mean_output, true),
               cell(4, facts.exact_zeros, true),
               cell(5, facts.monotony == Monotony::neither ? 0 : 1, false),
               cell(6, static_cast<double>(facts.kinks.size()), false),
               cell(7, flat_share(facts), false),
               cell(8, static_cast<double>(row_of(function).params.size()), false)};
  const FunctionCost* const cost = state.tools->cost.of(function);
  for (const double ns : {cost ? cost->forward : NAN, cost ? cost->backward : NAN})
    row.cells.push_back({cost ? compact(ns, 2) : "…", ns, cost ? plain(ns) : std::string()});
  return row;
}

std::vector<SortRow> compare_rows(FunctionsState& state) {
  std::vector<SortRow> rows;
  for (const ChosenFunction& function : state.chosen) rows.push_back(compare_row(state, function));
  return rows;
}

void copy_or_save(App& app, const Rect& where, const std::string& csv, const std::string& text) {
  const bool saves = static_cast<bool>(app.hooks().save_file);
  if (app.hooks().copy_text && button("functions.compare.copy", where.column(0, 3, px(8)))) {
    app.hooks().copy_text(text);
    app.say(std::string(tr("app.copied")));
  }
  if (app.hooks().copy_text && button("functions.compare.copy_csv", where.column(1, 3, px(8)))) {
    app.hooks().copy_text(csv);
    app.say(std::string(tr("app.copied")));
  }
  if (saves && button("functions.compare.save_csv", where.column(2, 3, px(8)))) {
    const std::string place = app.hooks().save_file("gradlab-facts.csv", "text/csv", csv);
    if (!place.empty()) app.say(tr("app.saved", {{"place", place}}));
  }
}

/// A function of its own, which the page's first part does without (web/later.txt).
[[gnu::noinline]] void compare_content(App& app, Rect rest) {
  FunctionsState& state = app.pages().functions;
  FunctionsTools& tools = *state.tools;
  const auto columns = compare_columns();
  const auto rows = compare_rows(state);
  copy_or_save(app, rest.cut_bottom(field_height(), px(10)),
               sort_table_csv(tr("functions.compare.function"), columns, rows, tools.compare_order),
               sort_table_text(columns, rows, tools.compare_order));
  const std::string_view note = tr("functions.facts.note");
  const Rect foot = rest.cut_bottom(line_height(type::caption), px(8));
  draw_text_fit(canvas(), {foot.x0, foot.center().y}, left_middle, theme().ink3, type::caption, note, foot.width());
  const float height = sort_table_height(columns, rows, rest.width() - px(12)) + 8;
  const ScrollArea scroll("functions.compare.rows", rest, height);
  sort_table("functions.compare.head", {rest.x0, scroll.content().y0, rest.x1 - px(12), scroll.content().y1}, columns,
             rows, tools.compare_order);
  if (tools.cost.unfinished()) ui().request_frame();
}

}  // namespace

void compare_overlay(App& app) {
  const bool phone = on_phone();
  const Overlay overlay("functions.compare", app.pages().functions.tools->compare_open, phone ? 620.0F : 1180.0F,
                        tr("functions.compare.title"));
  if (overlay.visible()) compare_content(app, overlay.content());
}

void facts_tool(App& app, const Rect& area) {
  FunctionsState& state = app.pages().functions;
  const FactsTable table = table_of(state);
  Rect rest = area;
  Rect foot = rest.cut_bottom(px(30));
  const float room = rest.height() / px(1) / static_cast<float>(row_ids.size() + 1);
  const std::size_t left_out =
      draw_facts_table(canvas(), rest, table, std::clamp(room, 19.0F, on_phone() ? 36.0F : 25.0F));
  const ButtonOptions look{.kind = ButtonKind::link};
  if (app.hooks().copy_text && button("functions.copy", foot.cut_right(button_width("functions.copy", look)), look)) {
    app.hooks().copy_text(functions_facts_text(state));
    app.say(std::string(tr("app.copied")));
  }
  if (button("functions.open_compare", foot.cut_right(button_width("functions.open_compare", look)), look))
    state.tools->compare_open = true;
  std::string note(tr("functions.facts.note"));
  if (left_out > 0) note += " " + tr("functions.facts.left_out", {{"count", std::to_string(left_out)}});
  draw_text_fit(canvas(), {foot.x0, foot.center().y}, left_middle, theme().ink3, type::caption, note, foot.width());
  if (state.tools->cost.unfinished() && state.sweep_seconds < 0) ui().request_frame();
}

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

}  // namespace gradlab::ui
