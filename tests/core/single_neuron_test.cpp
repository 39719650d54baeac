#include "core/analysis/single_neuron.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/analysis/softmax_check.hpp"
#include "tests/core/golden.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// Of the loss as a function of the logit, from values alone.
double difference(const OutputLoss& pair, double z, double y) {
  constexpr double step = 1e-5;
  return (loss_at_logit(pair, z + step, y).value - loss_at_logit(pair, z - step, y).value) / (2 * step);
}

}  // namespace

TEST_CASE("Loss and slope by the logit of each output activation with each loss are PyTorch's") {
  for (const nlohmann::json& row : golden("neuron.json")["output_losses"]) {
    CAPTURE(row.dump());
    const OutputLoss pair = output_loss(row["activation"].get<std::string>(), row["loss"].get<std::string>());
    REQUIRE(pair.activation);
    REQUIRE(pair.loss);
    const LossAt at = loss_at_logit(pair, row["z"], row["y"]);
    CHECK(is_close(at.value, row["value"], 1e-12, 1e-14));
    CHECK(is_close(at.by_logit, row["slope"], 1e-12, 1e-14));
  }
}

TEST_CASE("Every activation goes with every loss: the slope by the logit is that of the values, off the kinks") {
  int compared = 0;
  for (const Activation<double>& activation : activations<double>()) {
    for (const Loss<double>& loss : losses<double>()) {
      const OutputLoss pair = output_loss(activation.id, loss.id);
      for (const double y : {0.0, 1.0}) {
        const std::vector<double> kinks = kinks_of(pair, y, -6, 6);
        for (double z = -4.93; z < 5; z += 0.61) {
          bool near_kink = false;
          for (const double kink : kinks) near_kink = near_kink || std::abs(kink - z) < 1e-3;
          // At a kink that an activation shares with a whole stretch (a prediction equal to the corner) there is none.
          const LossAt at = loss_at_logit(pair, z, y);
          for (const double corner : corners_of(loss, y)) near_kink = near_kink || at.prediction == corner;
          if (near_kink) continue;
          CAPTURE(std::string(activation.id));
          CAPTURE(std::string(loss.id));
          CAPTURE(z);
          CHECK(std::abs(at.by_logit - difference(pair, z, y)) < 1e-7);
          ++compared;
        }
      }
    }
  }
  CHECK(compared > 3000);
}

TEST_CASE("The slope of the loss by the prediction times the prediction's own is the slope by the logit") {
  for (const char* id : {"mse", "mae", "huber", "bce", "hinge"}) {
    const OutputLoss pair = output_loss("sigmoid", id);
    for (const double z : {-5.0, -0.3, 0.9, 4.0}) {
      const LossAt at = loss_at_logit(pair, z, 0);
      CAPTURE(std::string(id));
      CHECK(at.by_prediction * slope_at(*pair.activation, z, {}) == doctest::Approx(at.by_logit).epsilon(1e-12));
      const LossAt same = loss_at_prediction(*pair.loss, pair.loss_params, at.prediction, 0);
      CHECK(same.value == doctest::Approx(at.value).epsilon(1e-12));
    }
  }
}

TEST_CASE("Of cross-entropy there is no loss beyond a probability, none at the target and no end at its opposite") {
  const Loss<double>& bce = *find_loss<double>("bce");
  CHECK(std::isnan(loss_at_prediction(bce, {}, 1.1, 1).value));
  CHECK(std::isnan(loss_at_prediction(bce, {}, -0.1, 1).by_prediction));
  CHECK(loss_at_prediction(bce, {}, 1, 1).value == 0);
  CHECK(loss_at_prediction(bce, {}, 0, 0).value == 0);
  CHECK(std::isinf(loss_at_prediction(bce, {}, 0, 1).value));
}

TEST_CASE("Kinks are found where the prediction passes the loss' corner") {
  const std::vector<double> hinge = kinks_of(output_loss("identity", "hinge"), 0, -6, 6);
  REQUIRE(hinge.size() == 1);
  CHECK(hinge[0] == doctest::Approx(-1).epsilon(1e-12));
  const std::vector<double> sigmoid = kinks_of(output_loss("sigmoid", "mae"), 0.75, -6, 6);
  REQUIRE(sigmoid.size() == 1);
  CHECK(sigmoid[0] == doctest::Approx(std::log(3.0)).epsilon(1e-12));
  CHECK(kinks_of(output_loss("sigmoid", "mae"), 0, -6, 6).empty());
  CHECK(kinks_of(output_loss("relu", "mse"), 0, -6, 6) == std::vector<double>{0});
}

TEST_CASE("The saturated neuron goes the way that PyTorch goes, under both losses") {
  const nlohmann::json paths = golden("neuron.json")["paths"];
  for (const char* loss : {"mse", "bce"}) {
    const std::vector<NeuronStep> path = descend_neuron(output_loss("sigmoid", loss), {}, 300);
    REQUIRE(path.size() == 301);
    for (const nlohmann::json& row : paths[loss]) {
      CAPTURE(row.dump());
      const NeuronStep& step = path[row["step"].get<std::size_t>()];
      CHECK(is_close(step.w, row["w"], 1e-11, 0));
      CHECK(is_close(step.b, row["b"], 1e-11, 0));
      CHECK(is_close(step.a, row["a"], 1e-11, 0));
      CHECK(is_close(step.loss, row["loss"], 1e-11, 0));
      CHECK(is_close(step.by_logit, row["by_logit"], 1e-11, 0));
    }
  }
}

TEST_CASE("Cross-entropy brings the output below a half several times sooner, since it has no brake") {
  const auto slow = descend_neuron(output_loss("sigmoid", "mse"), {}, 300);
  const auto fast = descend_neuron(output_loss("sigmoid", "bce"), {}, 300);
  CHECK(first_at_half(slow, 0) > 5 * first_at_half(fast, 0));
  for (const NeuronStep& step : slow) CHECK(step.by_logit == doctest::Approx(2 * step.a * step.slope).epsilon(1e-13));
  for (const NeuronStep& step : fast) CHECK(step.by_logit == doctest::Approx(step.a).epsilon(1e-13));
}

TEST_CASE("A run that never comes to a half says so") {
  NeuronTask task;
  task.rate = 0;
  const auto path = descend_neuron(output_loss("sigmoid", "mse"), task, 20);
  CHECK(first_at_half(path, 0) == path.size());
  CHECK(path.back().w == path.front().w);
}

TEST_CASE("Softmax with cross-entropy: p - y is PyTorch's gradient, and that of differences to a few parts in 10^11") {
  for (const nlohmann::json& row : golden("neuron.json")["softmax"]) {
    const std::vector<double> logits = column(row["logits"]);
    const auto target = row["target"].get<std::size_t>();
    const SoftmaxCheck check = check_softmax(logits, target);
    CHECK(is_close(check.loss, row["loss"], 1e-13, 0));
    double total = 0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
      CHECK(is_close(check.exact[i], row["gradient"][i], 1e-12, 1e-15));
      CHECK(check.exact[i] == doctest::Approx(check.shares[i] - (i == target ? 1 : 0)).epsilon(1e-12));
      total += check.exact[i];
    }
    CHECK(std::abs(total) < 1e-14);
    CHECK(check.largest_difference < 1e-9);
    CHECK(check.largest_difference > 0);
  }
}
