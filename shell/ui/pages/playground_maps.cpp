#include "shell/ui/pages/playground_maps.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::ui {
namespace {

constexpr std::size_t side = TileAtlas::large_side;
constexpr std::size_t small = TileAtlas::small_side;

/// Outermost points on the very edge: the picture's outer texels lie there too.
void set_span(double low, double high, double& grid_low, double& grid_high) {
  const double half = (high - low) / static_cast<double>(side - 1) / 2;
  grid_low = low - half;
  grid_high = high + half;
}

/// A unit's picture from the fine grid.
std::vector<float> thinned(std::span<const float> fine) {
  std::vector<float> coarse(small * small);
  for (std::size_t row = 0; row < small; ++row) {
    for (std::size_t column = 0; column < small; ++column) {
      const std::size_t y = row * (side - 1) / (small - 1), x = column * (side - 1) / (small - 1);
      coarse[row * small + column] = fine[y * side + x];
    }
  }
  return coarse;
}

float largest(std::span<const float> values) {
  float most = 0;
  for (const float value : values) most = std::isfinite(value) ? std::max(most, std::abs(value)) : most;
  return most;
}

void scale_column(std::vector<std::vector<float>>& units) {
  constexpr float share_of_layer = 1.0F / 3;
  float of_layer = 0;
  for (const auto& unit : units) of_layer = std::max(of_layer, largest(unit));
  for (auto& unit : units) {
    const float scale = std::max({largest(unit), of_layer * share_of_layer, 1e-6F});
    for (float& value : unit) value /= scale;
  }
}

/// An input along its axis runs from -1 to +1; one that stands still is 0.
std::vector<float> input_picture(std::size_t input, const MapWindow& window) {
  std::vector<float> picture(small * small, 0.0F);
  for (std::size_t i = 0; i < picture.size(); ++i) {
    const auto along = [](std::size_t at) { return 2 * static_cast<float>(at) / static_cast<float>(small - 1) - 1; };
    if (input == window.x) picture[i] = along(i % small);
    if (input == window.y) picture[i] = -along(i / small);
  }
  return picture;
}

PlotSpan span_of(const Dataset& data, std::size_t input) {
  double low = data.input(input, 0), high = low;
  for (std::size_t s = 0; s < data.samples; ++s) {
    low = std::min(low, data.input(input, s));
    high = std::max(high, data.input(input, s));
  }
  const double margin = high > low ? (high - low) * 0.08 : 1;
  return {low - margin, high + margin};
}

}  // namespace

MapWindow map_window(const Dataset& data, const DataSource* generator, std::size_t x, std::size_t y) {
  if (generator) return {x, y, {generator->low, generator->high}, {generator->low, generator->high}};
  return {x, y, span_of(data, x), span_of(data, y)};
}

void PlaygroundMaps::begin(const Network<float>& network, const RunSource& source, const MapWindow& window,
                           bool with_units) {
  network_ = network;
  reading_ = source.reading;
  window_ = window;
  with_units_ = with_units;
  grid_ = {.columns = side, .rows = side, .x_input = window.x, .y_input = window.y};
  const InputScale& x = source.scales[window.x];
  const InputScale& y = source.scales[window.y];
  set_span(x.to_trained(window.x_span.low), x.to_trained(window.x_span.high), grid_.x_low, grid_.x_high);
  set_span(y.to_trained(window.y_span.low), y.to_trained(window.y_span.high), grid_.y_low, grid_.y_high);
  for (const InputScale& scale : source.scales) grid_.others.push_back(scale.mean);
  // About so many products between two looks at the clock.
  constexpr std::size_t products = 400'000;
  rows_at_once_ = std::clamp<std::size_t>(products / (network.parameters().size() * side + 1), 1, 16);
  row_ = 0;
  working_ = true;
}

bool PlaygroundMaps::advance(const std::function<double()>& clock, double deadline) {
  while (working_) {
    probe_.map_rows(network_, grid_, row_, rows_at_once_);
    row_ += rows_at_once_;
    if (row_ >= side) {
      finish();
      return true;
    }
    if (clock() >= deadline) break;
  }
  return false;
}

void PlaygroundMaps::forget() {
  working_ = false;
  shares_.clear();
  units_.clear();
  boundary_.clear();
}

void PlaygroundMaps::finish() {
  working_ = false;
  shown_window_ = window_;
  read_shares();
  find_boundary();
  take_units();
}

void PlaygroundMaps::read_shares() {
  shares_.resize(network_.outputs());
  for (std::size_t output = 0; output < shares_.size(); ++output) {
    shares_[output].resize(side * side);
    probe_.probability(reading_, output, shares_[output]);
  }
}

void PlaygroundMaps::find_boundary() {
  boundary_.clear();
  if (reading_.kind == Reading::Kind::values) return;
  constexpr int n = TileAtlas::large_side;
  if (shares_.size() == 1) {
    boundary_ = contour_lines(shares_[0], n, n, 0.5F);
    return;
  }
  // Where one class leads the best of the others; the last class' border is drawn by the rest.
  std::vector<float> lead(side * side);
  for (std::size_t c = 0; c + 1 < shares_.size(); ++c) {
    for (std::size_t p = 0; p < lead.size(); ++p) {
      float best = 0;
      for (std::size_t other = 0; other < shares_.size(); ++other)
        best = other == c ? best : std::max(best, shares_[other][p]);
      lead[p] = shares_[c][p] - best;
    }
    for (ContourLine& line : contour_lines(lead, n, n, 0)) boundary_.push_back(std::move(line));
  }
}

void PlaygroundMaps::take_units() {
  units_.clear();
  if (!with_units_) return;
  std::vector<std::vector<float>>& inputs = units_.emplace_back();
  for (std::size_t i = 0; i < std::min(network_.inputs(), units_drawn); ++i)
    inputs.push_back(input_picture(i, window_));
  for (std::size_t layer = 0; layer < network_.layers().size(); ++layer) {
    std::vector<std::vector<float>>& column = units_.emplace_back();
    const bool output = layer + 1 == network_.layers().size();
    for (std::size_t u = 0; u < std::min(network_.layers()[layer].outputs, units_drawn); ++u) {
      column.push_back(thinned(output ? std::span<const float>(shares_[u]) : probe_.unit(layer, u)));
    }
    if (!output) {
      scale_column(column);
    } else {
      for (auto& unit : column) {
        for (float& share : unit) share = 2 * share - 1;
      }
    }
  }
}

std::vector<float> PlaygroundMaps::shares_at(float from_left, float from_top) const {
  const auto index = [](float place) {
    return static_cast<std::size_t>(
        std::clamp(std::lround(place * static_cast<float>(side - 1)), 0L, static_cast<long>(side - 1)));
  };
  std::vector<float> here;
  for (const auto& share : shares_) here.push_back(share[index(from_top) * side + index(from_left)]);
  return here;
}

std::span<const float> PlaygroundMaps::unit(std::size_t column, std::size_t unit) const {
  if (column >= units_.size() || unit >= units_[column].size()) return {};
  return units_[column][unit];
}

}  // namespace gradlab::ui
