#include "shell/ui/context.hpp"

#include <cmath>

#include "shell/ui/draw.hpp"

namespace gradlab::ui {
namespace {

// Which context the drawing functions read, as ImGui has its current context.
Ui* current_ui = nullptr;

}  // namespace

Ui::Ui() : previous_(current_ui) { current_ui = this; }

Ui::~Ui() {
  if (current_ui == this) current_ui = previous_;
}

void Ui::activate() { current_ui = this; }

Ui& Ui::current() {
  IM_ASSERT(current_ui && "no Ui is active");
  return *current_ui;
}

float Ui::design_width() const { return ImGui::GetIO().DisplaySize.x / scale(); }
float Ui::design_height() const { return ImGui::GetIO().DisplaySize.y / scale(); }

Breakpoint Ui::breakpoint() const {
  const float width = design_width();
  if (width >= 1200) return Breakpoint::wide;
  return width >= 720 ? Breakpoint::medium : Breakpoint::phone;
}

void Ui::begin_frame() {
  next_frame_in_ = -1;
  drag_claimed = false;
  tooltip = {};
  scope.clear();
  touch = ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen;
  update_gesture();
  registry.begin_frame();
}

void Ui::end_frame() {
  const std::size_t before = registry.controls().size();
  registry.end_frame();
  // What came or went may have moved the rest.
  if (registry.controls().size() != before) request_frame();
  if (tooltip.shown) draw_tooltip();
  if (registry.pending()) request_frame();
}

void Ui::update_gesture() {
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    gesture = Gesture::none;
    scrolled.clear();
    return;
  }
  if (gesture == Gesture::none) gesture = Gesture::undecided;
  if (gesture != Gesture::undecided) return;
  const ImVec2 moved = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0.0F);
  if (std::hypot(moved.x, moved.y) < px(8)) return;
  gesture = touch && std::abs(moved.y) > std::abs(moved.x) ? Gesture::scroll : Gesture::drag;
}

void Ui::request_frame(double in_seconds) {
  next_frame_in_ = next_frame_in_ < 0 ? in_seconds : std::min(next_frame_in_, in_seconds);
}

ControlMemory& Ui::memory(std::string_view id) {
  const auto found = memory_.find(id);
  return found != memory_.end() ? found->second : memory_[std::string(id)];
}

void Ui::draw_tooltip() {
  ImDrawList* const list = ImGui::GetForegroundDrawList();
  const float padding = px(14);
  const float margin = px(8);
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const float room = std::min(px(320), display.x - 2 * (margin + padding));
  const int lines = count_wrapped_lines(room, type::body, tooltip.sentence);
  const float one_line = lines == 1 ? text_width(type::body, tooltip.sentence) : room;
  const float width = std::max(text_width(strong(type::body), tooltip.name), lines > 0 ? one_line : 0) + 2 * padding;
  const float pitch = px(19);
  const float name_height = tooltip.name.empty() ? 0 : pitch;
  const float height = name_height + static_cast<float>(lines) * pitch + px(14);
  float top = tooltip.anchor.y1 + px(6);
  if (top + height > display.y - margin) top = tooltip.anchor.y0 - px(6) - height;
  float left = std::clamp(tooltip.anchor.x0, margin, std::max(margin, display.x - margin - width));
  if (!tooltip.list.empty() && tooltip.list.x1 + px(6) + width <= display.x - margin) {
    left = tooltip.list.x1 + px(6);
    top = std::clamp(tooltip.anchor.y0, margin, std::max(margin, display.y - margin - height));
  }
  const Rect card = Rect{left, top, left + width, top + height}.snapped();
  fill_rect(list, card, theme().ink, 6);
  float baseline = card.y0 + px(7) + px(14);
  draw_text(list, {card.x0 + padding, baseline}, left_base, theme().panel, strong(type::body), tooltip.name);
  baseline += name_height;
  draw_text_wrapped(list, {card.x0 + padding, baseline}, room, theme().panel, type::body, tooltip.sentence);
}

}  // namespace gradlab::ui
