#include "shell/run/slice_work.hpp"

#include <algorithm>
#include <utility>

namespace gradlab::ui {
namespace {

Result<SlicePlane> plane_of(const SliceLoss& wanted, TrainingLoss& loss, const ParameterPath& path) {
  switch (wanted.plane) {
    case SlicePlaneKind::gradient: return gradient_plane(loss, wanted.seed);
    case SlicePlaneKind::path: return path_plane(loss, path);
    case SlicePlaneKind::random: break;
  }
  return random_plane(loss, wanted.seed);
}

}  // namespace

SliceWork::SliceWork(const SliceLoss& wanted, const Trainer<float>& trainer, const ParameterPath& path) {
  found_.wanted = wanted;
  found_.step = trainer.steps_done();
  auto loss = TrainingLoss::create(trainer, slice_samples);
  if (!loss) {
    found_.refused = loss.error().id;
    return;
  }
  found_.samples = loss->samples();
  auto plane = plane_of(wanted, *loss, path);
  if (!plane) {
    found_.refused = plane.error().id;
    return;
  }
  std::vector<Point> way;
  for (std::size_t i = 0; i < path.size(); ++i) {
    way.push_back(plane->coordinates(path.parameters()[i]));
    found_.path.push_back({path.steps()[i], static_cast<float>(way.back().x), static_cast<float>(way.back().y)});
  }
  const std::size_t side = std::max<std::size_t>(wanted.resolution, 1);
  SliceWindow window{{-1, -1}, {1, 1}, side, side};
  if (wanted.plane == SlicePlaneKind::path) window = squared(window_around(way, side, side));
  found_.low = {static_cast<float>(window.low.x), static_cast<float>(window.low.y)};
  found_.high = {static_cast<float>(window.high.x), static_cast<float>(window.high.y)};
  found_.explained = {static_cast<float>(plane->explained[0]), static_cast<float>(plane->explained[1])};
  slice_.emplace(*std::move(loss), *std::move(plane), window);
  found_.here = static_cast<float>(slice_->value({0, 0}));
}

std::shared_ptr<const SlicedLoss> SliceWork::found() const {
  SlicedLoss now = found_;
  if (slice_) {
    now.values.assign(slice_->values().begin(), slice_->values().end());
    now.done = slice_->cells_done();
  }
  return std::make_shared<const SlicedLoss>(std::move(now));
}

}  // namespace gradlab::ui
