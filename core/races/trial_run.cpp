#include "core/races/trial_run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gradlab {
namespace {

constexpr double look_every = 0.0003;  // seconds between two looks at the clock
constexpr std::uint64_t largest_chunk = 4096;

float or_none(const std::optional<double>& value) {
  return value ? static_cast<float>(*value) : std::numeric_limits<float>::quiet_NaN();
}

}  // namespace

std::vector<std::uint64_t> measured_steps(std::uint64_t steps_per_epoch, std::uint64_t epochs) {
  constexpr std::uint64_t evenly = 48;
  constexpr int halvings = 6;
  const std::uint64_t all = steps_per_epoch * epochs;
  std::vector<std::uint64_t> steps{0};
  const auto add = [&](double share) {
    const auto step = static_cast<std::uint64_t>(std::llround(share * static_cast<double>(all)));
    if (step > steps.back()) steps.push_back(step);
  };
  for (int i = halvings; i > 0; --i) add(std::ldexp(1.0 / evenly, -i));
  for (std::uint64_t i = 1; i <= evenly; ++i) add(static_cast<double>(i) / evenly);
  return steps;
}

Result<TrialRun> TrialRun::create(const NetworkRaceSpec& race, const NetworkTrial& trial, Dataset data,
                                  bool keeps_path) {
  auto trainer = Trainer<float>::create(spec_of(race, trial), std::move(data));
  if (!trainer) return trainer.error();
  TrialRun run(*std::move(trainer));
  run.due_ = measured_steps(run.trainer_.steps_per_epoch(), race.epochs);
  run.keeps_path_ = keeps_path && run.trainer_.network().parameters().size() <= most_path_parameters;
  run.measure(Moment<float>(run.trainer_.moment()), 0);
  return run;
}

void TrialRun::measure(const Moment<float>& moment, double seconds) {
  trainer_.restore(moment);
  Snapshot<float> now = trainer_.snapshot();
  const std::uint64_t samples = trainer_.samples_seen();
  const double epoch = static_cast<double>(samples) / static_cast<double>(trainer_.data().train_rows.size());
  points_.push_back({now.step, samples, epoch, seconds, or_none(now.train.loss), or_none(now.test.loss),
                     or_none(now.train.accuracy), or_none(now.test.accuracy)});
  if (keeps_path_) path_.push_back(std::move(now.parameters));
}

void TrialRun::work(const Clock& clock, double seconds) {
  if (finished()) return;
  const std::uint64_t first = trainer_.steps_done();
  std::vector<Moment<float>> passed;
  const double begin = clock();
  double now = begin;
  do {
    const double before = now;
    for (std::uint64_t i = 0; i < chunk_ && points_.size() + passed.size() < due_.size() && !diverged(); ++i) {
      trainer_.step();
      if (trainer_.steps_done() == due_[points_.size() + passed.size()]) passed.push_back(trainer_.moment());
    }
    now = clock();
    if (now - before < look_every / 2 && chunk_ < largest_chunk) chunk_ *= 2;
    if (now - before > look_every * 2 && chunk_ > 1) chunk_ /= 2;
  } while (now - begin < seconds && points_.size() + passed.size() < due_.size() && !diverged());
  const Moment<float> last = trainer_.moment();
  const double a_step = (now - begin) / static_cast<double>(std::max<std::uint64_t>(last.step - first, 1));
  for (const Moment<float>& moment : passed)
    measure(moment, trained_ + a_step * static_cast<double>(moment.step - first));
  trainer_.restore(last);
  trained_ += now - begin;
}

}  // namespace gradlab
