// All that a person has set on the playground, as a link holds it and the next visit finds it. No ImGui here.
//   {"spec": {…}, "weights": "…", "simple": true,
//    "look": {"whole_classes": true, "log_loss": false, "map_x": 1, "map_y": 3, "speed": 2, "smoothing": 0.5,
//             "test_points": false},
//    "class": {"title": "…", "text": "…", "locked": ["rate"], "hidden": ["loss"], "start": {"spec": {…}}},
//    "draft": {…}, "kept": [{…}]}
// or the spec alone, where there is nothing else to say. "weights" are the spec's initial parameters in less room.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/spec/spec.hpp"
#include "shell/run/kept_run.hpp"
#include "shell/ui/pages/playground/class_task.hpp"

namespace gradlab::ui {

/// How the run is looked at, where that is not as usual.
struct PlaygroundLook {
  static constexpr int speeds = 8, usual_speed = 5;  ///< rows of playground_speeds()
  static constexpr std::size_t most_mapped = 8;      ///< inputs; of more there is no map
  static constexpr double most_smoothing = 0.98;

  bool whole_classes = false;  ///< the map shows the likeliest class alone
  bool log_loss = true;
  std::optional<std::array<std::size_t, 2>> axes;  ///< the inputs that the map's x and y are, from 0
  int speed = usual_speed;
  double smoothing = 0;     ///< of the curves
  bool test_points = true;  ///< on the map

  bool operator==(const PlaygroundLook&) const = default;
};

struct PlaygroundView {
  Spec spec;
  bool simple = false;
  std::optional<ClassTask> task;   ///< that is being worked on; in a link its start is the spec, if none is given
  std::optional<ClassTask> draft;  ///< that a teacher is writing
  std::vector<KeptRun> kept;       ///< to compare with
  PlaygroundLook look;

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
