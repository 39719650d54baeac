#include "shell/ui/pages/playground/digit_pad.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/export/trained_network.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/data_picture.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t fine = 8;  // looks along a pixel's side

struct Box {
  float x0 = 1, y0 = 1, x1 = 0, y1 = 0;
};

Box box_of(std::span<const PenStroke> strokes) {
  Box box;
  for (const PenStroke& stroke : strokes)
    for (const PenPoint point : stroke)
      box = {std::min(box.x0, point.x), std::min(box.y0, point.y), std::max(box.x1, point.x),
             std::max(box.y1, point.y)};
  return box;
}

bool is_near(PenPoint at, PenPoint a, PenPoint b, float radius) {
  const float dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const float share = length > 0 ? std::clamp(((at.x - a.x) * dx + (at.y - a.y) * dy) / length, 0.0F, 1.0F) : 0;
  const float x = at.x - a.x - share * dx, y = at.y - a.y - share * dy;
  return x * x + y * y <= radius * radius;
}

/// Where the pen has been, on a grid of fine² places to a pixel. Strokes in pixels.
std::vector<bool> inked(std::span<const PenStroke> strokes, std::size_t side, float radius) {
  const std::size_t across = side * fine;
  std::vector<bool> ink(across * across);
  const auto place = [](std::size_t i) { return (static_cast<float>(i) + 0.5F) / static_cast<float>(fine); };
  const auto first = [&](float low) {
    return static_cast<std::size_t>(std::max(0.0F, std::floor((low - radius) * static_cast<float>(fine))));
  };
  const auto last = [&](float high) {
    const float end = std::ceil((high + radius) * static_cast<float>(fine));
    return std::min(across, static_cast<std::size_t>(std::max(0.0F, end)));
  };
  for (const PenStroke& stroke : strokes) {
    for (std::size_t i = 0; i < stroke.size(); ++i) {
      const PenPoint a = stroke[i], b = stroke[std::min(i + 1, stroke.size() - 1)];
      for (std::size_t row = first(std::min(a.y, b.y)); row < last(std::max(a.y, b.y)); ++row)
        for (std::size_t column = first(std::min(a.x, b.x)); column < last(std::max(a.x, b.x)); ++column)
          if (is_near({place(column), place(row)}, a, b, radius)) ink[row * across + column] = true;
    }
  }
  return ink;
}

std::vector<PenStroke> moved(std::span<const PenStroke> strokes, float scale, PenPoint from, PenPoint to) {
  std::vector<PenStroke> placed;
  for (const PenStroke& stroke : strokes) {
    PenStroke& line = placed.emplace_back();
    for (const PenPoint point : stroke)
      line.push_back({to.x + (point.x - from.x) * scale, to.y + (point.y - from.y) * scale});
  }
  return placed;
}

/// The middle of all ink; in pixels.
PenPoint center_of_mass(const std::vector<bool>& ink, std::size_t side) {
  const std::size_t across = side * fine;
  double x = 0, y = 0, count = 0;
  for (std::size_t i = 0; i < ink.size(); ++i) {
    if (!ink[i]) continue;
    const std::size_t column = i % across, row = i / across;
    x += static_cast<double>(column) + 0.5;
    y += static_cast<double>(row) + 0.5;
    ++count;
  }
  const double unit = std::max(count, 1.0) * static_cast<double>(fine);
  return {static_cast<float>(x / unit), static_cast<float>(y / unit)};
}

}  // namespace

std::vector<double> digit_image(std::span<const PenStroke> strokes, std::size_t side, double full) {
  std::vector<double> pixels(side * side);
  const Box box = box_of(strokes);
  if (box.x0 > box.x1) return pixels;
  const bool by_mass = side > 8;
  // The pen's radius: of the shipped digits the mean ink is that of 2.5 in 32; MNIST's strokes are a little finer.
  const auto width = static_cast<float>(side);
  const float room = by_mass ? width * 20 / 28 : width, radius = by_mass ? width / 22 : width * 2.5F / 32;
  const float size = std::max({box.x1 - box.x0, box.y1 - box.y0, 1e-3F});
  const PenPoint middle{(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2}, center{width / 2, width / 2};
  std::vector<PenStroke> placed = moved(strokes, (room - 2 * radius) / size, middle, center);
  std::vector<bool> ink = inked(placed, side, radius);
  if (by_mass) {
    placed = moved(placed, 1, center_of_mass(ink, side), center);
    ink = inked(placed, side, radius);
  }
  for (std::size_t i = 0; i < ink.size(); ++i) {
    const std::size_t row = i / (side * fine) / fine, column = i % (side * fine) / fine;
    if (ink[i]) pixels[row * side + column] += full / static_cast<double>(fine * fine);
  }
  return pixels;
}

std::vector<double> classify_pixels(const PlaygroundState& state, const std::vector<double>& pixels) {
  const PlaygroundRun& run = *state.run;
  const auto trained = trained_network(state.spec, run.network(), input_steps(state.spec, run.data(), run.source().map),
                                       run.reading(), run.data().class_names);
  return trained ? trained->answer({pixels}).front() : std::vector<double>();
}

namespace {

constexpr float pad_side = 232, seen_side = 64, pad_gap = 16, bar_pitch = 23;

std::size_t point_count(const DigitPad& pad) {
  std::size_t count = pad.strokes.size();
  for (const PenStroke& stroke : pad.strokes) count += stroke.size();
  return count;
}

double largest_pixel(const Dataset& data) {
  const auto largest = std::max_element(data.inputs.begin(), data.inputs.end());
  return largest == data.inputs.end() ? 1 : *largest;
}

/// Anew when something was drawn or the network has learned.
void answer(Playground& page) {
  DigitPad& pad = page.state.digit;
  const std::size_t points = point_count(pad);
  const std::uint64_t version = page.run.state().version;
  if (points == pad.answered_points && version == pad.answered_version) return;
  if (points != pad.answered_points || pad.pixels.empty())
    pad.pixels = digit_image(pad.strokes, page.run.image_side(), largest_pixel(page.run.data()));
  pad.answered_points = points;
  pad.answered_version = version;
  pad.answer = points > 0 ? classify_pixels(page.state, pad.pixels) : std::vector<double>();
}

void draw_on_pad(Playground& page, const Rect& square) {
  DigitPad& pad = page.state.digit;
  draw_box(canvas(), square, theme().sunk, theme().line2, map_radius);
  const SurfaceInput pointer = surface("playground.digit_pad", square, false);
  const bool down = ImGui::IsMouseDown(ImGuiMouseButton_Left);
  const PenPoint at{std::clamp((pointer.pointer.x - square.x0) / square.width(), 0.0F, 1.0F),
                    std::clamp((pointer.pointer.y - square.y0) / square.height(), 0.0F, 1.0F)};
  // Whoever is quick begins in the very frame in which the pointer arrives.
  const bool over = pointer.hovered || (square.contains(pointer.pointer) && ImGui::IsWindowHovered());
  if (down && !pad.down && over && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
    pad.down = true;
    pad.strokes.push_back({at});
  } else if (down && pad.down) {
    const PenPoint before = pad.strokes.back().back();
    if (std::hypot(at.x - before.x, at.y - before.y) * square.width() > px(1.5F)) pad.strokes.back().push_back(at);
  }
  if (pad.down) ui().gesture = Gesture::drag;  // a finger draws, the sheet stays where it is
  if (!down) pad.down = false;
  const Clip clip(square);
  for (const PenStroke& stroke : pad.strokes) {
    std::vector<ImVec2> line;
    for (const PenPoint point : stroke)
      line.push_back({square.x0 + point.x * square.width(), square.y0 + point.y * square.height()});
    if (line.size() == 1) line.push_back({line[0].x + 0.1F, line[0].y});
    draw_polyline(canvas(), line, theme().ink, 14);
  }
  if (pad.strokes.empty())
    draw_text_wrapped(canvas(), {square.x0 + px(20), square.center().y}, square.width() - px(40), theme().ink3,
                      type::body, tr("digit.draw_here"));
}

/// The class of the largest share, with a bar for each.
void bars(const Playground& page, Rect where) {
  const Dataset& data = page.run.data();
  const std::vector<double>& shares = page.state.digit.answer;
  const auto best = std::max_element(shares.begin(), shares.end());
  const std::size_t classes = data.class_count();
  const float pitch = std::min(px(bar_pitch), where.height() / static_cast<float>(std::max<std::size_t>(classes, 1)));
  for (std::size_t c = 0; c < classes; ++c) {
    const Rect row = where.cut_top(pitch);
    const double share = c < shares.size() ? std::clamp(shares[c], 0.0, 1.0) : 0;
    const bool is_best = best != shares.end() && c == static_cast<std::size_t>(best - shares.begin());
    const std::string name = class_name(data, c), value = shares.empty() ? "–" : percent(share, 0);
    draw_text({row.x0, row.center().y}, left_middle, theme().ink, is_best ? strong(type::body) : type::body, name);
    draw_text({row.x1, row.center().y}, right_middle, theme().ink2, type::caption, value);
    const Rect track = Rect{row.x0 + px(24), row.center().y - px(5), row.x1 - px(52), row.center().y + px(5)}.snapped();
    fill_rect(canvas(), track, theme().sunk, 3);
    Rect bar = track;
    bar.x1 = bar.x0 + track.width() * static_cast<float>(share);
    fill_rect(canvas(), bar, is_best ? theme().accent : theme().ink3, 3);
    const IdScope scope(name);
    ui().registry.add({.id = "playground.reading.digit_share" + ui().scope,
                       .role = ControlRole::image,
                       .label = name,
                       .value = value,
                       .rect = row});
  }
  const std::string said =
      shares.empty() ? std::string() : class_name(data, static_cast<std::size_t>(best - shares.begin()));
  ui().registry.add({.id = "playground.reading.digit",
                     .role = ControlRole::image,
                     .label = std::string(tr("digit.answer")),
                     .value = said,
                     .rect = where});
}

/// The same pixels that the network is given.
void seen(const Playground& page, Rect where) {
  const DigitPad& pad = page.state.digit;
  const double full = largest_pixel(page.run.data());
  std::vector<float> shares;
  for (const double pixel : pad.pixels) shares.push_back(static_cast<float>(pixel / full));
  const Rect square = where.cut_left(where.height(), px(12)).snapped();
  draw_box(canvas(), square, theme().sunk, theme().line, thumbnail_radius);
  if (!shares.empty()) draw_pixels(canvas(), square.inset(px(3)), shares, static_cast<int>(page.run.image_side()));
  draw_text_wrapped(canvas(), {where.x0, where.y0 + px(16)}, where.width(), theme().ink2, type::caption,
                    tr("digit.seen"));
}

}  // namespace

float digit_pad_button_width() { return button_width("playground.draw_digit"); }

void digit_pad_button(Playground& page, const Rect& where) {
  if (button("playground.draw_digit", where)) page.state.digit.open = true;
}

void playground_digit_overlay(Playground& page) {
  DigitPad& pad = page.state.digit;
  if (page.run.image_side() == 0) pad.open = false;
  const bool phone = on_phone();
  const Overlay sheet("playground.digit_sheet", pad.open, phone ? 700 : 440, tr("digit.title"),
                      phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible() || page.run.image_side() == 0) return;
  answer(page);
  Rect rest = sheet.content();
  Rect foot = rest.cut_bottom(px(seen_side), px(pad_gap));
  if (button("playground.digit_clear", foot.cut_right(button_width("playground.digit_clear"), px(pad_gap))
                                           .centered(button_width("playground.digit_clear"), field_height())))
    pad.strokes.clear();
  seen(page, foot);
  const float side = std::min({px(phone ? 280.0F : pad_side), rest.width(), rest.height()});
  const Rect area = phone ? rest.cut_top(side, px(pad_gap)) : rest.cut_left(side, px(pad_gap));
  draw_on_pad(page, area.centered(side, side).snapped());
  bars(page, rest);
}

}  // namespace gradlab::ui
