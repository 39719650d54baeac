#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/optimizers/optimizer.hpp"
#include "core/surfaces/surface.hpp"
#include "tests/core/golden.hpp"

namespace gradlab::test {

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

}  // namespace gradlab::test
