#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>

#include "core/activations/activation.hpp"
#include "core/initializers/initializer.hpp"
#include "core/losses/loss.hpp"
#include "core/optimizers/optimizer.hpp"
#include "tests/core/row_values.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

template <class Rows>
void check_ids_are_unique(Rows rows) {
  std::set<std::string_view> ids;
  for (const auto& row : rows) CHECK_MESSAGE(ids.insert(row.id).second, std::string(row.id));
  CHECK(!ids.empty());
}

template <class Rows>
void check_params_are_sound(Rows rows) {
  for (const auto& row : rows) {
    std::set<std::string_view> ids;
    for (const ParamSpec& param : row.params) {
      CAPTURE(std::string(row.id) + "." + std::string(param.id));
      CHECK(ids.insert(param.id).second);
      CHECK(param.low < param.high);
      CHECK((param.low_open ? param.low < param.initial : param.low <= param.initial));
      CHECK(param.initial <= param.high);
    }
  }
}

}  // namespace

TEST_CASE("Every table has unique ids") {
  check_ids_are_unique(activations<double>());
  check_ids_are_unique(losses<double>());
  check_ids_are_unique(optimizers<double>());
  check_ids_are_unique(initializers());
}

TEST_CASE("Every parameter has a unique id in its row and starts within its range") {
  check_params_are_sound(activations<double>());
  check_params_are_sound(losses<double>());
  check_params_are_sound(optimizers<double>());
  check_params_are_sound(initializers());
}

TEST_CASE("float and double tables hold the same rows") {
  REQUIRE(activations<float>().size() == activations<double>().size());
  for (std::size_t i = 0; i < activations<float>().size(); ++i)
    CHECK(activations<float>()[i].id == activations<double>()[i].id);
  CHECK(losses<float>().size() == losses<double>().size());
  CHECK(optimizers<float>().size() == optimizers<double>().size());
}

TEST_CASE("A row is found by its id, and an unknown id gives null") {
  CHECK(find_activation<float>("tanh")->id == "tanh");
  CHECK(find_loss<float>("bce")->id == "bce");
  CHECK(find_optimizer<float>("adam")->id == "adam");
  CHECK(find_initializer("he_normal")->id == "he_normal");
  CHECK(find_activation<double>("nope") == nullptr);
}

TEST_CASE("An optimizer's first parameter is the learning rate") {
  for (const Optimizer<double>& row : optimizers<double>()) CHECK(row.params[0].id == "lr");
}

TEST_CASE("Every scalar activation has a formula and a derivative and works both ways") {
  for (const Activation<double>& row : activations<double>()) {
    CAPTURE(std::string(row.id));
    CHECK(!row.formula.empty());
    CHECK(!row.derivative.empty());
    CHECK((row.f == nullptr) == row.mixes());
    CHECK((row.mix_vjp != nullptr) == row.mixes());
  }
}

TEST_CASE_TEMPLATE("Extreme inputs give finite values and slopes", T, float, double) {
  for (const Activation<T>& row : activations<T>()) {
    if (row.mixes()) continue;
    const std::vector<T> p = initial_values<T>(row.params);
    for (const double x : {-1e4, -745.0, -100.0, -20.0, -1e-8, -0.0, 0.0, 1e-8, 1e-30, 20.0, 100.0, 800.0, 1e4}) {
      CAPTURE(std::string(row.id));
      CAPTURE(x);
      CHECK(std::isfinite(f_of(row, {static_cast<T>(x)}, p)[0]));
      CHECK(std::isfinite(derivative_of(row, 1, {static_cast<T>(x)}, p)[0]));
      CHECK(std::isfinite(derivative_of(row, 2, {static_cast<T>(x)}, p)[0]));
    }
  }
}
