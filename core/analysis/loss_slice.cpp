#include "core/analysis/loss_slice.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "core/base/rng.hpp"

namespace gradlab {
namespace {

double dot(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

double length(std::span<const double> a) { return std::sqrt(dot(a, a)); }

void scale(std::span<double> a, double factor) {
  for (double& value : a) value *= factor;
}

std::vector<double> filter_direction(const TrainingLoss& loss, Rng& rng) {
  std::vector<double> direction(loss.size(), 0.0);
  for (const Layer<double>& layer : loss.network().layers()) {
    for (std::size_t row = 0; row < layer.sums; ++row) {
      const std::size_t from = layer.weights + row * layer.inputs;
      const auto into = std::span(direction).subspan(from, layer.inputs);
      for (double& value : into) value = rng.normal();
      const double own = length(loss.here().subspan(from, layer.inputs));
      scale(into, (own > 0 ? own : 1) / length(into));
    }
  }
  return direction;
}

double cosine(std::span<const double> a, std::span<const double> b) { return dot(a, b) / (length(a) * length(b)); }

/// Takes away what lies along a direction of length 1, then makes the rest 1 long.
void make_orthonormal(std::vector<double>& a, std::span<const double> to) {
  for (int twice = 0; twice < 2; ++twice) {  // rounding leaves a little the first time
    const double along = dot(a, to);
    for (std::size_t i = 0; i < a.size(); ++i) a[i] -= along * to[i];
  }
  scale(a, 1 / length(a));
}

/// The way with which the number that changes most grows: so that the same path gives the same picture everywhere.
void fix_sign(std::vector<double>& a) {
  const auto largest =
      std::max_element(a.begin(), a.end(), [](double x, double y) { return std::abs(x) < std::abs(y); });
  if (*largest < 0) scale(a, -1);
}

/// Each kept moment's way from the origin, times `weight`, as a column.
void write_away(const ParameterPath& path, std::span<const double> origin, double weight,
                Eigen::Ref<Eigen::MatrixXd> into) {
  for (Eigen::Index p = 0; p < into.cols(); ++p)
    for (Eigen::Index i = 0; i < into.rows(); ++i)
      into(i, p) = weight * (path.parameters()[static_cast<std::size_t>(p)][static_cast<std::size_t>(i)] -
                             origin[static_cast<std::size_t>(i)]);
}

/// The two directions that hold most of the columns' squares; none where all columns are 0.
std::optional<SlicePlane> main_plane(const std::vector<double>& origin, const Eigen::MatrixXd& away) {
  SlicePlane plane;
  plane.origin = origin;
  const Eigen::Index size = away.rows(), count = away.cols();
  const Eigen::MatrixXd products = away.transpose() * away;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(products);
  const Eigen::VectorXd& squares = solver.eigenvalues();  // ascending
  const double total = squares.sum(), main = squares(count - 1), next = squares(count - 2);
  if (!(main > 0)) return std::nullopt;
  const auto direction = [&](Eigen::Index which) {
    const Eigen::VectorXd along = away * solver.eigenvectors().col(which);
    std::vector<double> numbers(along.data(), along.data() + size);
    scale(numbers, 1 / length(numbers));
    fix_sign(numbers);
    return numbers;
  };
  plane.first = direction(count - 1);
  const bool straight = !(next > 1e-12 * main);
  if (straight) {
    Rng rng(0);
    plane.second.resize(plane.origin.size());
    for (double& value : plane.second) value = rng.normal();
  } else {
    plane.second = direction(count - 2);
  }
  make_orthonormal(plane.second, plane.first);
  plane.explained = {main / total, straight ? 0 : next / total};
  return plane;
}

}  // namespace

Point SlicePlane::coordinates(std::span<const double> parameters) const {
  std::vector<double> away(parameters.begin(), parameters.end());
  for (std::size_t i = 0; i < away.size(); ++i) away[i] -= origin[i];
  // The directions need not be at right angles: the normal equations.
  const double aa = dot(first, first), ab = dot(first, second), bb = dot(second, second);
  const double a = dot(first, away), b = dot(second, away);
  const double determinant = aa * bb - ab * ab;
  return {(a * bb - b * ab) / determinant, (b * aa - a * ab) / determinant};
}

Result<SlicePlane> random_plane(const TrainingLoss& loss, std::uint64_t seed) {
  std::size_t weights = 0;
  for (const Layer<double>& layer : loss.network().layers()) weights += layer.sums * layer.inputs;
  const Error few{"slice_needs_two", "layers", {{"value", std::to_string(weights)}}};
  if (weights < 2) return few;
  Rng rng(seed);
  SlicePlane plane;
  plane.origin.assign(loss.here().begin(), loss.here().end());
  plane.first = filter_direction(loss, rng);
  // Of a handful of weights two draws can be nearly the same direction.
  for (int draws = 0; draws < 100; ++draws) {
    plane.second = filter_direction(loss, rng);
    if (std::abs(cosine(plane.first, plane.second)) < 0.99) return plane;
  }
  return few;
}

Result<SlicePlane> path_plane(const TrainingLoss& loss, const ParameterPath& path) {
  const Error short_path{"path_too_short", "steps", {{"value", std::to_string(path.size())}}};
  if (path.size() < 2 || loss.size() < 2) return short_path;
  const std::vector<double>& origin = path.parameters().back();
  Eigen::MatrixXd away(static_cast<Eigen::Index>(origin.size()), static_cast<Eigen::Index>(path.size()));
  write_away(path, origin, 1, away);
  auto plane = main_plane(origin, away);
  return plane ? *std::move(plane) : Result<SlicePlane>(short_path);
}

Result<SlicePlane> paths_plane(std::span<const ParameterPath> paths) {
  std::size_t count = 0;
  const std::vector<double>* origin = nullptr;
  for (const ParameterPath& path : paths) {
    if (path.size() == 0) continue;
    if (!origin) origin = &path.parameters().front();
    if (path.parameters().front().size() != origin->size())
      return Error{
          "paths_of_different_networks",
          "layers",
          {{"value", std::to_string(origin->size())}, {"other", std::to_string(path.parameters().front().size())}}};
    count += path.size();
  }
  const Error short_path{"path_too_short", "steps", {{"value", std::to_string(count)}}};
  if (count < 2 || origin->size() < 2) return short_path;
  const auto size = static_cast<Eigen::Index>(origin->size());
  Eigen::MatrixXd away(size, static_cast<Eigen::Index>(count));
  Eigen::Index column = 0;
  for (const ParameterPath& path : paths) {
    const auto own = static_cast<Eigen::Index>(path.size());
    if (own == 0) continue;
    write_away(path, *origin, 1 / std::sqrt(static_cast<double>(own)), away.middleCols(column, own));
    column += own;
  }
  auto plane = main_plane(*origin, away);
  return plane ? *std::move(plane) : Result<SlicePlane>(short_path);
}

SliceWindow window_around(std::span<const Point> points, std::size_t columns, std::size_t rows) {
  SliceWindow window{{0, 0}, {0, 0}, columns, rows};
  for (const Point& point : points) {
    window.low = {std::min(window.low.x, point.x), std::min(window.low.y, point.y)};
    window.high = {std::max(window.high.x, point.x), std::max(window.high.y, point.y)};
  }
  const double side = std::max(window.high.x - window.low.x, window.high.y - window.low.y);
  const double margin = side > 0 ? side / 5 : 1;
  window.low = {window.low.x - margin, window.low.y - margin};
  window.high = {window.high.x + margin, window.high.y + margin};
  return window;
}

SliceWindow squared(SliceWindow window) {
  const double size = std::max(window.high.x - window.low.x, window.high.y - window.low.y);
  const Point middle{(window.low.x + window.high.x) / 2, (window.low.y + window.high.y) / 2};
  window.low = {middle.x - size / 2, middle.y - size / 2};
  window.high = {middle.x + size / 2, middle.y + size / 2};
  return window;
}

Result<SlicePlane> gradient_plane(TrainingLoss& loss, std::uint64_t seed) {
  SlicePlane plane;
  plane.origin.assign(loss.here().begin(), loss.here().end());
  plane.first.resize(plane.origin.size());
  loss.gradient(plane.origin, plane.first);
  const double slope = length(plane.first);
  if (!(slope > 0) || !std::isfinite(slope)) return Error{"slice_flat", "parameters", {}};
  double squares = 0;
  for (const Layer<double>& layer : loss.network().layers()) {
    const auto weights = loss.here().subspan(layer.weights, layer.sums * layer.inputs);
    squares += dot(weights, weights);
  }
  Rng rng(seed);
  plane.second = filter_direction(loss, rng);
  scale(plane.first, -1 / slope);
  make_orthonormal(plane.second, plane.first);
  if (!std::isfinite(length(plane.second))) return Error{"slice_needs_two", "layers", {{"value", "1"}}};
  const double reach = squares > 0 ? std::sqrt(squares) : 1;
  scale(plane.first, reach);
  scale(plane.second, reach);
  return plane;
}

LossSlice::LossSlice(TrainingLoss loss, SlicePlane plane, SliceWindow window)
    : loss_(std::move(loss)), plane_(std::move(plane)), window_(window) {
  values_.assign(window_.columns * window_.rows, std::numeric_limits<double>::quiet_NaN());
}

Point LossSlice::at(std::size_t column, std::size_t row) const {
  const auto middle = [](std::size_t index, std::size_t count, double from, double to) {
    return from + (to - from) * (static_cast<double>(index) + 0.5) / static_cast<double>(count);
  };
  return {middle(column, window_.columns, window_.low.x, window_.high.x),
          middle(row, window_.rows, window_.high.y, window_.low.y)};
}

double LossSlice::value(Point at) {
  parameters_ = plane_.origin;
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    parameters_[i] += at.x * plane_.first[i] + at.y * plane_.second[i];
  return loss_.value(parameters_);
}

void LossSlice::work_cells(std::size_t cells) {
  for (const std::size_t end = std::min(values_.size(), done_ + cells); done_ < end; ++done_)
    values_[done_] = value(at(done_ % window_.columns, done_ / window_.columns));
}

}  // namespace gradlab
