// One running program: ImGui's context, the app, and one frame. Who calls the frame, and where input comes from, is not
// known here.
#pragma once

#include <imgui.h>

#include <functional>

#include "shell/ui/app.hpp"

namespace gradlab {

class Program {
 public:
  explicit Program(ui::Hooks hooks);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  ui::App& app() { return app_; }

  /// OpenGL: after a context is current; and before it goes.
  bool open_renderer();
  void close_renderer();

  /// Draws one frame into the framebuffer that is bound: `pixels` device pixels, `scale` of them to a CSS px or desktop
  /// unit.
  void frame(ImVec2 pixels, float scale, float seconds);

  /// Called after each frame is drawn, while its pixels can be read.
  std::function<void()> after_frame;

  /// Something came in: a few frames follow until ImGui has come to rest.
  void note_input() { restless_frames_ = 3; }

  /// What came in has not been drawn to its end.
  bool is_restless() const { return restless_frames_ > 0; }

  /// A frame, though nothing came in.
  void want_frame() { wanted_in_ = 0; }

  /// Seconds until the next frame is wanted: 0 = at once, negative = not before there is input.
  double next_frame_in() const { return restless_frames_ > 0 ? 0 : wanted_in_; }
  int frames_drawn() const { return frames_; }

 private:
  struct Context {
    Context();
    ~Context();
  };
  Context context_;  // before the app, which needs it
  ui::App app_;
  int restless_frames_ = 3;
  float slowest_ = 0;  // seconds; of the last frames, the older the less
  double wanted_in_ = 0;
  int frames_ = 0;
};

}  // namespace gradlab
