#include "core/network/row_check.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/rng.hpp"

namespace gradlab {
namespace {

constexpr double step = 1e-5;
constexpr int places = 200;

double relative_gap(double exact, double numeric) {
  return std::abs(exact - numeric) / (std::abs(exact) + std::abs(numeric) + 0.01);
}

std::vector<double> initial_values(std::span<const ParamSpec> specs) {
  std::vector<double> values;
  for (const ParamSpec& spec : specs) values.push_back(spec.initial);
  return values;
}

/// One place of a scalar row through one of its kernels.
class ScalarProbe {
 public:
  ScalarProbe(const Activation<double>& row, std::vector<double> params) : row_(row), params_(std::move(params)) {}

  double f(double x) const {
    double y = 0;
    row_.f(in(x), params(), {&y, 1, 1, 1});
    return y;
  }
  double derivative(double x, int order) const {
    const double y = f(x);
    double d = 0;
    (order == 1 ? row_.df : row_.d2f)(in(x), {&y, 1, 1, 1}, params(), {&d, 1, 1, 1});
    return d;
  }
  double by_param(double x, std::size_t param) const {
    double d = 0;
    row_.dfdp(in(x), param, params(), {&d, 1, 1, 1});
    return d;
  }
  double f_with(double x, std::size_t param, double shift) const {
    ScalarProbe moved = *this;
    moved.params_[param] += shift;
    return moved.f(x);
  }
  bool near_kink(double x) const {
    return std::any_of(row_.kinks.begin(), row_.kinks.end(),
                       [&](const Kink& kink) { return std::abs(x - kink.at(params_)) < 4 * step; });
  }

 private:
  static Block<const double> in(const double& x) { return {&x, 1, 1, 1}; }
  UnitParams<double> params() const { return row_.with(params_.data()); }

  const Activation<double>& row_;
  std::vector<double> params_;
};

double scalar_gap(const Activation<double>& row) {
  const std::vector<double> params = initial_values(row.params);
  const ScalarProbe probe(row, params);
  Rng rng(11);
  double gap = 0;
  for (int i = 0; i < places; ++i) {
    const double x = rng.uniform(-8, 8);
    if (probe.near_kink(x)) continue;
    gap = std::max(gap, relative_gap(probe.derivative(x, 1), (probe.f(x + step) - probe.f(x - step)) / (2 * step)));
    const double curve = (probe.derivative(x + step, 1) - probe.derivative(x - step, 1)) / (2 * step);
    gap = std::max(gap, relative_gap(probe.derivative(x, 2), curve));
    for (std::size_t p = 0; p < params.size(); ++p) {
      const double numeric = (probe.f_with(x, p, step) - probe.f_with(x, p, -step)) / (2 * step);
      gap = std::max(gap, relative_gap(probe.by_param(x, p), numeric));
    }
  }
  return gap;
}

/// Of the sum of the outputs, each times a random weight.
double mixing_gap(const Activation<double>& row) {
  const std::vector<double> params = initial_values(row.params);
  const UnitParams<double> p = row.with(params.data());
  constexpr std::size_t outputs = 4;
  const std::size_t inputs = outputs * row.inputs_per_output(params);
  Rng rng(12);
  double gap = 0;
  for (int i = 0; i < places / 10; ++i) {
    std::vector<double> z(inputs), dz(inputs), y(outputs), weight(outputs);
    for (double& value : z) value = rng.uniform(-4, 4);
    for (double& value : weight) value = rng.normal();
    const Block<double> in{z.data(), inputs, 1, 1}, out{y.data(), outputs, 1, 1};
    const auto sum = [&] {
      row.mix(in, p, out);
      double total = 0;
      for (std::size_t o = 0; o < outputs; ++o) total += weight[o] * y[o];
      return total;
    };
    sum();
    row.mix_vjp(in, out, {weight.data(), outputs, 1, 1}, p, {dz.data(), inputs, 1, 1});
    for (std::size_t u = 0; u < inputs; ++u) {
      const double before = z[u];
      z[u] = before + step;
      const double above = sum();
      z[u] = before - step;
      const double below = sum();
      z[u] = before;
      gap = std::max(gap, relative_gap(dz[u], (above - below) / (2 * step)));
    }
  }
  return gap;
}

/// A target that the loss is defined for.
std::vector<double> targets_for(TargetKind kind, std::size_t units, std::size_t samples, Rng& rng) {
  std::vector<double> targets(units * samples);
  for (double& target : targets) {
    if (kind == TargetKind::values) target = rng.normal();
    if (kind == TargetKind::unit_interval) target = rng.uniform();
    if (kind == TargetKind::signs) target = rng.uniform() < 0.5 ? -1 : 1;
  }
  for (std::size_t s = 0; s < samples && kind == TargetKind::distribution; ++s)
    targets[static_cast<std::size_t>(rng.below(units)) * samples + s] = 1;
  return targets;
}

}  // namespace

double derivative_gap(const Activation<double>& row) { return row.mixes() ? mixing_gap(row) : scalar_gap(row); }

double derivative_gap(const Loss<double>& row) {
  constexpr std::size_t units = 3;
  constexpr std::size_t samples = 19;
  Rng rng(13);
  const std::vector<double> params = initial_values(row.params);
  std::vector<double> prediction(units * samples), exact(units * samples);
  for (double& value : prediction) value = 2 * rng.normal();
  const std::vector<double> target = targets_for(row.target, units, samples, rng);
  const Block<const double> p{prediction.data(), units, samples, samples}, t{target.data(), units, samples, samples};
  row.gradient(p, t, params, {exact.data(), units, samples, samples});
  double gap = 0;
  for (std::size_t i = 0; i < prediction.size(); ++i) {
    const double before = prediction[i];
    prediction[i] = before + step;
    const double above = row.value(p, t, params);
    prediction[i] = before - step;
    const double below = row.value(p, t, params);
    prediction[i] = before;
    gap = std::max(gap, relative_gap(exact[i], (above - below) / (2 * step)));
  }
  return gap;
}

double derivative_gap(const Surface& row) {
  Rng rng(14);
  double gap = 0;
  for (int i = 0; i < places; ++i) {
    const double x = rng.uniform(row.window.low.x, row.window.high.x);
    const double y = rng.uniform(row.window.low.y, row.window.high.y);
    const Point slope = row.gradient(x, y);
    gap = std::max(gap, relative_gap(slope.x, (row.value(x + step, y) - row.value(x - step, y)) / (2 * step)));
    gap = std::max(gap, relative_gap(slope.y, (row.value(x, y + step) - row.value(x, y - step)) / (2 * step)));
  }
  return gap;
}

}  // namespace gradlab
