#include "shell/ui/pages/functions/cost.hpp"

#include <algorithm>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/formula/custom_row.hpp"
#include "shell/run/run.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t units = 16, samples = 256;  // stays in the nearest cache
constexpr int enough_rounds = 10;
constexpr double round_seconds = 0.0003;  // shorter is less than some browsers' clocks tell
constexpr double frame_seconds_allowed = 0.004;

/// Numbers as they come before an activation: spread over -3 … 3, in no order.
std::vector<float> usual_inputs() {
  std::vector<float> x(units * samples);
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = static_cast<float>(i * 2654435761U % x.size()) / static_cast<float>(x.size()) * 6 - 3;
  return x;
}

template <class Work>
double nanoseconds_each(const Work& work) {
  const double start = Runner::steady_seconds();
  double seconds = 0;
  std::size_t times = 0;
  do {
    work();
    ++times;
    seconds = Runner::steady_seconds() - start;
  } while (seconds < round_seconds);
  return seconds * 1e9 / static_cast<double>(times * units * samples);
}

FunctionCost measure(const Activation<float>& row, const std::vector<float>& params) {
  static const std::vector<float> inputs = usual_inputs();
  std::vector<float> outputs(inputs.size()), slopes(inputs.size());
  const Block<const float> x{inputs.data(), units, samples, samples};
  const Block<float> y{outputs.data(), units, samples, samples}, d{slopes.data(), units, samples, samples};
  const auto p = row.with(params.data());
  FunctionCost cost;
  cost.forward = nanoseconds_each([&] { row.f(x, p, y); });
  cost.backward = nanoseconds_each([&] { row.df(x, y, p, d); });
  return cost;
}

}  // namespace

void CostMeter::begin_frame() {
  spent_ = 0;
  unfinished_ = false;
}

const FunctionCost* CostMeter::of(const ChosenFunction& function) {
  Kept& kept = kept_[function.id];
  if (kept.own != function.own) kept = {function.own, {}, 0};
  if (kept.rounds < enough_rounds) {
    unfinished_ = true;
    if (spent_ < frame_seconds_allowed) {
      const double start = Runner::steady_seconds();
      const std::vector<float> params(function.params.begin(), function.params.end());
      FunctionCost cost;
      if (function.own) {
        const auto row = CustomRow<float>::create(row_of(function).expression);
        if (!row) return nullptr;
        cost = measure((*row)->row(), params);
      } else {
        cost = measure(*find_activation<float>(function.id), params);
      }
      const bool first = kept.rounds++ == 0;
      kept.best.forward = first ? cost.forward : std::min(kept.best.forward, cost.forward);
      kept.best.backward = first ? cost.backward : std::min(kept.best.backward, cost.backward);
      spent_ += Runner::steady_seconds() - start;
    }
  }
  return kept.rounds > 0 ? &kept.best : nullptr;
}

}  // namespace gradlab::ui
