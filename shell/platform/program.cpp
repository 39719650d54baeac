#include "shell/platform/program.hpp"

#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include <algorithm>

#include "shell/ui/new_frame.hpp"

namespace gradlab {

Program::Context::Context() {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  io.BackendPlatformName = "gradlab";
  // A blinking caret would keep an idle page drawing.
  io.ConfigInputTextCursorBlink = false;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
}

Program::Context::~Context() { ImGui::DestroyContext(); }

Program::Program(ui::Hooks hooks) : app_(std::move(hooks)) {}

Program::~Program() = default;

bool Program::open_renderer() {
#ifdef __EMSCRIPTEN__
  return ImGui_ImplOpenGL3_Init("#version 300 es");
#else
  return ImGui_ImplOpenGL3_Init("#version 330 core");
#endif
}

void Program::close_renderer() { ImGui_ImplOpenGL3_Shutdown(); }

void Program::frame(ImVec2 pixels, float scale, float seconds) {
  ImGuiIO& io = ImGui::GetIO();
  // All coordinates are device pixels: lines and glyphs then fall on whole ones at any ratio.
  io.DisplaySize = pixels;
  io.DisplayFramebufferScale = {1, 1};
  io.DeltaTime = std::max(seconds, 1e-4F);
  io.MouseDragThreshold = 4 * scale;
  // ImGui sees a press when it draws, one event a frame: where frames are slow, two quick presses are further apart.
  slowest_ = std::max(io.DeltaTime, slowest_ * 0.8F);
  io.MouseDoubleClickTime = 0.3F + 3 * std::min(slowest_, 0.5F);
  app_.ui().device_scale = scale;
  ImGui_ImplOpenGL3_NewFrame();
  ui::new_frame();
  wanted_in_ = app_.frame();
  ImGui::Render();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  ++frames_;
  if (after_frame) after_frame();
  if (restless_frames_ > 0) --restless_frames_;
  // ImGui takes quick input apart, a press and its release into two frames: what still waits comes next.
  if (!ImGui::GetCurrentContext()->InputEventsQueue.empty()) note_input();
}

}  // namespace gradlab
