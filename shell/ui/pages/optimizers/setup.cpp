// The ground of the race: the surface or a formula of one's own, the start, the noise.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/field_mistake.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/optimizers/parts.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr float formula_size_here = 16, formula_gap = 5, row = 34, gap = 8, padding = 46, examples_row = 26;
constexpr std::array<double, 10> noises{0, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100};

bool is_typed(const OptimizersPage& page) { return page.state.spec.surface == "formula"; }

/// The formula broken behind pluses, as many lines as it needs.
std::vector<MathBox> formula_lines(std::string_view markup, float width) {
  const MathNode whole = math_or_text(markup);
  std::vector<MathNode> line;
  std::vector<MathBox> lines;
  const auto box_of = [](const std::vector<MathNode>& nodes) {
    return layout_math(math_row(nodes), formula_size_here);
  };
  std::vector<std::vector<MathNode>> terms(1);
  for (const MathNode& node : whole.children) {
    const bool sum =
        node.role == MathNode::Role::operation && (node.text == "+" || node.text == "−" || node.text == "-");
    if (sum && !terms.back().empty()) terms.emplace_back();
    terms.back().push_back(node);
  }
  for (const auto& term : terms) {
    std::vector<MathNode> longer = line;
    longer.insert(longer.end(), term.begin(), term.end());
    if (!line.empty() && box_of(longer).width > width) {
      lines.push_back(box_of(line));
      longer = term;
    }
    line = std::move(longer);
  }
  if (!line.empty()) lines.push_back(layout_math_within(math_row(line), width, formula_size_here));
  return lines;
}

float line_of(const MathBox& box) { return std::max(box.ascent, px(14)) + box.descent + px(formula_gap); }

void choose_surface(OptimizersPage& page, const Rect& where) {
  std::vector<std::string> names;
  std::vector<std::string_view> ids;
  for (const Surface& one : surfaces()) ids.push_back(one.id);
  ids.push_back("formula");
  for (const std::string_view id : ids) names.push_back(optimizers_surface_name(id));
  std::vector<Item> items;
  int index = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    items.push_back({ids[i], names[i]});
    if (ids[i] == page.state.spec.surface) index = static_cast<int>(i);
  }
  if (choice("optimizers.surface", where, index, items))
    optimizers_choose_surface(page.state, ids[static_cast<std::size_t>(index)]);
}

std::vector<std::string> parameter_names(const OptimizersState& state) {
  std::vector<std::string> names;
  const auto formula = parse_formula(state.spec.formula, {true, {}, "formula"});
  if (!formula) return names;
  for (const FormulaParameter& one : formula->parameters()) names.push_back(one.name);
  return names;
}

/// Numbers of the formula's own names; returns the height used, in device pixels.
float draw_parameters(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  const std::vector<std::string> names = parameter_names(state);
  if (names.empty()) return 0;
  float x = where.x0, y = where.y0 + px(20);
  for (const std::string& name : names) {
    const auto set = state.spec.formula_params.find(name);
    double value = set == state.spec.formula_params.end() ? 1 : set->second;
    const float word = text_width(type::caption, name + " = ");
    if (x + word + px(52) > where.x1 && x > where.x0) {
      x = where.x0;
      y += px(24);
    }
    draw_text({x, y}, left_base, theme().ink2, type::caption, name + " =");
    const IdScope scope(name);
    float width = 0;
    const NumberRange range{.low = -100, .high = 100, .initial = 1, .digits = 3};
    if (inline_number("optimizers.formula_param", {x + word, y}, type::caption, value, range, &width)) {
      RaceSpec wanted = state.spec;
      wanted.formula_params[name] = value;
      static_cast<void>(optimizers_try(state, std::move(wanted)));
    }
    x += word + std::max(width, px(36)) + px(14);
  }
  return y - where.y0 + px(10);
}

/// The field of the own formula; returns the height used.
float formula_field(OptimizersPage& page, const Rect& where) {
  OptimizersState& state = page.state;
  std::string text = state.typed;
  const Rect field{where.x0, where.y0, where.x1, where.y0 + field_height()};
  bool changed = false;
  float height = field.height();
  if (state.refused) {
    const FieldMistake mistake = mistake_of(*state.refused, text);
    changed = text_field("optimizers.formula", field, text, &mistake, {});
    height += field_mistake_height(mistake, field.width());
  } else {
    changed = text_field("optimizers.formula", field, text, nullptr, {});
  }
  if (changed) optimizers_type_formula(state, text);
  return height + draw_parameters(page, {where.x0, where.y0 + height, where.x1, where.y1});
}

float ground_height(const OptimizersPage& page, float width) {
  if (!is_typed(page)) {
    const Surface* const surface = find_surface(page.state.spec.surface);
    float lines = 4;
    if (!surface) return lines;
    for (const MathBox& box : formula_lines(surface->formula, width)) lines += line_of(box) / px(1);
    return lines;
  }
  float height = field_height() / px(1);
  if (page.state.refused)
    height += field_mistake_height(mistake_of(*page.state.refused, page.state.typed), width) / px(1);
  const std::size_t names = parameter_names(page.state).size();
  const std::size_t rows = (names + 1) / 2;
  return height + (rows > 0 ? 30 + 24 * static_cast<float>(rows - 1) : 0);
}

/// The words of the row of the start or of the noise, one as wide as the other.
void row_words(Rect& where, std::string_view words) {
  const float width =
      std::max(text_width(type::body, tr("optimizers.start")), text_width(type::body, tr("optimizers.noise")));
  draw_text({where.x0, where.center().y}, left_middle, theme().ink2, type::body, words);
  where.cut_left(width + px(16));
}

void start_row(OptimizersPage& page, Rect where) {
  OptimizersState& state = page.state;
  row_words(where, tr("optimizers.start_word"));
  const NumberRange range{.low = -1000, .high = 1000, .initial = 0, .digits = 4};
  RaceSpec wanted = state.spec;
  bool changed = false;
  for (const bool is_x : {true, false}) {
    Rect field = where.column(is_x ? 0 : 1, 2, px(8));
    double& value = is_x ? wanted.start.x : wanted.start.y;
    changed |= number(is_x ? "optimizers.start_x" : "optimizers.start_y", field, value, range);
    draw_math(canvas(), {field.x0 + px(10), field.center().y + px(5)}, is_x ? "x" : "y", 15, theme().ink3);
  }
  if (changed) static_cast<void>(optimizers_try(state, std::move(wanted)));
}

void noise_row(OptimizersPage& page, Rect where) {
  OptimizersState& state = page.state;
  row_words(where, tr("optimizers.noise"));
  const float dice = where.height();
  if (state.spec.noise > 0 && icon_button("optimizers.seed", where.cut_right(dice, px(8)), Icon::dice)) {
    RaceSpec wanted = state.spec;
    wanted.seed = wanted.seed % 999 + 1;
    static_cast<void>(optimizers_try(state, std::move(wanted)));
  }
  const std::string value =
      state.spec.noise > 0 ? compact(state.spec.noise, 3) : std::string(tr("optimizers.no_noise"));
  const float room = std::max(text_width(type::body, tr("optimizers.no_noise")), text_width(type::body, "0.01"));
  draw_text({where.x1, where.center().y}, right_middle, theme().ink, type::body, value);
  where.cut_right(room + px(10));
  auto at = static_cast<double>(std::ranges::lower_bound(noises, state.spec.noise) - noises.begin());
  const NumberRange range{.low = 0, .high = static_cast<double>(noises.size() - 1), .initial = 0, .step = 1};
  if (!slider("optimizers.noise", where.centered(where.width(), px(16)), at, range)) return;
  RaceSpec wanted = state.spec;
  wanted.noise = noises[static_cast<std::size_t>(std::lround(at))];
  static_cast<void>(optimizers_try(state, std::move(wanted)));
}

}  // namespace

float optimizers_surface_height(const OptimizersPage& page, float width) {
  const float rows = field_height() / px(1);
  const float inner = width - 2 * panel_padding();
  return padding + 12 + ground_height(page, inner) + gap + rows + gap + std::min(rows, row) + gap + examples_row +
         optimizers_example_height(page, inner) + 10;
}

void optimizers_surface_panel(OptimizersPage& page, const Rect& where) {
  const Panel frame = panel(where, tr("optimizers.surface"));
  const float name = text_width(type::panel_title, tr("optimizers.surface"));
  const float wide = std::min(px(170), where.width() - 2 * panel_padding() - name - px(14));
  const float top = where.y0 + px(9);
  choose_surface(page, {where.x1 - panel_padding() - wide, top, where.x1 - panel_padding(), top + field_height()});
  Rect rest = frame.content;
  rest.y0 = std::max(rest.y0, top + field_height() + px(6));
  if (is_typed(page)) {
    rest.cut_top(formula_field(page, rest), px(gap));
  } else if (const Surface* const surface = find_surface(page.state.spec.surface)) {
    float y = rest.y0;
    for (const MathBox& box : formula_lines(surface->formula, rest.width())) {
      draw_math(canvas(), {rest.x0, y + std::max(box.ascent, px(14)) + px(formula_gap) / 2}, box,
                {theme().ink, theme().ink});
      y += line_of(box);
    }
    rest.y0 = y + px(4 + gap);
  }
  start_row(page, rest.cut_top(field_height(), px(gap)));
  noise_row(page, rest.cut_top(std::min(field_height(), px(row)), px(gap)));
  const float words = px(optimizers_example_height(page, rest.width()));
  if (words > 0) optimizers_example_words(page, rest.cut_top(words));
  const ButtonOptions link{.kind = ButtonKind::link, .icon_after = Icon::chevron_right, .icon_size = 14};
  const Rect line = rest.cut_top(px(examples_row));
  const Rect at{line.x0 - px(4), line.y0, line.x0 - px(4) + button_width("optimizers.examples", link), line.y1};
  if (button("optimizers.examples", at, link)) {
    page.state.setup_open = false;
    page.state.examples_open = true;
  }
}

}  // namespace gradlab::ui
