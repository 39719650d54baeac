#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/network/trainer.hpp"
#include "core/races/network_race_spec.hpp"

namespace gradlab {

/// How a trial stands at one moment. NaN where the data have no test part, or no classes.
struct TrialPoint {
  std::uint64_t step = 0;     ///< updates so far
  std::uint64_t samples = 0;  ///< gradients of single samples so far
  double epoch = 0;           ///< the same in passes over the training part
  double seconds = 0;         ///< of training alone, without this measuring
  float train_loss = 0, test_loss = 0, train_accuracy = 0, test_accuracy = 0;
};

/// After which steps a trial is measured: its start, within the first 48th of its length at halves of halves, then
/// evenly to the end. The same for all seeds.
std::vector<std::uint64_t> measured_steps(std::uint64_t steps_per_epoch, std::uint64_t epochs);

/// One training of a race, a little at a time. A moment's parameters are set aside while it trains and measured
/// afterwards, so that measuring does not count as training, however coarse the clock.
class TrialRun {
 public:
  /// Seconds from any fixed moment.
  using Clock = std::function<double()>;

  static constexpr std::size_t most_path_parameters = 20'000;

  /// data: as load_data gives them for the trial's spec. keeps_path: parameters() are wanted; of larger networks than
  /// that there are none.
  static Result<TrialRun> create(const NetworkRaceSpec& race, const NetworkTrial& trial, Dataset data, bool keeps_path);

  /// Until about so many seconds later; some steps at least.
  void work(const Clock& clock, double seconds);
  bool finished() const { return points_.size() == due_.size() || diverged(); }

  const std::vector<TrialPoint>& points() const { return points_; }
  /// Of each of points(), where they were asked for.
  const std::vector<std::vector<float>>& parameters() const { return path_; }
  const std::optional<Divergence>& divergence() const { return trainer_.divergence(); }
  const Trainer<float>& trainer() const { return trainer_; }

 private:
  explicit TrialRun(Trainer<float> trainer) : trainer_(std::move(trainer)) {}
  bool diverged() const { return trainer_.diverged(); }
  void measure(const Moment<float>& moment, double seconds);

  Trainer<float> trainer_;
  std::vector<std::uint64_t> due_;
  bool keeps_path_ = false;
  double trained_ = 0;  ///< seconds
  std::uint64_t chunk_ = 1;
  std::vector<TrialPoint> points_;
  std::vector<std::vector<float>> path_;
};

}  // namespace gradlab
