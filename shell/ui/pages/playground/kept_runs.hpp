// Keeping a run, and what is set otherwise in another. No ImGui here.
#pragma once

#include <string>
#include <vector>

#include "core/spec/spec.hpp"
#include "shell/run/kept_run.hpp"
#include "shell/run/run.hpp"

namespace gradlab::ui {

/// Keeps a run as it stands.
void keep_run(std::vector<KeptRun>& kept, const Spec& spec, const RunState& run);

/// One thing that is set otherwise. Words, but for what has none: then as the spec's text names it.
struct SpecDifference {
  std::string what, here, there;
};
/// All that differs in two specs, in the order of a spec's text.
std::vector<SpecDifference> spec_differences(const Spec& here, const Spec& there);

}  // namespace gradlab::ui
