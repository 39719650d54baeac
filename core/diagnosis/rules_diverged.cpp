#include <algorithm>

#include "core/diagnosis/edits.hpp"
#include "core/diagnosis/rules.hpp"

namespace gradlab::rules {
namespace {

/// A finding with the step, if that was the cause.
Found diverged_by(const Evidence& evidence, std::string_view cause) {
  if (!evidence.diverged || evidence.diverged->cause != cause) return std::nullopt;
  Finding finding;
  finding.numbers = {{"step", static_cast<double>(evidence.diverged->step)}};
  return finding;
}

/// The layer whose output is not finite over the samples. Where the offending step was taken back, the parameters no
/// longer show it: then the layer with a typed formula, else the first.
std::size_t offending_layer(const Evidence& evidence) {
  const auto& layers = evidence.now.layers;
  for (std::size_t l = 0; l < layers.size(); ++l)
    if (!layers[l].finite) return l;
  for (std::size_t l = 0; l < layers.size(); ++l)
    if (evidence.spec.layers[l].activation == "custom") return l;
  return 0;
}

}  // namespace

Found diverged_rate(const Evidence& evidence) {
  Found finding = diverged_by(evidence, "learning_rate");
  if (!finding) return finding;
  const double rate = edits::rate_of(evidence.spec), lower = edits::lower_rate(rate);
  finding->numbers.insert(finding->numbers.end(), {{"rate", rate}, {"new_rate", lower}});
  finding->proposal = edits::with_rate(evidence.spec, lower);
  return finding;
}

Found diverged_start(const Evidence& evidence) {
  Found finding = diverged_by(evidence, "initialisation");
  if (!finding) return finding;
  const std::string_view initializer = edits::fitting_initializer(evidence.spec);
  finding->word_ids = {{"initializer", "initializer." + std::string(initializer)}};
  finding->proposal = edits::with_initializer(evidence.spec, initializer);
  return finding;
}

Found diverged_inputs(const Evidence& evidence) {
  Found finding = diverged_by(evidence, "inputs");
  if (!finding) return finding;
  double largest = 0;
  for (const InputFacts& input : evidence.inputs) largest = std::max(largest, input.largest);
  finding->numbers.emplace_back("largest", largest);
  finding->proposal = edits::with_standardised_inputs(evidence.spec);
  return finding;
}

Found diverged_activation(const Evidence& evidence) {
  Found finding = diverged_by(evidence, "activation");
  if (!finding) return finding;
  const std::size_t layer = offending_layer(evidence);
  finding->layer = layer;
  finding->numbers.emplace_back("layer", static_cast<double>(layer + 1));
  finding->word_ids = {{"activation", "activation." + evidence.spec.layers[layer].activation}};
  finding->proposal = edits::with_activation(evidence.spec, layer, "tanh");
  return finding;
}

}  // namespace gradlab::rules
