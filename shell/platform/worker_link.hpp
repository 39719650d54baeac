// An engine in a Web Worker with a copy of the program of its own: no shared memory, and so no special HTTP headers.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "shell/run/race_runner.hpp"
#include "shell/run/run.hpp"

namespace gradlab {

/// Null where the browser lets no worker be made.
std::unique_ptr<ui::Runner> make_worker_runner();

/// As many as the machine has cores but for the page's own; none where the browser lets no worker be made.
ui::TrialEngines worker_engines();

/// For the page: an engine has sent bytes, or has come to nothing. False if nobody waits for it any more.
bool engine_said(int engine, std::span<const std::byte> bytes);
void engine_failed(int engine);

}  // namespace gradlab
