#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "core/network/optimizer_run.hpp"
#include "core/optimizers/optimizer.hpp"
#include "core/surfaces/surface.hpp"
#include "tests/core/golden.hpp"
#include "tests/core/walk.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

template <class T>
void check_runs(double tolerance, std::size_t most_params) {
  const nlohmann::json reference = golden("optimizers.json");
  REQUIRE(!reference.is_discarded());
  for (const nlohmann::json& run : reference["runs"]) {
    if (run["params"].size() > most_params) continue;
    Walk<T> walk(run);
    for (std::size_t i = 0; i < reference["steps"].size(); ++i) {
      const std::uint64_t step = reference["steps"][i];
      walk.go_to_step(step);
      CAPTURE(run["optimizer"].dump() + run["params"].dump() + " on " + run["surface"].dump());
      CAPTURE(step);
      CHECK(is_close(walk.x(), run["x"][i], tolerance, tolerance));
      CHECK(is_close(walk.y(), run["y"][i], tolerance, tolerance));
    }
  }
}

}  // namespace

TEST_CASE("Every optimizer walks every surface as PyTorch does, to 1e-9 over 60 steps") {
  check_runs<double>(1e-9, 100);
}

// With other parameters some walks jump so far on the ripples of rastrigin that float's rounding decides where they
// land.
TEST_CASE("In float every optimizer's walks with default parameters are those of double to 1e-4") {
  check_runs<float>(1e-4, 1);
}

TEST_CASE("Momentum that is turned on on the way begins as if the run began there") {
  for (const double decay : {0.0, 0.1}) {
    CAPTURE(decay);
    OptimizerRun<double> run, later;
    std::vector<double> at{3, -2}, apart;
    const auto step = [](OptimizerRun<double>& by, std::vector<double>& from) {
      const Point slope = find_surface("rosenbrock")->gradient(from[0], from[1]);
      const std::vector<double> gradient{slope.x, slope.y};
      REQUIRE(by.update(from, gradient));
    };
    REQUIRE(run.choose({"sgd", {{"lr", 1e-4}, {"weight_decay", decay}}}, 2));
    for (int i = 0; i < 5; ++i) step(run, at);
    const Choice with_momentum{"sgd", {{"lr", 1e-4}, {"momentum", 0.9}, {"weight_decay", decay}}};
    REQUIRE(run.choose(with_momentum, 2));
    REQUIRE(later.choose(with_momentum, 2));
    apart = at;
    for (int i = 0; i < 5; ++i) {
      step(run, at);
      step(later, apart);
      CHECK(at == apart);
    }
  }
}

TEST_CASE("Every optimizer and every surface has reference runs") {
  std::set<std::string> seen;
  const nlohmann::json reference = golden("optimizers.json");
  for (const nlohmann::json& run : reference["runs"]) {
    seen.insert(run["optimizer"].get<std::string>());
    seen.insert(run["surface"].get<std::string>());
  }
  for (const Optimizer<double>& row : optimizers<double>()) CHECK(seen.count(std::string(row.id)) == 1);
  for (const Surface& row : surfaces()) CHECK(seen.count(std::string(row.id)) == 1);
}
