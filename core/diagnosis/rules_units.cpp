#include <algorithm>
#include <cmath>

#include "core/diagnosis/edits.hpp"
#include "core/diagnosis/layer_facts.hpp"
#include "core/diagnosis/rules.hpp"

namespace gradlab::rules {
namespace {

double number(std::size_t count) { return static_cast<double>(count); }

/// A finding about a layer, with its number and its activation.
Finding about_layer(const Evidence& evidence, std::size_t layer) {
  Finding finding;
  finding.layer = layer;
  finding.numbers = {{"layer", number(layer + 1)}, {"units", number(evidence.now.layers[layer].units)}};
  finding.word_ids = {{"activation", "activation." + evidence.spec.layers[layer].activation}};
  return finding;
}

std::size_t hidden_layers(const Evidence& evidence) { return evidence.now.layers.size() - 1; }

/// Whether a unit is dead, and not only pushed so far out that its slope has rounded to 0.
bool is_dead(const LayerSpec& layer, const UnitActivity& unit, bool squashing) {
  return unit.dead() && !has_no_slope(layer) && (!squashing || unit.zeros == unit.samples);
}

struct DeadCount {
  std::size_t now = 0;
  std::size_t since_start = 0;  ///< of those, how many were so before the first step

  std::size_t died() const { return now - since_start; }
  bool mostly_died() const { return died() >= since_start; }
};

DeadCount count_dead(const Evidence& evidence, std::size_t l) {
  const LayerSpec& layer = evidence.spec.layers[l];
  const bool squashing = squashes(layer);
  DeadCount count;
  for (std::size_t u = 0; u < evidence.now.layers[l].unit.size(); ++u) {
    if (!is_dead(layer, evidence.now.layers[l].unit[u], squashing)) continue;
    ++count.now;
    count.since_start += is_dead(layer, evidence.start.layers[l].unit[u], squashing) ? 1 : 0;
  }
  return count;
}

/// The hidden layer in which the largest share of units died, or never lived, if it is at least one in `one_in`.
Found dead_layer(const Evidence& evidence, std::size_t (*which)(const DeadCount&), std::size_t one_in) {
  Found worst;
  double share = 0;
  for (std::size_t l = 0; l < hidden_layers(evidence); ++l) {
    if (evidence.start.layers[l].identical) continue;  // symmetric_start tells why
    const std::size_t units = evidence.now.layers[l].units;
    const DeadCount dead = count_dead(evidence, l);
    const std::size_t these = which(dead);
    if (these == 0 || these * one_in < units || number(these) / number(units) <= share) continue;
    share = number(these) / number(units);
    worst = about_layer(evidence, l);
    worst->numbers.insert(worst->numbers.end(), {{"n", number(dead.now)},
                                                 {"died", number(dead.died())},
                                                 {"born_dead", number(dead.since_start)},
                                                 {"points", number(evidence.training_samples)}});
  }
  return worst;
}

void propose_lower_rate(const Evidence& evidence, Finding& finding) {
  const double rate = edits::rate_of(evidence.spec), lower = edits::lower_rate(rate);
  finding.numbers.insert(finding.numbers.end(), {{"rate", rate}, {"new_rate", lower}});
  finding.proposal = edits::with_rate(evidence.spec, lower);
}

void propose_initializer(const Evidence& evidence, Finding& finding) {
  const std::string_view initializer = edits::fitting_initializer(evidence.spec);
  finding.word_ids.emplace_back("initializer", "initializer." + std::string(initializer));
  finding.proposal = edits::with_initializer(evidence.spec, initializer);
}

/// At the start half of all answers being flat is much: such a layer hands back less than half of what it gets. Later
/// it is usual, as units learn to decide sharply, until hardly any are left that can still learn.
constexpr double saturated_at_start = 0.5, saturated_later = 0.9;

/// The hidden squashing layer that is flat most often now, if that is often and was so (or not) at the start.
Found flat_layer(const Evidence& evidence, bool at_start) {
  if (evidence.has_learned()) return std::nullopt;
  Found worst;
  double share = at_start ? saturated_at_start : saturated_later;
  for (std::size_t l = 0; l < hidden_layers(evidence); ++l) {
    const double now = evidence.now.layers[l].saturated;
    const bool then = evidence.start.layers[l].saturated >= saturated_at_start;
    const LayerSpec& layer = evidence.spec.layers[l];
    if (now < share || then != at_start || !squashes(layer) || has_no_slope(layer)) continue;
    share = now;
    worst = about_layer(evidence, l);
    worst->numbers.emplace_back("share", 100 * now);
  }
  return worst;
}

/// No layer stands still altogether: else the gradients' sizes have other reasons. Of the output its delta tells: a
/// sigmoid that saturates has no slope any more, but its loss may have.
bool gradients_flow(const NetworkAnalysis& analysis) {
  const auto hidden = analysis.layers.end() - 1;
  const bool alive =
      std::all_of(analysis.layers.begin(), hidden, [](const LayerAnalysis& layer) { return layer.dead < layer.units; });
  return alive && std::all_of(analysis.layers.begin(), analysis.layers.end(), [](const LayerAnalysis& layer) {
           return layer.finite && layer.weight_norm > 0 && layer.delta_norm > 0 && layer.gradient_norm > 0;
         });
}

/// From a hundredth on, hardly anything of the error arrives. Told by the deltas: the gradients of the last layer's
/// weights cancel over the samples while its inputs are all alike, and then look as small as those of the first.
constexpr double vanished = 100;

Found vanished_layers(const Evidence& evidence, bool by_slopes) {
  const std::size_t hidden = hidden_layers(evidence);
  if (hidden < 2 || evidence.has_learned() || !gradients_flow(evidence.now)) return std::nullopt;
  const LayerAnalysis &first = evidence.now.layers.front(), &last = evidence.now.layers.back();
  const double factor = last.delta_norm / first.delta_norm;
  if (!(factor >= vanished) || squashes(evidence.spec.layers.front()) != by_slopes) return std::nullopt;
  Finding finding = about_layer(evidence, 0);
  finding.numbers.emplace_back("factor", factor);
  finding.numbers.emplace_back("weight_factor", last.gradient_norm / first.gradient_norm);
  finding.numbers.emplace_back("last", number(hidden + 1));
  return finding;
}

}  // namespace

Found no_slope(const Evidence& evidence) {
  for (std::size_t l = evidence.spec.layers.size(); l-- > 0;) {
    if (!has_no_slope(evidence.spec.layers[l])) continue;
    Finding finding = about_layer(evidence, l);
    finding.proposal = edits::with_activation(evidence.spec, l, "sigmoid");
    return finding;
  }
  return std::nullopt;
}

Found symmetric_start(const Evidence& evidence) {
  for (std::size_t l = 0; l < hidden_layers(evidence); ++l) {
    if (!evidence.start.layers[l].identical || !evidence.now.layers[l].identical) continue;
    Finding finding = about_layer(evidence, l);
    propose_initializer(evidence, finding);
    return finding;
  }
  return std::nullopt;
}

Found dead_units(const Evidence& evidence) {
  constexpr std::size_t one_in = 8;  // fewer are usual, and missed by nobody
  Found finding =
      dead_layer(evidence, [](const DeadCount& dead) { return dead.mostly_died() ? dead.died() : 0; }, one_in);
  if (finding) propose_lower_rate(evidence, *finding);
  return finding;
}

Found born_dead(const Evidence& evidence) {
  constexpr std::size_t one_in = 4;  // some random first weights always point away from all points
  Found finding =
      dead_layer(evidence, [](const DeadCount& dead) { return dead.mostly_died() ? 0 : dead.since_start; }, one_in);
  if (finding) finding->proposal = edits::with_activation(evidence.spec, *finding->layer, "leaky_relu");
  return finding;
}

Found saturated_start(const Evidence& evidence) {
  Found finding = flat_layer(evidence, true);
  if (finding) propose_initializer(evidence, *finding);
  if (!finding || !edits::begins_scaled(evidence.spec)) return finding;
  finding->proposal.reset();  // the weights are as they should be: it is the inputs
  if (evidence.spec.data.scaling != "none") return finding;
  finding->proposal = edits::with_standardised_inputs(evidence.spec);
  finding->fix_of = "inputs_scale";
  return finding;
}

Found saturated(const Evidence& evidence) {
  Found finding = flat_layer(evidence, false);
  if (finding) propose_lower_rate(evidence, *finding);
  return finding;
}

Found vanishing(const Evidence& evidence) {
  Found finding = vanished_layers(evidence, true);
  if (!finding) return finding;
  finding->numbers.emplace_back("slope", largest_slope_of(evidence.spec.layers.front()));
  Spec changed = evidence.spec;
  for (std::size_t l = 0; l < hidden_layers(evidence); ++l)
    if (squashes(changed.layers[l])) changed = edits::with_activation(changed, l, "relu");
  finding->proposal = edits::with_initializer(changed, "he_normal");
  return finding;
}

Found vanishing_weights(const Evidence& evidence) {
  Found finding = vanished_layers(evidence, false);
  if (finding) propose_initializer(evidence, *finding);
  if (finding && edits::begins_scaled(evidence.spec)) finding->proposal.reset();
  return finding;
}

Found exploding(const Evidence& evidence) {
  const std::size_t hidden = hidden_layers(evidence);
  if (hidden < 2 || evidence.has_learned() || !gradients_flow(evidence.start)) return std::nullopt;
  const double factor = evidence.start.layers.front().delta_norm / evidence.start.layers.back().delta_norm;
  if (!(factor >= vanished)) return std::nullopt;
  Finding finding = about_layer(evidence, 0);
  finding.numbers.emplace_back("factor", factor);
  finding.numbers.emplace_back("last", number(hidden + 1));
  propose_initializer(evidence, finding);
  if (edits::begins_scaled(evidence.spec)) finding.proposal.reset();
  return finding;
}

}  // namespace gradlab::rules
