// What the network answers: the map over two inputs with the points on it, and how often it is right.
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground/draw_tools.hpp"
#include "shell/ui/pages/playground/feature_sheet.hpp"
#include "shell/ui/pages/playground/slow_panel.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/confusion_table.hpp"
#include "shell/ui/widgets/formula.hpp"
#include "shell/ui/widgets/loss_chart.hpp"

namespace gradlab::ui {
namespace {

bool many_inputs(const Playground& page) { return page.run.inputs() > 2 && page.run.has_maps(); }
bool on_line(const Playground& page) { return page.run.inputs() == 1; }
bool predicts_number(const Playground& page) { return page.run.source().predicts_number(); }
bool shows_table(const Playground& page) { return page.run.data().class_count() > 2; }

std::vector<std::string> class_names(const Dataset& data) {
  std::vector<std::string> names;
  for (std::size_t c = 0; c < data.class_count(); ++c) names.push_back(class_name(data, c));
  return names;
}

std::string unit_words(const Playground& page, const UnitPlace& place) {
  if (place.layer == UnitPlace::inputs)
    return tr("playground.input_of", {{"name", playground_input_name(page, place.unit)}});
  return tr("playground.unit_of_layer",
            {{"layer", std::to_string(place.layer + 1)}, {"n", std::to_string(place.unit + 1)}});
}

/// What the network says under the pointer.
void hover_words(const Playground& page, const Rect& square, ImVec2 pointer) {
  const PlaygroundMaps& maps = page.run.maps();
  const float from_left = (pointer.x - square.x0) / square.width(),
              from_top = (pointer.y - square.y0) / square.height();
  const std::vector<float> shares = maps.shares_at(std::clamp(from_left, 0.0F, 1.0F), std::clamp(from_top, 0.0F, 1.0F));
  const PlotFrame frame{square, {maps.window().x_span, maps.window().y_span}};
  const std::string place = "(" + fixed(frame.x_at(pointer.x), 2) + ", " + fixed(frame.y_at(pointer.y), 2) + ")";
  std::string words;
  if (predicts_number(page)) {
    words = tr("playground.predicted", {{"y", readout(maps.value_at(from_left, from_top))}});
  } else if (shares.size() == 1) {
    words = tr("playground.p_here", {{"p", fixed(static_cast<double>(shares[0]), 3)}});
  } else {
    for (std::size_t c = 0; c < shares.size(); ++c) {
      words += (c ? " · " : "") + class_name(page.run.data(), c) + " " + percent(static_cast<double>(shares[c]), 0);
    }
  }
  if (!page.run.shown_unit()) record_reading("playground.output", place + ": " + words, square);
  show_tooltip({pointer.x - px(6), pointer.y - px(6), pointer.x + px(6), pointer.y + px(6)}, place, words);
}

void input_choice(Playground& page, std::string_view id, const Rect& where, std::size_t& chosen, std::size_t other) {
  std::vector<std::string> names, ids;
  std::vector<Item> items;
  for (std::size_t i = 0; i < page.run.inputs(); ++i) {
    names.push_back(input_name(page.run.data(), i));
    ids.push_back(std::to_string(i));
  }
  for (std::size_t i = 0; i < names.size(); ++i) items.push_back({ids[i], names[i]});
  int index = static_cast<int>(chosen);
  if (!choice(id, where, index, items)) return;
  const auto wanted = static_cast<std::size_t>(index);
  // The same input on both axes would be a line: the two change places.
  if (wanted == other)
    std::swap(page.state.map_x, page.state.map_y);
  else
    chosen = wanted;
}

/// "↑ petal width  → petal length": which inputs the axes are.
void axis_choices(Playground& page, Rect row) {
  Rect left = row.column(0, 2, px(12)), right = row.column(1, 2, px(12));
  draw_math(canvas(), {left.x0, left.center().y + px(5)}, "y", 17, theme().ink2);
  draw_math(canvas(), {right.x0, right.center().y + px(5)}, "x", 17, theme().ink2);
  left.cut_left(px(18));
  right.cut_left(px(18));
  input_choice(page, "playground.map_y", left, page.state.map_y, page.state.map_x);
  input_choice(page, "playground.map_x", right, page.state.map_x, page.state.map_y);
}

/// What the colours of numbers mean.
void number_legend(const Rect& row, const std::string& low, const std::string& high) {
  const float middle = row.center().y;
  draw_text({row.x1, middle}, right_middle, theme().ink2, type::caption, high);
  const float right = row.x1 - text_width(type::caption, high) - px(7);
  const Rect ramp{right - px(90), middle - px(5), right, middle + px(5)};
  draw_ramp(canvas(), ramp, true);
  draw_text({ramp.x0 - px(7), middle}, right_middle, theme().ink2, type::caption, low);
}

void share_legend(const Rect& row) {
  const float middle = row.center().y;
  const float right = row.x1;
  draw_text({right, middle}, right_middle, theme().ink2, type::caption, "1");
  const Rect ramp{right - px(104), middle - px(5), right - px(14), middle + px(5)};
  draw_ramp(canvas(), ramp, true);
  draw_text({ramp.x0 - px(7), middle}, right_middle, theme().ink2, type::caption, "0");
  draw_text({ramp.x0 - px(34), middle + px(5)}, left_base, theme().ink2, type::axis_name, "p");
}

/// A figure at the right of the panel's title.
void header_figure(const Panel& box, std::string_view word, const std::string& value, std::string_view widest) {
  const float base = box.outer.y0 + px(32);
  draw_text({box.header.x1, base}, right_base, theme().ink, type::reading, value);
  draw_text({box.header.x1 - text_width(type::reading, widest) - px(4), base}, right_base, theme().ink2, type::caption,
            tr(word));
}

void header_accuracy(const Playground& page, const Panel& box) {
  if (predicts_number(page)) {
    const auto [word, figure] = page.run.figures().r_squared();
    if (!figure) return;
    const std::string value = fixed(std::max(*figure, -9.99), 3);
    header_figure(box, word, value, "−0.000");
    return;
  }
  const LossPoint& now = page.run.state().measured;
  const bool on_test = std::isfinite(now.test_accuracy);
  const float accuracy = on_test ? now.test_accuracy : now.train_accuracy;
  if (!std::isfinite(accuracy)) return;
  header_figure(box, on_test ? "playground.test_accuracy_small" : "playground.train_accuracy_small",
                percent(static_cast<double>(accuracy)), "100.0 %");
}

void class_table(const Playground& page, const Rect& where) {
  const std::vector<std::string> names = class_names(page.run.data());
  const bool on_test = !page.run.data().test_rows.empty();
  draw_confusion_table(
      where, {.classes = names,
              .counts = page.run.figures().test.counts,
              .caption = std::string(tr(on_test ? "playground.confusion_test" : "playground.confusion_train")),
              .answer_words = std::string(tr("playground.confusion_answer"))});
  const std::vector<std::uint32_t>& counts = page.run.figures().test.counts;
  if (counts.size() != names.size() * names.size()) return;  // of other data, until they are counted
  std::string words;                                         // "setosa 12 0 0; versicolor 0 10 1; …"
  for (std::size_t truth = 0; truth < names.size(); ++truth) {
    words += (truth ? "; " : "") + names[truth];
    for (std::size_t answer = 0; answer < names.size(); ++answer)
      words += " " + std::to_string(counts[truth * names.size() + answer]);
  }
  record_reading(on_test ? "playground.confusion_test" : "playground.confusion_train", words, where);
}

/// The legend of the points as a list: how many are wrong, of those learned from and of those kept back.
void wrong_counts(const Playground& page, ImVec2 at) {
  constexpr float pitch = 18;
  stroke_dot(canvas(), {at.x + px(5), at.y}, 5.2F, theme().ink, 1.6F);
  draw_text({at.x + px(16), at.y}, left_middle, theme().ink2, type::caption, tr("playground.wrong"));
  const PlaygroundFigures& figures = page.run.figures();
  for (const bool test : {false, true}) {
    const std::size_t all = test ? figures.samples_test : figures.samples_train;
    if (all == 0) continue;
    at.y += px(pitch);
    if (test)
      stroke_dot(canvas(), {at.x + px(5), at.y}, 3.3F, theme().ink2, 1.8F);
    else
      fill_dot(canvas(), {at.x + px(5), at.y}, 4, theme().ink2);
    const std::string count =
        tr("playground.wrong_in", {{"part", std::string(tr(test ? "playground.test" : "playground.train"))},
                                   {"n", std::to_string(test ? figures.wrong_test : figures.wrong_train)},
                                   {"all", std::to_string(all)}});
    draw_text({at.x + px(16), at.y}, left_middle, theme().ink2, type::caption, count);
  }
}

constexpr float below_table = 12;

/// Where no picture says anything: which class was taken for which, and images that were mistaken.
void table_alone(Playground& page, Rect rest) {
  const float mistakes = output_mistakes_height(page, rest.width() / px(1));
  class_table(page, rest.cut_top(px(confusion_table_height(page.run.data().class_count())), px(below_table)));
  if (mistakes > 0) output_mistakes(page, rest);
}

/// What it needs; both design px.
float table_alone_height(const Playground& page, float width) {
  return confusion_table_height(page.run.data().class_count()) + below_table + output_mistakes_height(page, width);
}

/// Of the legend: nothing where the points of the test are not shown.
std::string_view test_word(const Playground& page) {
  return page.state.test_points ? tr("playground.test") : std::string_view();
}

void slice_words(const Playground& page, const Rect& row) {
  if (!many_inputs(page)) return;
  draw_text_fit(canvas(), {row.x0, row.center().y}, left_middle, theme().ink3, type::tick, tr("playground.slice"),
                row.width());
}

}  // namespace

void output_square(Playground& page, const Rect& square, float point_radius, bool numbers) {
  const PlaygroundMaps& maps = page.run.maps();
  if (!page.run.has_maps()) return;
  if (on_line(page)) return output_line(page, square);
  if (!maps.ready()) {
    fill_rect(canvas(), square, theme().sunk, map_radius);
    return;
  }
  const bool drawing = page.state.drawing.on;
  const bool unit = page.run.shown_unit() != nullptr;
  std::span<const MapPoint> points = drawing ? page.state.drawing.points : page.run.figures().points;
  std::vector<MapPoint> shown;
  if (unit || !page.state.test_points) {
    shown.assign(points.begin(), points.end());
    if (!page.state.test_points && !drawing) std::erase_if(shown, [](const MapPoint& point) { return point.test; });
    for (MapPoint& point : shown) point.wrong = point.wrong && !unit;  // of a unit none is
    points = shown;
  }
  draw_heat_map(square,
                {.x = maps.window().x_span,
                 .y = maps.window().y_span,
                 .boundary = unit ? std::span<const ContourLine>() : maps.boundary(),
                 .points = points,
                 .classes = page.run.data().class_count(),
                 .point_radius = point_radius,
                 .numbers = numbers},
                page.run.atlas());
  const SurfaceInput pointer = surface("playground.map", square, false);
  if (drawing) return playground_draw_on(page, square, pointer);
  slow_on_map(page, {square, {maps.window().x_span, maps.window().y_span}}, pointer);
  if (pointer.hovered) hover_words(page, square, pointer.pointer);
}

namespace {

constexpr float least_map = 190;  // design px, so that what is in it can be seen

/// What the axes to choose, the words on the other inputs and the table of answers take from a map's panel.
float around_map(const Playground& page, float axes_and_words) {
  return (many_inputs(page) ? axes_and_words : 0) +
         (shows_table(page) ? confusion_table_height(page.run.data().class_count()) + 8 : 0);
}

}  // namespace

float playground_output_least_height(const Playground& page, float width) {
  const float frame = panel_frame() / px(1);
  if (!page.run.has_maps()) return table_alone_height(page, (width - 2 * panel_padding()) / px(1)) + frame;
  constexpr float numbers_and_legend = 22 + 22;
  return shows_table(page) ? least_map + numbers_and_legend + around_map(page, 32 + 10 + 18) + frame : 0;
}

void playground_output_panel(Playground& page, const Rect& where) {
  const LargeUnitMap* const unit = page.run.shown_unit();
  const Panel box = panel(where, unit ? unit_words(page, unit->place) : std::string(tr("playground.output")));
  if (unit)
    record_reading("playground.output", unit_words(page, unit->place), where);
  else
    header_accuracy(page, box);
  Rect rest = box.content;
  rest.y1 += px(6);
  if (!page.run.has_maps()) return table_alone(page, rest);
  if (many_inputs(page)) axis_choices(page, rest.cut_top(px(32), px(10)));
  if (shows_table(page))
    class_table(page, rest.cut_bottom(px(confusion_table_height(page.run.data().class_count())), px(8)));
  if (many_inputs(page)) slice_words(page, rest.cut_bottom(px(18)));
  if (on_line(page)) {
    const Rect legend = rest.cut_bottom(px(22));
    output_line(page, rest);
    draw_point_legend({legend.x0, legend.center().y}, tr("playground.train"), test_word(page), {});
    return;
  }
  const bool drawing = page.state.drawing.on;
  const Rect legend = rest.cut_bottom(px(drawing ? playground_draw_tools_height(rest.width() / px(1)) : 22));
  rest.cut_bottom(px(drawing ? 26 : 22));  // numbers below the map
  rest.cut_left(px(24));                   // and at its left
  const float side = std::min(rest.width(), rest.height());
  const Rect square = Rect{rest.center().x - side / 2, rest.y0, rest.center().x + side / 2, rest.y0 + side}.snapped();
  output_square(page, square, std::clamp(side / px(1) / 328, 0.75F, 1.2F) * 3.4F, true);
  if (drawing) return playground_draw_tools(page, {square.x0, legend.y0, legend.x1, legend.y1});
  const bool narrow = shows_table(page) || square.width() < px(320);
  draw_point_legend({narrow ? legend.x0 : square.x0 - px(4), legend.center().y}, tr("playground.train"),
                    test_word(page), predicts_number(page) || unit ? std::string_view() : tr("playground.wrong"));
  const Rect at_right{legend.x0, legend.y0, narrow ? legend.x1 : square.x1, legend.y1};
  if (unit && unit->place.layer + 1 != page.run.network().layers().size())
    return number_legend(at_right, readout(static_cast<double>(unit->low)), readout(static_cast<double>(unit->high)));
  if (unit && shows_table(page)) return share_legend(at_right);
  const PlotSpan span = page.run.source().target;
  if (predicts_number(page)) return number_legend(at_right, compact(span.low), compact(span.high));
  if (!shows_table(page)) share_legend(at_right);
}

void playground_loss_panel(Playground& page, const Rect& where) {
  Panel box = panel(where, tr("playground.loss"));
  const std::array<Item, 2> scales{Item{"linear", tr("playground.linear")}, Item{"log", tr("playground.log")}};
  int scale = page.state.log_loss ? 1 : 0;
  const float width = segments_width(scales);
  if (segments("playground.loss_scale", box.header.cut_right(width).centered(width, px(32)), scale, scales))
    page.state.log_loss = scale == 1;
  const ButtonOptions link{.kind = ButtonKind::link, .icon_after = Icon::chevron_right, .icon_size = 14};
  const float landscape = button_width("playground.landscape", link), curves = button_width("playground.curves", link);
  const float rates = button_width("playground.rates", link);
  box.header.cut_right(px(4));
  Rect links = box.header;
  if (landscape + curves + rates > links.width()) links = box.content.cut_top(px(24), px(8));
  if (button("playground.landscape", links.cut_right(landscape), link)) page.state.landscape.open = true;
  if (button("playground.curves", links.cut_right(curves), link)) page.state.curves.open = true;
  if (button("playground.rates", links.cut_right(rates), link)) page.state.rates.open = true;
  Rect chart = box.content;
  chart.y1 += px(6);
  playground_loss_chart(page, chart);
}

namespace {

struct PhoneFigure {
  std::string_view word;
  std::string value;
};

/// Accuracy, or R² of numbers; test loss; training loss.
std::array<PhoneFigure, 3> phone_figures(const Playground& page) {
  const LossPoint& now = page.run.state().measured;
  const auto loss = [](float value) { return std::isfinite(value) ? readout(static_cast<double>(value)) : "–"; };
  PhoneFigure first{"playground.test_accuracy", "–"};
  if (std::isfinite(now.test_accuracy)) first.value = percent(static_cast<double>(now.test_accuracy));
  if (predicts_number(page)) {
    const auto [word, share] = page.run.figures().r_squared();
    first = {word, share ? fixed(std::max(*share, -9.99), 3) : "–"};
  }
  return {first, {"playground.test_loss", loss(now.test_loss)}, {"playground.train_loss", loss(now.train_loss)}};
}

constexpr TextStyle loss_style{Face::strong, 18};
constexpr float phone_strip = 58;

/// Without a map: the figures side by side, then which class was taken for which, then images that were mistaken.
void phone_table(Playground& page, Rect rest) {
  const Rect strip = rest.cut_top(px(phone_strip));
  const auto figures = phone_figures(page);
  for (int i = 0; i < 3; ++i) {
    const PhoneFigure& figure = figures[static_cast<std::size_t>(i)];
    const Rect column = strip.column(i, 3, px(8));
    draw_text({column.x0, column.y0 + px(14)}, left_base, theme().ink2, type::caption, tr(figure.word));
    draw_text({column.x0, column.y0 + px(38)}, left_base, theme().ink, loss_style, figure.value);
    record_reading(figure.word, figure.value, column);
  }
  table_alone(page, rest);
}

}  // namespace

float playground_phone_output_height(const Playground& page) {
  constexpr float margin = 11;
  const float width = ui().design_width() - 2 * 16 - 2 * margin;
  const float inside = page.run.has_maps() ? least_map + around_map(page, 44 + 10 + 18 + 6)
                                           : phone_strip + table_alone_height(page, width);
  return inside + 2 * margin;
}

void playground_phone_output(Playground& page, const Rect& where) {
  const Panel box = panel(where);
  Rect rest = box.outer.inset(px(11));
  if (!page.run.has_maps()) return phone_table(page, rest);
  if (many_inputs(page)) axis_choices(page, rest.cut_top(px(44), px(10)));
  if (shows_table(page))
    class_table(page, rest.cut_bottom(px(confusion_table_height(page.run.data().class_count())), px(8)));
  if (many_inputs(page)) slice_words(page, rest.cut_bottom(px(18), px(6)));
  const Rect square = rest.cut_left(rest.height(), px(18)).snapped();
  output_square(page, square, 2.8F, false);
  if (page.state.drawing.on) return playground_draw_tools(page, rest);
  float y = rest.y0 + px(14);
  const auto figures = phone_figures(page);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto& [word, value] = figures[i];
    const TextStyle style = i == 0 ? type::figure : loss_style;
    draw_text({rest.x0, y}, left_base, theme().ink2, type::caption, tr(word));
    record_reading(word, value, {rest.x0, y - px(14), rest.x1, y + px(style.size) + px(6)});
    draw_text({rest.x0, y + px(style.size) + px(3)}, left_base, theme().ink, style, value);
    y += px(style.size + std::array{26.0F, 22.0F, 18.0F}[i]);
  }
  if (predicts_number(page)) return;
  wrong_counts(page, {rest.x0 - px(2), std::max(y + px(6), square.y1 - px(40))});
}

}  // namespace gradlab::ui
