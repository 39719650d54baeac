#include <doctest/doctest.h>

#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

TEST_CASE("a tab opens its page") {
  Harness h;
  h.click("app.page:playground");
  CHECK(h.app().settings().page == "playground");
  h.click("app.page:functions");
  CHECK(h.app().settings().page == "functions");
}

TEST_CASE("the language switches at once") {
  Harness h;
  h.click("app.language:zh");
  CHECK(h.control("app.theme").label == tr("control.app.theme", Language::zh));
  h.click("app.language:en");
  CHECK(h.control("app.theme").label == tr("control.app.theme", Language::en));
}

TEST_CASE("the theme button switches the theme") {
  Harness h;
  h.click("app.theme");
  h.frames();
  CHECK(theme().dark());
  h.click("app.theme");
  h.frames();
  CHECK_FALSE(theme().dark());
}

TEST_CASE("settings are kept when they change and come back") {
  Harness h;
  h.click("app.language:zh");
  h.click("app.theme");
  Settings settings;
  settings.read(h.saved_settings);
  CHECK(settings == h.app().settings());
}

TEST_CASE("broken settings leave the defaults") {
  for (const char* const text : {"", "[]", "{\"language\":3,\"zoom\":9,\"theme\":null}", "{\"page\":", "\xff"}) {
    Settings settings;
    settings.read(text);
    CHECK(settings == Settings{});
  }
}

TEST_CASE("a page that does not exist is refused") {
  Harness h;
  CHECK_FALSE(h.app().open_page("nowhere"));
  h.app().settings().page = "nowhere";
  h.frames(2);
  CHECK(h.has("app.theme"));
}

TEST_CASE("Ctrl + and Ctrl - scale the interface in three steps") {
  Harness h;
  for (int i = 0; i < 4; ++i) h.key(ImGuiKey_Equal, false, true);
  CHECK(h.app().settings().zoom == 1.5F);
  h.key(ImGuiKey_Minus, false, true);
  CHECK(h.app().settings().zoom == 1.25F);
  h.key(ImGuiKey_0, false, true);
  CHECK(h.app().settings().zoom == 1);
}

TEST_CASE("help opens, and Escape closes it") {
  Harness h;
  h.click("app.help");
  h.frames(3);
  CHECK(h.has("app.help.sheet.close"));
  h.key(ImGuiKey_Escape);
  h.frames(3);
  CHECK_FALSE(h.has("app.help.sheet.close"));
}

TEST_CASE("a click outside closes a sheet") {
  Harness h;
  h.click("app.help");
  h.frames(3);
  ImGui::GetIO().AddMousePosEvent(20, 880);
  h.frames(2);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  h.frames(2);
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  h.frames(4);
  CHECK_FALSE(h.has("app.help.sheet.close"));
}

TEST_CASE("on a phone the pages are in a menu") {
  Harness h(phone);
  CHECK_FALSE(h.has("app.page:functions"));
  h.tap("app.more");
  h.frames(3);
  h.tap("app.sheet.page[playground]");
  CHECK(h.app().settings().page == "playground");
  h.frames(4);
  CHECK_FALSE(h.has("app.sheet.close"));
}

TEST_CASE("the breakpoint follows width and scale") {
  Harness h;
  CHECK(breakpoint() == Breakpoint::wide);
  h.app().settings().zoom = 1.5F;
  h.frames(2);
  CHECK(breakpoint() == Breakpoint::medium);
  h.screen() = {780, 1688, 2};
  h.frames(2);
  CHECK(breakpoint() == Breakpoint::phone);
}

TEST_CASE("the component sheet draws in both themes") {
  Harness h;
  h.app().open_page("components");
  h.frames(2);
  h.click("app.theme");
  h.frames(2);
  CHECK(h.has("components.slider"));
}

TEST_CASE("every control explains itself in one sentence") {
  Harness h;
  for (const PageRow& page : page_table()) {
    if (!page.in_tabs) continue;
    h.app().open_page(page.id);
    h.frames(3);
    for (const ControlRecord& control : h.app().controls().controls()) {
      INFO(control.id);
      CHECK_FALSE(control.label.empty());
    }
  }
}

TEST_CASE("a page that rests asks for no frame") {
  Harness h;
  h.app().open_page("components");
  h.settle();
  h.frames();
  CHECK(h.app().ui().next_frame_in() != 0);
}

}  // namespace gradlab::ui::test
