// The program in a page: what shell/web_interface.hpp promises.
#include <GLFW/glfw3.h>
#include <emscripten/em_js.h>
#include <emscripten/emscripten.h>
#include <emscripten/eventloop.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "shell/platform/input.hpp"
#include "shell/platform/program.hpp"
#include "shell/platform/worker_link.hpp"
#include "shell/web_interface.hpp"

EM_JS_DEPS(gradlab, "$UTF8ToString,$stringToNewUTF8");

// clang-format off
EM_JS(void, gradlab_js_save_settings, (const char* json), { Module["gradlab"]?.["saveSettings"]?.(UTF8ToString(json)); });
EM_JS(void, gradlab_js_request_asset, (const char* name), { Module["gradlab"]?.["requestAsset"]?.(UTF8ToString(name)); });
EM_JS(void, gradlab_js_copy_text, (const char* text), { Module["gradlab"]?.["copyText"]?.(UTF8ToString(text)); });
EM_JS(void, gradlab_js_ask_for_file, (), { Module["gradlab"]?.["askForFile"]?.(); });
EM_JS(void, gradlab_js_save_file, (const char* name, const char* type, const char* bytes, size_t size), { Module["gradlab"]?.["saveFile"]?.(UTF8ToString(name), UTF8ToString(type), HEAPU8.slice(bytes, bytes + size)); });
EM_JS(void, gradlab_js_save_picture, (const char* name, const char* svg), { Module["gradlab"]?.["savePicture"]?.(UTF8ToString(name), UTF8ToString(svg)); });
EM_JS(char*, gradlab_js_address, (), { return stringToNewUTF8(location.href.split("#")[0]); });
EM_JS(unsigned char*, gradlab_js_paint, (unsigned int code, float em, int strong, int* size, float* place), {
  const painted = Module["gradlab"]?.["paintCharacter"]?.(String.fromCodePoint(code), em, !!strong);
  if (!painted) return 0;
  HEAP32.set([painted.width, painted.height], size >> 2);
  HEAPF32.set([painted.left, painted.top, painted.advance], place >> 2);
  const bytes = _gradlab_allocate(Math.max(1, painted.pixels.length));
  HEAPU8.set(painted.pixels, bytes);
  return bytes;
});
// Not every browser tells of idle time, and one that has none to spare shall not wait for it.
EM_JS(void, gradlab_js_ask_for_leisure, (), {
  const use = () => _gradlab_leisure();
  if (globalThis.requestIdleCallback) requestIdleCallback(use, { timeout: 50 });
  else setTimeout(use, 0);
});
EM_JS(void, gradlab_js_frame, (int number), { Module["gradlab"]?.["frame"]?.(number); });
EM_JS(void, gradlab_js_text_input, (int on, double x, double y, double w, double h), { Module["gradlab"]?.["textInput"]?.(!!on, x, y, w, h); });

// The canvas' size in device pixels. The browser may know it exactly, which is taken where it agrees with CSS px times the ratio but for
// rounding: with an emulated ratio (a browser's device mode, tests) it speaks of other pixels. Asking for its box makes the
// browser lay out what the mirror has changed, so that is asked for only when it may be another: before the first frame of
// another window, and when the browser has found another size.
EM_JS(void, gradlab_js_watch_canvas, (), {
  const canvas = Module["canvas"];
  const forget = () => (Module["gradlabBox"] = null);
  const observer = new ResizeObserver((entries) => {
    const exact = entries[entries.length - 1].devicePixelContentBoxSize?.[0];
    Module["gradlabPixels"] = exact && [exact.inlineSize, exact.blockSize];
    forget();
    _gradlab_wake();
  });
  addEventListener("resize", forget);
  try {
    observer.observe(canvas, { box: "device-pixel-content-box" });
  } catch {
    observer.observe(canvas);
  }
});
EM_JS(void, gradlab_js_fit_canvas, (int* width, int* height), {
  const canvas = Module["canvas"];
  const box = Module["gradlabBox"] ?? canvas.getBoundingClientRect();
  Module["gradlabBox"] = box;
  const rounded = [box.width, box.height].map((length) => Math.max(1, Math.round(length * devicePixelRatio)));
  const exact = Module["gradlabPixels"] ?? rounded;
  const agree = exact.every((length, i) => Math.abs(length - rounded[i]) <= 1);
  const [w, h] = agree ? exact : rounded;
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  HEAP32[width >> 2] = w;
  HEAP32[height >> 2] = h;
});
// clang-format on

namespace gradlab {
namespace {

std::optional<ui::PaintedGlyph> paint(unsigned int code, float em, bool strong) {
  int size[2] = {};
  float place[3] = {};
  unsigned char* const bytes = gradlab_js_paint(code, em, strong ? 1 : 0, size, place);
  if (!bytes) return std::nullopt;
  ui::PaintedGlyph glyph{size[0], size[1], place[0], place[1], place[2], {}};
  glyph.pixels.assign(bytes, bytes + static_cast<std::size_t>(size[0]) * size[1] * 4);
  std::free(bytes);
  return glyph;
}

ui::Hooks web_hooks() {
  ui::Hooks hooks;
  hooks.save_settings = [](std::string_view json) { gradlab_js_save_settings(std::string(json).c_str()); };
  hooks.request_asset = [](std::string_view name) { gradlab_js_request_asset(std::string(name).c_str()); };
  hooks.copy_text = [](std::string_view text) { gradlab_js_copy_text(std::string(text).c_str()); };
  hooks.ask_for_file = [] { gradlab_js_ask_for_file(); };
  hooks.save_file = [](std::string_view name, std::string_view type, std::string_view bytes) {
    gradlab_js_save_file(std::string(name).c_str(), std::string(type).c_str(), bytes.data(), bytes.size());
    return std::string();
  };
  hooks.save_picture = [](const ui::Rect&, std::string_view name, std::string_view svg) {
    gradlab_js_save_picture(std::string(name).c_str(), std::string(svg).c_str());
    return std::string();
  };
  hooks.page_address = [] {
    char* const address = gradlab_js_address();
    std::string text(address);
    std::free(address);
    return text;
  };
  hooks.make_runner = make_worker_runner;
  hooks.trial_engines = worker_engines();
  return hooks;
}

// The one program of the page; made at the first call from outside, alive as long as the page.
class Page {
 public:
  static Page& get() {
    static Page page;
    return page;
  }

  void add_asset(std::string name, std::uint8_t* bytes, std::size_t size) {
    if (name == "strings/zh.json")
      add_words(Language::zh, {reinterpret_cast<const char*>(bytes), size});
    else
      assets_[std::move(name)] = {bytes, size};
    if (!running_) return;
    program_.app().asset_arrived();
    wake();
  }

  void read_settings(const char* json) {
    had_settings_ = *json != '\0';
    program_.app().read_settings(json);
  }

  bool start(const char* language, bool dark, bool reduced_motion);

  void wake() {
    program_.note_input();
    schedule();
  }

  /// A frame, though nobody has done anything.
  void schedule();

  /// Seconds until the next frame: 0: it is on its way, negative: none is.
  double next_frame_in() const {
    if (scheduled_) return 0;
    return timer_running_ ? std::max(timer_ends_ - glfwGetTime(), 0.0) : -1;
  }

  /// Idle time of the browser has come, which was asked for.
  void use_leisure();

  Program& program() { return program_; }
  std::string answer;  // what the last function that returns text returned

 private:
  Page() : program_(web_hooks()) {}
  void connect();
  void draw();
  static bool on_frame(double time, void* page);
  static void on_time(void* page);

  std::map<std::string, std::span<const unsigned char>, std::less<>> assets_;
  Program program_;
  InputState input_;
  GLFWwindow* window_ = nullptr;
  double last_ = 0;
  bool had_settings_ = false;
  bool running_ = false;
  bool scheduled_ = false;
  bool leisure_asked_ = false;
  int timer_ = 0;
  bool timer_running_ = false;
  double timer_ends_ = 0;
};

// ---------------------------------------------------------------- input beyond GLFW

bool on_wheel(int, const EmscriptenWheelEvent* event, void* page) {
  // As fine as it comes: a touchpad's and a pinch's small steps stay small.
  float unit = 1.0F / 100;
  if (event->deltaMode == DOM_DELTA_LINE) unit = 1.0F / 3;
  if (event->deltaMode == DOM_DELTA_PAGE) unit = 1;
  ImGui::GetIO().AddMouseWheelEvent(-static_cast<float>(event->deltaX) * unit,
                                    -static_cast<float>(event->deltaY) * unit);
  static_cast<Page*>(page)->wake();
  return true;
}

bool on_finger(int, const EmscriptenTouchEvent*, void*) {
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  return false;
}

bool on_mouse(int, const EmscriptenMouseEvent*, void*) {
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_Mouse);
  return false;
}

bool on_finger_gone(int, const EmscriptenTouchEvent* event, void* page) {
  // Nothing stays hovered where no finger is.
  int left = 0;
  for (int i = 0; i < event->numTouches; ++i) left += event->touches[i].isChanged ? 0 : 1;
  if (left == 0) ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  static_cast<Page*>(page)->wake();
  return false;
}

void tell_text_input(ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
  const double ratio = emscripten_get_device_pixel_ratio();
  gradlab_js_text_input(data->WantVisible ? 1 : 0, static_cast<double>(data->InputPos.x) / ratio,
                        static_cast<double>(data->InputPos.y) / ratio, 8,
                        static_cast<double>(data->InputLineHeight) / ratio);
}

// ---------------------------------------------------------------- start and frames

void Page::connect() {
  input_.noticed = [this] { wake(); };
  input_.ignore_wheel = true;
  connect_input(window_, input_);
  emscripten_set_wheel_callback("#canvas", this, true, on_wheel);
  emscripten_set_touchend_callback("#canvas", this, true, on_finger_gone);
  emscripten_set_touchcancel_callback("#canvas", this, true, on_finger_gone);
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_SetImeDataFn = tell_text_input;
  platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) { gradlab_js_copy_text(text); };
}

bool Page::start(const char* language, bool dark, bool reduced_motion) {
  ui::App& app = program_.app();
  if (!had_settings_) {
    app.settings().language = language_from_code(language);
    app.settings().theme = dark ? ui::ThemeName::dark : ui::ThemeName::light;
  }
  app.ui().reduced_motion = reduced_motion;
  app.ui().fonts.set_painter(paint);
  app.set_font_source([this](std::string_view name) -> std::optional<std::span<const unsigned char>> {
    const auto found = assets_.find(name);
    if (found == assets_.end()) return std::nullopt;
    return found->second;
  });
  // Before GLFW's own listeners, so that the kind of pointer is known when its press arrives.
  emscripten_set_touchstart_callback("#canvas", this, true, on_finger);
  emscripten_set_mousedown_callback("#canvas", this, true, on_mouse);
  emscripten_set_mousemove_callback("#canvas", this, true, on_mouse);
  if (!glfwInit()) return false;
  // The canvas is measured here, in device pixels; GLFW shall not.
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_FALSE);
  glfwWindowHint(GLFW_ALPHA_BITS, 0);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  gradlab_js_watch_canvas();
  window_ = glfwCreateWindow(640, 480, "Gradlab", nullptr, nullptr);
  if (!window_) return false;
  glfwMakeContextCurrent(window_);
  if (!program_.open_renderer()) return false;
  connect();
  running_ = true;
  last_ = glfwGetTime();
  draw();
  return true;
}

void Page::draw() {
  int width = 0;
  int height = 0;
  gradlab_js_fit_canvas(&width, &height);
  const auto ratio = static_cast<float>(emscripten_get_device_pixel_ratio());
  input_.pixels_per_unit = ratio;
  const double now = glfwGetTime();
  program_.frame({static_cast<float>(width), static_cast<float>(height)}, ratio, static_cast<float>(now - last_));
  last_ = now;
  show_cursor(window_);
  gradlab_js_frame(program_.frames_drawn());
  if (program_.app().wants_leisure() && !std::exchange(leisure_asked_, true)) gradlab_js_ask_for_leisure();
  if (program_.next_frame_in() == 0) {
    schedule();
  } else if (program_.next_frame_in() > 0) {
    emscripten_clear_timeout(timer_);
    timer_ = emscripten_set_timeout(on_time, program_.next_frame_in() * 1000, this);
    timer_running_ = true;
    timer_ends_ = now + program_.next_frame_in();
  }
}

void Page::use_leisure() {
  leisure_asked_ = false;
  program_.app().use_leisure(ui::leisure_of_a_frame);
}

void Page::on_time(void* page) {
  auto& self = *static_cast<Page*>(page);
  self.timer_running_ = false;
  self.schedule();
}

bool Page::on_frame(double, void* page) {
  auto& self = *static_cast<Page*>(page);
  self.scheduled_ = false;
  self.draw();
  return false;
}

void Page::schedule() {
  if (scheduled_ || !running_) return;
  scheduled_ = true;
  emscripten_request_animation_frame(on_frame, this);
}

}  // namespace

}  // namespace gradlab

// ---------------------------------------------------------------- called by the page

using gradlab::Page;

namespace {

gradlab::ui::App& app() { return Page::get().program().app(); }

const char* answer(std::string text) {
  Page::get().answer = std::move(text);
  return Page::get().answer.c_str();
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE std::uint8_t* gradlab_allocate(std::size_t size) {
  return static_cast<std::uint8_t*>(std::malloc(size));
}

EMSCRIPTEN_KEEPALIVE void gradlab_asset(const char* name, std::uint8_t* bytes, std::size_t size) {
  Page::get().add_asset(name, bytes, size);
}

EMSCRIPTEN_KEEPALIVE void gradlab_file(const char* name, std::uint8_t* bytes, std::size_t size) {
  app().take_file(name, std::string(reinterpret_cast<const char*>(bytes), size));
  std::free(bytes);
  Page::get().wake();
}

EMSCRIPTEN_KEEPALIVE void gradlab_settings(const char* json) { Page::get().read_settings(json); }

EMSCRIPTEN_KEEPALIVE int gradlab_start(const char* language, int dark, int reduced_motion) {
  return Page::get().start(language, dark != 0, reduced_motion != 0) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE int gradlab_frames() { return Page::get().program().frames_drawn(); }

EMSCRIPTEN_KEEPALIVE double gradlab_next_frame_in() { return Page::get().next_frame_in(); }

EMSCRIPTEN_KEEPALIVE int gradlab_is_restless() { return Page::get().program().is_restless() ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE int gradlab_expects_news() { return app().expects_news() ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE void gradlab_wake() { Page::get().wake(); }

EMSCRIPTEN_KEEPALIVE const char* gradlab_controls() {
  return answer(app().controls().json(1 / static_cast<float>(emscripten_get_device_pixel_ratio())));
}

EMSCRIPTEN_KEEPALIVE void gradlab_activate(const char* id) {
  app().controls().activate(id);
  Page::get().wake();
}

EMSCRIPTEN_KEEPALIVE void gradlab_set_value(const char* id, const char* text) {
  app().controls().set_value(id, text);
  Page::get().wake();
}

EMSCRIPTEN_KEEPALIVE void gradlab_focus(const char* id) {
  app().controls().focus(id);
  Page::get().wake();
}

EMSCRIPTEN_KEEPALIVE const char* gradlab_page() { return answer(app().settings().page); }

EMSCRIPTEN_KEEPALIVE int gradlab_open_page(const char* id) {
  const bool exists = app().open_page(id);
  Page::get().wake();
  return exists ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE int gradlab_open_link(const char* link) {
  const bool opened = app().open_link(link);
  Page::get().wake();
  return opened ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE const char* gradlab_link() { return answer(app().link()); }

EMSCRIPTEN_KEEPALIVE const char* gradlab_language() {
  return answer(std::string(gradlab::language_code(app().settings().language)));
}

EMSCRIPTEN_KEEPALIVE const char* gradlab_theme() {
  return app().settings().theme == gradlab::ui::ThemeName::dark ? "dark" : "light";
}

EMSCRIPTEN_KEEPALIVE void gradlab_engine_said(int engine, std::uint8_t* bytes, std::size_t size) {
  if (gradlab::engine_said(engine, std::as_bytes(std::span(bytes, size)))) Page::get().schedule();
  std::free(bytes);
}

EMSCRIPTEN_KEEPALIVE void gradlab_engine_failed(int engine) {
  gradlab::engine_failed(engine);
  Page::get().wake();
}

EMSCRIPTEN_KEEPALIVE void gradlab_visible(int visible) {
  app().set_visible(visible != 0);
  Page::get().wake();
}

EMSCRIPTEN_KEEPALIVE void gradlab_leisure() { Page::get().use_leisure(); }

EMSCRIPTEN_KEEPALIVE void gradlab_type(const char* text) {
  ImGui::GetIO().AddInputCharactersUTF8(text);
  Page::get().wake();
}
}
