#include "core/diagnosis/evidence.hpp"

#include <algorithm>
#include <cmath>

#include "core/analysis/training_loss.hpp"

namespace gradlab {
namespace {

InputFacts facts_of(const Dataset& data, std::size_t input) {
  const double count = static_cast<double>(data.train_rows.size());
  InputFacts facts;
  for (const std::uint32_t row : data.train_rows) {
    facts.mean += data.input(input, row) / count;
    facts.largest = std::max(facts.largest, std::abs(data.input(input, row)));
  }
  double squares = 0;
  for (const std::uint32_t row : data.train_rows) squares += std::pow(data.input(input, row) - facts.mean, 2) / count;
  facts.deviation = std::sqrt(squares);
  return facts;
}

void describe_data(const Dataset& data, Evidence& into) {
  into.task = data.task;
  into.training_samples = data.train_rows.size();
  into.input_names = data.input_names;
  for (std::size_t i = 0; i < data.input_count(); ++i) into.inputs.push_back(facts_of(data, i));
  if (data.task != Task::regression) return;
  into.lowest_target = into.highest_target = data.target(data.train_rows.front());
  for (const std::uint32_t row : data.train_rows) {
    for (std::size_t t = 0; t < data.target_count; ++t) {
      into.lowest_target = std::min(into.lowest_target, data.target(row, t));
      into.highest_target = std::max(into.highest_target, data.target(row, t));
    }
  }
}

template <class T>
void look_ahead(Trainer<T>& trainer, Evidence& into) {
  constexpr std::size_t most_samples = 1024;
  const auto update = next_update(trainer);
  auto loss = TrainingLoss::create(trainer, most_samples);
  if (!update || !loss) return;
  const double here = loss->value(loss->here());
  for (const double multiple : {1.0, 30.0, 300.0, 3000.0}) {
    std::vector<double> place(loss->here().begin(), loss->here().end());
    for (std::size_t i = 0; i < place.size(); ++i) place[i] += multiple * static_cast<double>((*update)[i]);
    into.ahead.push_back({multiple, here - loss->value(place)});
  }
}

template <class T>
RunRecord record_of(Trainer<T>& trainer) {
  const Snapshot<T> now = trainer.snapshot();
  return {now.step, now.epoch, now.train, now.test};
}

}  // namespace

bool Evidence::has_learned() const {
  if (history.empty()) return false;
  const Score &first = history.front().train, &last = history.back().train;
  if (last.accuracy) return *last.accuracy >= 0.95;
  return first.loss && last.loss && *last.loss <= *first.loss / 20;
}

template <class T>
Evidence gather_evidence(Trainer<T>& trainer, std::span<const RunRecord> history) {
  Evidence evidence;
  evidence.spec = trainer.spec();
  describe_data(trainer.data(), evidence);
  evidence.start = analyse_start(trainer);
  evidence.now = analyse(trainer);
  evidence.history.assign(history.begin(), history.end());
  evidence.diverged = trainer.divergence();
  look_ahead(trainer, evidence);
  return evidence;
}

template <class T>
std::vector<RunRecord> run_and_record(Trainer<T>& trainer, std::uint64_t steps, ParameterPath* path) {
  constexpr std::uint64_t moments = 100;
  const std::uint64_t stride = std::max<std::uint64_t>(1, steps / moments);
  const auto keep = [&] {
    if (path) path->visit(trainer.steps_done(), trainer.network().parameters());
  };
  std::vector<RunRecord> records{record_of(trainer)};
  keep();
  for (std::uint64_t step = 1; step <= steps && !trainer.diverged(); ++step) {
    trainer.step();
    if (!trainer.diverged()) keep();
    if (step % stride == 0 || step == steps || trainer.diverged()) records.push_back(record_of(trainer));
  }
  return records;
}

template Evidence gather_evidence(Trainer<float>&, std::span<const RunRecord>);
template Evidence gather_evidence(Trainer<double>&, std::span<const RunRecord>);
template std::vector<RunRecord> run_and_record(Trainer<float>&, std::uint64_t, ParameterPath*);
template std::vector<RunRecord> run_and_record(Trainer<double>&, std::uint64_t, ParameterPath*);

}  // namespace gradlab
