// Runs that were kept to be compared with: what they were set to, and their curves. No ImGui here.
#pragma once

#include <string>
#include <vector>

#include "core/spec/spec.hpp"
#include "shell/run/run.hpp"

namespace gradlab::ui {

struct KeptRun {
  std::string name;
  Spec spec;  ///< with what was frozen and written by hand
  LossHistory history;
  LossPoint end;
  std::uint64_t epoch = 0;
  double steps_per_epoch = 1;
  std::vector<float> parameters;  ///< as they were when it was kept
};

/// The oldest goes when there are more.
inline constexpr std::size_t most_kept_runs = 6;
void keep_run(std::vector<KeptRun>& kept, const Spec& spec, const RunState& run);

/// One thing that is set otherwise. Words, but for what has none: then as the spec's text names it.
struct SpecDifference {
  std::string what, here, there;
};
/// All that differs in two specs, in the order of a spec's text.
std::vector<SpecDifference> spec_differences(const Spec& here, const Spec& there);

}  // namespace gradlab::ui
