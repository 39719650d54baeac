// The program without a window: a headless ImGui context, the embedded fonts, and a hand that clicks and types by the
// names of controls.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "shell/ui/app.hpp"
#include "shell/ui/control_registry.hpp"

namespace gradlab::ui::test {

struct Screen {
  float width = 1440, height = 900;  // device pixels
  float scale = 1;
};
inline constexpr Screen wide{1440, 900}, tablet{1024, 768}, phone{390, 844};
inline constexpr std::array screens{wide, tablet, phone};

class Harness {
 public:
  /// The whole program.
  explicit Harness(Screen screen = {});
  /// Only what `content` draws, for tests of single controls.
  explicit Harness(std::function<void()> content, Screen screen = {});
  ~Harness();
  Harness(const Harness&) = delete;
  Harness& operator=(const Harness&) = delete;

  App& app() {
    enter();
    return *app_;
  }
  Screen& screen() { return screen_; }
  const Hooks& hooks() const { return app_->hooks(); }
  /// What the program last asked to keep.
  std::string saved_settings;
  bool has_leisure = true;  // a moment between two frames
  std::string copied_text;
  std::map<std::string, std::string> saved_files;
  Rect saved_picture;

  void frames(int count = 1);
  /// Frames until none is wanted at once any more (at most `limit`); returns how many.
  int settle(int limit = 100);

  bool has(std::string_view id) const;
  /// Of the last frame; a control that is not there fails the test and gives an empty record.
  const ControlRecord& control(std::string_view id) const;
  std::string value(std::string_view id) const { return control(id).value; }

  /// With the mouse, on the control's middle.
  void click(std::string_view id);
  void click_at(ImVec2 at);
  void double_click(std::string_view id);
  void hover(std::string_view id, double seconds);
  /// The mouse stands there.
  void move(ImVec2 to);
  /// Presses on the control's middle, moves by so many design px in several steps, lets go.
  void drag(std::string_view id, float dx, float dy = 0);
  void wheel(std::string_view id, float steps);
  /// One finger: taps, drags.
  void tap(std::string_view id);
  void finger_drag(ImVec2 from, ImVec2 to);

  void key(ImGuiKey key, bool shift = false, bool ctrl = false);
  void type(std::string_view text);

  /// By the queue, as the browser's mirror does.
  void activate(std::string_view id);
  void set(std::string_view id, std::string_view text);
  void focus(std::string_view id);

  /// The control that has the keyboard; empty if none.
  std::string focused() const;

 private:
  struct Context;
  void start();
  void enter() const;
  void button(bool down);

  std::unique_ptr<Context> context_;
  Screen screen_;
  std::function<void()> content_;
  std::unique_ptr<App> app_;
};

}  // namespace gradlab::ui::test
