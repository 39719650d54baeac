#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/rng.hpp"
#include "core/network/trainer.hpp"

namespace gradlab {

/// A moment of a training as plain numbers, for files and messages: with its spec and data it is all that the next step
/// depends on. Sizes follow from the spec: parameters and running as in Network, optimizer's numbers as in
/// OptimizerRun, order is a permutation of the training rows.
struct SavedMoment {
  std::uint64_t step = 0, epoch = 0;
  std::size_t position = 0;  ///< of the next batch in the order; a multiple of the batch size
  std::vector<float> parameters, running;
  std::vector<float> before;  ///< the parameters before the latest step, to go back to when it was one too many
  std::uint64_t optimizer_steps = 0;
  std::vector<float> optimizer_state, optimizer_scalars;
  std::vector<std::uint32_t> order;
  Rng::Words order_rng{}, dropout_rng{};
  std::optional<double> batch_loss;
  std::optional<Divergence> diverged;

  bool operator==(const SavedMoment&) const = default;
};

SavedMoment save_moment(const Trainer<float>& trainer);

/// Goes on from there: the next steps give the same bits as they would have. Refuses what does not fit the trainer's
/// spec and data ("run_numbers", "run_not_finite", "run_order", "run_place"), naming the part; then nothing is changed.
Result<Done> restore_moment(Trainer<float>& trainer, const SavedMoment& saved);

}  // namespace gradlab
