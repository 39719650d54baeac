// Weights that a hand writes, and weights that it keeps from being trained.
#include <doctest/doctest.h>

#include "core/optimizers/optimizer.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

std::string spec_with(const std::string& more, const std::string& optimizer = R"({"id": "adam", "lr": 0.02})") {
  return R"({"data": {"kind": "spiral", "points": 101}, "seed": 5, "batch": 16, "l2": 0.001,
    "layers": [{"units": 5, "activation": "tanh"}, {"units": 3, "activation": "maxout"}, {"activation": "sigmoid"}],
    "optimizer": )" +
         optimizer + more + "}";
}

const char* const frozen = R"(, "frozen": [{"layer": 0, "unit": 2, "input": 1}, {"layer": 1, "unit": 5, "input": 0},
    {"layer": 2, "unit": 0}])";

template <class T>
std::vector<std::size_t> places_of(const Trainer<T>& trainer) {
  std::vector<std::size_t> places;
  for (const WeightPlace& place : trainer.spec().frozen) places.push_back(*trainer.network().index_of(place, "frozen"));
  return places;
}

template <class T>
std::string refusal_of(const std::string& more) {
  const auto spec = parse_spec(spec_with(more));
  if (!spec) return spec.error().id + " " + spec.error().field;
  const auto trainer = Trainer<T>::create(*spec, *load_data(spec->data, spec->seed, ShippedFiles{}));
  return trainer ? "taken" : trainer.error().id + " " + trainer.error().field;
}

}  // namespace

TEST_CASE("A frozen weight keeps its bits under every optimizer, while the others move") {
  for (const auto& row : optimizers<float>()) {
    std::string optimizer = R"({"id": ")" + std::string(row.id) + "\"";
    for (const ParamSpec& param : row.params)
      if (param.id == "weight_decay") optimizer += R"(, "weight_decay": 0.1)";
    INFO(optimizer);
    auto trainer = trainer_of<float>(spec_with(frozen, optimizer + "}"));
    const auto places = places_of(trainer);
    const auto before = parameters_of(trainer);
    run_epochs(trainer, 3);
    const auto after = parameters_of(trainer);
    std::size_t moved = 0;
    for (std::size_t i = 0; i < before.size(); ++i) moved += before[i] != after[i] ? 1 : 0;
    for (const std::size_t place : places) CHECK(before[place] == after[place]);
    CHECK(moved > before.size() / 2);
    CHECK(moved <= before.size() - places.size());
  }
}

TEST_CASE("The first step moves every other weight as if none were frozen") {
  auto free = trainer_of<float>(spec_with("")), held = trainer_of<float>(spec_with(frozen));
  const auto start = parameters_of(free);
  free.step();
  held.step();
  auto expected = parameters_of(free);
  for (const std::size_t place : places_of(held)) expected[place] = start[place];
  CHECK(parameters_of(held) == expected);
}

TEST_CASE("A number written at the start is as if the run had been given it") {
  const std::string edit = R"(, "edits": [{"layer": 1, "unit": 4, "input": 3, "value": 0.75}])";
  auto written = trainer_of<float>(spec_with(edit));
  Spec given = *parse_spec(spec_with(""));
  given.initial_parameters = trainer_of<float>(spec_with("")).network().describe();
  given.initial_parameters[1].weights[4][3] = 0.75;
  auto other = *Trainer<float>::create(given, *load_data(given.data, given.seed, ShippedFiles{}));
  CHECK(parameters_of(written) == parameters_of(other));
  run_epochs(written, 4);
  run_epochs(other, 4);
  CHECK(parameters_of(written) == parameters_of(other));
}

TEST_CASE("A number written on the way stands there at its step, and again after a rewind") {
  auto told = trainer_of<float>(spec_with(""));
  for (int step = 0; step < 10; ++step) told.step();
  const std::vector<HandEdit> edits{{10, {0, 1, 0}, -2.5}};
  REQUIRE(told.apply(SetHand{{}, edits}));
  const std::size_t place = *told.network().index_of({0, 1, 0}, "edits");
  CHECK(parameters_of(told)[place] == -2.5F);
  const auto at_10 = parameters_of(told);
  for (int step = 0; step < 30; ++step) told.step();
  const auto end = parameters_of(told);

  auto described =
      trainer_of<float>(spec_with(R"(, "edits": [{"step": 10, "layer": 0, "unit": 1, "input": 0, "value": -2.5}])"));
  CHECK(described.spec().edits == edits);
  for (int turn = 0; turn < 2; ++turn) {
    for (int step = 0; step < 10; ++step) described.step();
    CHECK(parameters_of(described) == at_10);
    for (int step = 0; step < 30; ++step) described.step();
    CHECK(parameters_of(described) == end);
    REQUIRE(described.apply(Rewind{}));
  }
}

TEST_CASE("What is let go again is trained again") {
  auto trainer = trainer_of<float>(spec_with(frozen));
  run_epochs(trainer, 1);
  const auto places = places_of(trainer);
  const auto held = parameters_of(trainer);
  REQUIRE(trainer.apply(SetHand{{}, {}}));
  run_epochs(trainer, 1);
  for (const std::size_t place : places) CHECK(parameters_of(trainer)[place] != held[place]);
}

TEST_CASE("A hand that reaches outside the network is refused with the place") {
  CHECK(refusal_of<float>(R"(, "frozen": [{"layer": 0, "unit": 4, "input": 1}])") == "taken");
  CHECK(refusal_of<float>(R"(, "frozen": [{"layer": 3, "unit": 0}])") == "out_of_range frozen[0].layer");
  CHECK(refusal_of<float>(R"(, "frozen": [{"layer": 0, "unit": 0}, {"layer": 0, "unit": 5}])") ==
        "out_of_range frozen[1].unit");
  CHECK(refusal_of<float>(R"(, "frozen": [{"layer": 0, "unit": 0, "input": 2}])") == "out_of_range frozen[0].input");
  CHECK(refusal_of<float>(R"(, "frozen": [{"layer": 0}])") == "required frozen[0].unit");
  CHECK(refusal_of<float>(R"(, "edits": [{"layer": 1, "unit": 6, "value": 0}])") == "out_of_range edits[0].unit");
  CHECK(refusal_of<float>(R"(, "edits": [{"layer": 1, "unit": 0}])") == "required edits[0].value");
  CHECK(refusal_of<float>(R"(, "edits": [{"layer": 1, "unit": 0, "value": 1e7}])") == "out_of_range edits[0].value");
  CHECK(refusal_of<float>(R"(, "edits": [{"step": 3, "layer": 1, "unit": 0, "value": 1},
    {"step": 2, "layer": 1, "unit": 0, "value": 1}])") == "out_of_range edits[1].step");
  auto trainer = trainer_of<float>(spec_with(frozen));
  const Spec before = trainer.spec();
  CHECK_FALSE(trainer.apply(SetHand{{{0, 9, {}}}, {}}));
  CHECK(trainer.spec() == before);
}
