#include "core/network/stop.hpp"

#include <doctest/doctest.h>

#include "core/stops/stop_rule.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

std::string spec_with(const std::string& stop, const char* more = "") {
  return R"({"data": {"kind": "gauss", "points": 101, "noise": 0.3)" + std::string(more) + R"(}, "batch": 16,
    "layers": [{"units": 4, "activation": "tanh"}, {"activation": "sigmoid"}], "optimizer": {"id": "adam", "lr": 0.02},
    "stop": )" +
         stop + "}";
}

/// Steps until there is a reason; none within 2000 steps.
std::optional<StopReason> run_to_stop(Trainer<float>& trainer) {
  for (int i = 0; i < 2000; ++i) {
    trainer.step();
    if (auto reason = stop_reason(trainer)) return reason;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("A run stops at the end of the first epoch that meets its condition, and not before") {
  for (const char* data : {"", R"(, "test_share": 0)"}) {
    for (const char* stop : {R"({"id": "loss", "loss": 0.2})", R"({"id": "accuracy", "accuracy": 0.9})"}) {
      INFO(stop);
      auto trainer = trainer_of<float>(spec_with(stop, data));
      auto alone = trainer;
      const auto reason = run_to_stop(trainer);
      REQUIRE(reason);
      CHECK(reason->epoch == trainer.epochs_done());
      CHECK(trainer.steps_done() % trainer.steps_per_epoch() == 0);
      const bool on_test = std::string_view(data).empty();
      CHECK(reason->on_test == on_test);
      const bool loss = reason->rule == "loss";
      for (std::uint64_t epoch = 1; epoch <= reason->epoch; ++epoch) {
        run_epochs(alone, 1);
        const Snapshot<float> seen = alone.snapshot();
        const Score score = on_test ? seen.test : seen.train;
        const bool met = loss ? *score.loss < 0.2 : *score.accuracy > 0.9;
        CHECK(met == (epoch == reason->epoch));
        if (met) CHECK(reason->value == (loss ? *score.loss : *score.accuracy));
      }
      CHECK(parameters_of(alone) == parameters_of(trainer));
    }
  }
}

TEST_CASE("A run stops at an epoch, and one that never stops has no reason") {
  auto trainer = trainer_of<float>(spec_with(R"({"id": "epoch", "epochs": 7})"));
  const auto reason = run_to_stop(trainer);
  REQUIRE(reason);
  CHECK(reason->epoch == 7);
  CHECK(trainer.epochs_done() == 7);
  auto endless = trainer_of<float>(spec_with(R"("never")"));
  CHECK_FALSE(run_to_stop(endless));
}

TEST_CASE("What ends a run is set while it goes on, and refused where it cannot be") {
  auto trainer = trainer_of<float>(spec_with(R"("never")"));
  run_epochs(trainer, 3);
  REQUIRE(trainer.apply(SetStop{{"epoch", {{"epochs", 5}}}}));
  CHECK_FALSE(stop_reason(trainer));
  run_epochs(trainer, 2);
  CHECK(stop_reason(trainer));
  for (const Choice& wrong : {Choice{"loss", {{"loss", -1}}}, Choice{"epoch", {{"epochs", 2.5}}}, Choice{"later", {}},
                              Choice{"accuracy", {{"accuracy", 2}}}})
    CHECK_FALSE(trainer.apply(SetStop{wrong}));
  CHECK(trainer.spec().stop.id == "epoch");
}

TEST_CASE("A number to predict has no accuracy: that condition is never met") {
  auto trainer = trainer_of<float>(R"({"data": {"kind": "sin"}, "loss": "mse", "layers": [{"units": 4,
    "activation": "tanh"}, {"activation": "identity"}], "stop": {"id": "accuracy", "accuracy": 0}})");
  CHECK_FALSE(run_to_stop(trainer));
}
