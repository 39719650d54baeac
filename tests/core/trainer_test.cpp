#include <doctest/doctest.h>

#include <cmath>
#include <memory>

#include "core/network/fingerprint.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

constexpr const char* spiral = R"({"data": {"kind": "spiral", "points": 101}, "seed": 5,
  "layers": [{"units": 6, "activation": "tanh"}, {"units": 4, "activation": "prelu"}, {"activation": "sigmoid"}],
  "optimizer": {"id": "adam", "lr": 0.01}, "batch": 16})";

constexpr const char* too_fast = R"({"layers": [{"units": 4, "activation": "relu"}, {"activation": "identity"}],
  "loss": "mse", "optimizer": {"id": "sgd", "lr": 10}})";

}  // namespace

TEST_CASE("A rewound run repeats exactly") {
  auto trainer = trainer_of<float>(spiral);
  run_epochs(trainer, 7);
  const auto first = parameters_of(trainer);
  REQUIRE(trainer.apply(Rewind{}));
  CHECK(trainer.steps_done() == 0);
  run_epochs(trainer, 7);
  CHECK(parameters_of(trainer) == first);
}

TEST_CASE("A copied run goes on like the original") {
  auto trainer = trainer_of<float>(spiral);
  run_epochs(trainer, 2);
  auto copy = trainer;
  run_epochs(trainer, 3);
  run_epochs(copy, 3);
  CHECK(parameters_of(copy) == parameters_of(trainer));
}

TEST_CASE("A run remembers where its numbers lie, but not across copies and batches of another size") {
  // of layers that the kernels compute whole, and of others
  for (const char* text : {R"({"layers": [{"units": 4, "activation": "tanh"}, {"activation": "tanh"}], "loss": "mse",
                               "optimizer": {"id": "sgd", "lr": 0.1}, "batch": 16})",
                           spiral}) {
    auto remembering = trainer_of<float>(text);
    auto anew = std::make_unique<Trainer<float>>(remembering);
    const std::vector<std::uint32_t> chosen{2, 3, 5};
    for (int round = 0; round < 48; ++round) {
      anew = std::make_unique<Trainer<float>>(*anew);  // and the one before is gone
      for (Trainer<float>* run : {&remembering, anew.get()}) {
        if (round == 9) REQUIRE(run->apply(SetOptimizer{{"adam", {{"lr", 0.01}}}}));
        if (round == 15) REQUIRE(run->apply(DrawPoints{7}));
        if (round == 21) REQUIRE(run->apply(SetOptimizer{{"sgd", {{"lr", 0.1}, {"momentum", 0.5}}}}));
        if (round == 27) run->restore(Moment<float>(run->moment()));
        if (round == 33) REQUIRE(run->apply(SetPenalties{0.001, 0.01}));
        if (round == 36) REQUIRE(run->apply(SetPenalties{}));
        if (round == 42) REQUIRE(run->apply(SetHand{{{.layer = 0, .unit = 1}}, {}}));
      }
      if (round % 3 == 1) {
        REQUIRE(remembering.step_on(chosen));
        REQUIRE(anew->step_on(chosen));
      } else {
        remembering.step();
        anew->step();
      }
      REQUIRE(parameters_of(*anew) == parameters_of(remembering));
    }
  }
}

TEST_CASE("Measuring a run does not change it") {
  auto watched = trainer_of<float>(spiral), alone = trainer_of<float>(spiral);
  for (int step = 0; step < 40; ++step) {
    watched.step();
    (void)watched.snapshot();
    alone.step();
  }
  CHECK(parameters_of(watched) == parameters_of(alone));
}

TEST_CASE("The last, smaller batch of an epoch is used, and the next epoch begins anew") {
  auto trainer = trainer_of<float>(spiral);
  const std::size_t rows = trainer.data().train_rows.size();
  REQUIRE(rows % 16 != 0);
  CHECK(trainer.steps_per_epoch() == rows / 16 + 1);
  for (std::size_t step = 1; step <= 2 * trainer.steps_per_epoch(); ++step) {
    trainer.step();
    const bool ended = step % trainer.steps_per_epoch() == 0;
    CHECK(trainer.samples_seen() ==
          (ended ? step / trainer.steps_per_epoch() * rows
                 : step / trainer.steps_per_epoch() * rows + step % trainer.steps_per_epoch() * 16));
  }
}

TEST_CASE("Batch 0 is the whole training set") {
  const auto trainer = trainer_of<float>(R"({"batch": 0})");
  CHECK(trainer.steps_per_epoch() == 1);
}

TEST_CASE("Every epoch shuffles anew; without shuffling the batches come in the order of the rows") {
  constexpr const char* two_rows = R"({"data": {"kind": "inline", "inputs": [[1], [2], [3]], "targets": [0, 1, 4]},
    "layers": [{"units": 1, "activation": "identity"}], "loss": "mse", "optimizer": {"id": "sgd", "lr": 0}, "batch": 1,
    "shuffle": false, "initial_parameters": {"layers": [{"weights": [[0]]}]}})";
  auto trainer = trainer_of<double>(two_rows);
  for (const double loss : {0.0, 1.0, 16.0, 0.0, 1.0, 16.0}) {
    trainer.step();
    CHECK(trainer.batch_loss() == loss);
  }
}

TEST_CASE("Another rate goes on with the same state; another rule begins its state anew") {
  auto trainer = trainer_of<float>(spiral), other = trainer;
  run_epochs(trainer, 3);
  run_epochs(other, 3);
  REQUIRE(trainer.apply(SetOptimizer{{"adam", {{"lr", 0.01}}}}));
  REQUIRE(other.apply(SetOptimizer{{"sgd", {}}}));
  REQUIRE(other.apply(SetOptimizer{{"adam", {{"lr", 0.01}}}}));
  CHECK(parameters_of(trainer) == parameters_of(other));
  trainer.step();
  other.step();
  CHECK(parameters_of(trainer) != parameters_of(other));
}

TEST_CASE("A schedule and penalties that are set on the way act as if they had been set from there") {
  auto trainer = trainer_of<double>(spiral), plain = trainer;
  REQUIRE(trainer.apply(SetSchedule{{"exponential", {{"gamma", 0.5}}}}));
  run_epochs(trainer, 2);
  run_epochs(plain, 2);
  CHECK(trainer.learning_rate() == doctest::Approx(plain.learning_rate() / 4));
  CHECK(trainer.spec().schedule.id == "exponential");

  auto decayed = plain;
  REQUIRE(decayed.apply(SetPenalties{0, 0.1}));
  run_epochs(plain, 5);
  run_epochs(decayed, 5);
  const auto size = [](const Trainer<double>& of) {
    double sum = 0;
    for (const double parameter : parameters_of(of)) sum += parameter * parameter;
    return sum;
  };
  CHECK(size(decayed) < size(plain));
  REQUIRE(decayed.apply(SetPenalties{}));
  CHECK(decayed.spec() == plain.spec());
}

TEST_CASE("Other points are drawn under a network, and from the start it is as if they had always been there") {
  for (const char* kind : {"spiral", "xor", "gauss"}) {
    CAPTURE(kind);
    const auto text = [&](const char* seed) {
      return std::string(R"({"data": {"kind": ")") + kind + R"(", "points": 101, "scaling": "standardise")" + seed +
             R"(, "features": ["x", "y", "x*y"]}, "seed": 5, "batch": 16,
                "layers": [{"units": 6, "activation": "tanh"}, {"activation": "sigmoid"}]})";
    };
    auto trainer = trainer_of<float>(text("").c_str());
    const auto others = trainer_of<float>(text(R"(, "seed": 7)").c_str());
    const auto start = parameters_of(trainer);
    run_epochs(trainer, 2);
    trainer.step();
    const auto before = parameters_of(trainer);
    const auto inputs = trainer.data().inputs;
    const auto test = trainer.snapshot().test;
    REQUIRE(trainer.apply(DrawPoints{7}));
    CHECK(parameters_of(trainer) == before);
    CHECK(trainer.steps_done() == 2 * trainer.steps_per_epoch() + 1);
    CHECK(trainer.data().inputs != inputs);
    CHECK(trainer.data().inputs == others.data().inputs);
    CHECK(trainer.data().train_rows == others.data().train_rows);
    CHECK(trainer.snapshot().test.loss != test.loss);
    // The epoch under way takes each of its points once.
    std::vector<std::uint32_t> rows = trainer.moment().order;
    std::ranges::sort(rows);
    CHECK(rows == trainer.data().train_rows);
    run_epochs(trainer, 1);
    CHECK(trainer.epochs_done() == 3);
    auto fresh = others;
    REQUIRE(trainer.apply(Rewind{}));
    CHECK(parameters_of(trainer) == start);
    run_epochs(trainer, 3);
    run_epochs(fresh, 3);
    CHECK(parameters_of(trainer) == parameters_of(fresh));
    REQUIRE(trainer.apply(DrawPoints{}));
    CHECK(trainer.data().inputs == inputs);
  }
}

TEST_CASE("Whatever the seed, a set has as many points to train on") {
  for (const DataSource& source : data_sources()) {
    CAPTURE(source.id);
    DataSpec data = usual_data(source.id);
    data.points = 41;
    const std::size_t count = load_data(data, 1, NoFiles())->train_rows.size();
    for (std::uint64_t seed = 2; seed < 30; ++seed) CHECK(load_data(data, seed, NoFiles())->train_rows.size() == count);
  }
}

TEST_CASE("Points that are not drawn stay, and the field is named") {
  auto trainer = trainer_of<float>(R"({"data": {"kind": "inline", "inputs": [[0], [1]], "targets": [0, 1]}})");
  const Spec before = trainer.spec();
  const auto refused = trainer.apply(DrawPoints{3});
  REQUIRE(!refused);
  CHECK(refused.error().field == "data.seed");
  CHECK(trainer.spec() == before);
  auto drawn = trainer_of<float>(spiral);
  CHECK_FALSE(drawn.apply(DrawPoints{std::uint64_t{1} << 60}));
  CHECK_FALSE(drawn.spec().data.seed);
}

TEST_CASE("A schedule or a penalty that cannot be is refused, and nothing changes") {
  auto trainer = trainer_of<float>(spiral);
  const Spec before = trainer.spec();
  CHECK_FALSE(trainer.apply(SetSchedule{{"cosinus", {}}}));
  CHECK_FALSE(trainer.apply(SetSchedule{{"step", {{"every", 0}}}}));
  const auto refused = trainer.apply(SetPenalties{0, -1});
  REQUIRE(!refused);
  CHECK(refused.error().field == "l2");
  CHECK(trainer.spec() == before);
}

TEST_CASE("An optimizer that is not known changes nothing and is named") {
  auto trainer = trainer_of<float>(spiral);
  const auto refused = trainer.apply(SetOptimizer{{"adamm", {}}});
  REQUIRE(!refused);
  CHECK(refused.error().id == "unknown_id_near");
  CHECK(trainer.spec().optimizer.id == "adam");
}

TEST_CASE("A run that diverges stops by itself with its last finite parameters, the step and the cause") {
  auto trainer = trainer_of<float>(too_fast);
  run_epochs(trainer, 20);
  const auto now = trainer.snapshot();
  REQUIRE(now.diverged);
  CHECK(now.diverged->cause == "learning_rate");
  CHECK(now.diverged->step == now.step + 1);
  CHECK(now.train.loss);
  for (const float parameter : now.parameters) CHECK(std::isfinite(parameter));
}

TEST_CASE("A diverged run can be rewound") {
  auto trainer = trainer_of<float>(too_fast);
  run_epochs(trainer, 20);
  REQUIRE(trainer.diverged());
  REQUIRE(trainer.apply(Rewind{}));
  REQUIRE(trainer.apply(SetOptimizer{{"sgd", {{"lr", 0.001}}}}));
  run_epochs(trainer, 20);
  CHECK(!trainer.diverged());
}

TEST_CASE("A loss that is not finite before any update is blamed on inputs or initial weights") {
  const std::string head = R"({"data": {"kind": "inline", "inputs": [[)",
                    tail =
                        R"(]], "targets": [1]}, "layers": [{"units": 1, "activation": "identity"}], "loss": "mse",
      "initial_parameters": {"layers": [{"weights": [[1e20]]}]}})";
  auto by_weights = trainer_of<float>(head + "1" + tail), by_inputs = trainer_of<float>(head + "1e19" + tail);
  by_weights.step();
  by_inputs.step();
  CHECK(by_weights.snapshot().diverged->cause == "initialisation");
  CHECK(by_inputs.snapshot().diverged->cause == "inputs");
}

TEST_CASE("Data, split, weights and order have streams of their own: other layers leave data and split as they were") {
  const auto small =
      trainer_of<float>(R"({"layers": [{"units": 2, "activation": "relu"}, {"activation": "sigmoid"}]})");
  const auto large =
      trainer_of<float>(R"({"layers": [{"units": 9, "activation": "relu"}, {"activation": "sigmoid"}]})");
  CHECK(small.data().inputs == large.data().inputs);
  CHECK(small.data().train_rows == large.data().train_rows);
}
