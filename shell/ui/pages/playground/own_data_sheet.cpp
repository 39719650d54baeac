#include "shell/ui/pages/playground/own_data_sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/data/csv.hpp"
#include "core/data/scaling.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/playground/column_switches.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

constexpr float head_line = 46, head_height = 92, label_width = 150, sheet_margin = 4, mistake_gap = 12;

float field_pitch() { return on_phone() ? 52.0F : 42.0F; }

/// The fields of a data spec by the names of csv_choices().
std::string& field_of(DataSpec& data, std::string_view name) {
  if (name == "header") return data.header;
  if (name == "separator") return data.separator;
  if (name == "decimal") return data.decimal;
  return name == "missing" ? data.missing : data.words;
}

/// One line of the sheet: words at the left, room for a control at the right.
Rect cut_field_line(Rect& rest, std::string_view words) {
  const Rect line = rest.cut_top(px(field_pitch()));
  draw_text({line.x0, line.center().y}, left_middle, theme().ink2, type::body, words);
  const float half = field_height() / 2;
  const float width = std::min(px(control_max_width), line.width() - px(label_width));
  return Rect{line.x1 - width, line.center().y - half, line.x1, line.center().y + half}.snapped();
}

bool label_choice(Playground& page, const Rect& where, const std::string& text, DataSpec& draft) {
  const std::vector<std::string> columns = columns_of(text, draft);
  if (columns.empty()) return false;
  std::vector<std::string> ids, names;
  auto index = static_cast<int>(label_index(columns, draft.label));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ids.push_back(std::to_string(i + 1));
    names.push_back(columns[i].empty() ? tr("own_data.column_n", {{"n", ids.back()}}) : columns[i]);
  }
  std::vector<Item> items;
  for (std::size_t i = 0; i < ids.size(); ++i) items.push_back({ids[i], names[i]});
  if (!choice("own_data.label", where, index, items)) return false;
  draft = with_label(draft, columns_of_table(page.state, draft), ids[static_cast<std::size_t>(index)]);
  return true;
}

bool column_choice(Playground& page, Rect& rest, DataSpec& draft) {
  const std::vector<TableColumn>& columns = columns_of_table(page.state, draft);
  const Rect where = rest.cut_top(px(column_switches_height(columns, rest.width() / px(1))));
  const auto switched = column_switches(columns, where);
  if (switched) draft = with_column_switched(draft, columns, *switched);
  return switched.has_value();
}

bool target_choice(const Rect& where, DataSpec& draft) {
  const std::array<Item, 2> items{Item{"class", tr("own_data.target.class")},
                                  Item{"number", tr("own_data.target.number")}};
  int index = draft.regression ? 1 : 0;
  if (!segments("own_data.target", where, index, items)) return false;
  draft.regression = index == 1;
  return true;
}

bool reading_choices(Rect& rest, DataSpec& draft) {
  bool changed = false;
  for (const CsvChoice& row : csv_choices()) {
    const std::string name = "own_data." + std::string(row.field);
    std::vector<Item> items;
    for (const std::string_view id : row.ids) items.push_back({id, tr(name + "." + std::string(id))});
    std::string& value = field_of(draft, row.field);
    int index = static_cast<int>(std::ranges::find(row.ids, value) - row.ids.begin());
    if (!choice(name, cut_field_line(rest, tr("control." + name)), index, items)) continue;
    value = row.ids[static_cast<std::size_t>(index)];
    if (row.field == "separator") draft.columns.clear();  // cut otherwise, a table has other columns
    changed = true;
  }
  return changed;
}

bool scaling_choice(const Rect& where, DataSpec& draft) {
  const TableItems& list = TableItems::of("scaling", scalings());
  int index = list.index_of(draft.scaling);
  if (!choice("own_data.scaling", where, index, list.items())) return false;
  draft.scaling = scalings()[static_cast<std::size_t>(index)].id;
  return true;
}

bool share_choice(const Rect& where, DataSpec& draft) {
  double train_share = 1 - draft.test_share;
  const NumberRange range{.low = 0.1, .high = 1, .initial = 0.7, .step = 0.05, .decimals = 0, .as_percent = true};
  if (!slider_with_field("own_data.train_share", where, train_share, range)) return false;
  draft.test_share = std::round((1 - train_share) * 100) / 100;
  return true;
}

/// Images at most, from the beginning.
bool limit_choice(const Rect& where, DataSpec& draft) {
  auto limit = static_cast<double>(draft.limit);
  const NumberRange range{.low = 10, .high = 1e6, .initial = usual_images, .step = 1, .digits = 7};
  if (!number("own_data.limit", where, limit, range)) return false;
  draft.limit = static_cast<std::size_t>(limit);
  return true;
}

/// The names of the files that were opened.
std::string names_of(const DataSpec& draft) {
  if (draft.file.empty() && draft.label_file.empty()) return std::string(tr("own_data.drop_here"));
  return draft.file + (draft.file.empty() || draft.label_file.empty() ? "" : " + ") + draft.label_file;
}

/// What the sheet says below the names, where nothing is being read and nothing is in use.
std::string about_words(const DataSpec& draft) {
  if (draft.kind != "idx" || !lacks_file(draft)) return std::string(tr("own_data.about"));
  return std::string(tr(draft.file.empty() ? "own_data.images_wanted" : "own_data.labels_wanted"));
}

/// What was found in the file that is in use: "150 rows × 4 columns · 3 rows left out".
std::string found_words(const Playground& page) {
  const Dataset& data = page.run.data();
  std::string words = tr("own_data.found", {{"rows", grouped(static_cast<long long>(data.samples))},
                                            {"columns", std::to_string(data.input_count())}});
  if (data.dropped_rows > 0)
    words += " · " + tr("own_data.dropped", {{"n", grouped(static_cast<long long>(data.dropped_rows))}});
  return words;
}

void progress_line(Playground& page, Rect line) {
  const double done = page.state.reading->loading->progress();
  const ButtonOptions cancel{};
  const float width = button_width("own_data.cancel", cancel);
  const Rect button_rect = line.cut_right(width, px(12)).centered(width, field_height());
  const std::string percent_words = percent(done, 0);
  draw_text({line.x1, line.center().y}, right_middle, theme().ink2, type::caption, percent_words);
  record_reading("playground.own_data_progress", percent_words, line);
  line.cut_right(px(52));
  const Rect track = Rect{line.x0, line.center().y - px(3), line.x1, line.center().y + px(3)}.snapped();
  fill_rect(canvas(), track, theme().sunk, 3);
  Rect part = track;
  part.x1 = part.x0 + part.width() * static_cast<float>(done);
  fill_rect(canvas(), part, theme().accent, 3);
  if (!button("own_data.cancel", button_rect, cancel)) return;
  page.state.reading.reset();
  // What is in use stays; the sheet goes back to it, if it is a file.
  if (is_own_file(page.state.spec.data.kind)) page.state.own_data.draft = page.state.spec.data;
  page.state.own_data.unread = !is_own_file(page.state.spec.data.kind);
}

/// The file's name with what was found, or how far the reading is; at the right another file.
void head(Playground& page, Rect area) {
  OwnDataSheet& sheet = page.state.own_data;
  Rect line = area.cut_top(px(head_line));
  if (page.state.ask_for_file) {
    const ButtonOptions options{.kind = sheet.draft.file.empty() ? ButtonKind::primary : ButtonKind::quiet};
    const float width = button_width("own_data.choose", options);
    if (button("own_data.choose", line.cut_right(width, px(12)).centered(width, field_height()), options))
      page.state.ask_for_file();
  }
  if (page.state.read_file) {
    const float width = button_width("own_data.open_path");
    const Rect go = line.cut_right(width, px(8)).centered(width, field_height());
    text_field("own_data.path", line.centered(line.width(), field_height()), sheet.path);
    if (button("own_data.open_path", go)) {
      if (auto bytes = page.state.read_file(sheet.path)) {
        const std::size_t slash = sheet.path.find_last_of("/\\");
        take_file(page.state, sheet.path.substr(slash == std::string::npos ? 0 : slash + 1), *std::move(bytes));
      } else {
        sheet.refused = Error{"file_missing", sheet.path, {}};
      }
    }
  }
  if (!page.state.read_file) {
    draw_text_fit(canvas(), {line.x0, line.center().y}, left_middle, theme().ink, strong(type::body),
                  names_of(sheet.draft), line.width());
  }
  if (page.state.reading) return progress_line(page, area);
  const bool in_use = !sheet.unread && is_own_file(page.state.spec.data.kind);
  if (!in_use && sheet.refused && !lacks_file(sheet.draft)) return;  // the mistake stands here
  std::string words = in_use ? found_words(page) + " · " + playground_target(page) : about_words(sheet.draft);
  if (in_use && page.state.read_file) words = names_of(sheet.draft) + " · " + words;
  draw_text_wrapped(canvas(), {area.x0, area.y0 + px(14)}, area.width(), theme().ink2, type::caption, words);
  record_reading("playground.own_data_state", words, area);
}

/// The sheet follows the data in use where they were changed elsewhere.
void follow_spec(PlaygroundState& state) {
  if (!state.own_data.unread && !state.reading && is_own_file(state.spec.data.kind))
    state.own_data.draft = state.spec.data;
}

}  // namespace

std::string playground_target(const Playground& page) {
  const Dataset& data = page.run.data();
  if (data.task == Task::regression) {
    const PlotSpan span = page.run.source().target;
    return tr("playground.target_number", {{"low", compact(span.low)}, {"high", compact(span.high)}});
  }
  // Drawn points have no names but their colours.
  if (is_generated(page.state.spec.data.kind)) {
    if (data.class_count() == 2) return std::string(tr("playground.target_colours"));
    return tr("playground.target_groups", {{"n", std::to_string(data.class_count())}});
  }
  constexpr std::size_t most = 4;
  std::string names;
  for (std::size_t c = 0; c < std::min(most, data.class_count()); ++c)
    names += (c ? std::string(tr("playground.target_or")) : std::string()) + class_name(data, c);
  if (data.class_count() > most) names += " …";
  return tr("playground.target_classes", {{"names", names}});
}

void playground_target_words(const Playground& page, const Rect& where) {
  const std::string words = playground_target(page);
  draw_text_fit(canvas(), {where.x0, where.y0 + px(13)}, left_base, theme().ink2, type::caption, words, where.width());
  record_reading("playground.target", words, where);
}

void playground_own_data_buttons(Playground& page, Rect where) {
  const ButtonOptions draw{.pressed = page.state.drawing.on};
  if (button("playground.draw", where.column(0, 2, px(10)).snapped(), draw)) {
    if (page.state.drawing.on) {
      page.state.drawing.on = false;
    } else {
      begin_drawing(page.state);
      page.state.setup_open = false;
    }
  }
  if (button("playground.own_data", where.column(1, 2, px(10)).snapped())) page.state.own_data.open = true;
}

void playground_own_data_overlay(Playground& page) {
  PlaygroundState& state = page.state;
  OwnDataSheet& sheet_state = state.own_data;
  follow_spec(state);
  const bool phone = on_phone();
  const float width = phone ? ui().design_width() - 2 * 14 - 2 * sheet_margin : 520 - 2 * 20 - 2 * sheet_margin - 12;
  const auto file = state.own_files.texts.find(sheet_state.draft.file);
  const bool known = file != state.own_files.texts.end() && !lacks_file(sheet_state.draft);
  const std::string mistake = sheet_state.refused ? error_words(*sheet_state.refused) : std::string();
  const float mistake_height =
      mistake.empty() ? 0
                      : mistake_gap + line_height(type::caption) / px(1) *
                                          static_cast<float>(count_wrapped_lines(px(width), type::caption, mistake));
  const bool images = sheet_state.draft.kind == "idx";
  const float more_rows = images ? 0 : static_cast<float>(csv_choices().size());
  const float rows = known ? 4 + more_rows : 0;
  const float switches = known ? column_switches_height(columns_of_table(state, sheet_state.draft), width) : 0;
  const bool in_use = !sheet_state.unread && is_own_file(state.spec.data.kind);
  const float top = mistake.empty() || in_use || !known || state.reading ? head_height : head_line;
  const float height = 2 * sheet_margin + top + mistake_height + rows * field_pitch() + switches + 8;
  const Overlay sheet("playground.own_data_sheet", sheet_state.open, height + 72, tr("own_data.title"),
                      phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  const PageScroll scroll("playground.own_data_scroll", sheet.content(), height);
  Rect rest = scroll.content().inset(px(sheet_margin));
  rest.x1 = rest.x0 + px(width);
  head(page, rest.cut_top(px(top)));
  if (!mistake.empty()) {
    const Rect words = rest.cut_top(px(mistake_height));
    draw_text_wrapped(canvas(), {words.x0, words.y0 + px(13)}, words.width(), theme().error(), type::caption, mistake);
    record_reading("playground.own_data_mistake", mistake, words);
  }
  if (!known) return;
  DataSpec draft = sheet_state.draft;
  bool changed = images ? limit_choice(cut_field_line(rest, tr("control.own_data.limit")), draft)
                        : label_choice(page, cut_field_line(rest, tr("control.own_data.label")), *file->second, draft);
  changed = target_choice(cut_field_line(rest, tr("control.own_data.target")), draft) || changed;
  changed = column_choice(page, rest, draft) || changed;
  changed = share_choice(cut_field_line(rest, tr("control.own_data.train_share")), draft) || changed;
  changed = scaling_choice(cut_field_line(rest, tr("control.own_data.scaling")), draft) || changed;
  changed = (!images && reading_choices(rest, draft)) || changed;
  if (!changed) return;
  sheet_state.draft = draft;
  read_draft(state);
}

}  // namespace gradlab::ui
