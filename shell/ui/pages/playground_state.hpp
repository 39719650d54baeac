// What the playground holds. Everything a person sets is in one Spec; beside it stands only how it is looked at.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "core/base/result.hpp"
#include "core/spec/spec.hpp"
#include "shell/run/race_runner.hpp"
#include "shell/run/run.hpp"
#include "shell/ui/asset_source.hpp"
#include "shell/ui/pages/history.hpp"
#include "shell/ui/pages/playground/class_task.hpp"
#include "shell/ui/pages/playground/columns.hpp"
#include "shell/ui/pages/playground/curves_sheet.hpp"
#include "shell/ui/pages/playground/digit_pad.hpp"
#include "shell/ui/pages/playground/drawing.hpp"
#include "shell/ui/pages/playground/features.hpp"
#include "shell/ui/pages/playground/keep.hpp"
#include "shell/ui/pages/playground/landscape_sheet.hpp"
#include "shell/ui/pages/playground/own_data.hpp"
#include "shell/ui/pages/playground/rate_sheet.hpp"
#include "shell/ui/pages/playground/slow_motion.hpp"
#include "shell/ui/pages/playground/view_record.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/widgets/data_picture.hpp"

namespace gradlab {
template <class T>
class CustomRow;
}

namespace gradlab::ui {

class ClaimTrials;
class PlaygroundRun;
struct DataPlaces;

/// A formula on its way to be a layer's activation.
struct FormulaDraft {
  std::size_t layer = 0;
  std::string text;
  std::optional<Error> refused;  // why it is not yet the layer's
};

/// What undo on the page brings back.
struct PlaygroundSetting {
  Spec spec;
  bool simple = false;
};

struct PlaygroundState {
  PlaygroundState();
  ~PlaygroundState();
  PlaygroundState(const PlaygroundState&) = delete;
  PlaygroundState& operator=(const PlaygroundState&) = delete;

  DataPlaces places() const;

  Spec spec = first_playground_spec();  // always one that was accepted: change it through try_spec
  History<PlaygroundSetting> history;   // what it was before, and which view
  std::uint64_t gesture = 1;            // another number for each thing a hand does: edits of one are undone together
  bool held = false;                    // something is being dragged

  // How it is looked at.
  SlowMotion slow;
  int speed = PlaygroundLook::usual_speed;   // row of playground_speeds()
  std::optional<std::uint64_t> wanted_step;  // where the timeline is dragged to, until the run is there
  int step_size = 2;                         // phone: what the step button takes; a sample, a batch, an epoch
  bool log_loss = true;
  bool discrete_map = false;
  bool test_points = true;  // the map shows them, too
  std::size_t selected_layer = 0;
  std::optional<std::size_t> selected_unit;
  std::optional<std::pair<std::size_t, std::size_t>> pointed_unit;  // layer and unit under the pointer
  std::optional<std::size_t> pointed_input;
  struct LookedAt {
    std::size_t layer = 0;
    std::optional<std::size_t> unit;
  };
  /// What the inspector shows: the unit that is pointed at, else what is chosen.
  LookedAt looked_at() const {
    if (pointed_unit) return {pointed_unit->first, pointed_unit->second};
    return {selected_layer, selected_unit};
  }
  std::size_t map_x = 0, map_y = 1;                       // the two inputs of the map
  std::optional<std::array<std::size_t, 2>> wanted_axes;  // the same, for data that have yet to arrive
  bool gallery_open = false, presets_open = false, setup_open = false, more_open = false, layer_open = false;
  Curves curves;
  Landscape landscape;
  RateSheet rates;
  FeatureSheet features;
  OwnDataSheet own_data;
  TableColumns table_columns;
  Drawing drawing;
  DigitPad digit;
  KeepSheet keep;
  // The last set-up on each family of data: who comes back finds what was left.
  std::map<std::string, Spec, std::less<>> designs;
  std::optional<Spec>
      left_behind;  // a design of one's own that the latest data did not begin with: it can be taken along
  FormulaDraft formula_draft;
  bool simple = false;                  // the view for beginners: data, layers, activation, rate and play
  std::optional<ClassTask> task;        // a teacher's, that is being worked on
  std::optional<ClassTask> task_draft;  // that is being written here
  History<ClassTask> drafts;            // what it was before, without its start
  std::string claim;                    // that is explained in a sheet; empty: none
  std::string lesson;                   // the preset that is looked at: its point is said until something graver is
  std::optional<Error> refused;         // why the latest edit was not taken; gone with the next that is

  std::map<std::string, DataPicture, std::less<>> pictures;  // of the data sets, made when first shown
  AssetSource assets;
  OwnFiles own_files;
  double reading_share = 0.012;          // seconds of a frame for it
  std::unique_ptr<FileReading> reading;  // a file that is being read; the run goes on meanwhile
  std::function<void()> ask_for_file;    // as Hooks say
  std::function<std::optional<std::string>(std::string_view path)> read_file;
  std::function<void(std::string_view name)> request_asset;  // as Hooks say
  std::string awaited;                                       // data that were chosen and have yet to arrive
  std::optional<Spec> awaited_spec;                          // a whole spec whose data have yet to arrive
  std::optional<RunFile> resuming;                           // a kept run that goes on once its spec is taken
  std::function<std::unique_ptr<Runner>()> make_runner;      // as Hooks say
  TrialEngines trial_engines;                                // likewise
  std::shared_ptr<const CustomRow<double>> typed;            // the activation a person typed, that was shown last
  std::unique_ptr<PlaygroundRun> run;                        // what follows from the spec; made at the first frame
  std::unique_ptr<ClaimTrials> claim_trials;                 // of the claim that is explained, once they were asked for
};

/// Takes a spec if core accepts it and its run can begin: then a change of optimizer, schedule, penalties or stop alone
/// goes to the running training, any other change begins anew (and plays on if it played). Refused: nothing changes but
/// `refused`. Where a large file has to be read first, the spec is taken when that is done, and the answer is yes.
bool try_spec(PlaygroundState& state, const Spec& wanted);

/// The same spec with the data as they are now: a file of its name has come again.
bool begin_again(PlaygroundState& state);

/// The view for beginners, or all controls.
void set_simple(PlaygroundState& state, bool simple);

/// Takes back the latest edit, or the latest that was taken back; false where there is none.
bool undo(PlaygroundState& state);
bool redo(PlaygroundState& state);
/// The same of the task that is being written, while its sheet is open.
bool undo_draft(PlaygroundState& state);
bool redo_draft(PlaygroundState& state);

/// A whole spec from a link or from the last visit. Data from beside the program are asked for first: then the spec is
/// taken when they arrive, and the answer is yes.
bool open_spec(PlaygroundState& state, const Spec& wanted);

/// How the run is looked at, and as it is when it begins.
PlaygroundLook look_of(const PlaygroundState& state);
/// All that was set, and the way back: all of it is taken, or nothing.
PlaygroundView view_of(const PlaygroundState& state);
Result<Done> open_view(PlaygroundState& state, const PlaygroundView& view);
/// Back to where the task begins.
void start_task(PlaygroundState& state);

/// Other data. Of the same family: the network stays. Of another: what was last set up there, at first what suits them.
/// Those that lie beside the program are asked for first.
void choose_data(PlaygroundState& state, std::string_view kind);
/// Whether data that come with the program have arrived.
bool data_is_here(const PlaygroundState& state, std::string_view kind);
/// Chooses what was asked for, if it has arrived. Once a frame.
void take_awaited_data(PlaygroundState& state);

/// Makes the run of the spec if there is none.
PlaygroundRun& playground_run(PlaygroundState& state);

/// The speeds offered, slow to fast.
std::span<const Speed> playground_speeds();

}  // namespace gradlab::ui
