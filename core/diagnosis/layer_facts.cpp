#include "core/diagnosis/layer_facts.hpp"

#include <cmath>
#include <limits>

#include "core/activations/properties.hpp"
#include "core/spec/layer_activation.hpp"

namespace gradlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A layer's scalar row with its parameters; no row where it mixes units or the layer cannot be read.
struct ScalarRow {
  LayerActivation<double> activation;
  std::vector<double> params;

  explicit operator bool() const { return activation.row != nullptr; }
  double slope(double x) const { return slope_at(*activation.row, x, params); }
  ActivationFacts facts() const { return activation_facts(*activation.row, params); }
};

ScalarRow scalar_row(const LayerSpec& layer) {
  auto activation = activation_of<double>(layer, "");
  if (!activation || activation->row->mixes()) return {};
  auto params = resolve_params(activation->row->params, layer.params, "");
  if (!params) return {};
  return {*std::move(activation), *std::move(params)};
}

}  // namespace

bool squashes(const LayerSpec& layer) {
  constexpr double far = 1e4;
  const ScalarRow row = scalar_row(layer);
  return row && std::abs(row.slope(-far)) < flat_slope && std::abs(row.slope(far)) < flat_slope;
}

bool has_no_slope(const LayerSpec& layer) {
  const ScalarRow row = scalar_row(layer);
  if (!row) return false;
  for (double x = -20; x <= 20; x += 0.125)
    if (row.slope(x) != 0) return false;  // NaN too: not known to be flat
  return true;
}

double largest_slope_of(const LayerSpec& layer) {
  const ScalarRow row = scalar_row(layer);
  return row ? row.facts().largest_slope : 1;
}

OutputRange output_range(const LayerSpec& layer) {
  if (layer.activation == "softmax") return {0, 1};
  const ScalarRow row = scalar_row(layer);
  if (!row) return {-infinity, infinity};
  const Interval range = row.facts().range;
  return {range.low, range.high};
}

}  // namespace gradlab
