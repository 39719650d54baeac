// Mouse and keyboard from GLFW to ImGui, in device pixels. (ImGui's own GLFW backend works in window units, which are
// not device pixels in a browser or on a Mac.)
#pragma once

#include <functional>

struct GLFWwindow;

namespace gradlab {

struct InputState {
  float pixels_per_unit = 1;                        // device pixels to a unit of GLFW's pointer positions
  std::function<void()> noticed;                    // called after each event
  bool ignore_wheel = false;                        // something better brings it
  std::function<void(const char* path)> dropped{};  // a file, on a desktop
};

/// `state` must outlive the window.
void connect_input(GLFWwindow* window, InputState& state);

/// The shape of the pointer that ImGui wants.
void show_cursor(GLFWwindow* window);

}  // namespace gradlab
