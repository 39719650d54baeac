#include <algorithm>
#include <cmath>

#include "core/diagnosis/edits.hpp"
#include "core/diagnosis/rules.hpp"
#include "core/optimizers/optimizer.hpp"
#include "core/spec/limits.hpp"

namespace gradlab::rules {
namespace {

/// How the training loss moved over the second half of the records.
struct Swing {
  std::size_t records = 0;
  double rises = 0;  ///< share of the records in which it is higher than in the one before
  double jump = 0;   ///< mean |change| from one to the next, as a share of the mean loss
};

Swing swing_of(const Evidence& evidence) {
  Swing swing;
  double rises = 0, changes = 0, losses = 0;
  const auto& history = evidence.history;
  for (std::size_t i = history.size() / 2; i + 1 < history.size(); ++i) {
    if (!history[i].train.loss || !history[i + 1].train.loss) continue;
    const double before = *history[i].train.loss, after = *history[i + 1].train.loss;
    ++swing.records;
    rises += after > before ? 1 : 0;
    changes += std::abs(after - before);
    losses += after;
  }
  if (swing.records == 0 || !(losses > 0)) return swing;
  swing.rises = rises / static_cast<double>(swing.records);
  swing.jump = changes / losses;
  return swing;
}

/// The largest factor for the rate at which three times as far along the next step still lowers the loss at least half
/// as much as a straight way down would; 1 where there is none.
double factor_with_room(const Evidence& evidence) {
  double factor = 1;
  if (evidence.ahead.empty() || !(evidence.ahead.front().drop > 0)) return factor;
  for (const LossAhead& ahead : evidence.ahead)
    if (ahead.multiple > 1 && ahead.drop >= ahead.multiple / 2 * evidence.ahead.front().drop)
      factor = ahead.multiple / 3;
  return factor;
}

/// The loss at half of the run, where it has hardly moved since (by 2% of where it began) though the run has not got
/// where it was to go.
std::optional<RunRecord> standstill(const Evidence& evidence) {
  constexpr std::size_t fewest = 10;
  const auto& history = evidence.history;
  if (evidence.diverged || history.size() < fewest || evidence.has_learned()) return std::nullopt;
  const RunRecord& middle = history[history.size() / 2];
  const auto &first = history.front().train.loss, &then = middle.train.loss, &now = history.back().train.loss;
  if (!first || !then || !now || std::abs(*then - *now) > 0.02 * *first) return std::nullopt;
  return middle;
}

double highest_rate(const Spec& spec) { return find_optimizer<double>(spec.optimizer.id)->params.front().high; }

}  // namespace

Found rate_too_high(const Evidence& evidence) {
  // A falling loss rises now and then by a little; one that is thrown about rises a third of the time, by a lot.
  constexpr std::size_t fewest = 8;
  const Swing swing = swing_of(evidence);
  if (evidence.diverged || evidence.has_learned() || swing.records < fewest) return std::nullopt;
  if (swing.rises < 0.3 || swing.jump < 0.1) return std::nullopt;
  Finding finding;
  const double rate = edits::rate_of(evidence.spec), lower = edits::lower_rate(rate);
  finding.numbers = {{"rises", 100 * swing.rises}, {"jump", 100 * swing.jump}, {"rate", rate}, {"new_rate", lower}};
  finding.proposal = edits::with_rate(evidence.spec, lower);
  return finding;
}

Found rate_too_low(const Evidence& evidence) {
  constexpr std::uint64_t fewest_steps = 20;
  if (evidence.diverged || evidence.history.empty() || evidence.has_learned() || evidence.now.step < fewest_steps)
    return std::nullopt;
  const auto &first = evidence.history.front().train.loss, &last = evidence.history.back().train.loss;
  const double factor = factor_with_room(evidence);
  if (!first || !last || *last < *first / 2 || factor == 1) return std::nullopt;
  double ratio = 0;
  for (const LayerAnalysis& layer : evidence.now.layers) ratio = std::max(ratio, layer.update_ratio);
  if (ratio >= 1e-3) return std::nullopt;  // about what a step that gets on changes weights by
  const double rate = edits::rate_of(evidence.spec);
  const double higher = std::min(rate * factor, highest_rate(evidence.spec));
  if (!(higher > rate)) return std::nullopt;
  Finding finding;
  finding.numbers = {{"rate", rate},     {"new_rate", higher},   {"ratio", ratio},
                     {"factor", factor}, {"first_loss", *first}, {"loss", *last}};
  finding.proposal = edits::with_rate(evidence.spec, higher);
  return finding;
}

Found overfitting(const Evidence& evidence) {
  const auto& history = evidence.history;
  if (history.empty() || evidence.diverged) return std::nullopt;
  const RunRecord* best = nullptr;
  for (const RunRecord& record : history)
    if (record.test.loss && (!best || *record.test.loss < *best->test.loss)) best = &record;
  const RunRecord& now = history.back();
  if (!best || !now.test.loss || !now.train.loss || !best->train.loss) return std::nullopt;
  // Since a while ago the test loss has risen by a fifth while the training loss went on falling, and now lies well
  // above it; and by a twentieth of what there was to learn: near 0 a fifth says nothing.
  const bool long_ago = static_cast<double>(best->step) < 0.8 * static_cast<double>(now.step);
  const bool apart = *now.test.loss >= 1.2 * *best->test.loss && *now.train.loss < *best->train.loss &&
                     *now.test.loss >= 1.5 * *now.train.loss &&
                     *now.test.loss - *best->test.loss >= 0.05 * history.front().test.loss.value_or(0);
  if (!long_ago || !apart) return std::nullopt;
  const double l2 = evidence.spec.l2 > 0 ? std::min(3 * evidence.spec.l2, limits::penalty) : 0.01;
  Finding finding;
  finding.numbers = {{"test_loss", *now.test.loss},
                     {"train_loss", *now.train.loss},
                     {"best_loss", *best->test.loss},
                     {"best_epoch", static_cast<double>(best->epoch)},
                     {"best_step", static_cast<double>(best->step)},
                     {"l2", l2}};
  finding.proposal = evidence.spec;
  finding.proposal->l2 = l2;
  return finding;
}

Found no_hidden_layer(const Evidence& evidence) {
  const auto still = standstill(evidence);
  if (!still || evidence.spec.layers.size() > 1) return std::nullopt;
  constexpr std::size_t units = 8;
  Finding finding;
  finding.numbers = {{"step", static_cast<double>(still->step)},
                     {"loss", *evidence.history.back().train.loss},
                     {"units", static_cast<double>(units)}};
  finding.proposal = evidence.spec;
  finding.proposal->layers.insert(finding.proposal->layers.begin(), LayerSpec{units, "tanh"});
  finding.proposal->initial_parameters.clear();
  return finding;
}

Found too_small(const Evidence& evidence) {
  const auto still = standstill(evidence);
  if (!still || evidence.spec.layers.size() == 1) return std::nullopt;
  Finding finding;
  std::size_t units = 0;
  finding.proposal = evidence.spec;
  for (std::size_t l = 0; l + 1 < evidence.spec.layers.size(); ++l) {
    units += evidence.spec.layers[l].units;
    finding.proposal->layers[l].units *= 2;  // check_spec knows how many there may be
  }
  finding.proposal->initial_parameters.clear();
  finding.numbers = {{"step", static_cast<double>(still->step)},
                     {"loss", *evidence.history.back().train.loss},
                     {"units", static_cast<double>(units)},
                     {"new_units", static_cast<double>(2 * units)}};
  return finding;
}

}  // namespace gradlab::rules
