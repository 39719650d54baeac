#include "shell/platform/desktop.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "assets/assets.hpp"
#include "shell/platform/input.hpp"
#include "shell/platform/opened_files.hpp"
#include "shell/platform/options.hpp"
#include "shell/platform/pixels_file.hpp"
#include "shell/platform/program.hpp"
#include "shell/platform/saved_files.hpp"
#include "shell/platform/settings_file.hpp"
#include "shell/platform/shot.hpp"
#include "shell/platform/system_font.hpp"
#include "shell/run/thread_link.hpp"

namespace gradlab {
namespace {

std::optional<std::span<const unsigned char>> find_asset(std::string_view name) {
  std::string_view bytes = assets::find_font(name);
  if (bytes.empty()) bytes = assets::find_data(name);
  if (bytes.empty()) return std::nullopt;
  return std::span(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

Language system_language() {
  for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const char* const value = std::getenv(name); value && *value) return language_from_code(value);
  }
  return Language::en;
}

GLFWwindow* make_window(const Options& options) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, options.shot.empty() ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHint(GLFW_VISIBLE, options.shot.empty() ? GLFW_TRUE : GLFW_FALSE);
  GLFWwindow* const window = glfwCreateWindow(options.width, options.height, "Gradlab", nullptr, nullptr);
  if (!window) return nullptr;
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  return window;
}

/// Set by the engine's thread; the window's loop takes it as a wish for a frame.
std::atomic<bool>& engine_has_news() {
  static std::atomic<bool> has_news = false;
  return has_news;
}

void wake_window() {
  engine_has_news() = true;
  glfwPostEmptyEvent();
}

std::unique_ptr<ui::Runner> make_thread_runner() {
  return std::make_unique<ui::RemoteRunner>(std::make_unique<ui::ThreadLink>(wake_window));
}

/// As many as the machine has cores but for the window's own.
ui::TrialEngines thread_engines() {
  const std::size_t cores = std::thread::hardware_concurrency();
  return {[] { return std::make_unique<ui::TrialThread>(wake_window); }, std::clamp<std::size_t>(cores, 2, 9) - 1};
}

/// A window; a picture is the same each time, and so has no thread and keeps nothing.
/// Parts of the window that are to be pictures once the frame is drawn.
struct Pictures {
  struct Wanted {
    ui::Rect area;
    std::string file;
  };
  std::vector<Wanted> wanted;

  void write() {
    const auto height = static_cast<int>(ImGui::GetIO().DisplaySize.y);
    for (const Wanted& one : wanted) {
      const ui::Rect area = one.area.snapped();
      const int width = static_cast<int>(area.width()), rows = static_cast<int>(area.height());
      if (!write_pixels(one.file, static_cast<int>(area.x0), height - static_cast<int>(area.y1), width, rows))
        std::fprintf(stderr, "%s: cannot be written\n", one.file.c_str());
    }
    wanted.clear();
  }
};

ui::Hooks desktop_hooks(bool has_window, Pictures& pictures) {
  ui::Hooks hooks;
  if (has_window) {
    hooks.save_settings = write_settings_file;
    hooks.make_runner = make_thread_runner;
    hooks.trial_engines = thread_engines();
  }
  hooks.copy_text = [](std::string_view text) { glfwSetClipboardString(nullptr, std::string(text).c_str()); };
  hooks.read_file = [](std::string_view path) { return read_file(path); };
  hooks.save_file = [](std::string_view name, std::string_view, std::string_view bytes) {
    return save_file(name, bytes);
  };
  hooks.save_picture = [&pictures](const ui::Rect& area, std::string_view name, std::string_view) {
    return pictures.wanted.emplace_back(Pictures::Wanted{area, free_file_name(name)}).file;
  };
  return hooks;
}

void connect_clipboard() {
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) { glfwSetClipboardString(nullptr, text); };
  platform.Platform_GetClipboardTextFn = [](ImGuiContext*) { return glfwGetClipboardString(nullptr); };
}

bool begin(Program& program, const Options& options) {
  ui::App& app = program.app();
  app.settings().language = system_language();
  if (options.shot.empty()) app.read_settings(read_settings_file());
  if (options.language) app.settings().language = *options.language;
  if (options.theme) app.settings().theme = *options.theme;
  if (options.zoom) app.settings().zoom = *options.zoom;
  app.ui().fonts.set_painter(system_font_painter());
  app.set_font_source(find_asset);
  // What a link refuses is said in the window.
  if (!options.link.empty() && !app.open_link(options.link) && !options.shot.empty()) {
    std::fprintf(stderr, "--link: %s\n", app.notice().c_str());
    return false;
  }
  if (!options.page || app.open_page(*options.page)) return true;
  std::fprintf(stderr, "--page %s: there is no such page\n", options.page->c_str());
  return false;
}

/// What is dropped on the window becomes data: images and labels are two files.
void take_dropped(GLFWwindow* window, int count, const char** paths) {
  for (int i = 0; i < count; ++i) static_cast<InputState*>(glfwGetWindowUserPointer(window))->dropped(paths[i]);
}

void run_window(GLFWwindow* window, Program& program) {
  InputState input;
  input.noticed = [&program] { program.note_input(); };
  input.dropped = [&program](const char* path) {
    if (auto bytes = read_file(path)) program.app().take_file(file_name(path), *std::move(bytes));
    program.note_input();
  };
  connect_input(window, input);
  glfwSetDropCallback(window, take_dropped);
  double last = glfwGetTime();
  double due = last;
  while (!glfwWindowShouldClose(window)) {
    const double wait = program.next_frame_in() < 0 ? -1 : std::max(0.0, due - glfwGetTime());
    if (wait < 0)
      glfwWaitEvents();
    else if (wait > 0)
      glfwWaitEventsTimeout(wait);
    else
      glfwPollEvents();
    const double now = glfwGetTime();
    if (engine_has_news().exchange(false)) due = now, program.want_frame();
    if (program.next_frame_in() != 0 && (program.next_frame_in() < 0 || now < due)) continue;
    int width = 0;
    int height = 0;
    int units = 0;
    glfwGetFramebufferSize(window, &width, &height);
    glfwGetWindowSize(window, &units, nullptr);
    if (width <= 0 || height <= 0 || units <= 0) {
      glfwWaitEvents();  // minimised
      continue;
    }
    float scale = 1;
    glfwGetWindowContentScale(window, &scale, nullptr);
    input.pixels_per_unit = static_cast<float>(width) / static_cast<float>(units);
    program.frame({static_cast<float>(width), static_cast<float>(height)}, scale, static_cast<float>(now - last));
    last = now;
    show_cursor(window);
    glfwSwapBuffers(window);
    program.app().use_leisure(ui::leisure_of_a_frame);
    due = glfwGetTime() + std::max(0.0, program.next_frame_in());
  }
}

int run_with_window(GLFWwindow* window, const Options& options) {
  Pictures pictures;
  Program program(desktop_hooks(options.shot.empty(), pictures));
  program.after_frame = [&pictures] { pictures.write(); };
  connect_clipboard();
  if (!program.open_renderer()) return EXIT_FAILURE;
  if (!begin(program, options)) {
    program.close_renderer();
    return EXIT_FAILURE;
  }
  std::string mistake;
  bool good = true;
  if (options.shot.empty())
    run_window(window, program);
  else
    good = take_shot(program, options, mistake);
  if (!good) std::fprintf(stderr, "%s\n", mistake.c_str());
  program.close_renderer();
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int run_desktop(int count, const char* const* arguments) {
  std::string mistake;
  const auto options = parse_options(count, arguments, mistake);
  if (!options || options->help) {
    std::fprintf(options ? stdout : stderr, "%s\n%s", mistake.c_str(), options_help);
    return options ? EXIT_SUCCESS : EXIT_FAILURE;
  }
  glfwSetErrorCallback([](int, const char* what) { std::fprintf(stderr, "%s\n", what); });
  if (!glfwInit()) return EXIT_FAILURE;
  int code = EXIT_FAILURE;
  if (GLFWwindow* const window = make_window(*options)) {
    code = run_with_window(window, *options);
    glfwDestroyWindow(window);
  }
  glfwTerminate();
  return code;
}

}  // namespace gradlab
