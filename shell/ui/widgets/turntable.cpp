#include "shell/ui/widgets/turntable.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "shell/ui/context.hpp"

namespace gradlab::ui {

void Turn::operate(const SurfaceInput& input) {
  constexpr double turns_for_width = 0.008, tilts_for_height = 0.006, step = 0.1;
  if (input.dragging) {
    turn += turns_for_width * static_cast<double>(input.drag_delta.x / px(1));
    tilt += tilts_for_height * static_cast<double>(input.drag_delta.y / px(1));
  }
  turn += step * static_cast<double>(input.arrow.x);
  tilt -= step * static_cast<double>(input.arrow.y);
  turn = std::remainder(turn, 2 * std::numbers::pi);
  tilt = std::clamp(tilt, least_tilt, most_tilt);
}

Turntable::Turntable(const Rect& rect, const Turn& turn, const TurnedBox& shown)
    : middle(rect.center()),
      box(shown),
      cos_turn(std::cos(turn.turn)),
      sin_turn(std::sin(turn.turn)),
      sin_tilt(std::sin(turn.tilt)),
      upright(shown.height * std::cos(turn.tilt)) {
  // As large as fits whatever the turn, so that it does not breathe while it turns.
  const double reach = 1.04 * std::hypot(box.width, box.depth);
  unit = std::min(static_cast<double>(rect.width()) / (2 * reach),
                  static_cast<double>(rect.height()) / (2 * reach * sin_tilt + upright + 0.12));
}

Turntable::Seen Turntable::see(double u, double v, double lift) const {
  const double x = u * box.width, y = v * box.depth;
  const double across = x * cos_turn - y * sin_turn, away = x * sin_turn + y * cos_turn;
  const double up = away * sin_tilt + (lift - 0.5) * upright;
  return {{middle.x + static_cast<float>(across * unit), middle.y - static_cast<float>(up * unit)}, -away};
}

}  // namespace gradlab::ui
