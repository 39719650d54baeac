// What the Batches view looks into while, or after, its runs train: noise of the gradient against the batch size, and
// the loss on the plane of all paths. A little of both in each frame. No ImGui here.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/gradient_noise.hpp"
#include "core/analysis/loss_slice.hpp"
#include "core/network/trainer.hpp"
#include "shell/run/run.hpp"
#include "shell/ui/color.hpp"
#include "shell/ui/widgets/plot_view.hpp"

namespace gradlab::ui {

/// One of the runs.
struct BatchContestant {
  std::string name;
  Color color = 0;
  std::size_t batch = 0;                ///< samples of a batch; 0: all
  const ParameterPath* path = nullptr;  ///< its way from the common start; read during look_at only
};

/// The loss on the plane of the paths, as far as it is worked out.
struct StudiedSlice {
  static constexpr std::size_t side = 25;    ///< cells along each axis
  std::vector<float> values;                 ///< row by row from the highest b; NaN: not yet
  std::size_t done = 0;                      ///< cells
  PlotView view;                             ///< a and b at the edges
  std::array<double, 2> explained{0, 0};     ///< as SlicePlane's
  std::size_t samples = 0;                   ///< of the training set, over which the loss is a mean
  std::vector<std::vector<PlotPoint>> ways;  ///< of each contestant; of one without a moment yet empty

  bool finished() const { return done == values.size(); }
};

class BatchStudy {
 public:
  explicit BatchStudy(Runner::Clock clock = Runner::steady_seconds) : clock_(std::move(clock)) {}

  /// What to look at; may be called every frame. trainer: any that has the race's data, network and loss; another one,
  /// other contestants (by number, name or batch) or a path that begins anew or elsewhere start everything afresh.
  /// Where the paths have only grown, what is being worked out is finished first, then begun again from the newest, and
  /// stays in view until its successor is done: so a race can be watched. focused: whose noise is measured.
  /// parameters: where; empty: at the last moment of its path.
  void look_at(const std::shared_ptr<const Trainer<float>>& trainer, std::span<const BatchContestant> contestants,
               std::size_t focused, std::span<const double> parameters = {});
  /// Works for about so many seconds, on one cell or gradient at least, where there is something to do.
  void advance(double seconds);
  /// Whether advance would do something.
  bool busy() const { return noise_.working() || slice_.working(); }

  /// Null before there is one, and where it was refused.
  const GradientNoise* noise() const { return noise_.in_view(); }
  const StudiedSlice* slice() const { return slice_.in_view() ? &drawn_ : nullptr; }
  /// Ids of errors: "noise_of_batch_norm"; "path_too_short" (before the runs have moved). Empty: none.
  const std::string& noise_refused() const { return noise_.refused; }
  const std::string& slice_refused() const { return slice_.refused; }

  /// As last given to look_at; their paths are not to be read.
  std::span<const BatchContestant> contestants() const { return contestants_; }
  std::size_t focused() const { return focused_; }

 private:
  struct SliceJob {
    LossSlice slice;
    StudiedSlice drawn;
    void work(std::size_t cells) { slice.work_cells(cells); }
    bool finished() const { return slice.finished(); }
  };

  /// A computation, and the one before it, which stays in view until this one is done.
  template <class Job>
  struct Task {
    std::optional<Job> latest, before;
    std::string refused;

    bool working() const { return latest && !latest->finished(); }
    const Job* in_view() const { return before ? &*before : latest ? &*latest : nullptr; }
    void begin(Result<Job> job);
    void work(std::size_t amount);
    void clear() { *this = {}; }
  };

  bool is_another(const std::shared_ptr<const Trainer<float>>& trainer,
                  std::span<const BatchContestant> contestants) const;
  void look_at_noise(std::span<const double> parameters);
  void look_at_slice();
  Result<SliceJob> slice_of(std::span<const ParameterPath> paths) const;
  void take_view();

  Runner::Clock clock_;
  std::shared_ptr<const Trainer<float>> trainer_;
  std::vector<BatchContestant> contestants_;
  std::size_t focused_ = 0;
  std::vector<double> measured_at_;    ///< parameters of the latest noise
  std::vector<ParameterPath> sliced_;  ///< paths of the latest slice
  Task<GradientNoise> noise_;
  Task<SliceJob> slice_;
  StudiedSlice drawn_;
};

}  // namespace gradlab::ui
