#include "core/surfaces/descent.hpp"

namespace gradlab {

Result<Descent> Descent::create(const Surface& surface, const Choice& optimizer, Point start) {
  Descent descent;
  descent.surface_ = &surface;
  descent.place_ = {start.x, start.y};
  if (auto chosen = descent.optimizer_.choose(optimizer, descent.place_.size()); !chosen) return chosen.error();
  return descent;
}

void Descent::step() {
  const Point slope = surface_->gradient(place_[0], place_[1]);
  const std::array<double, 2> gradient{slope.x, slope.y};
  optimizer_.update(place_, gradient);
}

}  // namespace gradlab
