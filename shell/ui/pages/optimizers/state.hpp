// The optimizers page: what a person set there, and what was computed from it. No ImGui here.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/surfaces/momentum_map.hpp"
#include "core/surfaces/race.hpp"
#include "shell/ui/color.hpp"
#include "shell/ui/context.hpp"
#include "shell/ui/pages/history.hpp"
#include "shell/ui/pages/wanted_picture.hpp"
#include "shell/ui/widgets/plot_view.hpp"
#include "shell/ui/widgets/turntable.hpp"

namespace gradlab::ui {

class App;
struct RaceMap;
struct RaceRelief;
struct RacePad;

/// A race that was put aside to be compared with.
struct RaceKept {
  RaceSpec spec;
  std::vector<std::size_t> colors;
  std::vector<RacePath> paths;
};

/// Gradient descent with momentum on the bowl ½ (λmin x² + λmax y²): what the pad shows.
struct PadPair {
  static constexpr double most_momentum = 0.99, least_curvature = 0.01, most_curvature = 1000;

  double rate = 0.06, momentum = 0.8;
  Curvatures bowl;

  /// Where every momentum diverges; the least that a pad tells from 0.
  double most_rate() const { return 4 / bowl.high; }
  double least_rate() const { return most_rate() / 1600; }
  /// What is out of the pad stays at its border.
  void set(double new_rate, double new_momentum);
  void set_bowl(Curvatures wanted);
  /// Its run, of so many steps.
  RaceSpec race(std::size_t steps) const;
};

enum class RaceQuantity { loss, distance, rate };

struct OptimizersState {
  OptimizersState();
  ~OptimizersState();
  OptimizersState(const OptimizersState&) = delete;
  OptimizersState& operator=(const OptimizersState&) = delete;

  // What a person set; all of it is in a link.
  RaceSpec spec;
  std::vector<std::size_t> colors;  // of spec.optimizers: each keeps its own while others come and go
  std::size_t focused = 0;          // the one whose memory is shown
  std::size_t step = 34;
  int speed = 3;  // row of race_speeds()
  Window shown;   // at least this of the plane is in view
  bool relief = false;
  Turn turn;  // of the relief
  bool logarithmic = true;
  RaceQuantity quantity = RaceQuantity::loss;
  PadPair pad_pair;
  bool pad_modes = false;  // the pad's small picture: its run by directions in place of its path
  std::optional<RaceKept> kept;

  // What is going on.
  bool playing = false;
  double carried = 0;  // share of a step that has passed
  enum class MapDrag { none, start, view } map_drag = MapDrag::none;
  bool setup_open = false, keep_open = false, rates_open = false, examples_open = false;
  std::string typed;             // in the field of the own formula, perhaps not one yet
  std::optional<Error> refused;  // why it is none
  std::optional<Error> clash;    // why parameters of the focused optimizer were not taken
  History<RaceSpec> history;
  std::uint64_t gesture = 0;
  std::optional<WantedPicture> picture;

  // What follows from the above.
  std::optional<Race> race;
  RaceSpec raced;            // what `race` is of
  std::uint64_t ground = 1;  // grows with each other surface
  std::unique_ptr<RaceMap> map;
  std::unique_ptr<RaceRelief> relief_kept;
  std::unique_ptr<RacePad> pad;
};

/// Made when the page is first asked for.
OptimizersState& optimizers_state(App& app);

/// The race of the present spec.
const Race& optimizers_race(OptimizersState& state);

/// Takes another spec if it can be run, as one step of undo; says why not otherwise. Edits of one gesture are one step.
Result<Done> optimizers_try(OptimizersState& state, RaceSpec wanted);
void optimizers_undo(OptimizersState& state);
void optimizers_redo(OptimizersState& state);

void optimizers_choose_surface(OptimizersState& state, std::string_view id);
void optimizers_type_formula(OptimizersState& state, const std::string& text);
void optimizers_add(OptimizersState& state, const Choice& choice);
void optimizers_remove(OptimizersState& state, std::size_t index);
void optimizers_set_param(OptimizersState& state, std::size_t index, std::string_view id, double value);
/// The pad's pair as plain momentum on its own bowl: what is there already is set to it, otherwise it is added.
Result<Done> optimizers_race_pair(OptimizersState& state);
void optimizers_keep(OptimizersState& state);

/// Choices to add, by the names a course gives them: momentum and Nesterov apart from plain SGD.
struct RaceChoice {
  std::string id;
  std::string name;
  Choice choice;
};
std::vector<RaceChoice> optimizers_choices();

/// "Momentum", "Adam" …; the second of a name has a number.
std::string optimizers_name(const RaceSpec& spec, std::size_t index);
Color optimizers_color(const OptimizersState& state, std::size_t index);
bool optimizers_dashed(const OptimizersState& state, std::size_t index);
std::string optimizers_surface_name(std::string_view id);

/// Steps a second.
std::span<const double> race_speeds();
std::size_t optimizers_last_step(const OptimizersState& state);
/// The step of a path that is shown: where it diverged it stays.
std::size_t optimizers_step_of(const OptimizersState& state, const RacePath& path);
void optimizers_play_or_pause(OptimizersState& state);
void optimizers_seek(OptimizersState& state, std::size_t step);
void optimizers_advance(OptimizersState& state, float seconds);

std::string write_optimizers_view(const OptimizersState& state);
Result<Done> read_optimizers_view(OptimizersState& state, const std::string& json);

}  // namespace gradlab::ui
