// A run that was kept to be compared with: what it was set to, and its curve. No ImGui here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/spec/spec.hpp"
#include "shell/run/loss_history.hpp"

namespace gradlab::ui {

struct KeptRun {
  std::string name;
  Spec spec;            ///< with what was frozen and written by hand
  LossHistory history;  ///< up to where the run stood; never empty
  std::uint64_t epoch = 0;
  double steps_per_epoch = 1;

  const LossPoint& end() const { return history.points().back(); }

  bool operator==(const KeptRun&) const = default;
};

/// The oldest goes when there are more.
inline constexpr std::size_t most_kept_runs = 6;
/// Adds a run under a name that no other has.
void add_kept_run(std::vector<KeptRun>& kept, KeptRun run);

}  // namespace gradlab::ui
