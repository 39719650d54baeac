#include "core/races/network_race.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gradlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double worst(TrialQuantity quantity) {
  const bool loss = quantity == TrialQuantity::train_loss || quantity == TrialQuantity::test_loss;
  return loss ? infinity : 0;
}

double final_loss(const TrialCurve& run) {
  return run.diverged || run.points.empty() ? infinity : static_cast<double>(run.points.back().train_loss);
}

/// Of a run that is over or has come there; empty otherwise, and where the data have no such number.
std::optional<double> value_at(const TrialCurve& run, std::size_t moment, TrialQuantity quantity) {
  if (moment < run.points.size()) return value_of(run.points[moment], quantity);
  if (!run.diverged || run.points.empty() || !value_of(run.points.front(), quantity)) return std::nullopt;
  return worst(quantity);
}

std::optional<Quartiles> spread_over(const std::vector<const TrialCurve*>& runs, std::size_t moment,
                                     TrialQuantity quantity) {
  std::vector<double> values;
  for (const TrialCurve* run : runs)
    if (const auto value = value_at(*run, moment, quantity)) values.push_back(*value);
  return quartiles(std::move(values));
}

}  // namespace

std::optional<Quartiles> quartiles(std::vector<double> numbers) {
  if (numbers.empty()) return std::nullopt;
  std::sort(numbers.begin(), numbers.end());
  const auto at = [&](double share) {
    const double place = share * static_cast<double>(numbers.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double rest = place - static_cast<double>(below);
    if (rest == 0 || numbers[below] == numbers[below + 1]) return numbers[below];
    return numbers[below] + rest * (numbers[below + 1] - numbers[below]);
  };
  return Quartiles{at(0.25), at(0.5), at(0.75)};
}

std::optional<double> value_of(const TrialPoint& point, TrialQuantity quantity) {
  const auto number = [](float value) {
    return std::isnan(value) ? std::nullopt : std::optional(static_cast<double>(value));
  };
  switch (quantity) {
    case TrialQuantity::train_loss: return number(point.train_loss);
    case TrialQuantity::test_loss: return number(point.test_loss);
    case TrialQuantity::train_accuracy: return number(point.train_accuracy);
    case TrialQuantity::test_accuracy: break;
  }
  return number(point.test_accuracy);
}

Result<NetworkRace> NetworkRace::create(NetworkRaceSpec spec) {
  if (auto ok = check_network_race(spec); !ok) return ok.error();
  NetworkRace race(std::move(spec));
  const auto& contestants = race.spec_.contestants;
  race.rates_.resize(contestants.size());
  race.tuning_left_.resize(contestants.size());
  if (!race.spec_.tuned) {
    for (std::size_t c = 0; c < contestants.size(); ++c) race.rates_[c] = rate_of(contestants[c]);
    for (std::uint64_t s = 0; s < race.spec_.seeds; ++s)
      for (std::size_t c = 0; c < contestants.size(); ++c)
        race.add({c, race.spec_.base.seed + s, *race.rates_[c], false});
    return race;
  }
  for (std::uint64_t s = 0; s < tuning_seeds; ++s) {
    for (std::size_t c = 0; c < contestants.size(); ++c) {
      for (const double rate : tried_rates(contestants[c])) {
        race.add({c, race.spec_.base.seed + race.spec_.seeds + s, rate, true});
        ++race.tuning_left_[c];
      }
    }
  }
  return race;
}

void NetworkRace::add(const NetworkTrial& trial) {
  trials_.push_back(trial);
  curves_.emplace_back();
}

void NetworkRace::add_race(std::size_t contestant) {
  for (std::uint64_t s = 0; s < spec_.seeds; ++s) add({contestant, spec_.base.seed + s, *rates_[contestant], false});
}

bool NetworkRace::keeps_path(std::size_t trial) const {
  return !trials_[trial].tuning && trials_[trial].seed == spec_.base.seed;
}

std::size_t NetworkRace::total() const {
  std::size_t count = trials_.size();
  for (const std::size_t left : tuning_left_)
    if (left > 0) count += spec_.seeds;
  return count;
}

void NetworkRace::take(std::size_t trial, std::span<const TrialPoint> points,
                       std::vector<std::vector<float>> parameters, bool finished,
                       const std::optional<Divergence>& diverged) {
  if (trial >= trials_.size() || curves_[trial].finished) return;
  TrialCurve& curve = curves_[trial];
  curve.points.insert(curve.points.end(), points.begin(), points.end());
  std::move(parameters.begin(), parameters.end(), std::back_inserter(curve.parameters));
  curve.diverged = diverged;
  curve.finished = finished;
  if (!finished) return;
  ++finished_;
  if (!trials_[trial].tuning) return;
  const std::size_t contestant = trials_[trial].contestant;
  if (--tuning_left_[contestant] > 0) return;
  choose_rate(contestant);
  add_race(contestant);
}

void NetworkRace::forget(std::size_t trial) {
  if (trial < trials_.size() && !curves_[trial].finished) curves_[trial] = {};
}

std::vector<const TrialCurve*> NetworkRace::tuning_runs(std::size_t contestant, double rate) const {
  std::vector<const TrialCurve*> found;
  for (std::size_t t = 0; t < trials_.size(); ++t)
    if (trials_[t].tuning && trials_[t].contestant == contestant && trials_[t].rate == rate)
      found.push_back(&curves_[t]);
  return found;
}

std::vector<TriedRate> NetworkRace::tried(std::size_t contestant) const {
  std::vector<TriedRate> all;
  if (!spec_.tuned) return all;
  for (const double rate : tried_rates(spec_.contestants[contestant])) {
    TriedRate one{rate, 0, {}};
    std::vector<double> losses;
    for (const TrialCurve* run : tuning_runs(contestant, rate)) {
      if (!run->finished) continue;
      ++one.finished;
      losses.push_back(final_loss(*run));
    }
    one.loss = quartiles(std::move(losses));
    all.push_back(one);
  }
  return all;
}

void NetworkRace::choose_rate(std::size_t contestant) {
  const std::vector<TriedRate> all = tried(contestant);
  const TriedRate* best = &all.front();
  for (const TriedRate& one : all)
    if (one.loss && best->loss && one.loss->median < best->loss->median) best = &one;
  rates_[contestant] = best->rate;
}

bool NetworkRace::rate_at_edge(std::size_t contestant) const {
  const std::vector<TriedRate> all = tried(contestant);
  return rates_[contestant] && all.size() > 1 &&
         (*rates_[contestant] == all.front().rate || *rates_[contestant] == all.back().rate);
}

std::vector<const TrialCurve*> NetworkRace::runs(std::size_t contestant) const {
  std::vector<const TrialCurve*> found;
  for (std::size_t t = 0; t < trials_.size(); ++t)
    if (!trials_[t].tuning && trials_[t].contestant == contestant) found.push_back(&curves_[t]);
  return found;
}

std::vector<RaceMoment> NetworkRace::moments(std::size_t contestant) const {
  const std::vector<const TrialCurve*> all = runs(contestant);
  const TrialCurve* longest = nullptr;
  for (const TrialCurve* run : all)
    if (!longest || run->points.size() > longest->points.size()) longest = run;
  std::vector<RaceMoment> moments;
  for (std::size_t k = 0; longest && k < longest->points.size(); ++k) {
    const TrialPoint& point = longest->points[k];
    RaceMoment moment{.step = point.step, .samples = point.samples, .epoch = point.epoch};
    std::vector<double> seconds;
    for (const TrialCurve* run : all) {
      if (k < run->points.size()) seconds.push_back(run->points[k].seconds);
      if (k < run->points.size() || run->diverged) ++moment.seeds;
    }
    moment.seconds = quartiles(std::move(seconds))->median;
    for (std::size_t q = 0; q < trial_quantities; ++q)
      moment.values[q] = spread_over(all, k, static_cast<TrialQuantity>(q));
    moments.push_back(moment);
  }
  return moments;
}

std::optional<RaceMoment> NetworkRace::result(std::size_t contestant) const {
  std::vector<const TrialCurve*> ended;
  for (const TrialCurve* run : runs(contestant))
    if (run->finished) ended.push_back(run);
  if (ended.empty()) return std::nullopt;
  std::size_t last = 0;
  std::vector<double> seconds;
  RaceMoment moment{.seeds = ended.size()};
  for (const TrialCurve* run : ended) {
    last = std::max(last, run->points.size() - 1);
    const TrialPoint& end = run->points.back();
    if (end.step >= moment.step) moment.step = end.step, moment.samples = end.samples, moment.epoch = end.epoch;
    seconds.push_back(end.seconds);
  }
  moment.seconds = quartiles(std::move(seconds))->median;
  // A run that diverged has fewer moments: at the last of the others it counts as the worst there is.
  const bool all_diverged =
      std::all_of(ended.begin(), ended.end(), [](const TrialCurve* run) { return run->diverged; });
  for (std::size_t q = 0; q < trial_quantities; ++q)
    moment.values[q] = spread_over(ended, all_diverged ? last + 1 : last, static_cast<TrialQuantity>(q));
  return moment;
}

std::size_t NetworkRace::diverged(std::size_t contestant) const {
  const std::vector<const TrialCurve*> all = runs(contestant);
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [](const TrialCurve* run) { return run->diverged.has_value(); }));
}

std::optional<Quartiles> NetworkRace::epochs_to(std::size_t contestant, double target) const {
  std::vector<double> epochs;
  for (const TrialCurve* run : runs(contestant)) {
    const auto there = std::find_if(run->points.begin(), run->points.end(), [target](const TrialPoint& point) {
      return static_cast<double>(point.train_loss) <= target;
    });
    if (there == run->points.end() && !run->finished) return std::nullopt;
    epochs.push_back(there == run->points.end() ? infinity : there->epoch);
  }
  return quartiles(std::move(epochs));
}

}  // namespace gradlab
