#include "core/surfaces/descent.hpp"

#include <utility>

namespace gradlab {

Result<Descent> Descent::create(const Surface& surface, const Choice& optimizer, Point start) {
  Descent descent;
  descent.surface_ = &surface;
  descent.place_ = {start.x, start.y};
  if (auto chosen = descent.optimizer_.choose(optimizer, descent.place_.size()); !chosen) return chosen.error();
  return descent;
}

Result<Descent> Descent::create(std::shared_ptr<const FormulaSurface> surface, const Choice& optimizer, Point start) {
  Descent descent;
  descent.formula_ = std::move(surface);
  descent.place_ = {start.x, start.y};
  if (auto chosen = descent.optimizer_.choose(optimizer, descent.place_.size()); !chosen) return chosen.error();
  return descent;
}

void Descent::step() {
  const Point slope = gradient();
  const std::array<double, 2> gradient_here{slope.x, slope.y};
  optimizer_.update(place_, gradient_here);
}

}  // namespace gradlab
