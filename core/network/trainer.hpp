#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/inline.hpp"
#include "core/base/line_vector.hpp"
#include "core/base/result.hpp"
#include "core/base/rng.hpp"
#include "core/base/unshared.hpp"
#include "core/data/dataset.hpp"
#include "core/network/evaluator.hpp"
#include "core/network/kernels.hpp"
#include "core/network/load_data.hpp"
#include "core/network/network.hpp"
#include "core/network/objective.hpp"
#include "core/network/optimizer_run.hpp"
#include "core/network/samples.hpp"
#include "core/schedules/schedule.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// Why a training stopped by itself.
struct Divergence {
  std::uint64_t step = 0;  ///< the step that would have given a number that is not finite, or a loss over 1e30
  std::string cause;       ///< an id: words under "divergence.<cause>": "inputs", "initialisation", "activation" or
                           ///< "learning_rate"
  bool operator==(const Divergence&) const = default;
};

/// What a moment of the run looks like from outside. A value that can go from a worker to the page.
template <class T>
struct Snapshot {
  std::uint64_t step = 0;
  std::uint64_t epoch = 0;           ///< whole passes over the training set so far
  std::optional<double> batch_loss;  ///< of the latest step's batch, before that step
  Score train;
  Score test;
  std::vector<T> parameters;
  std::optional<Divergence> diverged;
};

// What a person can tell a running training.
struct Rewind {};  ///< back to step 0 with the very same start
struct SetOptimizer {
  Choice choice;
};  ///< goes on from here; the optimizer's state is kept where the rule stays the same
struct SetSchedule {
  Choice choice;
};  ///< of the rate from the next step on, by the run's own epochs
struct SetPenalties {
  double l1 = 0, l2 = 0;
};  ///< as Spec's, from the next step on
struct SetStop {
  Choice choice;
};  ///< as Spec's: what ends the run from here on
struct SetHand {
  std::vector<WeightPlace> frozen;
  std::vector<HandEdit> edits;
};  ///< as Spec's; edits of the step that is done now are made at once, those of earlier steps are history
struct DrawPoints {
  std::optional<std::uint64_t> seed;
};  ///< DataSpec's: other points of a generated set from the next step on, under the network as it stands
using TrainerCommand = std::variant<Rewind, SetOptimizer, SetSchedule, SetPenalties, SetStop, SetHand, DrawPoints>;

/// All that a step changes: to look ahead and come back. A value.
template <class T>
struct Moment {
  Network<T> network;
  OptimizerRun<T> optimizer;
  Rng order_rng{0};
  Rng dropout_rng{0};
  std::vector<std::uint32_t> order;  ///< the training rows in this epoch's order
  std::size_t position = 0;          ///< of the next batch in it
  std::uint64_t step = 0;
  std::uint64_t epoch = 0;
  std::optional<double> batch_loss;
  std::optional<Divergence> divergence;
  LineVector<T> before;           ///< the parameters before the latest step, to go back to
  std::vector<T> before_running;  ///< and the running statistics
};

/// A training as a state machine: no thread, no clock. The last, smaller batch of an epoch is used, not dropped and not
/// leaked into the next epoch. The same spec gives the same bits. A value: a copy goes on by itself.
template <class T>
class Trainer {
 public:
  /// data: as load_data(spec.data, …) gives it.
  static Result<Trainer> create(const Spec& spec, Dataset data);

  /// One mini-batch. Does nothing once the run has diverged; parameters and counts are then those before the step that
  /// led to a loss or parameters that are not finite.
  void step();
  /// The same with samples of one's own choice (rows of the data, at most a batch of them): order and counts stay as
  /// they are. False, and the parameters as before, where loss or parameters would not be finite.
  bool step_on(std::span<const std::uint32_t> rows);
  /// The samples of the next step, in their order.
  std::vector<std::uint32_t> next_rows() const;

  /// What the latest step went by: its pass, the gradient of the loss by the output layer (by its sums where the
  /// objective is fused), the gradient by all parameters with the penalties' part. Until the next call.
  const Pass<T>& latest_pass() const { return pass_; }
  Block<const T> latest_loss_gradient() const { return d_output_.block(); }
  std::span<const T> latest_gradient() const { return gradient_; }

  /// On refusal nothing is changed.
  Result<Done> apply(const TrainerCommand& command);

  /// The run as it stands, to come back to with the same bits: data, spec and start are not in it.
  const Moment<T>& moment() const { return now_; }
  /// moment: one of this very training, since the latest SetOptimizer, with the points that it was made with.
  void restore(Moment<T> moment) {
    now_ = std::move(moment);
    *places_ = {};
    set_rate_factor();
  }

  std::uint64_t steps_done() const { return now_.step; }
  std::uint64_t epochs_done() const { return now_.epoch; }
  std::uint64_t samples_seen() const { return now_.epoch * now_.order.size() + now_.position; }
  std::size_t steps_per_epoch() const;
  std::size_t batch_size() const { return batch_size_; }  ///< samples of a step; the last of an epoch may have fewer
  bool diverged() const { return now_.divergence.has_value(); }
  const std::optional<Divergence>& divergence() const { return now_.divergence; }
  std::optional<double> batch_loss() const { return now_.batch_loss; }  ///< as in Snapshot
  double learning_rate() const;                                         ///< of the next step, after the schedule

  /// Measures train and test loss: costs a pass over the whole data, so ask once a frame, not once a step.
  Snapshot<T> snapshot();

  const Spec& spec() const { return spec_; }     ///< with the output layer's units filled in
  const Dataset& data() const { return data_; }  ///< inputs after scaling
  const Samples<T>& inputs() const { return inputs_; }
  const Network<T>& network() const { return now_.network; }
  const Objective<T>& objective() const { return objective_; }
  const Reading& reading() const { return objective_.reading(); }
  std::span<const T> start() const { return start_; }                  ///< the parameters of step 0
  std::span<const T> start_running() const { return start_running_; }  ///< batch norm's running statistics then

 private:
  Trainer() = default;

  Result<Done> choose_schedule(const Choice& choice);
  Result<Done> change_spec(const Spec& changed);
  Result<Done> take_data(Dataset data);
  Result<Done> draw_points(std::optional<std::uint64_t> seed);
  Result<Done> take_hand(const std::vector<WeightPlace>& frozen, const std::vector<HandEdit>& edits);
  void look_for_extras();
  [[gnu::noinline]] void make_edits();
  [[gnu::noinline]] void keep_frozen(std::span<T> numbers, std::span<const T> as_in) const;
  [[gnu::noinline]] void keep_running();
  [[gnu::noinline]] void begin_epoch();
  void set_rate_factor() { now_.optimizer.set_rate_factor(schedule_->factor(now_.epoch, schedule_params_)); }
  void rewind();
  void gather(std::span<const std::uint32_t> rows);
  [[gnu::noinline]] void gather_by_sample(std::span<const std::uint32_t> rows);
  [[gnu::noinline]] void place(std::size_t samples);
  [[gnu::noinline]] void forward_anew(std::span<const std::uint32_t> rows);
  GRADLAB_INLINE bool measure_batch(std::span<const std::uint32_t> rows);
  [[gnu::noinline]] void backward_anew();
  [[gnu::noinline]] void add_to_gradient();
  void add_penalties();
  GRADLAB_INLINE bool update();
  [[gnu::noinline]] void stop(std::string cause);
  [[gnu::noinline]] void stop_by_loss();
  void take_back_step();
  std::string cause_of_loss() const;

  Spec spec_;
  bool perceptron_ = false;  ///< spec_.rule
  bool extras_ = false;      ///< penalties, frozen numbers, edits or running statistics: few runs have any
  std::size_t batch_size_ = 0;
  Dataset data_;
  Objective<T> objective_;
  Samples<T> inputs_;
  SampleRows<T> rows_;  ///< inputs and targets, unless the first layer is wide
  const Schedule* schedule_ = nullptr;
  std::vector<double> schedule_params_;
  std::vector<T> start_;          ///< parameters of step 0
  std::vector<T> start_running_;  ///< batch norm's running statistics of step 0
  Moment<T> now_;
  std::vector<std::size_t> frozen_;  ///< places of spec_.frozen among the parameters
  std::vector<std::size_t> edited_;  ///< and of spec_.edits

  /// Where a batch of so many samples lies.
  struct Places {
    std::size_t samples = 0;
    kernels::Gatherer<T> gather;  ///< of inputs, then targets; none where the first layer is wide
    Block<const T> inputs, targets;
    Block<const T> prediction;  ///< none before the first pass
    Block<T> d_output;
    Block<const T> by_output;    ///< the same, to be read
    bool last_output = true;     ///< the loss asks for the last layer's outputs, not only for its sums
    bool by_sums = false;        ///< by_output is by those sums
    OptimizerStep<T> optimizer;  ///< over no parameters before the first update
    /// Steps of so many samples go by the same calls as the latest one; 0: by none. Most of what a small network's step
    /// would ask itself is asked once.
    std::size_t repeats = 0;
  };
  Unshared<Places> places_;

  // Reused from step to step.
  Pass<T> pass_;
  Batch<T> batch_;                  ///< inputs, then targets
  LineVector<T> inputs_by_sample_;  ///< of the batch, for wide first layers
  Batch<T> d_output_;
  LineVector<T> gradient_;
  Evaluator<T> evaluator_;
};

extern template class Trainer<float>;
extern template class Trainer<double>;

}  // namespace gradlab
