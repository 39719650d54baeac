#include <cmath>

#include "core/diagnosis/edits.hpp"
#include "core/diagnosis/layer_facts.hpp"
#include "core/diagnosis/rules.hpp"
#include "core/losses/loss.hpp"

namespace gradlab::rules {
namespace {

/// A finding about the output layer and the loss, with another pair proposed.
Finding about_pair(const Evidence& evidence, std::string_view activation, std::string_view loss) {
  Finding finding;
  finding.layer = evidence.spec.layers.size() - 1;
  finding.word_ids = {{"activation", "activation." + evidence.spec.layers.back().activation},
                      {"loss", "loss." + evidence.spec.loss.id},
                      {"new_activation", "activation." + std::string(activation)},
                      {"new_loss", "loss." + std::string(loss)}};
  const bool same_loss = loss == evidence.spec.loss.id;
  finding.proposal = same_loss ? edits::with_activation(evidence.spec, *finding.layer, activation)
                               : edits::with_output(evidence.spec, activation, loss);
  return finding;
}

}  // namespace

Found pairing_slope(const Evidence& evidence) {
  const Loss<double>* loss = find_loss<double>(evidence.spec.loss.id);
  const LayerSpec& last = evidence.spec.layers.back();
  if (evidence.task == Task::regression || !loss || loss->target != TargetKind::values) return std::nullopt;
  const bool flat_ends = last.activation == "softmax" || squashes(last);
  if (!flat_ends || has_no_slope(last)) return std::nullopt;
  Finding finding = evidence.task == Task::binary ? about_pair(evidence, "sigmoid", "bce")
                                                  : about_pair(evidence, "softmax", "cross_entropy");
  const auto percent = [](const NetworkAnalysis& of) { return std::round(100 * of.layers.back().saturated); };
  finding.numbers = {{"flat", percent(evidence.now)},
                     {"flat_start", percent(evidence.start)},
                     {"delta", evidence.now.layers.back().delta_norm},
                     {"delta_start", evidence.start.layers.back().delta_norm}};
  return finding;
}

Found pairing_range(const Evidence& evidence) {
  const Loss<double>* loss = find_loss<double>(evidence.spec.loss.id);
  const LayerSpec& last = evidence.spec.layers.back();
  if (!loss || loss->target == TargetKind::values || loss->fused_activation == last.activation) return std::nullopt;
  // A logit of 3 is a probability of 0.95; the hinge is content from 1 on.
  const double needed = loss->target == TargetKind::signs ? 1 : 3;
  const OutputRange range = output_range(last);
  if (range.low <= -needed && range.high >= needed) return std::nullopt;
  Finding finding =
      about_pair(evidence, loss->fused_activation.empty() ? "identity" : loss->fused_activation, loss->id);
  finding.numbers = {{"low", range.low}, {"high", range.high}};
  return finding;
}

Found target_range(const Evidence& evidence) {
  const Loss<double>* loss = find_loss<double>(evidence.spec.loss.id);
  if (evidence.task != Task::regression || !loss || loss->target != TargetKind::values) return std::nullopt;
  const OutputRange range = output_range(evidence.spec.layers.back());
  if (range.low <= evidence.lowest_target && evidence.highest_target <= range.high) return std::nullopt;
  Finding finding = about_pair(evidence, "identity", loss->id);
  finding.numbers = {{"low", range.low},
                     {"high", range.high},
                     {"lowest", evidence.lowest_target},
                     {"highest", evidence.highest_target}};
  return finding;
}

Found inputs_scale(const Evidence& evidence) {
  // Then the loss is many times steeper along some weights than along others, and one rate does not suit all.
  constexpr double off_centre = 5, uneven = 20, large = 50;
  if (evidence.spec.data.scaling != "none" || evidence.has_learned()) return std::nullopt;
  double narrowest = 0, worst = 0;
  std::size_t input = 0;
  for (const InputFacts& facts : evidence.inputs)
    if (facts.deviation > 0 && (narrowest == 0 || facts.deviation < narrowest)) narrowest = facts.deviation;
  for (std::size_t i = 0; i < evidence.inputs.size(); ++i) {
    const InputFacts& facts = evidence.inputs[i];
    if (!(facts.deviation > 0)) continue;  // one and the same number: nothing to scale
    const double badness = std::max({std::abs(facts.mean) / facts.deviation / off_centre,
                                     facts.deviation / narrowest / uneven, facts.largest / large});
    if (badness > worst) worst = badness, input = i;
  }
  if (worst < 1) return std::nullopt;
  Finding finding;
  finding.own_words = {{"input", evidence.input_names[input]}};
  finding.numbers = {{"mean", evidence.inputs[input].mean},
                     {"deviation", evidence.inputs[input].deviation},
                     {"largest", evidence.inputs[input].largest},
                     {"narrowest", narrowest}};
  finding.proposal = edits::with_standardised_inputs(evidence.spec);
  return finding;
}

}  // namespace gradlab::rules
