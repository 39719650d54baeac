// The two pages as most of their tests want them: open, and quiet.
#pragma once

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

}  // namespace gradlab::ui::test
