// Engines for trials: threads of this program, as the window has them.
#pragma once

#include <memory>

#include "shell/run/thread_link.hpp"

namespace gradlab::ui::test {

inline TrialEngines trial_threads(std::size_t count) {
  return {[] { return std::make_unique<TrialThread>([] {}); }, count};
}

}  // namespace gradlab::ui::test
