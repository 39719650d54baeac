#include "core/network/probe.hpp"

#include <algorithm>

#include "core/base/elementary.hpp"

namespace gradlab {
namespace {

double middle_of(std::size_t index, std::size_t count, double low, double high) {
  return low + (high - low) * (static_cast<double>(index) + 0.5) / static_cast<double>(count);
}

/// x of each column.
template <class T>
void fill_places(const Grid& grid, std::vector<T>& places) {
  places.resize(grid.columns);
  for (std::size_t c = 0; c < grid.columns; ++c)
    places[c] = static_cast<T>(middle_of(c, grid.columns, grid.x_low, grid.x_high));
}

/// Inputs of the points from … from + block.samples - 1.
template <class T>
void fill_points(const Grid& grid, const std::vector<T>& places, std::size_t from, Block<T> block) {
  for (std::size_t i = 0; i < block.units; ++i) {
    const double still = i < grid.others.size() ? grid.others[i] : 0;
    std::fill_n(block.unit(i), block.samples, static_cast<T>(still));
  }
  for (std::size_t s = 0; s < block.samples;) {  // one row of the grid, or the part of it that is in the block
    const std::size_t column = (from + s) % grid.columns;
    const std::size_t row = (from + s) / grid.columns;
    const std::size_t count = std::min(grid.columns - column, block.samples - s);
    if (grid.x_input < block.units) std::copy_n(places.data() + column, count, block.unit(grid.x_input) + s);
    if (grid.y_input < block.units)
      std::fill_n(block.unit(grid.y_input) + s, count,
                  static_cast<T>(middle_of(row, grid.rows, grid.y_high, grid.y_low)));
    s += count;
  }
}

}  // namespace

template <class T>
void GridProbe<T>::map(const Network<T>& network, const Grid& grid) {
  map_rows(network, grid, 0, grid.rows);
}

template <class T>
void GridProbe<T>::map_rows(const Network<T>& network, const Grid& grid, std::size_t first, std::size_t count) {
  constexpr std::size_t chunk = 512;
  points_ = grid.points();
  responses_.resize(network.layers().size());
  for (std::size_t l = 0; l < responses_.size(); ++l) {
    const std::size_t units = network.layers()[l].outputs;
    const bool hidden = l + 1 < responses_.size(), wanted = hidden && l == grid.wanted_layer;
    responses_[l].first = wanted ? std::min(grid.wanted_unit, units - 1) : 0;
    responses_[l].units = wanted ? 1 : hidden ? std::min(units, grid.units_kept) : units;
    responses_[l].values.resize(responses_[l].units * points_);
  }
  if (grid.map)
    fill_places(grid, raw_places_);
  else
    fill_places(grid, places_);
  const std::size_t end = std::min(grid.rows, first + count) * grid.columns;
  for (std::size_t from = first * grid.columns; from < end; from += chunk) {
    const std::size_t count_here = std::min(chunk, end - from);
    const Block<T> x = inputs_.resize(network.inputs(), count_here);
    if (grid.map) {
      const Block<double> raw = columns_.resize(grid.map->columns(), count_here);
      fill_points(grid, raw_places_, from, raw);
      grid.map->apply<T>(raw, x);
    } else {
      fill_points(grid, places_, from, x);
    }
    network.forward(x, pass_);
    for (std::size_t l = 0; l < responses_.size(); ++l) {
      const Block<const T> y = pass_.output(l);
      for (std::size_t u = 0; u < responses_[l].units; ++u)
        std::copy_n(y.unit(responses_[l].first + u), y.samples, responses_[l].values.data() + u * points_ + from);
    }
  }
}

template <class T>
std::span<const T> GridProbe<T>::unit(std::size_t layer, std::size_t u) const {
  const OfLayer& kept = responses_[layer];
  return std::span<const T>(kept.values).subspan((u - kept.first) * points_, points_);
}

template <class T>
void GridProbe<T>::probability(const Reading& reading, std::size_t output, std::span<T> out) const {
  const std::size_t last = responses_.size() - 1;
  const std::span<const T> own = unit(last, output);
  if (reading.kind == Reading::Kind::threshold && reading.logits) {
    for (std::size_t p = 0; p < points_; ++p) out[p] = elementary::sigmoid(own[p]);
    return;
  }
  if (!reading.logits) {
    const T low = static_cast<T>(reading.low);
    const T range = static_cast<T>(reading.high - reading.low);
    for (std::size_t p = 0; p < points_; ++p) out[p] = elementary::clamp(T(0), (own[p] - low) / range, T(1));
    return;
  }
  for (std::size_t p = 0; p < points_; ++p) {  // softmax: 1 / Σ e^(z_u - z_own)
    T sum = 0;
    for (std::size_t u = 0; u < responses_[last].units; ++u) sum += elementary::exp(unit(last, u)[p] - own[p]);
    out[p] = T(1) / sum;
  }
}

template <class T>
void GridProbe<T>::classes(const Reading& reading, std::span<std::uint16_t> out) const {
  const std::size_t last = responses_.size() - 1;
  const std::span<const T> first = unit(last, 0);
  if (reading.kind == Reading::Kind::threshold) {
    const T threshold = static_cast<T>(reading.threshold());
    for (std::size_t p = 0; p < points_; ++p) out[p] = first[p] > threshold ? 1 : 0;
    return;
  }
  for (std::size_t p = 0; p < points_; ++p) {
    std::size_t largest = 0;
    for (std::size_t u = 1; u < responses_[last].units; ++u)
      if (unit(last, u)[p] > unit(last, largest)[p]) largest = u;
    out[p] = static_cast<std::uint16_t>(largest);
  }
}

template <class T>
void TrainingProbe<T>::run(const Trainer<T>& trainer, std::size_t most) {
  const std::vector<std::uint32_t>& rows = trainer.data().train_rows;
  rows_.resize(std::min(most, rows.size()));
  for (std::size_t s = 0; s < rows_.size(); ++s) rows_[s] = rows[s * rows.size() / rows_.size()];
  const Block<T> x = inputs_.resize(trainer.inputs().units, rows_.size());
  trainer.inputs().gather(rows_, x);
  trainer.network().forward(x, pass_);
}

template <class T>
void histogram(Block<const T> values, std::ptrdiff_t unit, double low, double high, std::span<std::uint32_t> counts) {
  std::fill(counts.begin(), counts.end(), 0U);
  const double bins = static_cast<double>(counts.size());
  const double scale = bins / (high - low);
  const std::size_t from = unit < 0 ? 0 : static_cast<std::size_t>(unit);
  const std::size_t to = unit < 0 ? values.units : from + 1;
  for (std::size_t u = from; u < to; ++u) {
    for (std::size_t s = 0; s < values.samples; ++s) {
      const double place = (static_cast<double>(values.at(u, s)) - low) * scale;
      if (place != place) continue;
      ++counts[static_cast<std::size_t>(std::min(std::max(place, 0.0), bins - 1))];
    }
  }
}

template class GridProbe<float>;
template class GridProbe<double>;
template class TrainingProbe<float>;
template class TrainingProbe<double>;
template void histogram(Block<const float>, std::ptrdiff_t, double, double, std::span<std::uint32_t>);
template void histogram(Block<const double>, std::ptrdiff_t, double, double, std::span<std::uint32_t>);

}  // namespace gradlab
