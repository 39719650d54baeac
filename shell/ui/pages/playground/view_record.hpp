// All that a person has set on the playground, as a link holds it and the next visit finds it. No ImGui here.
//   {"spec": {…}, "weights": "…", "simple": true,
//    "class": {"title": "…", "text": "…", "locked": ["rate"], "hidden": ["loss"], "start": {"spec": {…}}},
//    "draft": {…}, "kept": [{…}]}
// or the spec alone, where there is nothing else to say. "weights" are the spec's initial parameters in less room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/spec/spec.hpp"
#include "shell/run/kept_run.hpp"
#include "shell/ui/pages/playground/class_task.hpp"

namespace gradlab::ui {

struct PlaygroundView {
  Spec spec;
  bool simple = false;
  std::optional<ClassTask> task;   ///< that is being worked on; in a link its start is the spec, if none is given
  std::optional<ClassTask> draft;  ///< that a teacher is writing
  std::vector<KeptRun> kept;       ///< to compare with

  bool operator==(const PlaygroundView&) const = default;
};

std::string write_playground_view(const PlaygroundView& view);
/// Refuses what is not such a text, naming the field, the value and what is allowed.
Result<PlaygroundView> read_playground_view(std::string_view json);

/// Parameters in single precision as bytes in base64url, each list with its length before it; and back. Empty, and
/// nothing, where that cannot be.
std::string pack_parameters(const std::vector<InitialLayer>& layers);
std::optional<std::vector<InitialLayer>> unpack_parameters(std::string_view text);

}  // namespace gradlab::ui
