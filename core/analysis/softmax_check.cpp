#include "core/analysis/softmax_check.hpp"

#include <algorithm>
#include <cmath>

#include "core/activations/activation.hpp"
#include "core/losses/loss.hpp"

namespace gradlab {
namespace {

constexpr double step = 0x1p-7;

template <class T>
Block<T> units(std::vector<std::remove_const_t<T>>& values) {
  return {values.data(), values.size(), 1, 1};
}

}  // namespace

SoftmaxCheck check_softmax(std::span<const double> logits, std::size_t target) {
  const Loss<double>& loss = *find_loss<double>("cross_entropy");
  const Activation<double>& softmax = *find_activation<double>("softmax");
  SoftmaxCheck check;
  std::vector<double> z(logits.begin(), logits.end()), wanted(z.size(), 0.0);
  wanted[target] = 1;
  check.shares.resize(z.size());
  check.exact.resize(z.size());
  const double temperature = 1;
  softmax.mix(units<const double>(z), softmax.with(&temperature), units<double>(check.shares));
  const auto value = [&] { return loss.value(units<const double>(z), units<const double>(wanted), {}); };
  check.loss = value();
  loss.gradient(units<const double>(z), units<const double>(wanted), {}, units<double>(check.exact));
  for (std::size_t i = 0; i < z.size(); ++i) {
    const auto moved = [&](double by) {
      z[i] = logits[i] + by;
      const double at = value();
      z[i] = logits[i];
      return at;
    };
    const double near = moved(step) - moved(-step), far = moved(2 * step) - moved(-2 * step);
    check.numeric.push_back((8 * near - far) / (12 * step));
    check.largest_difference = std::max(check.largest_difference, std::abs(check.numeric[i] - check.exact[i]));
  }
  return check;
}

}  // namespace gradlab
