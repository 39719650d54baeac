// The points for the rule by keyboard: each is a stop of its own, said with its place and class.
#include <algorithm>
#include <utility>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/neuron/neuron_parts.hpp"
#include "shell/ui/surface_of.hpp"

namespace gradlab::ui {
namespace {

constexpr std::int32_t grid = 5;  // hundredths: as fine as a click places them
constexpr std::string_view stop = "neuron.rule.points";

std::string id_of(std::size_t index) { return std::string(stop) + "[" + std::to_string(index + 1) + "]"; }

std::string words_of(const RulePoint& point, std::size_t index) {
  return tr("neuron.rule.point_at",
            {{"n", std::to_string(index + 1)},
             {"x", fixed(point.x / 100.0, 2)},
             {"y", fixed(point.y / 100.0, 2)},
             {"class", std::string(tr(point.target == 1 ? "neuron.class1" : "neuron.class0"))}});
}

bool pressed(ImGuiKey key) { return ImGui::IsKeyPressed(key, false); }

/// One point's keys; true when it changed or went.
bool operate(std::vector<RulePoint>& points, std::size_t index, const SurfaceInput& input) {
  RulePoint& point = points[index];
  const RulePoint before = point;
  if (input.clicked) {
    point.target = 1 - point.target;
  } else if (input.focused && (pressed(ImGuiKey_Delete) || pressed(ImGuiKey_Backspace))) {
    points.erase(points.begin() + static_cast<std::ptrdiff_t>(index));
    ui().registry.focus(points.empty() ? "neuron.rule.map" : id_of(std::min(index, points.size() - 1)));
    return true;
  } else {
    const auto moved = [](std::int32_t from, float steps) {
      return std::clamp(from + static_cast<std::int32_t>(steps) * grid, NeuronState::point_low,
                        NeuronState::point_high);
    };
    point.x = moved(point.x, input.arrow.x);
    point.y = moved(point.y, -input.arrow.y);
  }
  return !(point == before);
}

}  // namespace

std::optional<std::size_t> neuron_point_keys(NeuronState& state, const PlotFrame& frame) {
  std::vector<RulePoint> points = state.points();
  const std::size_t count = points.size();
  bool changed = false;
  std::optional<std::size_t> focused;
  for (std::size_t i = 0; i < count && points.size() == count; ++i) {
    const IdScope scope(static_cast<int>(i + 1));
    const ImVec2 at = frame.to_pixel({points[i].x / 100.0, points[i].y / 100.0});
    const Rect around = Rect{at.x, at.y, at.x, at.y}.grown(px(11));
    const std::string words = words_of(points[i], i);
    const SurfaceInput input =
        surface_of(ControlRole::button, stop, around, false, {words, tr("control.neuron.rule.points.help")});
    if (input.focused) {
      focused = i;
      changed = operate(points, i, input) || changed;
    } else if (input.clicked && input.by_key) {
      changed = operate(points, i, input) || changed;
    }
  }
  if (changed) state.take_points(std::move(points));
  return focused;
}

void neuron_add_point(NeuronState& state) {
  std::vector<RulePoint> points = state.points();
  if (points.size() >= NeuronState::most_points) return;
  // In the middle, or where the next place beside it is free.
  constexpr std::int32_t middle = (NeuronState::point_low + NeuronState::point_high) / 2;
  RulePoint point{middle, middle, state.hand == 0 ? 0 : 1};
  const auto taken = [&](const RulePoint& other) { return other.x == point.x && other.y == point.y; };
  while (std::ranges::any_of(points, taken)) point.x += 4 * grid;
  points.push_back(point);
  ui().registry.focus(id_of(points.size() - 1));
  state.take_points(std::move(points));
}

}  // namespace gradlab::ui
