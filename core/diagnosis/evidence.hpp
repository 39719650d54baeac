#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/network_analysis.hpp"
#include "core/analysis/parameter_path.hpp"
#include "core/network/trainer.hpp"

namespace gradlab {

/// The scores at one step of a run.
struct RunRecord {
  std::uint64_t step = 0;
  std::uint64_t epoch = 0;
  Score train;
  Score test;
};

/// One input over the training rows, after scaling.
struct InputFacts {
  double mean = 0;
  double deviation = 0;
  double largest = 0;  ///< |x|
};

/// The training loss some way along the direction of the next step.
struct LossAhead {
  double multiple = 1;  ///< of the step
  double drop = 0;      ///< how much lower the loss is there than here; negative: higher
};

/// All that the rules of the diagnosis look at: numbers and the spec, no training.
struct Evidence {
  Spec spec;  ///< with the output layer's units filled in
  Task task = Task::binary;
  std::size_t training_samples = 0;
  std::vector<std::string> input_names;
  std::vector<InputFacts> inputs;
  double lowest_target = 0, highest_target = 0;  ///< over the training rows; of regression
  NetworkAnalysis start;                         ///< at step 0
  NetworkAnalysis now;
  std::vector<RunRecord> history;  ///< steps ascending, the first 0, the last now; as evenly spaced as they come
  std::vector<LossAhead> ahead;    ///< 1, 30, 300 and 3000 steps' length ahead; empty where there is no next step
  std::optional<Divergence> diverged;

  /// Whether the run has got where it was to go: 19 of 20 training samples are in their class, or the loss of a
  /// regression is a twentieth of what it was at the start.
  bool has_learned() const;
};

/// Of a run as it stands. history: as run_and_record gives it. Leaves the run as it is.
template <class T>
Evidence gather_evidence(Trainer<T>& trainer, std::span<const RunRecord> history);

/// Takes `steps` steps, fewer if the run diverges, and records the scores at about a hundred evenly spaced moments, the
/// first and the last among them. path: gets the parameters on the way; may be null.
template <class T>
std::vector<RunRecord> run_and_record(Trainer<T>& trainer, std::uint64_t steps, ParameterPath* path = nullptr);

extern template Evidence gather_evidence(Trainer<float>&, std::span<const RunRecord>);
extern template Evidence gather_evidence(Trainer<double>&, std::span<const RunRecord>);
extern template std::vector<RunRecord> run_and_record(Trainer<float>&, std::uint64_t, ParameterPath*);
extern template std::vector<RunRecord> run_and_record(Trainer<double>&, std::uint64_t, ParameterPath*);

}  // namespace gradlab
