#include "shell/ui/new_frame.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <iterator>
#include <vector>

namespace gradlab::ui {
namespace {

/// The first press in the queue that comes after a move; the queue's length if there is none.
int press_after_move(const ImVector<ImGuiInputEvent>& queue) {
  bool moved = false;
  for (int i = 0; i < queue.Size; ++i) {
    const ImGuiInputEvent& event = queue[i];
    if (event.Type == ImGuiInputEventType_MousePos) moved = true;
    if (event.Type == ImGuiInputEventType_MouseButton && event.MouseButton.Down && moved) return i;
  }
  return queue.Size;
}

}  // namespace

void new_frame() {
  ImVector<ImGuiInputEvent>& queue = ImGui::GetCurrentContext()->InputEventsQueue;
  const int until = press_after_move(queue);
  const std::vector<ImGuiInputEvent> waiting(std::next(queue.begin(), until), queue.end());
  queue.resize(until);
  ImGui::NewFrame();
  for (const ImGuiInputEvent& event : waiting) queue.push_back(event);
}

}  // namespace gradlab::ui
