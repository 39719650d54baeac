// The two pages as most of their tests want them: open, and quiet.
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

#include "shell/ui/pages/functions_state.hpp"
#include "shell/ui/pages/playground_run.hpp"
#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

/// The playground at the start of its run.
struct PlaygroundHarness : Harness {
  explicit PlaygroundHarness(Screen screen = {}) : Harness(screen) {
    app().open_page("playground");
    frames(3);
    settle(400);
  }
  PlaygroundState& state() { return app().pages().playground; }
  const Dataset& data() { return state().run->data(); }
  const RunState& run() { return state().run->state(); }
  /// So many steps more.
  void advance(std::uint64_t steps) {
    const std::uint64_t to = run().step + steps;
    state().run->runner().send(Advance{steps});
    for (int i = 0; i < 4000 && run().step < to; ++i) frames();
    settle(400);
  }
};

/// The functions page without its first sweep.
struct FunctionsHarness : Harness {
  explicit FunctionsHarness(Screen screen = {}) : Harness(screen) {
    app().ui().reduced_motion = true;
    app().open_page("functions");
    frames(2);
  }
  FunctionsState& state() { return app().pages().functions; }
};

/// Nothing stands beyond the window's sides, and no word is missing.
inline void check_fits(Harness& page) {
  CHECK(page.app().translator().missing().empty());
  for (const ControlRecord& record : page.app().controls().controls()) {
    CAPTURE(record.id);
    CHECK(record.rect.x0 >= -1);
    CHECK(record.rect.x1 <= page.screen().width + 1);
  }
}

/// Each of these parts can be saved as a drawing and as a picture from the page's sheet.
inline void check_pictures(Harness& page, std::initializer_list<std::string> ids) {
  for (const std::string& id : ids) {
    page.click("app.keep");
    page.frames(30);
    page.activate("keep.svg[" + id + "]");
    page.frames(4);
    const std::string& svg = page.saved_files.at("gradlab-" + id + ".svg");
    CHECK(svg.starts_with("<svg"));
    CHECK(svg.size() > 4000);
    page.activate("keep.png[" + id + "]");
    page.frames(4);
    CHECK(page.saved_picture.width() > 300);
    page.key(ImGuiKey_Escape);
    page.frames(4);
  }
}

}  // namespace gradlab::ui::test
