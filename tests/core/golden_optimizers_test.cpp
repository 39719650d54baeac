#include <doctest/doctest.h>

#include <set>
#include <string>

#include "core/optimizers/optimizer.hpp"
#include "core/surfaces/surface.hpp"
#include "tests/core/golden.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// An optimizer on its way down a surface. float rounds the gradient, which is computed in double.
template <class T>
class Walk {
 public:
  Walk(const nlohmann::json& run)
      : row_(*find_optimizer<T>(run["optimizer"].get<std::string>())),
        surface_(*find_surface(run["surface"].get<std::string>())),
        params_(*resolve_params(row_.params, params_of(run["params"]), "")),
        at_{static_cast<T>(run["start"][0]), static_cast<T>(run["start"][1])},
        state_(row_.slots * 2),
        scalars_(row_.scalars) {}

  void go_to_step(std::uint64_t last) {
    while (step_ < last) {
      const Point slope = surface_.gradient(x(), y());
      const std::vector<T> gradient{static_cast<T>(slope.x), static_cast<T>(slope.y)};
      const OptimizerStep<T> step{at_, gradient, state_, scalars_, params_, ++step_};
      if (step_ == 1 && row_.start) row_.start(step);
      row_.update(step);
    }
  }
  double x() const { return static_cast<double>(at_[0]); }
  double y() const { return static_cast<double>(at_[1]); }

 private:
  const Optimizer<T>& row_;
  const Surface& surface_;
  std::vector<double> params_;
  std::vector<T> at_, state_, scalars_;
  std::uint64_t step_ = 0;
};

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
