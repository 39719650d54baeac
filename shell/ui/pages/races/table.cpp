// What came of it, in numbers: to sort, and to copy.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/number_text.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/races/parts.hpp"

namespace gradlab::ui {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

SortCell cell(double value, std::string shown) {
  return {std::move(shown), value, std::isfinite(value) ? gradlab::number_text(value) : std::string("-")};
}

SortCell loss_cell(const std::optional<Quartiles>& of, double Quartiles::* part) {
  if (!of) return cell(none, "");
  const double value = (*of).*part;
  return cell(value, std::isfinite(value) ? readout(value) : "∞");
}

SortCell share_cell(const std::optional<Quartiles>& of) {
  return of ? cell(of->median, percent(of->median)) : cell(none, "");
}

SortCell epochs_cell(const std::optional<Quartiles>& of) {
  if (!of) return cell(none, "");
  return cell(of->median, std::isfinite(of->median) ? fixed(of->median, 1) : std::string(tr("races.never")));
}

bool has(const NetworkRace& race, TrialQuantity quantity) {
  for (std::size_t c = 0; c < race.spec().contestants.size(); ++c)
    if (const auto result = race.result(c); result && result->values[static_cast<std::size_t>(quantity)]) return true;
  return false;
}

/// A column of the table, for a program (both quarters, all columns) or for an eye.
struct Column {
  std::string_view id;
  bool whole_only = false, eye_only = false;
  SortCell (*cell)(const NetworkRace& race, std::size_t contestant, double target) = nullptr;
};

std::optional<Quartiles> value_of(const NetworkRace& race, std::size_t contestant, TrialQuantity quantity) {
  const auto result = race.result(contestant);
  return result ? result->values[static_cast<std::size_t>(quantity)] : std::nullopt;
}

template <TrialQuantity quantity, double Quartiles::* part>
SortCell loss_of(const NetworkRace& race, std::size_t contestant, double) {
  return loss_cell(value_of(race, contestant, quantity), part);
}

template <TrialQuantity quantity>
SortCell share_of(const NetworkRace& race, std::size_t contestant, double) {
  return share_cell(value_of(race, contestant, quantity));
}

SortCell rate_cell(const NetworkRace& race, std::size_t contestant, double) {
  const auto& rate = race.rate(contestant);
  return rate ? cell(*rate, compact(*rate, 3) + (race.rate_at_edge(contestant) ? " !" : "")) : cell(none, "");
}

SortCell half_cell(const NetworkRace& race, std::size_t contestant, double) {
  const auto loss = value_of(race, contestant, TrialQuantity::train_loss);
  if (!loss) return cell(none, "");
  const auto words = [](double value) { return std::isfinite(value) ? readout(value) : std::string("∞"); };
  return cell(loss->high - loss->low, words(loss->low) + " – " + words(loss->high));
}

SortCell target_cell(const NetworkRace& race, std::size_t contestant, double target) {
  return race.result(contestant) ? epochs_cell(race.epochs_to(contestant, target)) : cell(none, "");
}

SortCell updates_cell(const NetworkRace& race, std::size_t contestant, double) {
  const auto result = race.result(contestant);
  if (!result) return cell(none, "");
  return cell(static_cast<double>(result->step), grouped(static_cast<long long>(result->step)));
}

SortCell time_cell(const NetworkRace& race, std::size_t contestant, double) {
  const auto result = race.result(contestant);
  return result ? cell(result->seconds * 1e3, compact(result->seconds * 1e3, 3)) : cell(none, "");
}

SortCell diverged_cell(const NetworkRace& race, std::size_t contestant, double) {
  const std::size_t count = race.diverged(contestant);
  return cell(static_cast<double>(count), std::to_string(count) + " / " + std::to_string(race.spec().seeds));
}

constexpr std::array<Column, 11> table_columns{
    {{"rate", true, false, rate_cell},
     {"loss", false, false, loss_of<TrialQuantity::train_loss, &Quartiles::median>},
     {"low", true, false, loss_of<TrialQuantity::train_loss, &Quartiles::low>},
     {"high", true, false, loss_of<TrialQuantity::train_loss, &Quartiles::high>},
     {"half", false, true, half_cell},
     {"test_loss", true, false, loss_of<TrialQuantity::test_loss, &Quartiles::median>},
     {"test_accuracy", false, false, share_of<TrialQuantity::test_accuracy>},
     {"epochs", false, false, target_cell},
     {"updates", true, false, updates_cell},
     {"milliseconds", false, false, time_cell},
     {"diverged", true, false, diverged_cell}}};

/// What an eye need not see of every race: rates that stand in the list, the test's loss where there is an accuracy,
/// updates where all have as many, divergence where nothing diverged.
bool tells_something(const NetworkRace& race, std::string_view id) {
  const std::size_t count = race.spec().contestants.size();
  const auto any = [&](const auto& says) {
    for (std::size_t c = 0; c < count; ++c)
      if (says(c)) return true;
    return false;
  };
  if (id == "rate") return race.spec().tuned;
  if (id == "diverged") return any([&](std::size_t c) { return race.diverged(c) > 0; });
  if (id == "updates")
    return any([&](std::size_t c) { return race.spec().contestants[c].batch != race.spec().contestants[0].batch; });
  return id == "test_loss" && !has(race, TrialQuantity::test_accuracy);
}

bool is_column(const NetworkRace& race, const Column& column, bool whole) {
  if (column.id == "test_loss" && !has(race, TrialQuantity::test_loss)) return false;
  if (column.id == "test_accuracy" && !has(race, TrialQuantity::test_accuracy)) return false;
  if (whole) return !column.eye_only;
  return !column.whole_only || tells_something(race, column.id);
}

void copy_button(App& app, const RaceTable& table, Rect& header) {
  const Disabled off(!app.hooks().copy_text || table.rows.empty());
  if (!icon_button("races.copy_table", header.cut_right(header.height(), px(8)), Icon::copy)) return;
  app.hooks().copy_text(sort_table_text(table.columns, table.rows, races_state(app).order));
  app.say(std::string(tr("app.copied")));
}

/// "epochs to a loss of [0.1]"
void target_number(RacesState& state, Rect& header) {
  const std::string_view words = tr("races.target");
  const NumberRange range{.low = 1e-9, .high = 1e6, .initial = 0.1, .scale = Scale::logarithmic, .digits = 3};
  const float number = text_width(type::caption, number_text(range, state.target)),
              word = text_width(type::caption, words) + px(6);
  if (header.width() < word + number + px(20)) return;
  const Rect part = header.cut_right(word + number, px(16));
  const float base = part.center().y + px(5);
  draw_text({part.x0, base}, left_base, theme().ink2, type::caption, words);
  inline_number("races.target", {part.x0 + word, base}, type::caption, state.target, range);
}

}  // namespace

RaceTable races_table(const RacesState& state, bool whole) {
  const RaceBench& bench = state.bench();
  const NetworkRace* const race = races_run(bench);
  RaceTable table;
  if (!race) return table;
  for (std::size_t c = 0; c < bench.raced.contestants.size(); ++c)
    table.rows.push_back({races_name(bench.raced, state.shown, c),
                          theme().curve(bench.raced_colors[c]),
                          c == bench.focused && !races_is_stale(bench),
                          {}});
  for (const Column& column : table_columns) {
    if (!is_column(*race, column, whole)) continue;
    const std::string id(column.id);
    table.columns.push_back({id, tr("races.column." + id, {{"loss", compact(state.target)}})});
    for (std::size_t c = 0; c < table.rows.size(); ++c)
      table.rows[c].cells.push_back(column.cell(*race, c, state.target));
  }
  return table;
}

void races_table_panel(App& app, const Rect& where) {
  RacesState& state = races_state(app);
  const Panel frame = panel(where, tr("races.table"));
  const RaceTable table = races_table(state);
  Rect header{where.x0 + panel_padding() + text_width(type::panel_title, tr("races.table")) + px(16), where.y0 + px(9),
              where.x1 - panel_padding(), where.y0 + px(9) + std::min(field_height(), px(36))};
  copy_button(app, table, header);
  target_number(state, header);
  if (table.rows.empty()) {
    draw_text_wrapped(canvas(), {frame.content.x0, frame.content.y0 + px(16)}, frame.content.width(), theme().ink2,
                      type::caption, tr("races.table_empty"));
    return;
  }
  const Rect rest{where.x0 + panel_padding(), where.y0 + px(52), where.x1 - px(8), where.y1 - px(8)};
  const float width = rest.width() - px(12);
  const ScrollArea area("races.table_area", rest, sort_table_height(table.columns, table.rows, width) + 4);
  const Rect content = area.content();
  sort_table("races.table", {rest.x0, content.y0, rest.x0 + width, content.y1}, table.columns, table.rows, state.order);
}

}  // namespace gradlab::ui
