#include "shell/ui/widgets/plot_input.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "shell/ui/context.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr double wheel_step = 1.2;  // one notch of the wheel
constexpr double key_step = 1.25;

void zoom(PlotView& view, PlotPoint about, double factor, bool zoom_y) {
  view = zoomed(view, about, factor, zoom_y ? factor : 1);
}

bool pressed(ImGuiKey key) { return ImGui::IsKeyPressed(key, true); }

void keys(const PlotFrame& frame, PlotView& view, double x, bool zoom_y, PlotPointer& pointer) {
  const ImVec2 arrow = pointer.input.arrow;
  if (ImGui::GetIO().KeyShift) {
    view = panned({frame.rect, view},
                  {-arrow.x * frame.rect.width() / 20, zoom_y ? -arrow.y * frame.rect.height() / 20 : 0});
  } else {
    pointer.x_steps = arrow.x;
    pointer.curve_steps = static_cast<int>(arrow.y);
  }
  // Ctrl with these keys makes the whole interface larger.
  if (ImGui::GetIO().KeyCtrl) return;
  const double middle_y = frame.y_at((frame.rect.y0 + frame.rect.y1) / 2);
  const double about_x = view.x.contains(x) ? x : (view.x.low + view.x.high) / 2;
  if (pressed(ImGuiKey_Equal) || pressed(ImGuiKey_KeypadAdd)) zoom(view, {about_x, middle_y}, 1 / key_step, zoom_y);
  if (pressed(ImGuiKey_Minus) || pressed(ImGuiKey_KeypadSubtract)) zoom(view, {about_x, middle_y}, key_step, zoom_y);
  if (pressed(ImGuiKey_Home) || pressed(ImGuiKey_0) || pressed(ImGuiKey_Keypad0)) pointer.reset = true;
}

/// A drag that began with Shift draws a box; letting go zooms to it. `memory.editing` while there is one.
void frame_box(ControlMemory& memory, const PlotFrame& frame, PlotView& view, bool zoom_y, PlotPointer& pointer) {
  const ImGuiIO& io = ImGui::GetIO();
  if (pointer.input.dragging && !ui().touch && !memory.editing && !memory.dragging) {
    memory.dragging = true;  // of this drag it is decided
    memory.editing = io.KeyShift;
  }
  const bool over = !ImGui::IsMouseDown(ImGuiMouseButton_Left);
  if (memory.editing) {
    const ImVec2 a = io.MouseClickedPos[0], b = pointer.input.pointer;
    Rect box{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
    if (!zoom_y) box = {box.x0, frame.rect.y0, box.x1, frame.rect.y1};
    box = box.intersection(frame.rect);
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
      memory.editing = false;
    } else if (!over) {
      pointer.box = box;
    } else if (box.width() > px(6) && box.height() > px(6)) {
      view.x = {frame.x_at(box.x0), frame.x_at(box.x1)};
      if (zoom_y) view.y = {frame.y_at(box.y1), frame.y_at(box.y0)};
    }
  }
  if (over) memory.editing = memory.dragging = false;
}

}  // namespace

PlotPointer plot_input(std::string_view id, const PlotFrame& frame, PlotView& view, double x,
                       const PlotInputOptions& options) {
  const PlotView before = view;
  PlotPointer pointer;
  pointer.input = surface(id, frame.rect, true, options.words);
  const bool by_key = pointer.input.by_key;
  pointer.input.clicked = pointer.input.clicked && !by_key;
  const SurfaceInput& input = pointer.input;
  const bool finger = ui().touch;
  if (input.hovered || input.dragging || input.clicked) {
    pointer.at = {frame.x_at(input.pointer.x), frame.y_at(input.pointer.y)};
    pointer.points = !finger || input.clicked || (input.dragging && options.finger_points);
  }
  if (input.wheel != 0) {
    const bool only_x = ImGui::GetIO().KeyShift;
    zoom(view, pointer.at, std::pow(wheel_step, -static_cast<double>(input.wheel)), options.zoom_y && !only_x);
  }
  ControlMemory& box = ui().memory(std::string(id) + ui().scope + ".box");
  frame_box(box, frame, view, options.zoom_y, pointer);
  if (input.dragging && !box.editing && !(finger && options.finger_points)) {
    view = panned({frame.rect, view}, {input.drag_delta.x, options.zoom_y ? input.drag_delta.y : 0});
  }
  if (input.double_clicked) pointer.reset = true;
  pointer.pin = (input.clicked && !finger) || by_key || (input.focused && pressed(ImGuiKey_P));
  if (input.focused) keys(frame, view, x, options.zoom_y, pointer);
  pointer.view_changed = !(view == before);
  return pointer;
}

void draw_zoom_box(ImDrawList* list, const Rect& box) {
  if (box.empty()) return;
  fill_rect(list, box, with_alpha(theme().accent, 0.1F));
  stroke_rect(list, box, theme().accent);
}

}  // namespace gradlab::ui
