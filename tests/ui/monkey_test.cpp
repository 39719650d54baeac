// Random input, the same every time. ImGui's own assertions and ours are on.
#include <doctest/doctest.h>

#include <array>
#include <cstdint>

#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

namespace {

class Monkey {
 public:
  Monkey(Harness& harness, std::uint32_t seed) : harness_(harness), state_(seed) {}

  void act() {
    ImGuiIO& io = ImGui::GetIO();
    switch (below(12)) {
      case 0:
      case 1: io.AddMousePosEvent(anywhere(harness_.screen().width), anywhere(harness_.screen().height)); break;
      case 2:
      case 3: aim(); break;
      case 4: io.AddMouseButtonEvent(0, true); break;
      case 5: io.AddMouseButtonEvent(0, false); break;
      case 6: io.AddMouseWheelEvent(0, static_cast<float>(below(7)) - 3); break;
      case 7: press(); break;
      case 8: io.AddInputCharactersUTF8(pick(texts)); break;
      case 9: value(); break;
      case 10: io.AddMouseSourceEvent(below(2) ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse); break;
      default:
        if (below(20) == 0) change_screen();
        break;
    }
    harness_.frames();
  }

 private:
  static constexpr std::array texts{"1", "-3", "1e999", "nan", "激", ".", "0.05", "\xff", "abc"};
  static constexpr std::array keys{ImGuiKey_Tab,       ImGuiKey_Enter,      ImGuiKey_Space,   ImGuiKey_Escape,
                                   ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow,
                                   ImGuiKey_Backspace, ImGuiKey_Home,       ImGuiKey_Delete};

  std::uint32_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_;
  }
  std::uint32_t below(std::uint32_t count) { return next() % count; }
  float anywhere(float size) { return static_cast<float>(below(static_cast<std::uint32_t>(size) + 40)) - 20; }
  template <class List>
  typename List::value_type pick(const List& list) {
    return list[below(static_cast<std::uint32_t>(list.size()))];
  }

  const ControlRecord* any_control() {
    const auto controls = harness_.app().controls().controls();
    return controls.empty() ? nullptr : &controls[below(static_cast<std::uint32_t>(controls.size()))];
  }
  void aim() {
    const ControlRecord* const control = any_control();
    if (!control) return;
    const ImVec2 middle = control->rect.center();
    ImGui::GetIO().AddMousePosEvent(middle.x, middle.y);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    harness_.frames();
    if (below(4)) ImGui::GetIO().AddMouseButtonEvent(0, false);
  }
  void press() {
    const ImGuiKey key = pick(keys);
    ImGui::GetIO().AddKeyEvent(key, true);
    harness_.frames();
    ImGui::GetIO().AddKeyEvent(key, false);
  }
  void value() {
    const ControlRecord* const control = any_control();
    if (!control) return;
    const std::string id = control->id;
    if (below(2))
      harness_.app().controls().activate(id);
    else
      harness_.app().controls().set_value(id, pick(texts));
  }
  void change_screen() {
    constexpr std::array<Screen, 4> sizes{{{1440, 900, 1}, {1024, 768, 1}, {780, 1688, 2}, {1000, 400, 1.5F}}};
    harness_.screen() = pick(sizes);
  }

  Harness& harness_;
  std::uint32_t state_;
};

void run_monkey(std::string_view page, std::uint32_t seed, int steps) {
  Harness h;
  h.app().open_page(page);
  h.frames(2);
  Monkey monkey(h, seed);
  for (int i = 0; i < steps; ++i) monkey.act();
  CHECK(h.app().translator().missing().empty());
  for (const auto& id : h.app().translator().missing()) MESSAGE("missing: ", id);
}

}  // namespace

TEST_CASE("the component sheet survives a monkey") { run_monkey("components", 1, 3000); }
TEST_CASE("the functions page survives a monkey") { run_monkey("functions", 2, 2000); }
TEST_CASE("the playground survives a monkey") { run_monkey("playground", 3, 2000); }
TEST_CASE("the optimizers page survives a monkey") { run_monkey("optimizers", 4, 2000); }
TEST_CASE("the races page survives a monkey") { run_monkey("races", 5, 600); }

}  // namespace gradlab::ui::test
