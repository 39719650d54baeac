#include "core/analysis/depth.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/rng.hpp"
#include "core/initializers/initializer.hpp"
#include "core/network/kernels.hpp"
#include "core/spec/nearest.hpp"

namespace gradlab {
namespace {

constexpr std::uint64_t input_stream = 0, gradient_stream = 1, first_layer_stream = 2;

double root_mean_square(Block<const double> values) {
  double sum = 0;
  for (std::size_t u = 0; u < values.units; ++u)
    for (std::size_t s = 0; s < values.samples; ++s) sum += values.at(u, s) * values.at(u, s);
  return std::sqrt(sum / static_cast<double>(values.units * values.samples));
}

void draw_normal(Block<double> block, Rng rng) {
  for (std::size_t u = 0; u < block.units; ++u)
    for (std::size_t s = 0; s < block.samples; ++s) block.at(u, s) = rng.normal();
}

Error outside(const char* field, const std::string& value, const std::string& low, const std::string& high) {
  return {"out_of_range", field, {{"value", value}, {"low", low}, {"high", high}}};
}

Result<Done> check_whole(const char* field, std::size_t value, std::size_t high) {
  if (value >= 1 && value <= high) return Done{};
  return outside(field, std::to_string(value), "1", std::to_string(high));
}

}  // namespace

Result<Done> check_depth(const DepthSetup& setup) {
  if (auto ok = check_whole("depth", setup.depth, DepthSetup::most_depth); !ok) return ok;
  if (auto ok = check_whole("width", setup.width, DepthSetup::most_width); !ok) return ok;
  if (!(setup.scale >= 0) || setup.scale > 10) return outside("scale", std::to_string(setup.scale), "0", "10");
  if (find_initializer(setup.initializer)) return Done{};
  std::vector<std::string_view> known;
  for (const Initializer& one : initializers()) known.push_back(one.id);
  return unknown("unknown_id", "initializer", setup.initializer, known);
}

Result<DepthWeights> DepthWeights::create(const DepthSetup& setup) {
  if (auto ok = check_depth(setup); !ok) return ok.error();
  DepthWeights made;
  made.setup_ = setup;
  made.layers_.resize(setup.depth);
  draw_normal(made.inputs_.resize(setup.width, DepthSetup::samples), Rng(setup.seed, input_stream));
  draw_normal(made.gradients_.resize(setup.width, DepthSetup::samples), Rng(setup.seed, gradient_stream));
  return made;
}

std::span<const double> DepthWeights::layer(std::size_t index) {
  std::vector<double>& weights = layers_[index];
  if (!weights.empty()) return weights;
  weights.resize(setup_.width * setup_.width);
  const Initializer& initializer = *find_initializer(setup_.initializer);
  std::vector<double> params;
  for (const ParamSpec& spec : initializer.params) params.push_back(spec.initial);
  Rng rng(setup_.seed, first_layer_stream + index);
  initializer.fill({weights, setup_.width, setup_.width}, params, rng);
  for (double& weight : weights) weight *= setup_.scale;
  return weights;
}

bool DepthRun::step(DepthWeights& weights) {
  const std::size_t depth = weights.setup().depth;
  if (activations_.size() <= depth) {
    forward(weights);
  } else if (gradients_.size() <= depth) {
    backward(weights);
  } else {
    return false;
  }
  return true;
}

void DepthRun::forward(DepthWeights& weights) {
  const std::size_t layer = activations_.size(), width = weights.setup().width;
  if (layer == 0) {
    const Block<const double> in = weights.inputs();
    const Block<double> out = now_.resize(width, DepthSetup::samples);
    std::copy(in.data, in.data + in.units * in.stride, out.data);
    activations_.push_back(root_mean_square(in));
    return;
  }
  const Block<double> sums = next_.resize(width, DepthSetup::samples);
  kernels::multiply<double>({weights.layer(layer - 1).data(), width, width, width, 1}, nullptr, now_.block(), sums);
  const Block<double> outputs = now_.resize(width, DepthSetup::samples);
  const auto params = row_->with(params_.data());
  row_->f(sums, params, outputs);
  row_->df(sums, outputs, params, slopes_.emplace_back().resize(width, DepthSetup::samples));
  activations_.push_back(root_mean_square(outputs));
}

void DepthRun::backward(DepthWeights& weights) {
  const std::size_t done = gradients_.size(), width = weights.setup().width;
  if (done == 0) {
    const Block<const double> start = weights.gradients();
    const Block<double> now = now_.resize(width, DepthSetup::samples);
    std::copy(start.data, start.data + start.units * start.stride, now.data);
    gradients_.push_back(root_mean_square(start));
    return;
  }
  const std::size_t layer = weights.setup().depth - done;
  const Block<double> deltas = now_.block();
  const Block<const double> slopes = std::as_const(slopes_[layer]).block();
  for (std::size_t u = 0; u < width; ++u)
    for (std::size_t s = 0; s < deltas.samples; ++s) deltas.at(u, s) *= slopes.at(u, s);
  const Block<double> before = next_.resize(width, DepthSetup::samples);
  kernels::multiply<double>({weights.layer(layer).data(), width, width, 1, width}, nullptr, deltas, before);
  gradients_.push_back(root_mean_square(before));
  std::swap(now_, next_);
}

}  // namespace gradlab
