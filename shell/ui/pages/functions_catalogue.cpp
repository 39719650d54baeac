// Choosing: the list with thumbnails, the chips, and the buttons that say what is shown.
#include <algorithm>
#include <cctype>
#include <utility>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/pages/functions/vector_page.hpp"
#include "shell/ui/pages/functions_curves.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr float row_pitch = 33, row_drawn = 32, heading = 25, column_gap = 4, group_gap = 4;
constexpr float view_rows_gap = 8;
constexpr std::size_t search_from = 11;  // so many rows are found with the eyes

std::string_view group_id(ActivationGroup group) {
  switch (group) {
    case ActivationGroup::classic: return "classic";
    case ActivationGroup::rectifier: return "rectifier";
    case ActivationGroup::smooth_rectifier: return "smooth_rectifier";
    case ActivationGroup::hard: return "hard";
    case ActivationGroup::shrinkage: return "shrinkage";
    case ActivationGroup::periodic: return "periodic";
    case ActivationGroup::vector: return "vector";
    case ActivationGroup::own: return "own";
  }
  return "own";
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// By name in either language, by id, or by another name.
bool matches(const Activation<double>& row, std::string_view search) {
  const std::string wanted = lower(search), id = "activation." + std::string(row.id);
  const auto has = [&](std::string_view text) { return lower(text).find(wanted) != std::string::npos; };
  if (has(row.id) || has(row.origin) || has(tr(id, Language::en)) || has(tr(id, Language::zh))) return true;
  const std::string also = id + ".also";
  return has_text(also) && (has(tr(also, Language::en)) || has(tr(also, Language::zh)));
}

std::vector<const Activation<double>*> listed_rows(const FunctionsState& state) {
  std::vector<const Activation<double>*> rows;
  for (const Activation<double>& row : activations<double>()) rows.push_back(&row);
  if (!state.search.empty()) std::erase_if(rows, [&](const auto* row) { return !matches(*row, state.search); });
  // Groups in the order of their first row, each together.
  std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->group < b->group; });
  return rows;
}

bool has_search(const FunctionsState& state) { return !state.search.empty() || drawable_rows().size() >= search_from; }

/// Two columns where the names fit, else one.
int column_count(const std::vector<const Activation<double>*>& rows, float width) {
  float widest = 0;
  for (const auto* row : rows) widest = std::max(widest, text_width(type::body, activation_name(row->id)));
  return widest + px(53) <= (width - px(column_gap)) / 2 ? 2 : 1;
}

/// The real function over [-4, 4], 1 : 2, with the line y = 0.
void draw_thumbnail(FunctionsState& state, const ChosenFunction& plain, ImDrawList* list, const Rect& where) {
  const ChosenFunction* chosen = state.find(plain.id);
  const PlotFrame frame{where.inset(px(1), px(1)), {{-4, 4}, {-1.7, 2.7}}};
  draw_hline(list, where.x0, where.x1, frame.to_y(0), theme().line);
  const Color color = chosen ? function_color(*chosen) : theme().ink3;
  SampledCurve curve = kept_curve(state, plain, Derivative::none, frame, "thumbnail");
  curve.ends.clear();
  draw_plot_curve(list, frame, curve, {color, chosen ? 2.0F : 1.4F}, theme().panel);
}

/// The second press in a row shows this function alone, as notes print it.
bool is_second_press() {
  return ImGui::IsMouseReleased(ImGuiMouseButton_Left) && ImGui::GetIO().MouseClickedLastCount[0] >= 2;
}

void operate_row(FunctionsState& state, std::string_view id) {
  if (const auto* row = find_activation<double>(id); row && row->mixes()) {
    state.vector = state.vector == id ? std::string() : std::string(id);
    state.choose_open = false;
    return;
  }
  const bool curves = std::exchange(state.vector, {}).empty();
  if (is_second_press()) {
    state.show_as_notes(id);
    state.choose_open = false;
    return;
  }
  if (curves && state.find(id) && state.focused == id) {
    state.remove(id);
  } else {
    state.choose(id);
  }
}

void catalogue_row(FunctionsState& state, const Activation<double>& row, const Rect& where) {
  const RowState look = row.mixes()               ? (state.vector == row.id ? RowState::focused : RowState::off)
                        : !state.find(row.id)     ? RowState::off
                        : state.focused == row.id ? RowState::focused
                                                  : RowState::on;
  const std::string name = activation_name(row.id), help(tr("activation." + std::string(row.id) + ".help"));
  const IdScope scope(row.id);
  const ChosenFunction* chosen = state.find(row.id);
  const ChosenFunction plain{std::string(row.id), chosen ? chosen->params : initial_params(row), 0, {}};
  const Picture picture = [&](ImDrawList* list, const Rect& thumb, int) {
    if (!row.mixes()) return draw_thumbnail(state, plain, list, thumb);
    draw_vector_picture(list, thumb, row.id, look == RowState::off ? theme().ink3 : theme().accent);
  };
  if (thumbnail_row("functions.choose", where, look, picture, {name, help})) operate_row(state, row.id);
}

/// Calls `draw_heading(group, y)` and `draw_row(row, rect)` where they belong; returns the height.
template <class Heading, class Row>
float lay_out(const std::vector<const Activation<double>*>& rows, const Rect& area, Heading draw_heading,
              Row draw_row) {
  const int columns = column_count(rows, area.width());
  float y = area.y0;
  for (std::size_t i = 0; i < rows.size();) {
    const ActivationGroup group = rows[i]->group;
    if (i > 0) y += px(group_gap);
    draw_heading(group, y);
    y += px(heading);
    int column = 0;
    for (; i < rows.size() && rows[i]->group == group; ++i) {
      const Rect line{area.x0, y, area.x1, y + px(row_drawn)};
      draw_row(*rows[i], line.column(column, columns, px(column_gap)));
      if (++column < columns && i + 1 < rows.size() && rows[i + 1]->group == group) continue;
      column = 0;
      y += px(row_pitch);
    }
  }
  return y - area.y0;
}

/// One's own functions, those on the plots and those taken off, in the order they were made.
std::vector<const ChosenFunction*> own_functions(const FunctionsState& state) {
  std::vector<const ChosenFunction*> all;
  for (std::size_t number = 1; number <= most_own_functions; ++number) {
    const std::string id = own_id(number);
    const ChosenFunction* function = state.find(id);
    const auto before = state.remembered.find(id);
    if (!function && before != state.remembered.end()) function = &before->second;
    if (function) all.push_back(function);
  }
  return all;
}

constexpr float own_button = 36, own_gap = 12;

void draw_heading_of(ActivationGroup group, float x, float y) {
  const std::string id = "group." + std::string(group_id(group));
  draw_text({x + px(2), y + px(18)}, left_base, theme().ink3, strong(type::caption), tr(id));
}

/// Whether it was pressed.
bool own_row(FunctionsState& state, const ChosenFunction& function, const Rect& where) {
  const bool chosen = state.find(function.id) != nullptr;
  const RowState look = !chosen ? RowState::off : state.focused == function.id ? RowState::focused : RowState::on;
  const std::string name = activation_name(function.id);
  const IdScope scope(function.id);
  const Picture picture = [&](ImDrawList* list, const Rect& thumb, int) {
    draw_thumbnail(state, function, list, thumb);
  };
  return thumbnail_row("functions.choose", where, look, picture, {name, function.own->text});
}

struct ToggleWords {
  std::string_view id, markup;
};
constexpr std::array<ToggleWords, derivative_count> derivative_words{ToggleWords{"functions.show_f", "f"},
                                                                     ToggleWords{"functions.show_df", "f'"},
                                                                     ToggleWords{"functions.show_d2f", "f''"}};

/// f, f', f'': any of them, but never none.
void derivative_toggles(FunctionsState& state, const Rect& well) {
  fill_rect(canvas(), well, theme().segment_track, 8);
  const Rect inside = well.inset(px(2));
  for (std::size_t i = 0; i < derivative_count; ++i) {
    const Rect part = inside.column(static_cast<int>(i), derivative_count, px(2));
    const std::string_view id = derivative_words[i].id;
    const HitResult hit = hit_area(id, part, {}, ControlRole::on_off, state.shown[i] ? "on" : "off");
    const auto others = std::count(state.shown.begin(), state.shown.end(), true) - (state.shown[i] ? 1 : 0);
    if (hit.operated && others > 0) state.shown[i] = !state.shown[i];
    if (state.shown[i]) fill_rect(canvas(), part, theme().segment_chosen, 7);
    if (hit.hovered) fill_rect(canvas(), part, with_alpha(theme().ink, 0.07F), 7);
    if (hit.focused) draw_ring(canvas(), part, theme().accent, 7, 2, 1);
    const Color color = state.shown[i] ? theme().ink : theme().ink3;
    const MathBox box = layout_math(math_or_text(derivative_words[i].markup), 18);
    draw_math(canvas(), {part.center().x - box.width / 2, part.center().y + px(5)}, box, {color, color});
  }
}

constexpr std::size_t folded_rows = 2;

/// Where the chips stand, from the left top; after them, where some are folded or could be, the button for that.
struct ChipRows {
  std::vector<const ChosenFunction*> shown;
  std::vector<ImVec2> corners;
  bool folds = false;
  std::string fold_label;
  float height() const { return corners.empty() ? chip_height() : corners.back().y + chip_height(); }
};

float fold_width(const std::string& label) {
  return button_width("functions.all_chips", {.kind = ButtonKind::soft, .words = {label, {}}});
}

/// The first `count` functions, but always the focused one.
ChipRows placed_chips(const FunctionsState& state, std::size_t count, float room, bool removable) {
  ChipRows rows;
  for (const ChosenFunction& function : state.chosen) {
    const bool focus_follows = state.focus() && state.focus() > &function;
    if (rows.shown.size() + (focus_follows ? 1 : 0) < count) rows.shown.push_back(&function);
  }
  std::vector<float> widths;
  for (const ChosenFunction* function : rows.shown) {
    widths.push_back(chip_width(activation_name(function->id), removable));
  }
  rows.folds = count < state.chosen.size() || state.all_chips;
  if (rows.folds) {
    const std::size_t left_out = state.chosen.size() - rows.shown.size();
    rows.fold_label = left_out > 0 ? "+" + std::to_string(left_out) : std::string(tr("functions.fewer_chips"));
    widths.push_back(fold_width(rows.fold_label));
  }
  // On a phone four names stand in one row.
  const float gap = px(on_phone() ? 5.0F : 8.0F);
  ImVec2 corner{0, 0};
  for (const float width : widths) {
    if (corner.x > 0 && corner.x + width > room) corner = {0, corner.y + chip_height() + gap};
    rows.corners.push_back(corner);
    corner.x += width + gap;
  }
  return rows;
}

/// All chips where two rows hold them or a person wants to see all; else as many as fit, and how many there are more.
ChipRows chip_rows(FunctionsState& state, float room, bool removable) {
  const auto fits = [](const ChipRows& rows) {
    return rows.height() < chip_height() * (static_cast<float>(folded_rows) + 0.9F);
  };
  const bool wanted = std::exchange(state.all_chips, false);
  ChipRows rows = placed_chips(state, state.chosen.size(), room, removable);
  if (fits(rows)) return rows;
  state.all_chips = wanted;
  if (wanted) return placed_chips(state, state.chosen.size(), room, removable);
  for (std::size_t count = state.chosen.size() - 1; count > 1 && !fits(rows); --count) {
    rows = placed_chips(state, count, room, removable);
  }
  return rows;
}

}  // namespace

std::string activation_name(std::string_view id) {
  if (const std::size_t number = own_number(id); number > 0)
    return tr("functions.own.name", {{"number", std::to_string(number)}});
  return std::string(tr("activation." + std::string(id)));
}

Color function_color(const ChosenFunction& function) { return theme().curve(function.color); }

float functions_catalogue_height(const FunctionsState& state, float width) {
  const auto nothing = [](auto&&...) {};
  const float list = lay_out(listed_rows(state), {0, 0, width, 0}, nothing, nothing);
  return list / px(1) + (has_search(state) ? 52.0F : 0.0F);
}

void functions_catalogue(FunctionsState& state, Rect area) {
  if (has_search(state)) {
    const std::string count = std::to_string(activations<double>().size());
    const std::string hint = tr("functions.search", {{"count", count}});
    text_field("functions.search", area.cut_top(px(36), px(10)), state.search, Icon::search, {hint, {}});
  }
  const auto rows = listed_rows(state);
  if (rows.empty()) {
    draw_text_wrapped(canvas(), {area.x0 + px(2), area.y0 + px(24)}, area.width(), theme().ink3, type::body,
                      tr("functions.nothing_found"));
  }
  const auto draw_heading = [&](ActivationGroup group, float y) { draw_heading_of(group, area.x0, y); };
  lay_out(rows, area, draw_heading,
          [&](const Activation<double>& row, const Rect& where) { catalogue_row(state, row, where); });
}

float functions_own_height(const FunctionsState& state) {
  const std::size_t count = own_functions(state).size(), rows = (count + 1) / 2;
  const float list = count == 0 ? 0 : heading + row_pitch * static_cast<float>(rows);
  return own_gap + list + own_button;
}

void functions_own_list(FunctionsState& state, Rect area) {
  const auto all = own_functions(state);
  if (!all.empty()) {
    draw_heading_of(ActivationGroup::own, area.x0, area.y0);
    area.y0 += px(heading);
  }
  std::string pressed;
  for (std::size_t i = 0; i < all.size(); i += 2) {
    const Rect line = area.cut_top(px(row_pitch));
    const Rect drawn{line.x0, line.y0, line.x1, line.y0 + px(row_drawn)};
    for (std::size_t j = i; j < std::min(i + 2, all.size()); ++j)
      if (own_row(state, *all[j], drawn.column(static_cast<int>(j - i), 2, px(column_gap)))) pressed = all[j]->id;
  }
  area.y0 += px(own_gap) - px(all.empty() ? 0.0F : row_pitch - row_drawn);
  if (!pressed.empty()) operate_row(state, pressed);  // moves what `all` points to
  const Disabled full(!state.has_room_for_own());
  if (button("functions.own.add", area.cut_top(px(own_button)), {.icon = Icon::plus})) {
    // Something to change says more than an empty field.
    state.add_own("x*sigmoid(beta*x)", "");
    state.choose_open = false;
  }
}

float functions_chips(FunctionsState& state, const Rect& area, bool removable, bool draw) {
  const ChipRows rows = chip_rows(state, area.width(), removable);
  const float height = rows.height();
  if (!draw) return height;
  std::string to_focus, to_remove;
  for (std::size_t i = 0; i < rows.shown.size(); ++i) {
    const ChosenFunction& function = *rows.shown[i];
    const IdScope scope(function.id);
    const ImVec2 corner{area.x0 + rows.corners[i].x, area.y0 + rows.corners[i].y};
    const ChipAction action = chip("functions.chip", corner, function_color(function), function.id == state.focused,
                                   removable, {activation_name(function.id), {}});
    if (action == ChipAction::focus) to_focus = function.id;
    if (action == ChipAction::remove) to_remove = function.id;
  }
  if (rows.folds) {
    const ImVec2 corner{area.x0 + rows.corners.back().x, area.y0 + rows.corners.back().y};
    const Rect where{corner.x, corner.y, corner.x + fold_width(rows.fold_label), corner.y + chip_height()};
    const ButtonOptions look{.kind = ButtonKind::soft, .words = {rows.fold_label, {}}};
    if (button("functions.all_chips", where, look)) state.all_chips = !state.all_chips;
  }
  if (!to_focus.empty()) {
    state.focused = to_focus;
    state.vector.clear();
  }
  if (!to_remove.empty()) state.remove(to_remove);
  return height;
}

namespace {

constexpr float toggles_width = 138;

std::array<Item, 3> arrangements() {
  const bool phone = on_phone();
  return {{{"side_by_side", tr(phone ? "functions.arrangement.stacked" : "functions.arrangement.side_by_side")},
           {"overlaid", tr("functions.arrangement.overlaid")},
           {"grid", tr("functions.arrangement.grid")}}};
}

void arrangement_segments(FunctionsState& state, const Rect& where) {
  int index = static_cast<int>(state.arrangement);
  if (segments("functions.arrangement", where, index, arrangements()))
    state.arrangement = static_cast<Arrangement>(index);
}

void range_button(FunctionsState& state, const Rect& where) {
  const bool all_notes = !state.own_view && state.x_reach == notes_reach;
  if (button("functions.range", where, {.pressed = all_notes})) state.show_x(all_notes ? first_reach : notes_reach);
}

}  // namespace

float functions_view_buttons_width(float height) {
  return 2 * height + px(40) + button_width("functions.range") + segments_width(arrangements()) + px(toggles_width);
}

void functions_view_buttons(FunctionsState& state, const Rect& row) {
  Rect rest = row;
  const ButtonOptions look{.icon = Icon::expand, .icon_only = true};
  if (button("functions.reset", rest.cut_right(row.height(), px(12)), look)) state.reset_view();
  const ButtonOptions more{.icon = Icon::more, .icon_only = true};
  if (button("functions.open_look", rest.cut_right(row.height(), px(8)), more)) state.look_open = true;
  range_button(state, rest.cut_right(button_width("functions.range"), px(8)));
  arrangement_segments(state, rest.cut_right(segments_width(arrangements()), px(12)));
  derivative_toggles(state, rest.cut_right(px(toggles_width)));
}

void functions_view_rows(FunctionsState& state, Rect area) {
  Rect first = area.cut_top(field_height(), px(view_rows_gap));
  derivative_toggles(state, first.cut_left(first.width() / 2, px(8)));
  if (button("functions.reset", first.cut_right(px(44), px(8)), {.icon = Icon::expand, .icon_only = true}))
    state.reset_view();
  range_button(state, first);
  arrangement_segments(state, area.cut_top(field_height()));
}

float functions_view_rows_height() { return 2 * field_height() / px(1) + view_rows_gap; }

}  // namespace gradlab::ui
