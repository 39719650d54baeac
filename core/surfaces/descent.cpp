#include "core/surfaces/descent.hpp"

#include <utility>

namespace gradlab {

Result<Descent> Descent::create(Ground ground, const Choice& optimizer, Point start) {
  Descent descent(std::move(ground));
  descent.place_ = {start.x, start.y};
  if (auto chosen = descent.optimizer_.choose(optimizer, descent.place_.size()); !chosen) return chosen.error();
  return descent;
}

void Descent::step(Point noise, double rate_factor) {
  const Point slope = ground_.gradient(place());
  const std::array<double, 2> gradient{slope.x + noise.x, slope.y + noise.y};
  optimizer_.set_rate_factor(rate_factor);
  optimizer_.update(place_, gradient);
}

}  // namespace gradlab
