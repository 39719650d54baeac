#include "shell/ui/pages/playground/landscape_sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/widgets/slice_map.hpp"

namespace gradlab::ui {
namespace {

constexpr int most_cells = 61, usual_cells = 25, phone_cells = 17;

int resolution_of(const Landscape& sheet) {
  if (sheet.resolution > 0) return sheet.resolution;
  return on_phone() ? phone_cells : usual_cells;
}

void ask_for_slice(Playground& page) {
  Landscape& sheet = page.state.landscape;
  sheet.asked = true;
  page.run.runner().send(
      SliceLoss{static_cast<SlicePlaneKind>(sheet.plane), sheet.seed, static_cast<std::size_t>(resolution_of(sheet))});
}

void draw_slice(const Rect& square, const SlicedLoss& slice) {
  const auto span = [&](std::size_t axis) {
    return PlotSpan{static_cast<double>(slice.low[axis]), static_cast<double>(slice.high[axis])};
  };
  std::vector<PlotPoint> points;
  for (const SlicePoint& point : slice.path)
    points.push_back({static_cast<double>(point.a), static_cast<double>(point.b)});
  const SliceWay way{.color = theme().accent, .points = points, .head = {0, 0}};
  slice_map("playground.landscape_map", square,
            {.values = slice.values, .side = slice.wanted.resolution, .view = {span(0), span(1)}, .ways = {&way, 1}});
}

/// What is seen, in words: what a and b are, of which step, over how many points.
std::string words_of(const Playground& page, const SlicedLoss& slice) {
  constexpr std::array<std::string_view, 3> kinds{
      "playground.landscape_words.random", "playground.landscape_words.gradient", "playground.landscape_words.path"};
  const auto share = [&](std::size_t axis) { return percent(static_cast<double>(slice.explained[axis]), 0); };
  std::string words = tr(kinds[static_cast<std::size_t>(slice.wanted.plane)], {{"a", share(0)}, {"b", share(1)}});
  words += " " + tr("playground.landscape_words.here", {{"step", grouped(static_cast<long long>(slice.step))},
                                                        {"loss", readout(static_cast<double>(slice.here))},
                                                        {"n", grouped(static_cast<long long>(slice.samples))}});
  if (slice.step != page.run.state().step)
    words += " " + tr("playground.landscape_words.behind",
                      {{"step", grouped(static_cast<long long>(page.run.state().step))}});
  return words;
}

void controls(Playground& page, Rect& rest) {
  Landscape& sheet = page.state.landscape;
  const float height = field_height();
  const std::array<Item, 3> planes{Item{"random", tr("playground.plane.random")},
                                   Item{"gradient", tr("playground.plane.gradient")},
                                   Item{"path", tr("playground.plane.path")}};
  Rect row = rest.cut_top(height, px(10));
  if (sheet.plane != static_cast<int>(SlicePlaneKind::path)) {
    const Rect dice = row.cut_right(px(height / px(1)), px(8));
    if (icon_button("playground.landscape_dice", dice, Icon::dice)) {
      sheet.seed = sheet.seed % 999 + 1;
      sheet.asked = false;
    }
  }
  if (segments("playground.landscape_plane", row, sheet.plane, planes)) sheet.asked = false;
  Rect second = rest.cut_top(labelled_slider_height(), px(8));
  const ButtonOptions again{.kind = ButtonKind::soft};
  const float width = button_width("playground.landscape_again", again);
  const Rect button_place = second.cut_right(width, px(16)).centered(width, height);
  if (button("playground.landscape_again", button_place, again)) sheet.asked = false;
  int cells = resolution_of(sheet);
  const NumberRange range{.low = 1, .high = most_cells, .initial = usual_cells, .step = 1};
  auto value = static_cast<double>(cells);
  second.cut_left(px(4));
  if (labelled_slider("playground.landscape_resolution", second, value, range)) {
    cells = static_cast<int>(std::lround(value));
    sheet.resolution = cells;
    sheet.asked = false;
  }
}

}  // namespace

void playground_landscape_overlay(Playground& page) {
  Landscape& sheet = page.state.landscape;
  if (!sheet.open) sheet.asked = false;
  const bool phone = on_phone();
  const Overlay overlay("playground.landscape_sheet", sheet.open, 720, tr("playground.landscape_title"),
                        phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!overlay.visible()) return;
  Rect rest = overlay.content();
  controls(page, rest);
  if (!sheet.asked) ask_for_slice(page);
  const std::shared_ptr<const SlicedLoss> slice = page.run.state().slice;
  if (!slice) return;
  if (!slice->refused.empty()) {
    draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(24)}, rest.width(), theme().ink2, type::body,
                      tr("playground.landscape_refused." + slice->refused));
    return;
  }
  const std::string words = words_of(page, *slice);
  const float lines = static_cast<float>(count_wrapped_lines(rest.width(), type::caption, words));
  const float words_height = lines * line_height(type::caption) + px(6);
  rest.y1 -= words_height + px(4);
  const Rect square = slice_square(rest);
  draw_slice(square, *slice);
  const Rect below{rest.x0, square.y1 + px(34), rest.x1, square.y1 + px(34) + words_height};
  draw_text_wrapped(canvas(), {below.x0, below.y0 + px(14)}, below.width(), theme().ink2, type::caption, words);
  record_reading(
      "playground.landscape_done",
      percent(static_cast<double>(slice->done) / static_cast<double>(std::max<std::size_t>(slice->values.size(), 1)),
              0),
      below);
}

}  // namespace gradlab::ui
