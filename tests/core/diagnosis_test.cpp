#include "core/diagnosis/diagnosis.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>

#include "assets/assets.hpp"
#include "core/diagnosis/edits.hpp"
#include "core/network/fingerprint.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// A run that a rule must find something in, and one like it in which it must not.
struct Case {
  std::string_view rule;
  std::string amiss;
  std::string fine;
  bool cured = true;  ///< whether the proposed change alone takes the finding away
};

std::string layers(int count, const std::string& layer, const std::string& output) {
  std::string text = "[";
  for (int l = 0; l < count; ++l) text += layer + ",";
  return text + output + "]";
}

std::string spec(const std::string& data, const std::string& network, const std::string& rest) {
  return R"({"data": {"kind": )" + data + R"(}, "layers": )" + network + (rest.empty() ? "" : ", ") + rest + "}";
}

const std::string sigmoid = R"({"activation": "sigmoid"})", softmax = R"({"activation": "softmax"})",
                  identity = R"({"activation": "identity"})", tanh_output = R"({"activation": "tanh"})";
const std::string tanh8 = R"({"units": 8, "activation": "tanh"})", relu8 = R"({"units": 8, "activation": "relu"})",
                  leaky8 = R"({"units": 8, "activation": "leaky_relu"})",
                  sigmoid8 = R"({"units": 8, "activation": "sigmoid"})";
const std::string line = R"("inline", "regression": true, "inputs": [[-2], [-1], [0], [1], [2], [3]],
  "targets": [)";

std::string rate(const std::string& optimizer, double value) {
  return R"("optimizer": {"id": ")" + optimizer + R"(", "lr": )" + std::to_string(value) + "}";
}

std::string epochs(int count) { return R"("epochs": )" + std::to_string(count); }

std::string custom(const std::string& formula) {
  return R"({"units": 4, "activation": "custom", "formula": ")" + formula + R"("})";
}

std::vector<Case> all_cases() {
  const std::string relu_dead = layers(2, relu8, sigmoid), tanh_two = layers(2, tanh8, sigmoid);
  const std::string noisy = R"("gauss", "noise": 2.5, "points": 60, "test_share": 0.5)";
  const std::string wide = R"([{"units": 32, "activation": "tanh"}, {"units": 16, "activation": "tanh"},
    {"activation": "sigmoid"}])";
  const std::string born_dead = R"([{"units": 4, "activation": "relu"}, {"activation": "sigmoid"}])";
  const auto biases = [](const std::string& bias) {
    return R"("initial_parameters": {"layers": [{"weights": [[1, 0], [0, 1], [-1, 0], [0, -1]], "bias": )" + bias +
           R"(}, {"weights": [[1, -1, 1, -1]]}]})";
  };
  return {
      {"diverged_activation", spec(R"("xor")", layers(1, custom("log(x)"), sigmoid), ""),
       spec(R"("xor")", layers(1, custom("log(1+x*x)"), sigmoid), "")},
      {"diverged_inputs",
       spec(R"("inline", "inputs": [[1e20], [2e20], [3e20]], "targets": [0, 1, 1])", "[" + identity + "]",
            R"("loss": "mse")"),
       spec(R"("inline", "inputs": [[1e20], [2e20], [3e20]], "targets": [0, 1, 1], "scaling": "standardise")",
            "[" + identity + "]", R"("loss": "mse")")},
      {"diverged_start",
       spec(R"("xor")", layers(20, relu8, identity), R"("loss": "mse", "initializer": {"id": "normal", "std": 10})"),
       spec(R"("xor")", layers(20, relu8, identity), R"("loss": "mse", "initializer": "he_normal")")},
      {"diverged_rate", spec(R"("xor")", "[" + identity + "]", R"("loss": "mse", )" + rate("sgd", 0.5)),
       spec(R"("xor")", "[" + identity + "]", R"("loss": "mse", )" + rate("sgd", 0.01))},
      {"no_slope", spec(R"("xor")", layers(1, R"({"units": 4, "activation": "step"})", sigmoid), epochs(5)),
       spec(R"("xor")", layers(1, sigmoid8, sigmoid), epochs(5))},
      {"symmetric_start", spec(R"("xor")", layers(1, tanh8, sigmoid), R"("initializer": "constant", )" + epochs(5)),
       spec(R"("xor")", layers(1, tanh8, sigmoid), epochs(5))},
      {"dead_units", spec(R"("circle")", relu_dead, epochs(20) + ", " + rate("sgd", 2)),
       spec(R"("circle")", layers(2, leaky8, sigmoid), epochs(20) + ", " + rate("sgd", 2))},
      {"born_dead", spec(R"("xor")", born_dead, epochs(3) + ", " + biases("[-90, 0, -90, 0]")),
       spec(R"("xor")", born_dead, epochs(3) + ", " + biases("[0, 0, 0, 0]"))},
      {"exploding",
       spec(R"("circle")", layers(3, relu8, sigmoid),
            R"("initializer": {"id": "normal", "std": 3}, )" + epochs(10) + ", " + rate("sgd", 0.0001)),
       spec(R"("circle")", layers(3, relu8, sigmoid),
            R"("initializer": "he_normal", )" + epochs(10) + ", " + rate("sgd", 0.0001))},
      {"exploding",  // so strongly that the output saturates
       spec(R"("circle")", layers(3, relu8, sigmoid),
            R"("initializer": {"id": "normal", "std": 10}, )" + epochs(10) + ", " + rate("sgd", 1e-9)),
       spec(R"("circle")", layers(3, relu8, sigmoid),
            R"("initializer": "he_normal", )" + epochs(10) + ", " + rate("sgd", 1e-9))},
      {"saturated_start",
       spec(R"("spiral")", layers(3, tanh8, sigmoid), R"("initializer": {"id": "normal", "std": 5}, )" + epochs(10)),
       spec(R"("spiral")", layers(3, tanh8, sigmoid), epochs(10))},
      {"saturated", spec(R"("spiral")", tanh_two, epochs(60) + ", " + rate("sgd", 3)),
       spec(R"("spiral")", tanh_two, epochs(60) + ", " + rate("adam", 0.01))},
      {"vanishing", spec(R"("circle")", layers(8, sigmoid8, sigmoid), epochs(20) + ", " + rate("sgd", 0.1)),
       spec(R"("circle")", layers(8, relu8, sigmoid),
            R"("initializer": "he_normal", )" + epochs(20) + ", " + rate("sgd", 0.1))},
      {"vanishing_weights",
       spec(R"("spiral")", layers(3, leaky8, sigmoid),
            R"("initializer": {"id": "normal", "std": 0.05}, )" + epochs(10)),
       spec(R"("spiral")", layers(3, leaky8, sigmoid), R"("initializer": "he_normal", )" + epochs(10))},
      {"target_range", spec(line + "0, 1, 2, 3, 4, 5]", layers(1, tanh8, sigmoid), R"("loss": "mse", )" + epochs(5)),
       spec(line + "0, 0.2, 0.4, 0.6, 0.8, 1]", layers(1, tanh8, sigmoid), R"("loss": "mse", )" + epochs(5))},
      {"pairing_range", spec(R"("xor")", layers(1, tanh8, tanh_output), epochs(5)),
       spec(R"("xor")", layers(1, tanh8, identity), epochs(5))},
      {"rate_too_high", spec(R"("spiral")", tanh_two, epochs(60) + ", " + rate("sgd", 3)),
       spec(R"("spiral")", tanh_two, epochs(60) + ", " + rate("sgd", 0.05))},
      {"rate_too_low",
       spec(R"("gauss", "noise": 1.5)", layers(1, tanh8, sigmoid), epochs(20) + ", " + rate("sgd", 1e-5)),
       spec(R"("gauss", "noise": 1.5)", layers(1, tanh8, sigmoid), epochs(20) + ", " + rate("sgd", 0.03))},
      {"overfitting", spec(noisy, wide, epochs(300) + ", " + rate("adam", 0.01)),
       spec(R"("gauss", "noise": 0.5, "points": 400)", wide, epochs(30) + ", " + rate("adam", 0.01))},
      {"no_hidden_layer", spec(R"("xor")", "[" + sigmoid + "]", epochs(60) + ", " + rate("adam", 0.02)),
       spec(R"("gauss")", "[" + sigmoid + "]", epochs(60) + ", " + rate("adam", 0.02))},
      {"too_small",
       spec(R"("circle")", layers(1, R"({"units": 2, "activation": "tanh"})", sigmoid),
            epochs(150) + ", " + rate("adam", 0.02)),
       spec(R"("circle")", layers(1, tanh8, sigmoid), epochs(150) + ", " + rate("adam", 0.02))},
      {"pairing_slope", spec(R"("xor")", layers(1, tanh8, sigmoid), R"("loss": "mse", )" + epochs(5)),
       spec(R"("xor")", layers(1, tanh8, identity), R"("loss": "mse", )" + epochs(5))},
      {"inputs_scale", spec(R"("iris")", layers(1, tanh8, softmax), R"("loss": "cross_entropy", )" + epochs(3)),
       spec(R"("iris", "scaling": "standardise")", layers(1, tanh8, softmax),
            R"("loss": "cross_entropy", )" + epochs(3))},
  };
}

std::vector<Finding> findings_of(const Spec& spec) {
  auto data = load_data(spec.data, spec.seed, ShippedFiles{});
  REQUIRE(data);
  auto trainer = Trainer<float>::create(spec, *std::move(data));
  REQUIRE(trainer);
  const auto history = run_and_record(*trainer, spec.epochs * trainer->steps_per_epoch());
  return diagnose(gather_evidence(*trainer, history));
}

const Finding* find(const std::vector<Finding>& findings, std::string_view id) {
  const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& one) { return one.id == id; });
  return found == findings.end() ? nullptr : &*found;
}

Spec read(const std::string& json) {
  const Result<Spec> spec = parse_spec(json);
  CAPTURE(json);
  REQUIRE(spec);
  return *spec;
}

/// Everything that the words of a finding can be filled with.
bool can_fill(const Finding& finding, std::string_view name) {
  const auto has = [&](const auto& list) {
    return std::any_of(list.begin(), list.end(), [&](const auto& one) { return one.first == name; });
  };
  return has(finding.numbers) || has(finding.word_ids) || has(finding.own_words);
}

void check_words(const Finding& finding, const nlohmann::json& words) {
  static const std::regex placeholder(R"re(\{([a-z_0-9]+)\})re");
  for (const char* part : {"", ".cause", ".fix"}) {
    const std::string id = "diagnosis." + std::string(finding.id) + part;
    CAPTURE(id);
    REQUIRE(words.contains(id));
    const std::string text = words[id].get<std::string>();
    CHECK_FALSE(text.empty());
    for (std::sregex_iterator hit(text.begin(), text.end(), placeholder), end; hit != end; ++hit) {
      CAPTURE((*hit)[1].str());
      CHECK(can_fill(finding, (*hit)[1].str()));
    }
  }
  for (const auto& [name, id] : finding.word_ids) {
    CAPTURE(id);
    CHECK(words.contains(id));
  }
}

}  // namespace

TEST_CASE("Every rule of the diagnosis has a run that triggers it and one that does not") {
  const std::vector<Case> cases = all_cases();
  for (const DiagnosisRule& rule : diagnosis_rules()) {
    CAPTURE(std::string(rule.id));
    const auto own = std::find_if(cases.begin(), cases.end(), [&](const Case& one) { return one.rule == rule.id; });
    REQUIRE(own != cases.end());
    CHECK(find(findings_of(read(own->amiss)), rule.id));
    CHECK_FALSE(find(findings_of(read(own->fine)), rule.id));
  }
}

TEST_CASE("The change that a finding proposes is a spec that runs, and takes the finding away") {
  for (const Case& one : all_cases()) {
    CAPTURE(std::string(one.rule));
    const auto before = findings_of(read(one.amiss));
    const Finding* finding = find(before, one.rule);
    REQUIRE(finding);
    REQUIRE(finding->proposal);
    CHECK(check_spec(*finding->proposal));
    const auto after = findings_of(*finding->proposal);
    CHECK(static_cast<bool>(find(after, one.rule)) == !one.cured);
  }
}

TEST_CASE("A finding's numbers fill every gap in its words, in both languages") {
  for (const char* language : {"strings/en.json", "strings/zh.json"}) {
    const auto words = nlohmann::json::parse(assets::find(language), nullptr, false);
    for (const Case& one : all_cases()) {
      const auto findings = findings_of(read(one.amiss));
      for (const Finding& finding : findings) check_words(finding, words);
    }
  }
}

TEST_CASE("Nothing is found in runs that went well") {
  for (const std::string& healthy :
       {spec(R"("xor")", layers(1, tanh8, sigmoid), epochs(60) + ", " + rate("adam", 0.01)),
        spec(R"("circle")", layers(2, relu8, sigmoid),
             R"("initializer": "he_normal", )" + epochs(60) + ", " + rate("sgd", 0.1)),
        spec(R"("iris", "scaling": "standardise")", layers(1, relu8, softmax),
             R"("loss": "cross_entropy", )" + epochs(60) + ", " + rate("adam", 0.01))}) {
    const auto findings = findings_of(read(healthy));
    CAPTURE(findings.empty() ? "" : std::string(findings.front().id));
    CHECK(findings.empty());
  }
}

TEST_CASE("Dead units are counted by the layer in which most died, with the points that do not activate them") {
  const auto findings =
      findings_of(read(spec(R"("circle")", layers(2, relu8, sigmoid), epochs(20) + ", " + rate("sgd", 2))));
  const Finding* dead = find(findings, "dead_units");
  REQUIRE(dead);
  CHECK(*dead->layer == 1);
  CHECK(dead->number("layer") == 2);
  CHECK(dead->number("units") == 8);
  CHECK(dead->number("n") == dead->number("died") + dead->number("born_dead"));
  CHECK(dead->number("points") == 280);
  CHECK(dead->number("rate") == 2);
  CHECK(dead->number("new_rate") == doctest::Approx(0.4));
}

TEST_CASE("A perceptron is not blamed for the slope that its rule does not use") {
  const auto findings = findings_of(
      read(spec(R"("gauss")", R"([{"activation": "step"}])", R"("rule": "perceptron", "loss": "mse", )" + epochs(5))));
  CHECK(findings.empty());
}

TEST_CASE("Gathering evidence changes no bit of a run") {
  Trainer<float> watched = trainer_of<float>("{}"), alone = watched;
  const auto history = run_and_record(watched, 50);
  static_cast<void>(diagnose(gather_evidence(watched, history)));
  static_cast<void>(run_and_record(watched, 50));
  for (int step = 0; step < 100; ++step) alone.step();
  CHECK(fingerprint(watched.network().parameters()) == fingerprint(alone.network().parameters()));
}

TEST_CASE("A recorded run has its first and last moment, and about a hundred between") {
  Trainer<float> trainer = trainer_of<float>("{}");
  ParameterPath path;
  const auto history = run_and_record(trainer, 1234, &path);
  CHECK(history.front().step == 0);
  CHECK(history.back().step == 1234);
  CHECK(history.size() > 90);
  CHECK(history.size() < 110);
  CHECK(path.steps().front() == 0);
  CHECK(*history.back().train.loss == *trainer.snapshot().train.loss);
}

TEST_CASE("A lower rate has one digit and is about a fifth") {
  CHECK(edits::lower_rate(0.05) == doctest::Approx(0.01));
  CHECK(edits::lower_rate(2) == doctest::Approx(0.4));
  CHECK(edits::lower_rate(0.003) == doctest::Approx(0.0006));
}
