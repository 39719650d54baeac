#include "shell/ui/pages/playground_maps.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace gradlab::ui {
namespace {

constexpr std::size_t small = TileAtlas::small_side;
constexpr std::size_t no_input = std::numeric_limits<std::size_t>::max();

/// Outermost points on the very edge: the picture's outer texels lie there too.
void set_span(PlotSpan span, std::size_t side, double& grid_low, double& grid_high) {
  const double half = span.size() / static_cast<double>(side - 1) / 2;
  grid_low = span.low - half;
  grid_high = span.high + half;
}

/// A unit's picture from the fine grid.
std::vector<float> thinned(std::span<const float> fine) {
  constexpr std::size_t side = TileAtlas::large_side;
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

/// From -1 to +1 about the middle of what there is; one that stands still is 0. Gives lowest and highest.
std::array<float, 2> center(std::span<float> picture) {
  const auto [least, most] = std::minmax_element(picture.begin(), picture.end());
  const float low = *least, high = *most, middle = (low + high) / 2, half = (high - low) / 2;
  for (float& value : picture) value = half > 0 ? (value - middle) / half : 0;
  return {low, high};
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
  // A single column has no second: the square's height then says nothing.
  const std::size_t second = std::min(y, data.input_count() - 1);
  if (generator && data.input_count() <= 2)
    return {x, second, {generator->low, generator->high}, {generator->low, generator->high}};
  return {x, second, span_of(data, x), span_of(data, second)};
}

void PlaygroundMaps::begin(const Network<float>& network, const RunSource& source, const MapWindow& window,
                           std::optional<UnitPlace> large) {
  network_ = network;
  wanted_unit_ = large;
  reading_ = source.reading;
  map_ = source.map;
  target_ = source.target;
  window_ = window;
  const auto grid = [&](std::size_t pixels, std::size_t units_kept) {
    Grid made{.columns = pixels,
              .rows = pixels,
              .x_input = window.x,
              .y_input = source.means.size() > 1 ? window.y : no_input,
              .others = source.means,
              .map = map_.get(),
              .units_kept = units_kept};
    set_span(window.x_span, pixels, made.x_low, made.x_high);
    set_span(window.y_span, pixels, made.y_low, made.y_high);
    return made;
  };
  grid_ = grid(side, 0);
  if (large) grid_.wanted_layer = large->layer, grid_.wanted_unit = large->unit;
  units_grid_ = grid(small, units_drawn_of(network.layers().size()));
  // About so many products between two looks at the clock.
  constexpr std::size_t products = 400'000;
  rows_at_once_ = std::clamp<std::size_t>(products / (network.parameters().size() * side + 1), 1, 16);
  row_ = units_row_ = 0;
  working_ = true;
}

bool PlaygroundMaps::advance(const std::function<double()>& clock, double deadline) {
  while (working_) {
    const bool units = units_row_ < small;
    (units ? units_probe_ : probe_)
        .map_rows(network_, units ? units_grid_ : grid_, units ? units_row_ : row_, rows_at_once_);
    (units ? units_row_ : row_) += rows_at_once_;
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
  values_.clear();
  units_.clear();
  boundary_.clear();
  large_unit_.reset();
}

void PlaygroundMaps::finish() {
  working_ = false;
  shown_window_ = window_;
  read_shares();
  find_boundary();
  take_units();
  take_large_unit();
}

void PlaygroundMaps::read_shares() {
  shares_.resize(network_.outputs());
  for (std::size_t output = 0; output < shares_.size(); ++output) {
    shares_[output].resize(side * side);
    probe_.probability(reading_, output, shares_[output]);
  }
  values_.clear();
  if (reading_.kind != Reading::Kind::values) return;
  const std::span<const float> first = probe_.unit(network_.layers().size() - 1, 0);
  values_.assign(first.begin(), first.end());
  for (std::size_t output = 0; output < shares_.size(); ++output) {
    const std::span<const float> own = probe_.unit(network_.layers().size() - 1, output);
    const auto low = static_cast<float>(target_.low), size = static_cast<float>(target_.size());
    for (std::size_t p = 0; p < own.size(); ++p) shares_[output][p] = std::clamp((own[p] - low) / size, 0.0F, 1.0F);
  }
}

/// What each input of the network is over the window, at pixels² places; until the next call.
Block<const float> PlaygroundMaps::inputs_over(std::size_t pixels) {
  const std::size_t count = pixels * pixels;
  const Block<double> raw = columns_.resize(grid_.others.size(), count);
  const auto along = [&](PlotSpan span, std::size_t at) {
    return span.low + span.size() * static_cast<double>(at) / static_cast<double>(pixels - 1);
  };
  for (std::size_t i = 0; i < raw.units; ++i) {
    for (std::size_t p = 0; p < count; ++p) {
      double value = grid_.others[i];
      if (i == grid_.x_input) value = along(window_.x_span, p % pixels);
      if (i == grid_.y_input) value = along(window_.y_span, pixels - 1 - p / pixels);
      raw.at(i, p) = value;
    }
  }
  const Block<float> taken = inputs_.resize(network_.inputs(), count);
  if (map_) {
    map_->apply<float>(raw, taken);
  } else {
    for (std::size_t i = 0; i < taken.units; ++i) std::copy_n(raw.unit(i), count, taken.unit(i));
  }
  return inputs_.block();
}

std::vector<std::vector<float>> PlaygroundMaps::input_pictures() {
  const Block<const float> taken = inputs_over(small);
  std::vector<std::vector<float>> pictures;
  for (std::size_t i = 0; i < std::min(taken.units, units_drawn); ++i) {
    pictures.emplace_back(taken.unit(i), taken.unit(i) + taken.samples);
    center(pictures.back());
  }
  return pictures;
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
  units_.push_back(input_pictures());
  for (std::size_t layer = 0; layer < network_.layers().size(); ++layer) {
    std::vector<std::vector<float>>& column = units_.emplace_back();
    const bool output = layer + 1 == network_.layers().size();
    const std::size_t drawn = output ? units_drawn : units_grid_.units_kept;
    for (std::size_t u = 0; u < std::min(network_.layers()[layer].outputs, drawn); ++u) {
      if (output) {
        column.push_back(thinned(shares_[u]));
      } else {
        const std::span<const float> answers = units_probe_.unit(layer, u);
        column.emplace_back(answers.begin(), answers.end());
      }
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

void PlaygroundMaps::take_large_unit() {
  large_unit_.reset();
  if (!wanted_unit_) return;
  const auto [layer, unit] = *wanted_unit_;
  if (layer == UnitPlace::inputs && unit < network_.inputs()) {
    const Block<const float> taken = inputs_over(side);
    LargeUnitMap& large = large_unit_.emplace();
    large.place = *wanted_unit_;
    large.values.assign(taken.unit(unit), taken.unit(unit) + taken.samples);
    const auto [low, high] = center(large.values);
    large.low = low, large.high = high;
  }
  if (layer >= network_.layers().size()) return;
  const bool output = layer + 1 == network_.layers().size();
  if (unit >= (output ? shares_.size() : network_.layers()[layer].outputs)) return;
  const std::span<const float> answers = output ? std::span<const float>(shares_[unit]) : probe_.unit(layer, unit);
  LargeUnitMap& large = large_unit_.emplace();
  large.place = *wanted_unit_;
  large.values.assign(answers.begin(), answers.end());
  if (!output) large.high = std::max(largest(answers), 1e-6F), large.low = -large.high;
  for (float& value : large.values) value = output ? 2 * value - 1 : value / large.high;
}

namespace {

/// Of a map, by shares of its width and height.
std::size_t pixel_at(float from_left, float from_top) {
  constexpr std::size_t side = TileAtlas::large_side;
  const auto index = [](float share) {
    return static_cast<std::size_t>(std::lround(std::clamp(share, 0.0F, 1.0F) * static_cast<float>(side - 1)));
  };
  return index(from_top) * side + index(from_left);
}

}  // namespace

std::vector<float> PlaygroundMaps::shares_at(float from_left, float from_top) const {
  const std::size_t place = pixel_at(from_left, from_top);
  std::vector<float> here;
  for (const auto& share : shares_) here.push_back(share[place]);
  return here;
}

double PlaygroundMaps::value_at(float from_left, float from_top) const {
  const std::size_t place = pixel_at(from_left, from_top);
  return place < values_.size() ? static_cast<double>(values_[place]) : 0;
}

std::span<const float> PlaygroundMaps::unit(std::size_t column, std::size_t unit) const {
  if (column >= units_.size() || unit >= units_[column].size()) return {};
  return units_[column][unit];
}

}  // namespace gradlab::ui
