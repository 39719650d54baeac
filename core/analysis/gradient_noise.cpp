#include "core/analysis/gradient_noise.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "core/network/shuffle.hpp"

namespace gradlab {
namespace {

double squared_distance(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

std::vector<BatchNoise> sizes_up_to(std::size_t samples) {
  std::vector<BatchNoise> sizes;
  for (std::size_t batch = 1; batch < samples; batch *= 2) sizes.push_back({.batch = batch});
  sizes.push_back({.batch = samples});
  return sizes;
}

}  // namespace

double batch_noise(double deviation, double samples, double batch) {
  if (!(batch < samples)) return 0;
  return deviation / std::sqrt(batch) * std::sqrt((samples - batch) / (samples - 1));
}

double BatchNoise::measured() const {
  return batches > 0 ? std::sqrt(squares / static_cast<double>(batches)) : std::numeric_limits<double>::quiet_NaN();
}

Result<GradientNoise> GradientNoise::create(TrainingLoss loss, std::span<const double> parameters, Options options) {
  const auto& layers = loss.network().layers();
  for (std::size_t l = 0; l < layers.size(); ++l) {
    if (layers[l].batch_norm)
      return Error{"noise_of_batch_norm", "layers[" + std::to_string(l) + "].batch_norm", {{"value", "true"}}};
  }
  return GradientNoise(std::move(loss), parameters, options);
}

GradientNoise::GradientNoise(TrainingLoss loss, std::span<const double> parameters, Options options)
    : loss_(std::move(loss)),
      options_(options),
      rng_(options.seed),
      parameters_(parameters.begin(), parameters.end()),
      mean_(loss_.size()),
      gradient_(loss_.size()),
      sizes_(sizes_up_to(loss_.samples())),
      order_(loss_.samples()) {
  options_.shuffles = std::max<std::size_t>(options_.shuffles, 1);
  std::iota(order_.begin(), order_.end(), 0U);
}

double GradientNoise::deviation() const { return sizes_.front().measured(); }

double GradientNoise::critical_batch() const {
  const double ratio = deviation() / gradient_norm_;
  return ratio * ratio;
}

std::size_t GradientNoise::look_at_all() {
  loss_.gradient(parameters_, gradient_);
  gradient_norm_ = std::sqrt(std::inner_product(gradient_.begin(), gradient_.end(), gradient_.begin(), 0.0));
  loss_.gradient_over(order_, parameters_, mean_);
  has_mean_ = true;
  return 2 * samples();
}

std::size_t GradientNoise::look_at_one() {
  const auto sample = static_cast<std::uint32_t>(looked_);
  loss_.gradient_over(std::span(&sample, 1), parameters_, gradient_);
  sizes_.front().squares += squared_distance(gradient_, mean_);
  ++sizes_.front().batches;
  if (++looked_ == samples()) next_size();
  return 1;
}

bool GradientNoise::is_measured_again(std::size_t size) const {
  return size > 0 && (round_ == 0 || size + 1 < sizes_.size());
}

/// On to the size that is measured next, with an order of its own.
void GradientNoise::next_size() {
  position_ = 0;
  do {
    if (++size_ < sizes_.size()) continue;
    size_ = 0;
    ++round_;
  } while (!finished() && !is_measured_again(size_));
  if (!finished()) shuffle_quickly<std::uint32_t>(order_, rng_);
}

std::size_t GradientNoise::look_at_batch() {
  BatchNoise& size = sizes_[size_];
  loss_.gradient_over(std::span(order_).subspan(position_, size.batch), parameters_, gradient_);
  size.squares += squared_distance(gradient_, mean_);
  ++size.batches;
  position_ += size.batch;
  const std::size_t done = size.batch;
  if (position_ + size.batch > samples()) next_size();
  return done;
}

void GradientNoise::work(std::size_t samples) {
  std::size_t done = 0;
  do {
    if (finished()) return;
    done += !has_mean_ ? look_at_all() : !known() ? look_at_one() : look_at_batch();
  } while (done < samples);
}

double GradientNoise::progress() const {
  if (finished()) return 1;
  // All samples twice, each alone, then each size between 1 and N in every shuffle, and N in the first.
  const double sizes = static_cast<double>(std::max<std::size_t>(sizes_.size(), 2) - 2);
  const double shuffles = static_cast<double>(options_.shuffles);
  const double whole = 3 + 1 + sizes * shuffles, share = 1 / static_cast<double>(samples());
  double done = (has_mean_ ? 2 : 0) + static_cast<double>(looked_) * share;
  for (std::size_t i = 1; i < sizes_.size(); ++i)
    done += static_cast<double>(sizes_[i].batches * sizes_[i].batch) * share;
  return std::min(done / whole, 1.0);
}

}  // namespace gradlab
