// Every set-up that the playground offers to begin with shows what it is there for, in at least nine of ten seeds. As
// many epochs are trained as its spec says.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "assets/assets.hpp"
#include "core/analysis/network_analysis.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// How a run went.
struct Course {
  Trainer<float> trainer;
  Score train, test;
  double best_test_loss = 1e300, best_test_accuracy = 0;
};

Course course_of(const Spec& spec) {
  Course course{*Trainer<float>::create(spec, *load_data(spec.data, spec.seed, ShippedFiles{})), {}, {}};
  for (std::size_t epoch = 0; epoch < spec.epochs && !course.trainer.diverged(); ++epoch) {
    run_epochs(course.trainer, 1);
    const Snapshot<float> now = course.trainer.snapshot();
    course.train = now.train;
    course.test = now.test;
    course.best_test_loss = std::min(course.best_test_loss, now.test.loss.value_or(1e300));
    course.best_test_accuracy = std::max(course.best_test_accuracy, now.test.accuracy.value_or(0));
  }
  return course;
}

std::map<std::string, Spec> specs() {
  std::map<std::string, Spec> all;
  for (const auto& row : nlohmann::json::parse(assets::find_preset("presets.json")))
    all.emplace(row["id"].get<std::string>(), *parse_spec(row["spec"].dump()));
  return all;
}

bool fails_to_tell_classes_apart(const Course& course) { return course.test.accuracy.value_or(1) < 0.7; }
bool tells_classes_apart(const Course& course) { return course.test.accuracy.value_or(0) > 0.93; }
bool stands_still(const Course& course) { return course.train.loss.value_or(0) > 0.69; }
bool forgets_what_it_knew(const Course& course) {
  return *course.train.accuracy > 0.97 && *course.test.loss > 1.5 * course.best_test_loss;
}

std::size_t dead_units(Course& course, std::size_t layer) { return analyse(course.trainer).layers[layer].dead; }

using PresetPoint = std::function<bool(Course&)>;

const std::map<std::string, PresetPoint>& points() {
  static const std::map<std::string, PresetPoint> all{
      {"xor_line", fails_to_tell_classes_apart},
      {"linear_collapse", fails_to_tell_classes_apart},
      {"circle_features", tells_classes_apart},
      {"spiral_relu", [](Course& c) { return c.test.accuracy.value_or(0) > 0.9; }},
      {"sigmoid_depth", stands_still},
      {"relu_depth", tells_classes_apart},
      {"zeros_start", [](Course& c) { return stands_still(c) && analyse(c.trainer).layers[0].identical; }},
      {"dead_relus", [](Course& c) { return 3 * dead_units(c, 1) >= c.trainer.network().layers()[1].outputs; }},
      {"rate_too_high", [](Course& c) { return c.trainer.diverged(); }},
      {"overfitting", forgets_what_it_knew},
      {"overfitting_l2", [](Course& c) { return *c.test.loss < 1.35 * c.best_test_loss; }},
      {"wave", [](Course& c) { return *c.test.loss < 0.03; }},
      {"iris", [](Course& c) { return c.best_test_accuracy > 0.9; }},
      {"digits", [](Course& c) { return c.test.accuracy.value_or(0) > 0.95; }},
  };
  return all;
}

int seeds_that_reach(const Spec& spec, const PresetPoint& point) {
  int reached = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Spec seeded = spec;
    seeded.seed = seed;
    Course course = course_of(seeded);
    reached += point(course) ? 1 : 0;
  }
  return reached;
}

}  // namespace

TEST_CASE("every preset reaches its point with at least nine of ten seeds") {
  for (const auto& [id, spec] : specs()) {
    INFO(id);
    REQUIRE(points().contains(id));
    CHECK(seeds_that_reach(spec, points().at(id)) >= 9);
  }
}

TEST_CASE("what a preset says one should try does help") {
  Spec spec = specs().at("xor_line");
  spec.layers.insert(spec.layers.begin(), {8, "tanh"});
  CHECK(seeds_that_reach(spec, tells_classes_apart) >= 9);

  spec = specs().at("linear_collapse");
  spec.layers.front().activation = "tanh";
  CHECK(seeds_that_reach(spec, tells_classes_apart) >= 9);

  spec = specs().at("zeros_start");
  spec.initializer = {"xavier_uniform", {}};
  CHECK(seeds_that_reach(spec, tells_classes_apart) >= 9);

  spec = specs().at("dead_relus");
  spec.optimizer.params["lr"] = 0.1;
  CHECK(seeds_that_reach(spec, [](Course& c) { return dead_units(c, 1) <= 1; }) >= 9);

  spec = specs().at("rate_too_high");
  spec.optimizer.params["lr"] = 0.03;
  CHECK(seeds_that_reach(spec, [](Course& c) { return !c.trainer.diverged() && *c.test.loss < 0.3; }) >= 9);
}
