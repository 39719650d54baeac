// The races page: what a person set there, and the races that are run. No ImGui here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/parameter_path.hpp"
#include "core/base/result.hpp"
#include "shell/run/race_runner.hpp"
#include "shell/ui/color.hpp"
#include "shell/ui/pages/history.hpp"
#include "shell/ui/pages/wanted_picture.hpp"
#include "shell/ui/widgets/sort_table.hpp"

namespace gradlab::ui {

class App;
class BatchStudy;

enum class RaceOf : std::size_t { optimizers, batches };
inline constexpr std::array<std::string_view, 2> race_kinds{"optimizers", "batches"};

/// What the curves run over.
enum class RaceAxis { epochs, updates, gradients, seconds };
inline constexpr std::array<std::string_view, 4> race_axes{"epochs", "updates", "gradients", "seconds"};
inline constexpr std::array<std::string_view, 4> race_quantities{"train_loss", "test_loss", "train_accuracy",
                                                                 "test_accuracy"};

/// One of the two races: of optimizers, or of batch sizes.
struct RaceBench {
  RaceBench();
  ~RaceBench();

  // What a person set; all of it is in a link.
  NetworkRaceSpec spec;
  std::string network = "playground";  // where the base comes from: that page, or the id of a preset; empty: a link
  std::vector<std::size_t> colors;     // of the contestants: each keeps its own while others come and go
  std::size_t focused = 0;

  // What is going on.
  std::unique_ptr<RaceRunner> runner;
  NetworkRaceSpec raced;  // what the runner's race is of, and in which colours it is drawn
  std::vector<std::size_t> raced_colors;
  std::string awaited_data;  // pressed, but its data have yet to arrive
  std::optional<Error> refused, clash;
  History<NetworkRaceSpec> history;

  // Of batches: what is worked out beside the race.
  std::unique_ptr<BatchStudy> study;
  std::shared_ptr<const Trainer<float>> studied;
  std::vector<ParameterPath> ways;  // of each contestant's first seed, as of ways_version
  std::uint64_t ways_version = 0;
};

struct RacesState {
  RacesState();
  ~RacesState();
  RacesState(const RacesState&) = delete;
  RacesState& operator=(const RacesState&) = delete;

  RaceOf shown = RaceOf::optimizers;
  std::array<RaceBench, 2> benches;
  TrialQuantity quantity = TrialQuantity::train_loss;
  RaceAxis axis = RaceAxis::epochs;
  bool logarithmic = true, logarithmic_x = false;
  double target = 0.3;  // loss of training whose epochs the table tells
  SortOrder order;
  bool noise_shown = true, ways_shown = true;  // of batches, in place of rates and seeds

  bool setup_open = false, keep_open = false;
  std::uint64_t gesture = 1;
  std::optional<WantedPicture> picture;

  RaceBench& bench() { return benches[static_cast<std::size_t>(shown)]; }
  const RaceBench& bench() const { return benches[static_cast<std::size_t>(shown)]; }
  bool of_batches() const { return shown == RaceOf::batches; }
};

/// Made when the page is first asked for: both races then are on the playground's network.
RacesState& races_state(App& app);

/// Takes another spec if it can be raced, as one step of undo; says why not otherwise. Edits of one gesture are one.
Result<Done> races_try(RacesState& state, NetworkRaceSpec wanted);
void races_undo(RacesState& state);
void races_redo(RacesState& state);

/// Whether the network is the one that the playground has set up now.
bool races_is_playgrounds(App& app, const RaceBench& bench);
/// "playground", or a preset's id.
void races_choose_network(App& app, std::string_view id);
void races_add(RacesState& state, const Contestant& contestant);
void races_remove(RacesState& state, std::size_t index);
void races_set_param(RacesState& state, std::size_t index, std::string_view id, double value);

/// Begins the race that is shown, or begins it anew. Data from beside the program may have to arrive first.
void races_start(App& app);
void races_stop(RacesState& state);
/// Once a frame: gives both races time, and begins what waited for its data.
void races_advance(App& app);
/// Whether an engine has more to say of the race that is shown.
bool races_expect_news(const RacesState& state);
/// Whether what was run is not what is set now.
bool races_is_stale(const RaceBench& bench);

/// "Adam", "Adam 2"; of batches "whole set", "batch 32", "single samples".
std::string races_name(const NetworkRaceSpec& spec, RaceOf of, std::size_t index);

/// The race that is shown or was: null before the first. Its contestants need not be those that are set now.
const NetworkRace* races_run(const RaceBench& bench);

std::string write_races_view(const RacesState& state);
Result<Done> read_races_view(App& app, const std::string& json);

}  // namespace gradlab::ui
