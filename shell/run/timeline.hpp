// The way a run has gone: moments of it that are kept, and what was set on the way, so that any step of it can be gone
// back to. A step between two kept moments is reached by training on from the one before: the same bits come again.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/analysis/parameter_path.hpp"
#include "core/network/trainer.hpp"

namespace gradlab::ui {

class Timeline {
 public:
  /// The trainer stands at the start of a run, or where one that was saved goes on.
  void begin(const Trainer<float>& trainer);
  /// It has taken a step by itself, the latest of the run.
  void took_step(const Trainer<float>& trainer);
  /// Optimizer, schedule, penalties, points or what is frozen were set; or a hand wrote a number at the end of the way.
  void was_told(const Trainer<float>& trainer);

  /// The first step that can be gone to: where the trainer stood at `begin`.
  std::uint64_t begin_step() const { return moments_.empty() ? 0 : moments_.front().step; }
  /// The furthest step that was reached.
  std::uint64_t end() const { return end_; }
  bool ends_at(const Trainer<float>& trainer) const { return trainer.steps_done() >= end_; }

  /// Goes to a step of the way: begin_seek, then seek_on until it says true. What is set now is set there too.
  void begin_seek(Trainer<float>& trainer, std::uint64_t step);
  bool seek_on(Trainer<float>& trainer);
  /// Kept moments up to where the trainer stands, and that.
  ParameterPath path_to(const Trainer<float>& trainer) const;
  /// From here another way begins: what came later is forgotten.
  void cut(const Trainer<float>& trainer);
  /// The same from an earlier step on, above 0, which has yet to be gone to again from the moment before it.
  void cut_back(Trainer<float>& trainer, std::uint64_t step);

  static constexpr std::size_t most_moments = 64;
  static constexpr std::size_t most_bytes = std::size_t{64} << 20;

 private:
  /// What can be set while a run goes on.
  struct Settings {
    Choice optimizer, schedule;
    double l1 = 0, l2 = 0;
    std::vector<WeightPlace> frozen;
    std::optional<std::uint64_t> points;  ///< DataSpec::seed
    bool operator==(const Settings&) const = default;
  };
  struct Change {
    std::uint64_t step = 0;  ///< from this step's end on
    Settings settings;
  };

  static Settings settings_of(const Trainer<float>& trainer);
  static void set(Trainer<float>& trainer, const Settings& settings);
  void go_back_to(Trainer<float>& trainer, const Moment<float>& moment);
  const Settings& settings_at(std::uint64_t step) const;
  void keep(const Trainer<float>& trainer);
  void thin_out();

  std::vector<Moment<float>> moments_;  // steps ascending, the first where it began
  std::vector<Change> changes_;         // steps ascending, the first where it began
  Settings present_;
  std::uint64_t end_ = 0, target_ = 0;
  std::uint64_t spacing_ = 1;  // steps between two kept moments
  std::size_t room_ = most_moments;
  bool untouched_ = true;  // the trainer is on the way just as it was then
};

}  // namespace gradlab::ui
