#include "tests/ui/harness.hpp"

#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>

#include "assets/assets.hpp"
#include "shell/ui/new_frame.hpp"

namespace gradlab::ui::test {
namespace {

constexpr float frame_seconds = 1.0F / 60;

std::optional<std::span<const unsigned char>> find_font(std::string_view name) {
  std::string_view bytes = assets::find_font(name);
  if (bytes.empty()) bytes = assets::find_data(name);
  if (bytes.empty()) return std::nullopt;
  return std::span(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

// What a renderer would do with textures: take them.
void accept_textures() {
  for (ImTextureData* const texture : *ImGui::GetDrawData()->Textures) {
    if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
}

}  // namespace

struct Harness::Context {
  Context() : imgui(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(imgui);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.ConfigInputTextCursorBlink = false;
  }
  ~Context() {
    for (ImTextureData* const texture : ImGui::GetPlatformIO().Textures) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
    ImGui::DestroyContext(imgui);
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ImGuiContext* imgui;
};

Harness::Harness(Screen screen) : context_(std::make_unique<Context>()), screen_(screen) { start(); }

Harness::Harness(std::function<void()> content, Screen screen)
    : context_(std::make_unique<Context>()), screen_(screen), content_(std::move(content)) {
  start();
}

Harness::~Harness() {
  enter();
  app_.reset();
}

/// A test may hold several programs, in turn.
void Harness::enter() const { ImGui::SetCurrentContext(context_->imgui); }

void Harness::start() {
  Hooks hooks;
  hooks.save_settings = [this](std::string_view json) { saved_settings = json; };
  hooks.copy_text = [this](std::string_view text) { copied_text = text; };
  hooks.save_file = [this](std::string_view name, std::string_view, std::string_view bytes) {
    saved_files[std::string(name)] = bytes;
    return std::string(name);
  };
  hooks.save_picture = [this](const Rect& area, std::string_view name, std::string_view) {
    saved_picture = area;
    return std::string(name);
  };
  hooks.page_address = [] { return std::string("https://lab.example/"); };
  app_ = std::make_unique<App>(std::move(hooks));
  app_->set_font_source(find_font);
  frames(2);
}

void Harness::frames(int count) {
  enter();
  for (int i = 0; i < count; ++i) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {screen_.width, screen_.height};
    io.DeltaTime = frame_seconds;
    io.MouseDragThreshold = 4 * screen_.scale;
    app_->ui().device_scale = screen_.scale;
    new_frame();
    if (content_)
      app_->frame_of(content_);
    else
      app_->frame();
    ImGui::Render();
    accept_textures();
    if (has_leisure) app_->use_leisure(leisure_of_a_frame);
  }
}

int Harness::settle(int limit) {
  for (int drawn = 0; drawn < limit; ++drawn) {
    frames();
    if (app_->ui().next_frame_in() != 0) return drawn + 1;
  }
  return limit;
}

bool Harness::has(std::string_view id) const { return app_->controls().find(id) != nullptr; }

const ControlRecord& Harness::control(std::string_view id) const {
  static const ControlRecord nothing;
  const ControlRecord* const found = app_->controls().find(id);
  INFO("control ", std::string(id));
  CHECK(found != nullptr);
  return found ? *found : nothing;
}

void Harness::move(ImVec2 to) {
  enter();
  ImGui::GetIO().AddMousePosEvent(to.x, to.y);
  frames();
}

void Harness::button(bool down) {
  enter();
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
  frames(2);
}

void Harness::click(std::string_view id) { click_at(control(id).rect.center()); }

void Harness::click_at(ImVec2 at) {
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_Mouse);
  move(at);
  frames();
  button(true);
  button(false);
  frames();  // what a click opens takes the keyboard a frame later
}

void Harness::double_click(std::string_view id) {
  click(id);
  button(true);
  button(false);
}

void Harness::hover(std::string_view id, double seconds) {
  move(control(id).rect.center());
  frames(1 + static_cast<int>(seconds / static_cast<double>(frame_seconds)));
}

void Harness::drag(std::string_view id, float dx, float dy) {
  const ImVec2 start = control(id).rect.center();
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_Mouse);
  move(start);
  frames();
  button(true);
  for (int step = 1; step <= 8; ++step) {
    const float share = static_cast<float>(step) / 8 * screen_.scale;
    move({start.x + dx * share, start.y + dy * share});
  }
  button(false);
}

void Harness::wheel(std::string_view id, float steps) {
  enter();
  move(control(id).rect.center());
  frames();
  ImGui::GetIO().AddMouseWheelEvent(0, steps);
  frames(2);
}

void Harness::tap(std::string_view id) {
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  move(control(id).rect.center());
  button(true);
  button(false);
  move({-FLT_MAX, -FLT_MAX});
}

void Harness::finger_drag(ImVec2 from, ImVec2 to) {
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  move(from);
  button(true);
  for (int step = 1; step <= 10; ++step) {
    const float share = static_cast<float>(step) / 10;
    move({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
  }
  button(false);
  move({-FLT_MAX, -FLT_MAX});
}

void Harness::key(ImGuiKey key, bool shift, bool ctrl) {
  enter();
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiMod_Shift, shift);
  io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
  io.AddKeyEvent(key, true);
  frames(2);
  io.AddKeyEvent(key, false);
  io.AddKeyEvent(ImGuiMod_Shift, false);
  io.AddKeyEvent(ImGuiMod_Ctrl, false);
  frames(2);
}

void Harness::type(std::string_view text) {
  enter();
  ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
  frames(2);
}

void Harness::activate(std::string_view id) {
  app_->controls().activate(id);
  frames(2);
}

void Harness::set(std::string_view id, std::string_view text) {
  app_->controls().set_value(id, text);
  frames(2);
}

void Harness::focus(std::string_view id) {
  app_->controls().focus(id);
  frames(2);
}

std::string Harness::focused() const {
  for (const ControlRecord& record : app_->controls().controls()) {
    if (record.focused) return record.id;
  }
  return {};
}

}  // namespace gradlab::ui::test
