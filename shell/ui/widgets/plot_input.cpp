#include "shell/ui/widgets/plot_input.hpp"

#include <cmath>

#include "shell/ui/context.hpp"

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

}  // namespace

PlotPointer plot_input(std::string_view id, const PlotFrame& frame, PlotView& view, double x,
                       const PlotInputOptions& options) {
  const PlotView before = view;
  PlotPointer pointer;
  pointer.input = surface(id, frame.rect, true, options.words);
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
  if (input.dragging && !(finger && options.finger_points)) {
    view = panned({frame.rect, view}, {input.drag_delta.x, options.zoom_y ? input.drag_delta.y : 0});
  }
  if (input.double_clicked) pointer.reset = true;
  if (input.focused) keys(frame, view, x, options.zoom_y, pointer);
  pointer.view_changed = !(view == before);
  return pointer;
}

}  // namespace gradlab::ui
