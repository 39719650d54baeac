#include "shell/platform/input.hpp"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>

#ifdef __EMSCRIPTEN__
#include <emscripten/em_js.h>
#endif

// Of ImGui's GLFW backend, which does not declare it in its header.
// NOLINTNEXTLINE(readability-identifier-naming)
ImGuiKey ImGui_ImplGlfw_KeyToImGuiKey(int keycode, int scancode);

namespace gradlab {
namespace {

InputState& state_of(GLFWwindow* window) { return *static_cast<InputState*>(glfwGetWindowUserPointer(window)); }

void noticed(GLFWwindow* window) {
  if (const auto& call = state_of(window).noticed) call();
}

void add_position(GLFWwindow* window, double x, double y) {
  const float scale = state_of(window).pixels_per_unit;
  ImGui::GetIO().AddMousePosEvent(static_cast<float>(x) * scale, static_cast<float>(y) * scale);
}

void on_position(GLFWwindow* window, double x, double y) {
  add_position(window, x, y);
  noticed(window);
}

void on_button(GLFWwindow* window, int button, int action, int) {
  // A finger presses where no pointer was before.
  double x = 0;
  double y = 0;
  glfwGetCursorPos(window, &x, &y);
  add_position(window, x, y);
  if (button >= 0 && button < ImGuiMouseButton_COUNT) ImGui::GetIO().AddMouseButtonEvent(button, action == GLFW_PRESS);
  noticed(window);
}

void on_scroll(GLFWwindow* window, double x, double y) {
  if (state_of(window).ignore_wheel) return;
  ImGui::GetIO().AddMouseWheelEvent(static_cast<float>(x), static_cast<float>(y));
  noticed(window);
}

void on_enter(GLFWwindow* window, int entered) {
  if (!entered) ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  noticed(window);
}

void add_modifiers(GLFWwindow* window) {
  ImGuiIO& io = ImGui::GetIO();
  const auto down = [window](int left, int right) {
    return glfwGetKey(window, left) == GLFW_PRESS || glfwGetKey(window, right) == GLFW_PRESS;
  };
  io.AddKeyEvent(ImGuiMod_Ctrl, down(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL));
  io.AddKeyEvent(ImGuiMod_Shift, down(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT));
  io.AddKeyEvent(ImGuiMod_Alt, down(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT));
  io.AddKeyEvent(ImGuiMod_Super, down(GLFW_KEY_LEFT_SUPER, GLFW_KEY_RIGHT_SUPER));
}

void on_key(GLFWwindow* window, int key, int scancode, int action, int) {
  noticed(window);
  if (action == GLFW_REPEAT) return;
  add_modifiers(window);
  ImGui::GetIO().AddKeyEvent(ImGui_ImplGlfw_KeyToImGuiKey(key, scancode), action == GLFW_PRESS);
}

void on_character(GLFWwindow* window, unsigned int code) {
  ImGui::GetIO().AddInputCharacter(code);
  noticed(window);
}

void on_focus(GLFWwindow* window, int focused) {
  ImGui::GetIO().AddFocusEvent(focused != 0);
  noticed(window);
}

void on_resize(GLFWwindow* window, int, int) { noticed(window); }
void on_refresh(GLFWwindow* window) { noticed(window); }
void on_scale(GLFWwindow* window, float, float) { noticed(window); }

}  // namespace

void connect_input(GLFWwindow* window, InputState& state) {
  glfwSetWindowUserPointer(window, &state);
  glfwSetCursorPosCallback(window, on_position);
  glfwSetMouseButtonCallback(window, on_button);
  glfwSetScrollCallback(window, on_scroll);
  glfwSetCursorEnterCallback(window, on_enter);
  glfwSetKeyCallback(window, on_key);
  glfwSetCharCallback(window, on_character);
  glfwSetWindowFocusCallback(window, on_focus);
  glfwSetFramebufferSizeCallback(window, on_resize);
  glfwSetWindowRefreshCallback(window, on_refresh);
  glfwSetWindowContentScaleCallback(window, on_scale);
}

#ifdef __EMSCRIPTEN__

// clang-format would take JavaScript's three-character operators apart.
// clang-format off
EM_JS(void, gradlab_js_cursor, (int shape), {
  const name = [
    "default", "text", "move", "ns-resize", "ew-resize", "nesw-resize", "nwse-resize", "pointer", "wait", "progress",
    "not-allowed"
  ][shape] || "default";
  Module["canvas"].style.cursor = name;
});
// clang-format on

void show_cursor(GLFWwindow*) {
  static ImGuiMouseCursor shown = ImGuiMouseCursor_None;
  if (shown == ImGui::GetMouseCursor()) return;
  shown = ImGui::GetMouseCursor();
  gradlab_js_cursor(shown);
}

#else

void show_cursor(GLFWwindow* window) {
  static GLFWcursor* const text = glfwCreateStandardCursor(GLFW_IBEAM_CURSOR);
  static GLFWcursor* const sideways = glfwCreateStandardCursor(GLFW_HRESIZE_CURSOR);
  static GLFWcursor* const hand = glfwCreateStandardCursor(GLFW_HAND_CURSOR);
  GLFWcursor* cursor = nullptr;
  if (ImGui::GetMouseCursor() == ImGuiMouseCursor_TextInput) cursor = text;
  if (ImGui::GetMouseCursor() == ImGuiMouseCursor_ResizeEW) cursor = sideways;
  if (ImGui::GetMouseCursor() == ImGuiMouseCursor_Hand) cursor = hand;
  glfwSetCursor(window, cursor);
}

#endif

}  // namespace gradlab
