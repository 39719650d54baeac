#include "core/analysis/curvature.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

namespace gradlab {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

double norm(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return std::sqrt(sum);
}

/// One column of the Hessian after the other.
class Columns {
 public:
  explicit Columns(TrainingLoss& loss) : loss_(loss), at_(loss.here().begin(), loss.here().end()) {
    for (auto* gradient : {&above_, &below_}) gradient->resize(at_.size());
  }

  /// False where the gradient jumps within reach.
  bool compute(std::size_t column, std::vector<double>& into) {
    std::vector<double> wide(at_.size());
    difference(column, 0x1p-10, into);
    difference(column, 0x1p-9, wide);
    if (agree(into, wide)) {
      for (std::size_t i = 0; i < into.size(); ++i) into[i] += (into[i] - wide[i]) / 3;
      return true;
    }
    difference(column, 0x1p-20, into);
    difference(column, 0x1p-19, wide);
    return agree(into, wide);
  }

 private:
  void difference(std::size_t column, double step, std::vector<double>& into) {
    const double here = at_[column];
    const double high = here + step * std::max(1.0, std::abs(here));
    const double low = here - (high - here);
    at_[column] = high;
    loss_.gradient(at_, above_);
    at_[column] = low;
    loss_.gradient(at_, below_);
    at_[column] = here;
    into.resize(at_.size());
    for (std::size_t i = 0; i < into.size(); ++i) into[i] = (above_[i] - below_[i]) / (high - low);
  }

  /// Smooth functions differ by the step's square times their fourth derivatives.
  static bool agree(const std::vector<double>& a, const std::vector<double>& b) {
    double scale = 0, gap = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      scale = std::max(scale, std::abs(a[i]));
      gap = std::max(gap, std::abs(a[i] - b[i]));
    }
    return gap <= 1e-5 * scale + 1e-9;
  }

  TrainingLoss& loss_;
  std::vector<double> at_, above_, below_;
};

/// Gives the largest |H_ij - H_ji| / 2.
double make_symmetric(std::vector<double>& hessian, std::size_t size) {
  double worst = 0;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      double &a = hessian[i * size + j], &b = hessian[j * size + i];
      worst = std::max(worst, std::abs(a - b) / 2);
      a = b = (a + b) / 2;
    }
  }
  return worst;
}

PointKind kind_of(const Curvature& curvature, double largest) {
  if (!(curvature.gradient_norm <= 1e-4 * largest)) return PointKind::not_stationary;
  if (curvature.positive > 0 && curvature.negative > 0) return PointKind::saddle;
  if (curvature.zero > 0) return PointKind::undecided;
  return curvature.positive > 0 ? PointKind::minimum : PointKind::maximum;
}

}  // namespace

std::string_view point_kind_id(PointKind kind) {
  constexpr std::array<std::string_view, 5> ids{"not_stationary", "minimum", "maximum", "saddle", "undecided"};
  return ids[static_cast<std::size_t>(kind)];
}

Curvature curvature_of(double value, std::span<const double> gradient, std::vector<double> hessian, double error) {
  Curvature curvature;
  curvature.value = value;
  curvature.gradient_norm = norm(gradient);
  curvature.size = gradient.size();
  curvature.error = error;
  curvature.hessian = std::move(hessian);
  const bool finite =
      std::all_of(curvature.hessian.begin(), curvature.hessian.end(), [](double h) { return std::isfinite(h); });
  if (!finite) {
    curvature.eigenvalues.assign(curvature.size, std::numeric_limits<double>::quiet_NaN());
    curvature.kind = PointKind::not_stationary;
    return curvature;
  }
  const auto size = static_cast<Eigen::Index>(curvature.size);
  const Eigen::Map<const Matrix> matrix(curvature.hessian.data(), size, size);
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(matrix, Eigen::EigenvaluesOnly);
  curvature.eigenvalues.assign(solver.eigenvalues().data(), solver.eigenvalues().data() + size);
  double largest = 0;
  for (const double eigenvalue : curvature.eigenvalues) largest = std::max(largest, std::abs(eigenvalue));
  curvature.tolerance = std::max(1e-6 * largest, error * static_cast<double>(curvature.size));
  for (const double eigenvalue : curvature.eigenvalues) {
    curvature.negative += eigenvalue < -curvature.tolerance ? 1 : 0;
    curvature.positive += eigenvalue > curvature.tolerance ? 1 : 0;
  }
  curvature.zero = curvature.size - curvature.negative - curvature.positive;
  curvature.kind = kind_of(curvature, largest);
  return curvature;
}

Curvature curvature_of(const Surface& surface, Point at) {
  const Point slope = surface.gradient(at.x, at.y);
  const Hessian h = surface.hessian(at.x, at.y);
  const std::array gradient{slope.x, slope.y};
  return curvature_of(surface.value(at.x, at.y), gradient, {h.xx, h.xy, h.xy, h.yy});
}

Result<Curvature> curvature_of(TrainingLoss& loss) {
  const std::size_t size = loss.size();
  if (size > most_hessian_parameters)
    return Error{"hessian_too_large",
                 "layers",
                 {{"parameters", std::to_string(size)}, {"high", std::to_string(most_hessian_parameters)}}};
  std::vector<double> gradient(size), hessian(size * size), column;
  const double value = loss.gradient(loss.here(), gradient);
  Columns columns(loss);
  std::size_t kinked = 0;
  for (std::size_t j = 0; j < size; ++j) {
    kinked += columns.compute(j, column) ? 0 : 1;
    for (std::size_t i = 0; i < size; ++i) hessian[i * size + j] = column[i];
  }
  const double error = make_symmetric(hessian, size);
  Curvature curvature = curvature_of(value, gradient, std::move(hessian), error);
  curvature.kinked = kinked;
  return curvature;
}

}  // namespace gradlab
