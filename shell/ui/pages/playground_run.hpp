// What follows from a spec: its data, the running training, and the pictures and figures made from it, each as often as
// it may cost. No ImGui here but for the atlas that holds the maps.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/data/dataset.hpp"
#include "core/diagnosis/finding.hpp"
#include "core/network/data_files.hpp"
#include "core/network/trainer.hpp"
#include "shell/run/frame_runner.hpp"
#include "shell/ui/asset_source.hpp"
#include "shell/ui/pages/playground_figures.hpp"
#include "shell/ui/pages/playground_maps.hpp"
#include "shell/ui/widgets/data_picture.hpp"
#include "shell/ui/widgets/tile_atlas.hpp"

namespace gradlab::ui {

/// The file of a data set that comes with the program.
std::string data_file(std::string_view kind);

struct OwnFiles;

/// Where data are: beside the program, and what a person opened.
struct DataPlaces {
  const AssetSource& beside;
  const OwnFiles* own = nullptr;
};

/// The files of one kind of data.
class PlaygroundFiles final : public DataFiles {
 public:
  PlaygroundFiles(std::string_view kind, const DataPlaces& places);
  Result<std::string> read(std::string_view name) const override;
  Result<std::unique_ptr<ByteSource>> open(std::string_view name) const override;

 private:
  std::shared_ptr<const std::string> text_of(std::string_view name) const;

  bool own_;
  DataPlaces places_;
};

/// Data in their own units: nobody changes them, and there may be many rows of them.
using SharedData = std::shared_ptr<const Dataset>;

/// A spec that was accepted: its data in their own units, and the training ready to begin.
struct PreparedRun {
  SharedData data;
  Trainer<float> trainer;
  LossHistory history = {};  ///< of a run that was kept and goes on
};
Result<PreparedRun> prepare_run(const Spec& spec, const DataPlaces& places);
/// The data of a spec in their own units.
Result<SharedData> load_playground_data(const Spec& spec, const DataPlaces& places);

class PlaygroundRun {
 public:
  /// make_runner: as Hooks say.
  explicit PlaygroundRun(const std::function<std::unique_ptr<Runner>()>& make_runner);

  void begin(PreparedRun prepared);
  /// Other points of the same set under the network as it stands: what is shown of them. The runner is told elsewhere.
  void take_points(PreparedRun prepared);

  /// What the page wants to see.
  struct View {
    std::size_t map_x = 0, map_y = 1;
    std::size_t layer = 0;
    std::optional<std::size_t> unit;
    bool discrete = false;              // the map shows classes, not their probabilities
    std::optional<UnitPlace> in_place;  // the unit whose answers are wanted on the map in place of the output's

    bool operator==(const View&) const = default;
  };

  /// Once a frame: trains for a moment, and renews maps and figures when it is their time.
  void update(const View& view, float frame_seconds);
  /// Figures of a run that plays, which nobody waits for, are measured between frames: whether there are such, and so
  /// many seconds of it.
  bool wants_leisure() const { return state().playing && !figures_awaited_ && figure_work_.working(); }
  void use_leisure(double seconds) { advance_figures(Runner::steady_seconds() + seconds); }
  /// Seconds until the next frame is wanted; negative: none.
  double next_frame_in() const;

  Runner& runner() { return *runner_; }
  const RunState& state() const { return runner_->latest(); }
  /// Takes a runner of its own in place of one that was lost; the run has to begin again.
  bool replace_lost_runner();
  const Dataset& data() const { return *data_; }  // in its own units
  const Network<float>& network() const { return network_; }
  const RunSource& source() const { return source_; }
  const Reading& reading() const { return source_.reading; }
  const PlaygroundMaps& maps() const { return maps_; }
  /// The unit that the atlas' large tile shows in place of the output.
  const LargeUnitMap* shown_unit() const {
    return view_.in_place && maps_.large_unit() ? &*maps_.large_unit() : nullptr;
  }
  const PlaygroundFigures& figures() const { return figures_; }
  /// What is amiss, the gravest first.
  const std::vector<Finding>& findings() const { return state().findings; }
  TileAtlas& atlas() { return *atlas_; }
  /// Painted into the atlas.
  PixelImages& mistake_images() { return mistake_images_; }

  std::size_t inputs() const { return data_->input_count(); }
  std::size_t train_count() const { return data_->train_rows.size(); }
  std::size_t test_count() const { return data_->test_rows.size(); }
  /// The output and the units are shown over a square of two columns, or along one; of very many columns such a slice
  /// says little.
  bool has_maps() const { return inputs() <= 8; }
  /// The side of the square images that the data are; 0: they are none. Units of the first layer then show their
  /// weights as an image.
  std::size_t image_side() const;

 private:
  void take_data(SharedData data, const Trainer<float>& trainer);
  MapWindow window() const;
  void renew_maps(double now);
  void renew_figures(double now);
  void advance_figures(double deadline);
  void ask_for_pictures();
  void ask_for_findings(double now);

  std::unique_ptr<Runner> runner_;
  FrameBudget budget_;
  SharedData data_ = std::make_shared<const Dataset>();
  std::string kind_;
  const DataSource* generator_ = nullptr;  // null: not generated
  RunSource source_;                       // the data as the network takes them
  Network<float> network_;                 // the state of the run that is shown
  PlaygroundMaps maps_;
  FigureWork figure_work_;
  PlaygroundFigures figures_;
  std::unique_ptr<TileAtlas> atlas_;
  PixelImages mistake_images_;
  View view_;
  std::uint64_t version_ = 0;       // of the run, as copied into network_
  std::uint64_t shown_change_ = 0;  // counts changes of parameters or view
  std::uint64_t mapped_change_ = 0, figured_change_ = 0;
  std::uint64_t diagnosed_version_ = 0;
  double mapped_at_ = -1, figured_at_ = -1, diagnosed_at_ = -1;
  bool figures_awaited_ = false;  // asked for by somebody, not only renewed
  bool dark_ = false;
};

/// The atlas' tile of a unit; column 0 are the inputs. -1: none.
int tile_of(std::size_t column, std::size_t unit);

/// Writes what the first layer's units look for, their weights, into the atlas as images.
void paint_weights(const Network<float>& network, std::size_t side, TileAtlas& atlas);

/// Writes the maps into the atlas in the colours of the theme. discrete: each place in the colour of its likeliest
/// class.
void paint_maps(const PlaygroundMaps& maps, bool discrete, TileAtlas& atlas);

/// Of a place: 1 for the likeliest class, 0 for the others. One share is that of two classes' second.
void make_discrete(std::span<float> shares);

}  // namespace gradlab::ui
