#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/rng.hpp"
#include "core/data/dataset.hpp"
#include "core/losses/loss.hpp"
#include "core/network/network.hpp"
#include "core/optimizers/optimizer.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// Loss and accuracy over a whole set. accuracy is null for regression; both are null for an empty set.
struct Score {
    std::optional<double> loss;
    std::optional<double> accuracy;
};

/// Why a training stopped by itself.
struct Divergence {
    std::uint64_t step = 0;  ///< the step that would have given a number that is not finite
    std::string cause;       ///< an id: words under "divergence.<cause>"
};

/// What a moment of the run looks like from outside. A value that can go from a worker to the page.
template <class T>
struct Snapshot {
    std::uint64_t step = 0;
    std::uint64_t epoch = 0;              ///< whole passes over the training set so far
    std::optional<double> batch_loss;     ///< of the latest step's batch, before that step
    Score train;
    Score test;
    std::vector<T> parameters;
    std::optional<Divergence> diverged;
};

// What a person can tell a running training.
struct Rewind {};                       ///< back to step 0 with the very same start
struct SetOptimizer { Choice choice; };  ///< goes on from here; the optimizer's state is kept where the rule stays the same
using TrainerCommand = std::variant<Rewind, SetOptimizer>;

/// A training as a state machine: no thread, no clock. The last, smaller batch of an epoch is used, not dropped and not
/// leaked into the next epoch. The same spec gives the same bits.
template <class T>
class Trainer {
public:
    /// data: as load_data(spec.data, …) gives it.
    static Result<Trainer> create(const Spec& spec, Dataset data);

    /// One mini-batch. Does nothing once the run has diverged; the parameters are then the last finite ones.
    void step();
    Result<Done> apply(const TrainerCommand& command);

    std::uint64_t steps_done() const { return step_; }
    std::size_t steps_per_epoch() const;
    bool diverged() const { return divergence_.has_value(); }

    /// Measures train and test loss: costs a pass over the whole data, so ask once a frame, not once a step.
    Snapshot<T> snapshot();

    const Spec& spec() const { return spec_; }
    const Dataset& data() const { return data_; }  ///< inputs after scaling
    const Network<T>& network() const { return network_; }

private:
    Spec spec_;
    Dataset data_;
    Network<T> network_;
    std::uint64_t step_ = 0;
    std::optional<Divergence> divergence_;
};

extern template class Trainer<float>;
extern template class Trainer<double>;

/// Generates or reads what the spec names. `files` is asked for the bytes of "iris", "csv" and the like.
struct DataFiles {
    virtual ~DataFiles() = default;
    virtual Result<std::string> read(std::string_view name) const = 0;
};
Result<Dataset> load_data(const DataSpec& data, std::uint64_t seed, const DataFiles& files);

}  // namespace gradlab
