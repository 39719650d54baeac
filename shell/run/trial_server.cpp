#include "shell/run/trial_server.hpp"

#include <utility>

#include "core/network/load_data.hpp"
#include "core/races/trial_claims.hpp"

namespace gradlab::ui {
namespace {

constexpr double one_turn = 0.004;    // seconds that a trial goes on before the next does
constexpr double told_every = 0.05;   // seconds
constexpr std::size_t most_data = 4;  // data sets that are kept

/// The files that came with the race.
struct SentFiles final : DataFiles {
  const RaceFiles* files;
  explicit SentFiles(const RaceFiles& sent) : files(&sent) {}
  Result<std::string> read(std::string_view name) const override {
    const auto found = files->find(std::string(name));
    if (found == files->end()) return Error{"file_missing", std::string(name), {}};
    return found->second;
  }
};

}  // namespace

void TrialServer::receive(ToTrialEngine message) {
  if (auto* const begun = std::get_if<BeginRace>(&message)) {
    race_ = std::move(*begun);
    data_.clear();
    under_way_.clear();
    news_.clear();
    return;
  }
  const RunTrial& order = std::get<RunTrial>(message);
  if (order.race == race_.race && order.what.contestant < race_.spec.contestants.size()) begin(order);
}

Result<Dataset> TrialServer::data_of(const Spec& spec) {
  const auto found = data_.find(spec.seed);
  if (found != data_.end()) return found->second;
  auto data = load_data(spec.data, spec.seed, SentFiles(race_.files));
  if (!data) return data.error();
  if (data_.size() >= most_data) data_.erase(data_.begin());
  return data_.emplace(spec.seed, *std::move(data)).first->second;
}

void TrialServer::begin(const RunTrial& order) {
  auto data = data_of(spec_of(race_.spec, order.what));
  auto run = data ? TrialRun::create(race_.spec, order.what, *std::move(data), order.keeps_path)
                  : Result<TrialRun>(data.error());
  if (run)
    under_way_.push_back({order, *std::move(run), 0});
  else
    news_.push_back({.race = order.race, .trial = order.trial, .finished = true, .refused = run.error()});
}

void TrialServer::tell(UnderWay& trial) {
  const std::vector<TrialPoint>& points = trial.run.points();
  const auto from = static_cast<std::ptrdiff_t>(trial.told);
  TrialNews news{.race = trial.order.race, .trial = trial.order.trial, .finished = trial.run.finished()};
  news.points.assign(points.begin() + from, points.end());
  const auto& parameters = trial.run.parameters();
  if (!parameters.empty()) news.parameters.assign(parameters.begin() + from, parameters.end());
  news.diverged = trial.run.divergence();
  if (news.finished && trial.order.diagnoses) news.claims = claims_found(trial.run);
  trial.told = points.size();
  news_.push_back(std::move(news));
}

void TrialServer::work(double seconds) {
  const double end = clock_() + seconds;
  while (!under_way_.empty()) {
    UnderWay& next = under_way_.front();
    next.run.work(clock_, one_turn);
    if (next.run.finished()) {
      tell(next);
      under_way_.pop_front();
    } else {
      under_way_.splice(under_way_.end(), under_way_, under_way_.begin());
    }
    if (clock_() >= end) break;
  }
  const double now = clock_();
  if (now - told_at_ < told_every) return;
  told_at_ = now;
  for (UnderWay& trial : under_way_)
    if (trial.told < trial.run.points().size()) tell(trial);
}

std::optional<TrialNews> TrialServer::news() {
  if (news_.empty()) return std::nullopt;
  TrialNews first = std::move(news_.front());
  news_.pop_front();
  return first;
}

}  // namespace gradlab::ui
