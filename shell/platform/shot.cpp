#include "shell/platform/shot.hpp"

#include "shell/platform/pixels_file.hpp"

#ifdef __APPLE__
#include <OpenGL/gl3.h>
#else
#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>
#endif

#include <cstdlib>
#include <vector>

namespace gradlab {
namespace {

constexpr float frame_seconds = 1.0F / 60;

// A framebuffer with one colour texture, bound while it lives.
class Sheet {
 public:
  Sheet(int width, int height) : width_(width), height_(height) {
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glGenFramebuffers(1, &framebuffer_);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
  }
  ~Sheet() {
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDeleteFramebuffers(1, &framebuffer_);
    glDeleteTextures(1, &texture_);
  }
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  bool complete() const { return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE; }

  bool write(const std::string& file) const { return write_pixels(file, 0, 0, width_, height_); }

 private:
  int width_, height_;
  GLuint framebuffer_ = 0, texture_ = 0;
};

class Session {
 public:
  Session(Program& program, const Options& options)
      : program_(program),
        pixels_{static_cast<float>(options.width) * options.scale, static_cast<float>(options.height) * options.scale},
        scale_(options.scale) {}

  void draw(int frames) {
    for (int i = 0; i < frames; ++i) {
      program_.frame(pixels_, scale_, frame_seconds);
      program_.app().use_leisure(frame_seconds);
    }
  }

  bool perform(const Deed& deed, std::string& mistake) {
    ui::ControlRegistry& controls = program_.app().controls();
    if (deed.what == "wait") {
      draw(std::max(1, std::atoi(deed.value.c_str())));
      return true;
    }
    if (deed.what == "key") return press(deed.value, mistake);
    if (deed.value == "hover") return hover(deed.what, mistake);
    if (deed.value == "click")
      controls.activate(deed.what);
    else if (deed.value == "focus")
      controls.focus(deed.what);
    else
      controls.set_value(deed.what, deed.value);
    bool met = true;
    for (int i = 0; i < 6; ++i) {
      draw(1);
      met = met && controls.refused().empty();
    }
    if (!met) mistake = deed.what + ": no such control, or it is off";
    return met;
  }

 private:
  bool hover(const std::string& id, std::string& mistake) {
    const ui::ControlRecord* const control = program_.app().controls().find(id);
    if (!control) {
      mistake = id + ": no such control";
      return false;
    }
    const ImVec2 center = control->rect.center();
    ImGui::GetIO().AddMousePosEvent(center.x, center.y);
    draw(40);  // longer than a tooltip waits
    return true;
  }

  bool press(const std::string& name, std::string& mistake) {
    for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_NamedKey_END; ++key) {
      if (name != ImGui::GetKeyName(static_cast<ImGuiKey>(key))) continue;
      ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(key), true);
      draw(2);
      ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(key), false);
      draw(2);
      return true;
    }
    mistake = name + ": no such key";
    return false;
  }

  Program& program_;
  ImVec2 pixels_;
  float scale_;
};

}  // namespace

bool take_shot(Program& program, const Options& options, std::string& mistake) {
  Session session(program, options);
  const Sheet sheet(static_cast<int>(static_cast<float>(options.width) * options.scale),
                    static_cast<int>(static_cast<float>(options.height) * options.scale));
  if (!sheet.complete()) {
    mistake = "a picture of this size cannot be drawn here";
    return false;
  }
  session.draw(options.frames);
  for (const Deed& deed : options.deeds) {
    if (!session.perform(deed, mistake)) return false;
  }
  session.draw(options.frames);
  if (sheet.write(options.shot)) return true;
  mistake = options.shot + ": cannot be written";
  return false;
}

}  // namespace gradlab
