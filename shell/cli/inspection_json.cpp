// The form for programs: the keys are the core's own names.
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <span>

#include "shell/cli/inspection.hpp"
#include "shell/cli/json_line.hpp"
#include "shell/i18n/diagnosis_words.hpp"

namespace gradlab::cli {
namespace {

void add_layer(JsonLine& json, const LayerAnalysis& layer, const std::string& activation) {
  json.begin('{').key("units").whole(layer.units).key("activation").text(activation);
  json.key("parameters").whole(layer.parameters);
  json.key("mean").number(layer.mean).key("variance").number(layer.variance);
  json.key("sum_mean").number(layer.sum_mean).key("sum_variance").number(layer.sum_variance);
  json.key("zeros").number(layer.zeros).key("saturated").number(layer.saturated);
  json.key("no_slope").number(layer.no_slope).key("dead").whole(layer.dead);
  json.key("weight_norm").number(layer.weight_norm).key("gradient_norm").number(layer.gradient_norm);
  json.key("bias_gradient_norm").number(layer.bias_gradient_norm).key("delta_norm").number(layer.delta_norm);
  json.key("update_norm").number(layer.update_norm).key("update_ratio").number(layer.update_ratio);
  json.key("identical").truth(layer.identical).key("finite").truth(layer.finite).end('}');
}

void add_check(JsonLine& json, const NetworkCheck& check) {
  json.begin('{').key("worst").number(check.gap.worst).key("exact").number(check.gap.exact);
  json.key("numeric").number(check.gap.numeric).key("layer").whole(check.worst.layer);
  json.key("kind").text(check.worst.kind).key("sum").whole(check.worst.sum).key("input").whole(check.worst.input);
  json.key("not_finite")
      .whole(check.gap.not_finite)
      .key("checked")
      .whole(check.gap.checked)
      .key("skipped")
      .whole(check.gap.skipped);
  json.key("parameters").whole(check.parameters).key("samples").whole(check.samples);
  json.key("passes").truth(check.passes()).end('}');
}

void add_curvature(JsonLine& json, const Curvature& curvature) {
  json.begin('{').key("kind").text(point_kind_id(curvature.kind)).key("value").number(curvature.value);
  json.key("gradient_norm").number(curvature.gradient_norm).key("eigenvalues").numbers(curvature.eigenvalues);
  json.key("negative").whole(curvature.negative).key("zero").whole(curvature.zero);
  json.key("positive").whole(curvature.positive).key("tolerance").number(curvature.tolerance);
  json.key("error").number(curvature.error).key("kinked").whole(curvature.kinked).key("hessian").begin('[');
  const std::span<const double> all(curvature.hessian);
  for (std::size_t row = 0; row < curvature.size; ++row)
    json.numbers(all.subspan(row * curvature.size, curvature.size));
  json.end(']').end('}');
}

void add_slice(JsonLine& json, const SliceFound& found) {
  const SliceWindow& window = found.slice.window();
  json.begin('{').key("kind").text(found.kind).key("a").begin('[');
  for (std::size_t column = 0; column < window.columns; ++column) json.number(found.slice.at(column, 0).x);
  json.end(']').key("b").begin('[');
  for (std::size_t row = 0; row < window.rows; ++row) json.number(found.slice.at(0, row).y);
  json.end(']').key("loss").begin('[');
  for (std::size_t row = 0; row < window.rows; ++row)
    json.numbers(found.slice.values().subspan(row * window.columns, window.columns));
  json.end(']').key("explained").numbers(found.slice.plane().explained).key("path").begin('[');
  for (std::size_t i = 0; i < found.path.size(); ++i)
    json.begin('{')
        .key("step")
        .whole(found.steps[i])
        .key("a")
        .number(found.path[i].x)
        .key("b")
        .number(found.path[i].y)
        .end('}');
  json.end(']').end('}');
}

void add_noise(JsonLine& json, const GradientNoise& noise) {
  json.begin('{').key("samples").whole(noise.samples()).key("gradient_norm").number(noise.gradient_norm());
  json.key("deviation").number(noise.deviation()).key("critical_batch").number(noise.critical_batch());
  json.key("sizes").begin('[');
  const auto samples = static_cast<double>(noise.samples());
  for (const BatchNoise& size : noise.sizes()) {
    const auto batch = static_cast<double>(size.batch);
    json.begin('{').key("batch").whole(size.batch).key("batches").whole(size.batches);
    json.key("measured").number(size.measured());
    json.key("predicted").number(batch_noise(noise.deviation(), samples, batch));
    json.key("with_replacement").number(noise.deviation() / std::sqrt(batch)).end('}');
  }
  json.end(']').end('}');
}

void add_rates(JsonLine& json, const RateSweep& sweep) {
  json.begin('{').key("start").number(sweep.start).key("steepest").number(sweep.steepest);
  json.key("risen").number(sweep.risen).key("trials").begin('[');
  for (const RateTrial& trial : sweep.trials)
    json.begin('{').key("rate").number(trial.rate).key("loss").number(trial.loss).end('}');
  json.end(']').end('}');
}

/// The top keys of the spec's text that the proposal changes, with their new values.
std::vector<std::pair<std::string, std::string>> changes_of(const Spec& from, const Spec& to) {
  const auto before = nlohmann::json::parse(write_spec(from), nullptr, false);
  const auto after = nlohmann::json::parse(write_spec(to), nullptr, false);
  std::vector<std::pair<std::string, std::string>> changes;
  for (const auto& [key, value] : after.items())
    if (!before.contains(key) || before[key] != value) changes.emplace_back(key, value.dump());
  for (const auto& [key, value] : before.items())
    if (!after.contains(key)) changes.emplace_back(key, "null");
  return changes;
}

void add_finding(JsonLine& json, const Finding& finding, const Spec& spec, Language language) {
  const DiagnosisWords words = words_of(finding, language);
  json.begin('{').key("id").text(finding.id);
  json.key("severity").text(finding.severity == Severity::problem ? "problem" : "hint");
  json.key("claim");
  static_cast<void>(finding.claim.empty() ? json.null() : json.text(finding.claim));
  json.key("layer");
  static_cast<void>(finding.layer ? json.whole(*finding.layer) : json.null());
  json.key("numbers").begin('{');
  for (const auto& [name, value] : finding.numbers) json.key(name).number(value);
  json.end('}').key("finding").text(words.finding).key("cause").text(words.cause).key("fix");
  static_cast<void>(words.fix.empty() ? json.null() : json.text(words.fix));
  json.key("changes");
  if (!finding.proposal) {
    json.null().end('}');
    return;
  }
  json.begin('{');
  for (const auto& [key, value] : changes_of(spec, *finding.proposal)) json.key(key).written(value);
  json.end('}').end('}');
}

}  // namespace

std::string as_json(const Inspection& found, Language language) {
  const NetworkAnalysis& now = found.evidence.now;
  const RunRecord& scores = found.scores();
  JsonLine json;
  json.begin('{').key("step").whole(now.step).key("epoch").whole(scores.epoch);
  json.key("learning_rate").number(now.learning_rate).key("samples").whole(now.samples);
  json.key("train_loss").number(scores.train.loss).key("test_loss").number(scores.test.loss);
  json.key("train_accuracy").number(scores.train.accuracy).key("test_accuracy").number(scores.test.accuracy);
  json.key("gradient_norm").number(now.gradient_norm).key("diverged");
  if (const auto& diverged = found.evidence.diverged)
    json.begin('{').key("step").whole(diverged->step).key("cause").text(diverged->cause).end('}');
  else
    json.null();
  json.key("layers").begin('[');
  for (std::size_t l = 0; l < now.layers.size(); ++l)
    add_layer(json, now.layers[l], found.evidence.spec.layers[l].activation);
  json.end(']').key("check");
  add_check(json, found.check);
  json.key("hessian");
  found.curvature ? add_curvature(json, *found.curvature) : static_cast<void>(json.null());
  json.key("slice");
  found.slice ? add_slice(json, *found.slice) : static_cast<void>(json.null());
  json.key("noise");
  found.noise ? add_noise(json, *found.noise) : static_cast<void>(json.null());
  json.key("rates");
  found.rates ? add_rates(json, *found.rates) : static_cast<void>(json.null());
  json.key("diagnosis").begin('[');
  for (const Finding& finding : found.findings) add_finding(json, finding, found.evidence.spec, language);
  return json.end(']').end('}').line();
}

std::string as_json(const SurfaceFound& found) {
  JsonLine json;
  json.begin('{').key("surface").text(found.id).key("x").number(found.at.x).key("y").number(found.at.y);
  json.key("gradient").numbers(std::array{found.gradient.x, found.gradient.y}).key("hessian");
  add_curvature(json, found.curvature);
  return json.end('}').line();
}

}  // namespace gradlab::cli
