// What one can take along: code, formulas, values, pictures, samples, and a link to this very view.
#include <algorithm>
#include <array>
#include <utility>

#include "core/base/number_text.hpp"
#include "core/export/activation_source.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/i18n/message.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/glyph_outlines.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/functions/tool_panel.hpp"
#include "shell/ui/pages/functions_curves.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/pages/picture_taking.hpp"
#include "shell/ui/svg.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/code_view.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t sample_count = 401;

std::string code_of(const ChosenFunction& function, SourceLanguage language, bool& good) {
  const auto text = functions_source({{function.id, &row_of(function), function.params}}, language);
  good = static_cast<bool>(text);
  return good ? *text : message(text.error(), Translator::active()->language());
}

/// Names of functions and parameters as columns of a table are called: "leaky_relu(alpha=0.01)".
std::string plain_name(const ChosenFunction& function) {
  const Activation<double>& row = row_of(function);
  std::string name = function.own ? function.own->text : function.id;
  for (std::size_t i = 0; i < row.params.size(); ++i)
    name += (i == 0 ? "(" : ", ") + std::string(row.params[i].id) + "=" + gradlab::number_text(function.params[i]);
  return row.params.empty() ? name : name + ")";
}

/// x, then f, f' and f'' as far as they are shown, of all chosen functions.
std::string samples_csv(const FunctionsState& state) {
  constexpr std::array<std::string_view, derivative_count> marks{"", "'", "''"};
  std::string text = "x";
  for (const ChosenFunction& function : state.chosen)
    for (std::size_t i = 0; i < derivative_count; ++i)
      if (state.shown[i]) text += "," + csv_field(plain_name(function) + std::string(marks[i]));
  for (std::size_t row = 0; row < sample_count; ++row) {
    const double share = static_cast<double>(row) / (sample_count - 1);
    const double x = state.x_view.low + state.x_view.size() * share;
    text += "\r\n" + gradlab::number_text(x);
    for (const ChosenFunction& function : state.chosen)
      for (std::size_t i = 0; i < derivative_count; ++i)
        if (state.shown[i]) text += "," + gradlab::number_text(value_of(function, derivative_at(i), x));
  }
  return text + "\r\n";
}

/// The values at x with all their digits.
std::string values_text(const FunctionsState& state) {
  std::string text = "x = " + gradlab::number_text(state.x) + "\tf\tf'\tf''";
  for (const ChosenFunction& function : state.chosen) {
    text += "\n" + plain_name(function);
    for (std::size_t i = 0; i < derivative_count; ++i)
      text += "\t" + gradlab::number_text(value_of(function, derivative_at(i), state.x));
  }
  return text + "\n";
}

/// As it is typed: it can be typed in again, here or elsewhere.
std::string formula_text(const ChosenFunction& function) {
  const Activation<double>& row = row_of(function);
  std::string text = "f(x) = " + std::string(row.expression);
  const auto formula = parse_formula(row.expression);
  if (!formula) return text;
  if (const auto slope = formula->derivative("x")) text += "\nf'(x) = " + to_text(*slope);
  return text + "\n";
}

void copy(App& app, std::string_view id, const Rect& where, const std::string& text, bool enabled = true) {
  const Disabled off(!enabled || !app.hooks().copy_text);
  if (!button(id, where, {.icon = Icon::copy})) return;
  app.hooks().copy_text(text);
  app.say(std::string(tr("app.copied")));
}

void take_pictures(App& app, const Rect& row) {
  TakeAwayTool& tool = app.pages().functions.tools->take_away;
  const bool saves = static_cast<bool>(app.hooks().save_file);
  {
    const Disabled off(!app.hooks().save_picture);
    if (button("functions.save_png", row.column(0, 3, px(8)))) tool.png_wanted = true;
  }
  const Disabled off(!saves);
  if (button("functions.save_svg", row.column(1, 3, px(8)))) tool.svg_wanted = true;
  if (button("functions.save_csv", row.column(2, 3, px(8))))
    say_saved(app, app.hooks().save_file("gradlab-samples.csv", "text/csv", samples_csv(app.pages().functions)));
  if (tool.png_wanted || tool.svg_wanted) ui().request_frame();
}

}  // namespace

void take_away_tool(App& app, const Rect& area) {
  FunctionsState& state = app.pages().functions;
  TakeAwayTool& tool = state.tools->take_away;
  const ChosenFunction* const focus = state.focus();
  Rect rest = area;
  const float height = px(34);
  const Rect pictures = rest.cut_bottom(height, px(8)), texts = rest.cut_bottom(height, px(8));
  std::vector<Item> items;
  for (const SourceLanguageRow& row : source_languages()) items.push_back({row.id, row.name});
  int index = static_cast<int>(tool.language);
  const float width = std::min(segments_width(items), rest.width());
  Rect head = rest.cut_top(px(32), px(8));
  if (segments("functions.language", {head.x0, head.y0, head.x0 + width, head.y1}, index, items))
    tool.language = static_cast<SourceLanguage>(index);
  bool good = false;
  const std::string code = focus ? code_of(*focus, tool.language, good) : std::string();
  draw_code("functions.code", rest, code);
  copy(app, "functions.copy_code", texts.column(0, 3, px(8)), code, good);
  copy(app, "functions.copy_formula", texts.column(1, 3, px(8)), focus ? formula_text(*focus) : std::string(), focus);
  copy(app, "functions.copy_values", texts.column(2, 3, px(8)), values_text(state), !state.chosen.empty());
  take_pictures(app, pictures);
}

void draw_plots_to_take(App& app, const Rect& area, void (*draw)(FunctionsState& state, const Rect& area)) {
  FunctionsState& state = app.pages().functions;
  TakeAwayTool& tool = state.tools->take_away;
  if (!tool.svg_wanted && !tool.png_wanted) return draw(state, area);
  const GlyphOutlines outlines(ui().fonts.source());
  SvgPainter painter(area, ui().scale(), theme().bg, &outlines);
  ui().svg = &painter;
  draw(state, area);
  ui().svg = nullptr;
  const std::string svg = painter.finish();
  if (std::exchange(tool.svg_wanted, false))
    say_saved(app, app.hooks().save_file("gradlab-plot.svg", "image/svg+xml", svg));
  if (std::exchange(tool.png_wanted, false)) say_saved(app, app.hooks().save_picture(area, "gradlab-plot.png", svg));
}

}  // namespace gradlab::ui
