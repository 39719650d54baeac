#include <doctest/doctest.h>

#include <string>

#include "core/network/gradient_check.hpp"

namespace {

using namespace gradlab;

constexpr double allowed_gap = 1e-6;

void check_pair(const Activation<double>& activation, const Loss<double>& loss) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Result<GradientGap> gap = check_gradients(gradient_check_spec(activation.id, loss.id, seed), seed);
    REQUIRE(gap);
    INFO(std::string(activation.id), " with ", std::string(loss.id), ": gap ", gap->worst, " at parameter ",
         gap->parameter);
    CHECK(gap->worst < allowed_gap);
    CHECK(gap->skipped < gap->checked);
  }
}

}  // namespace

TEST_CASE("Back-propagation agrees with central differences for every activation with every loss") {
  for (const Activation<double>& activation : activations<double>())
    for (const Loss<double>& loss : losses<double>()) check_pair(activation, loss);
}

TEST_CASE("Back-propagation through batch norm and dropout agrees with central differences") {
  for (const char* activation : {"tanh", "prelu", "maxout", "softmax", "gelu"}) {
    Spec spec = gradient_check_spec(activation, "cross_entropy", 4);
    for (LayerSpec& layer : spec.layers) layer.batch_norm = true;
    for (std::size_t l = 0; l + 1 < spec.layers.size(); ++l) spec.layers[l].dropout = 0.3;
    const Result<GradientGap> gap = check_gradients(spec, 4);
    REQUIRE(gap);
    INFO(activation, ": gap ", gap->worst, " at parameter ", gap->parameter);
    CHECK(gap->worst < allowed_gap);
    CHECK(gap->skipped < gap->checked);
  }
}
