#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/races/network_race_spec.hpp"
#include "core/races/trial_run.hpp"

namespace gradlab {

/// The middle half of some numbers, and the median. Quantiles are interpolated linearly between the two nearest
/// numbers (Hyndman & Fan 1996, "Sample Quantiles in Statistical Packages", definition 7).
struct Quartiles {
  double low = 0, median = 0, high = 0;
};

/// Infinite numbers are ordered like others. Empty of none.
std::optional<Quartiles> quartiles(std::vector<double> numbers);

enum class TrialQuantity : std::size_t { train_loss, test_loss, train_accuracy, test_accuracy };
inline constexpr std::size_t trial_quantities = 4;

/// Of a point; a NaN has none.
std::optional<double> value_of(const TrialPoint& point, TrialQuantity quantity);

/// All seeds of one contestant at one moment. After a run has diverged it counts as a loss of infinity and an accuracy
/// of 0.
struct RaceMoment {
  std::uint64_t step = 0, samples = 0;
  double epoch = 0;
  double seconds = 0;     ///< median of those that are so far
  std::size_t seeds = 0;  ///< how many are so far
  std::array<std::optional<Quartiles>, trial_quantities> values;
};

/// What was found of one rate.
struct TriedRate {
  double rate = 0;
  std::size_t finished = 0;       ///< trials
  std::optional<Quartiles> loss;  ///< of training, at the end of the finished ones
};

/// One trial as far as it has come.
struct TrialCurve {
  std::vector<TrialPoint> points;
  std::vector<std::vector<float>> parameters;  ///< of each point, for each contestant's first seed; else empty
  std::optional<Divergence> diverged;
  bool finished = false;
};

/// A race as far as it has come: which trials there are to run, what they gave, and what follows from that. Who runs
/// them, and in which order, does not change what comes out (but the seconds).
class NetworkRace {
 public:
  /// Seeds of the trials from which a rate is chosen; none of them is one of the race's.
  static constexpr std::size_t tuning_seeds = 3;

  static Result<NetworkRace> create(NetworkRaceSpec spec);

  const NetworkRaceSpec& spec() const { return spec_; }
  /// More come when a contestant's rate has been chosen; those that are there stay where they are.
  const std::vector<NetworkTrial>& trials() const { return trials_; }
  /// Whether the path of this trial's parameters is wanted.
  bool keeps_path(std::size_t trial) const;
  const TrialCurve& curve(std::size_t trial) const { return curves_[trial]; }
  std::size_t total() const;  ///< trials, those included that are still to come
  std::size_t finished() const { return finished_; }
  bool over() const { return finished_ == total(); }

  /// What a trial gave since the last call.
  void take(std::size_t trial, std::span<const TrialPoint> points, std::vector<std::vector<float>> parameters,
            bool finished, const std::optional<Divergence>& diverged);
  /// What an unfinished trial gave is dropped: it begins again.
  void forget(std::size_t trial);

  /// The contestant's own, or the one chosen; empty until it is.
  const std::optional<double>& rate(std::size_t contestant) const { return rates_[contestant]; }
  std::vector<TriedRate> tried(std::size_t contestant) const;  ///< rates ascending; empty if none are tried
  /// The best rate was the smallest or the largest of those tried: a better one may lie beyond.
  bool rate_at_edge(std::size_t contestant) const;

  /// Trials of a contestant's race, by seed.
  std::vector<const TrialCurve*> runs(std::size_t contestant) const;
  std::vector<RaceMoment> moments(std::size_t contestant) const;
  /// Where all its seeds came to their ends; empty until one has.
  std::optional<RaceMoment> result(std::size_t contestant) const;
  std::size_t diverged(std::size_t contestant) const;  ///< seeds
  /// Epochs until a loss of training was reached that is not above `target`, as the measured points tell; of seeds that
  /// never got there infinity. Empty while any seed is on its way.
  std::optional<Quartiles> epochs_to(std::size_t contestant, double target) const;

 private:
  explicit NetworkRace(NetworkRaceSpec spec) : spec_(std::move(spec)) {}
  void add(const NetworkTrial& trial);
  void add_race(std::size_t contestant);
  void choose_rate(std::size_t contestant);
  std::vector<const TrialCurve*> tuning_runs(std::size_t contestant, double rate) const;

  NetworkRaceSpec spec_;
  std::vector<NetworkTrial> trials_;
  std::vector<TrialCurve> curves_;
  std::vector<std::optional<double>> rates_;
  std::vector<std::size_t> tuning_left_;  ///< trials of each contestant
  std::size_t finished_ = 0;
};

}  // namespace gradlab
