#include "shell/ui/pages/playground/draw_tools.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {
namespace {

constexpr float apart = 9, reach = 13, tool_side = 34, tool_gap = 6;  // design px
constexpr std::array<std::string_view, 3> classes{"playground.draw.orange", "playground.draw.blue",
                                                  "playground.draw.third"};

void touch(Drawing& drawing, const PlotFrame& frame, ImVec2 at) {
  if (drawing.tool == eraser) {
    std::erase_if(drawing.points, [&](const MapPoint& point) {
      const ImVec2 place = frame.to_pixel({static_cast<double>(point.x), static_cast<double>(point.y)});
      return std::hypot(place.x - at.x, place.y - at.y) < px(reach);
    });
  } else if (drawing.points.size() < most_drawn_points) {
    // As many digits as can be seen: a link with the points stays short.
    const auto rounded = [](double value) { return static_cast<float>(std::round(value * 100) / 100); };
    drawing.points.push_back({.x = rounded(frame.x_at(at.x)),
                              .y = rounded(frame.y_at(at.y)),
                              .label = static_cast<std::uint16_t>(drawing.tool)});
  }
  drawing.x = at.x, drawing.y = at.y;
}

/// Points along the way from the last one, so that a quick stroke has no gaps.
void stroke(Drawing& drawing, const PlotFrame& frame, ImVec2 to) {
  const float dx = to.x - drawing.x, dy = to.y - drawing.y, length = std::hypot(dx, dy);
  const ImVec2 from{drawing.x, drawing.y};
  for (float gone = px(apart); gone <= length; gone += px(apart))
    touch(drawing, frame, {from.x + dx * gone / length, from.y + dy * gone / length});
}

int tools_in_row(float width) { return std::max(1, static_cast<int>((width + tool_gap) / (tool_side + tool_gap))); }

/// A tool as a square button with a dot of its colour.
void class_tool(Drawing& drawing, int label, const Rect& where) {
  const ButtonOptions options{.icon_only = true, .pressed = drawing.tool == label};
  if (button(classes[static_cast<std::size_t>(label)], where, options)) drawing.tool = label;
  fill_dot(canvas(), where.center(), 7, class_color(static_cast<std::size_t>(label), label == 2 ? 3 : 2));
}

}  // namespace

void playground_draw_on(Playground& page, const Rect& square, const SurfaceInput& pointer) {
  Drawing& drawing = page.state.drawing;
  const MapWindow& window = page.run.maps().window();
  const PlotFrame frame{square, {window.x_span, window.y_span}};
  const bool down = ImGui::IsMouseDown(ImGuiMouseButton_Left);
  const ImVec2 at{std::clamp(pointer.pointer.x, square.x0, square.x1),
                  std::clamp(pointer.pointer.y, square.y0, square.y1)};
  if (down && !drawing.down && pointer.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
    drawing.down = true;
    touch(drawing, frame, at);
  } else if (down && drawing.down) {
    stroke(drawing, frame, at);
  }
  if (drawing.down) ui().gesture = Gesture::drag;  // a finger draws, the page stays where it is
  if (!down && drawing.down) {
    drawing.down = false;
    take_drawing(page.state);
  }
  if (drawing.tool == eraser && pointer.hovered) stroke_dot(canvas(), pointer.pointer, reach, theme().ink, 1.2F);
  if (!drawing.too_few || drawing.down) return;
  const float width = square.width() - px(40);
  draw_text_wrapped(canvas(), {square.x0 + px(20), square.center().y}, width, theme().ink, type::body,
                    tr("playground.draw.too_few"));
}

float playground_draw_tools_height(float width) {
  const int rows = (6 + tools_in_row(width) - 1) / tools_in_row(width);
  return static_cast<float>(rows) * (tool_side + tool_gap);
}

void playground_draw_tools(Playground& page, const Rect& where) {
  Drawing& drawing = page.state.drawing;
  const int in_row = tools_in_row(where.width() / px(1));
  std::size_t index = 0;
  const auto next = [&] {
    return grid_cell(where.min(), index++, static_cast<std::size_t>(in_row), {px(tool_side), px(tool_side)},
                     {px(tool_gap), px(tool_gap)});
  };
  for (const int label : {1, 0, 2}) class_tool(drawing, label, next());
  const Rect rubber = next();
  if (button("playground.draw.eraser", rubber, {.icon_only = true, .pressed = drawing.tool == eraser}))
    drawing.tool = eraser;
  stroke_dot(canvas(), rubber.center(), 7, theme().ink2, 1.6F);
  draw_icon(canvas(), Icon::close, rubber.center(), theme().ink2, 8);
  if (button("playground.draw.clear", next(), {.icon = Icon::reset, .icon_only = true})) clear_drawing(page.state);
  if (button("playground.draw.done", next(), {.kind = ButtonKind::primary, .icon = Icon::check, .icon_only = true}))
    drawing.on = false;
}

}  // namespace gradlab::ui
