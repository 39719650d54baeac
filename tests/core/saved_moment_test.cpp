#include "core/network/saved_moment.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "core/network/load_data.hpp"
#include "core/optimizers/optimizer.hpp"

namespace gradlab {
namespace {

/// With all that a step can depend on: shuffled order, a last smaller batch, dropout, running statistics.
Spec lively_spec(std::string_view optimizer) {
  Spec spec;
  spec.data = {.kind = "spiral", .points = 53};
  spec.layers = {{.units = 6, .dropout = 0.25, .batch_norm = true}, {5, "prelu", {}, true}, {0, "sigmoid", {}, false}};
  spec.optimizer = {std::string(optimizer), {}};
  spec.schedule = {"cosine", {}};
  spec.batch = 8;
  return spec;
}

Trainer<float> trainer_of(const Spec& spec) {
  return *Trainer<float>::create(spec, *load_data(spec.data, spec.seed, NoFiles()));
}

void take(Trainer<float>& trainer, int steps) {
  for (int i = 0; i < steps; ++i) trainer.step();
}

}  // namespace

TEST_CASE("a training goes on from its saved moment with the same bits, by every optimizer") {
  for (const Optimizer<float>& row : optimizers<float>()) {
    INFO(row.id);
    const Spec spec = lively_spec(row.id);
    Trainer<float> first = trainer_of(spec);
    take(first, 23);
    const SavedMoment saved = save_moment(first);
    Trainer<float> second = trainer_of(spec);
    REQUIRE(restore_moment(second, saved));
    CHECK(save_moment(second) == saved);
    take(first, 40);
    take(second, 40);
    CHECK(save_moment(second) == save_moment(first));
  }
}

TEST_CASE("a moment that does not fit is refused by name, and nothing is changed") {
  const Spec spec = lively_spec("adam");
  Trainer<float> trainer = trainer_of(spec);
  take(trainer, 9);
  const SavedMoment good = save_moment(trainer);
  take(trainer, 4);
  const SavedMoment here = save_moment(trainer);
  const auto refuses = [&](const char* id, const char* field, auto spoil) {
    SavedMoment bad = good;
    spoil(bad);
    const auto restored = restore_moment(trainer, bad);
    REQUIRE_FALSE(restored);
    CHECK(restored.error().id == id);
    CHECK(restored.error().field == field);
    CHECK(save_moment(trainer) == here);
  };
  refuses("run_numbers", "parameters", [](SavedMoment& bad) { bad.parameters.pop_back(); });
  refuses("run_numbers", "run.before", [](SavedMoment& bad) { bad.before.clear(); });
  refuses("run_numbers", "run.optimizer.state", [](SavedMoment& bad) { bad.optimizer_state.push_back(0); });
  refuses("run_not_finite", "parameters",
          [](SavedMoment& bad) { bad.parameters[3] = std::numeric_limits<float>::infinity(); });
  refuses("run_order", "run.order", [](SavedMoment& bad) { bad.order[0] = bad.order[1]; });
  refuses("run_order", "run.order", [](SavedMoment& bad) { bad.order[0] = 4'000'000'000U; });
  refuses("run_random", "run.order_rng", [](SavedMoment& bad) { bad.dropout_rng = {}; });
  refuses("run_place", "run.step", [](SavedMoment& bad) { ++bad.step; });
  refuses("run_place", "run.step", [](SavedMoment& bad) { bad.position = bad.order.size(); });
  refuses("run_cause", "run.diverged.cause", [](SavedMoment& bad) { bad.diverged = Divergence{3, "bad luck"}; });
}

}  // namespace gradlab
