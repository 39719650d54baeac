#include "core/surfaces/hidden_state.hpp"

#include <array>
#include <cmath>

#include "core/optimizers/adam_rows.hpp"

namespace gradlab {
namespace {

/// Along one axis: the numbers of RuleStep that belong to it.
struct Axis {
  const RuleStep& step;
  std::size_t index;

  double place() const { return index == 0 ? step.place.x : step.place.y; }
  double gradient() const { return index == 0 ? step.gradient.x : step.gradient.y; }
  double before(std::size_t slot) const { return step.before[2 * slot + index]; }
  double after(std::size_t slot) const { return step.after[2 * slot + index]; }
  double param(std::size_t i) const { return step.params[i]; }
  double slope(std::size_t decay) const { return gradient() + param(decay) * place(); }
};

struct Pair {
  double direction = 0, scale = 0;
};

/// Of a step whose size is known whatever the direction's size is.
Pair by_sign(double direction, double size) { return {direction, direction == 0 ? 0 : size / std::abs(direction)}; }

Pair of_sgd(const Axis& axis) {
  if (!(axis.param(1) > 0)) return {axis.slope(4), axis.param(0)};  // it remembers nothing
  const double look_ahead = axis.param(3) != 0 ? axis.param(1) : 0;
  const double now = axis.param(3) != 0 ? axis.slope(4) : 0;
  return {now + (axis.param(3) != 0 ? look_ahead : 1) * axis.after(0), axis.param(0)};
}

Pair of_adagrad(const Axis& axis) {
  const double rate = axis.param(0) / (1 + static_cast<double>(axis.step.number - 1) * axis.param(1));
  return {axis.slope(2), rate / (std::sqrt(axis.after(0)) + axis.param(4))};
}

Pair of_adadelta(const Axis& axis) {
  const double eps = axis.param(2);
  return {axis.slope(3), axis.param(0) * std::sqrt(axis.before(1) + eps) / std::sqrt(axis.after(0) + eps)};
}

Pair of_rmsprop(const Axis& axis) {
  const double mean = axis.param(5) != 0 ? axis.after(1) : 0;
  const double size = std::sqrt(std::fmax(0, axis.after(0) - mean * mean)) + axis.param(2);
  return {axis.after(2) * size, axis.param(0) / size};
}

/// Of Adam's relatives: the share that is still missing of a mean that began at 0.
double correction(const Axis& axis, std::size_t beta) {
  return 1 - elementary::power(axis.param(beta), axis.step.number);
}

Pair of_adam(const Axis& axis) {
  const double root = std::sqrt(axis.after(1) / correction(axis, 2));
  return {axis.after(0) / correction(axis, 1), axis.param(0) / (root + axis.param(3))};
}

Pair of_amsgrad(const Axis& axis) {
  const double root = std::sqrt(axis.after(2) / correction(axis, 2));
  return {axis.after(0) / correction(axis, 1), axis.param(0) / (root + axis.param(3))};
}

Pair of_nadam(const Axis& axis) {
  const double now = rows::NAdam::mu(axis.param(1), axis.param(5), axis.step.number);
  const double next = rows::NAdam::mu(axis.param(1), axis.param(5), axis.step.number + 1);
  const double product = axis.step.scalar_before * now;
  const double direction = (1 - now) / (1 - product) * axis.slope(4) + next / (1 - product * next) * axis.after(0);
  return {direction, axis.param(0) / (std::sqrt(axis.after(1) / correction(axis, 2)) + axis.param(3))};
}

Pair of_radam(const Axis& axis) {
  const double rest = correction(axis, 2);
  const double rectified = rows::RAdam::rectification(axis.param(2), rest, axis.step.number);
  const double scale = rectified > 0 ? rectified * std::sqrt(rest) / (std::sqrt(axis.after(1)) + axis.param(3)) : 1;
  return {axis.after(0) / correction(axis, 1), axis.param(0) * scale};
}

Pair of_adamax(const Axis& axis) { return {axis.after(0) / correction(axis, 1), axis.param(0) / axis.after(1)}; }

Pair of_rprop(const Axis& axis) { return by_sign(axis.after(0), axis.after(1)); }

Pair of_lion(const Axis& axis) {
  const double direction = axis.param(1) * axis.before(0) + (1 - axis.param(1)) * axis.gradient();
  return by_sign(direction, axis.param(0));
}

struct Row {
  std::string_view id;
  Pair (*look)(const Axis& axis);
  Memory memory;
};

constexpr std::array hidden_rows{
    Row{"sgd", of_sgd, {}},
    Row{"adagrad", of_adagrad, {false, true}},
    Row{"adadelta", of_adadelta, {false, true}},
    Row{"rmsprop", of_rmsprop, {false, true}},
    Row{"adam", of_adam, {true, true}},
    Row{"amsgrad", of_amsgrad, {true, true}},
    Row{"adamw", of_adam, {true, true}},
    Row{"nadam", of_nadam, {true, true}},
    Row{"radam", of_radam, {true, true}},
    Row{"adamax", of_adamax, {true, true}},
    Row{"rprop", of_rprop, {false, true}},
    Row{"lion", of_lion, {true, true}},
};

const Row* find(std::string_view id) {
  for (const Row& row : hidden_rows)
    if (row.id == id) return &row;
  return nullptr;
}

}  // namespace

HiddenState hidden_state(std::string_view id, const RuleStep& step) {
  HiddenState state{step.gradient, step.gradient, {}, step.move};
  const Row* const row = find(id);
  if (!row) return state;
  const Pair x = row->look({step, 0}), y = row->look({step, 1});
  state.direction = {x.direction, y.direction};
  state.scale = {x.scale, y.scale};
  return state;
}

Memory memory_of(std::string_view id, std::span<const double> params) {
  const Row* const row = find(id);
  if (!row) return {};
  Memory memory = row->memory;
  // Plain rules whose momentum can be set.
  if (id == "sgd") memory.momentum = params[1] > 0;
  if (id == "rmsprop") memory.momentum = params[4] > 0;
  return memory;
}

}  // namespace gradlab
