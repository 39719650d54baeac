#include "core/network/memory.hpp"

#include <doctest/doctest.h>

#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

Spec deep(std::size_t layers, std::size_t units) {
  Spec spec;
  spec.data.kind = "iris";
  spec.loss.id = "cross_entropy";
  spec.layers.assign(layers, {units, "relu"});
  spec.layers.back() = {0, "softmax"};
  return spec;
}

Result<Trainer<float>> start(const Spec& spec) {
  return Trainer<float>::create(spec, *load_data(spec.data, spec.seed, ShippedFiles{}));
}

}  // namespace

TEST_CASE("A network too large for memory is refused with the figure") {
  const auto refused = start(deep(64, 4096));
  REQUIRE(!refused);
  CHECK(refused.error().id == "too_large");
  CHECK(refused.error().arguments[0].second == "22 GB");
}

TEST_CASE("64 layers are trained, and so is a layer of 4096 units") {
  for (const Spec& spec : {deep(64, 8), deep(2, 4096)}) {
    auto trainer = start(spec);
    REQUIRE(trainer);
    trainer->step();
    CHECK(trainer->steps_done() == 1);
  }
}

TEST_CASE("The parameters counted from a spec are those of its network") {
  Spec spec = deep(5, 7);
  spec.layers[1] = {6, "maxout", {{"k", 3}}, false};
  spec.layers[2] = {5, "prelu", {}, true, 0, true};
  const auto trainer = start(spec);
  REQUIRE(trainer);
  const TrainingSize size{.inputs = 4, .outputs = 3, .samples = 150, .train_samples = 105};
  CHECK(parameter_count(spec, size) == trainer->network().parameters().size());
}
