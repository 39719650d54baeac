#include "shell/run/race_runner.hpp"

#include <algorithm>
#include <utility>

namespace gradlab::ui {
namespace {

/// A trial holds its data: of long files only one is under way in each engine.
constexpr std::size_t long_files = std::size_t{4} << 20;

}  // namespace

Result<Done> RaceRunner::start(NetworkRaceSpec spec, RaceFiles files, bool diagnoses) {
  auto race = NetworkRace::create(std::move(spec));
  if (!race) return race.error();
  stop();
  race_ = *std::move(race);
  files_ = std::move(files);
  diagnoses_ = diagnoses;
  claims_.clear();
  ++number_;
  ++version_;
  given_ = 0;
  refused_.reset();
  if (race_->over()) return Done{};
  hire();
  std::size_t bytes = 0;
  for (const auto& [name, text] : files_) bytes += text.size();
  // All contestants are under way at once, so that they are seen side by side; all trials that are diagnosed: they are
  // short, and between two of them no engine shall wait for a frame.
  const std::size_t at_once = diagnoses_ ? race_->total() : race_->spec().contestants.size();
  const std::size_t engines = engines_at_work_.size();
  side_by_side_ = bytes > long_files ? 1 : (at_once + engines - 1) / engines;
  for (Engine& engine : engines_at_work_) {
    engine.link->post(BeginRace{number_, race_->spec(), files_});
    give(engine);
  }
  return Done{};
}

void RaceRunner::hire() {
  const std::size_t wanted = std::min(std::max<std::size_t>(engines_.most, 1), race_->total());
  while (engines_.make && engines_at_work_.size() < wanted) {
    auto link = engines_.make();
    if (!link) break;
    engines_at_work_.push_back({std::move(link), {}});
  }
  if (engines_at_work_.empty()) engines_at_work_.push_back({std::make_unique<TrialsInFrame>(), {}});
}

void RaceRunner::post(Engine& engine, std::size_t trial) {
  engine.link->post(RunTrial{number_, trial, race_->trials()[trial], race_->keeps_path(trial), diagnoses_});
}

void RaceRunner::give(Engine& engine) {
  while (engine.trials.size() < side_by_side_ && given_ < race_->trials().size()) {
    engine.trials.push_back(given_);
    post(engine, given_++);
  }
}

void RaceRunner::gather(Engine& engine) {
  while (auto news = engine.link->receive()) {
    if (news->race != number_) continue;
    if (news->refused) {
      refused_ = std::move(news->refused);
      continue;
    }
    race_->take(news->trial, news->points, std::move(news->parameters), news->finished, news->diverged);
    if (news->finished) {
      std::erase(engine.trials, news->trial);
      claims_[news->trial] = std::move(news->claims);
    }
    ++version_;
  }
}

/// What a lost engine was at begins again in the frame.
void RaceRunner::replace_lost(Engine& engine) {
  engine.link = std::make_unique<TrialsInFrame>();
  engine.link->post(BeginRace{number_, race_->spec(), files_});
  for (const std::size_t trial : engine.trials) {
    race_->forget(trial);
    post(engine, trial);
  }
}

std::size_t RaceRunner::found(std::string_view claim) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      claims_, [&](const auto& trial) { return std::ranges::find(trial.second, claim) != trial.second.end(); }));
}

bool RaceRunner::needs_frames() const {
  return std::ranges::any_of(engines_at_work_, [](const Engine& engine) { return engine.link->needs_pump(); });
}

void RaceRunner::pump(double seconds) {
  if (!running()) return;
  for (Engine& engine : engines_at_work_) {
    if (engine.link->lost()) replace_lost(engine);
    engine.link->pump(seconds / static_cast<double>(engines_at_work_.size()));
    gather(engine);
  }
  for (Engine& engine : engines_at_work_) give(engine);
  if (refused_ || race_->over()) stop();
}

}  // namespace gradlab::ui
