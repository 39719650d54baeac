#include "core/analysis/robust_line.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "tests/core/golden.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

std::vector<Point> line_points_of(const nlohmann::json& rows) {
  std::vector<Point> points;
  for (const nlohmann::json& row : rows) points.push_back({row[0], row[1]});
  return points;
}

}  // namespace

TEST_CASE("Lines of least squares, deviations and Huber losses are as good as NumPy's and SciPy's") {
  for (const nlohmann::json& row : golden("neuron.json")["lines"]) {
    CAPTURE(row.dump());
    const std::vector<Point> points = line_points_of(row["points"]);
    const FitShape shape = row["line"].get<bool>() ? FitShape::line : FitShape::constant;
    const FittedLine squares = fit_line(points, FitLoss::mse, shape);
    CHECK(is_close(squares.slope, row["mse_line"][0], 1e-10, 1e-12));
    CHECK(is_close(squares.offset, row["mse_line"][1], 1e-10, 1e-12));
    CHECK(is_close(squares.loss, row["mse"], 1e-10, 1e-12));
    CHECK(is_close(fit_line(points, FitLoss::mae, shape).loss, row["mae"], 1e-9, 1e-9));
    for (const auto& [delta, best] : row["huber"].items())
      CHECK(is_close(fit_line(points, FitLoss::huber, shape, std::stod(delta)).loss, best, 1e-9, 1e-9));
  }
}

TEST_CASE("No line nearby has a smaller loss") {
  const std::vector<Point> points{{-2, -1}, {-1, 0.2}, {0, 0.1}, {1, 1.5}, {2, 9}};
  for (const FitLoss loss : {FitLoss::mse, FitLoss::mae, FitLoss::huber}) {
    const FittedLine best = fit_line(points, loss, FitShape::line, 0.5);
    for (const double a : {-1e-3, 0.0, 1e-3})
      for (const double b : {-1e-3, 0.0, 1e-3})
        CHECK(line_loss(points, loss, 0.5, best.slope + a, best.offset + b) >= best.loss - 1e-15);
  }
}

TEST_CASE("A point taken ever farther draws the mean along, and the median not at all") {
  std::vector<Point> points{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}};
  const double mean = fit_line(points, FitLoss::mse, FitShape::constant).offset;
  const double median = fit_line(points, FitLoss::mae, FitShape::constant).offset;
  const double huber = fit_line(points, FitLoss::huber, FitShape::constant).offset;
  points[4].y += 1000;
  CHECK(fit_line(points, FitLoss::mse, FitShape::constant).offset == doctest::Approx(mean + 200));
  CHECK(fit_line(points, FitLoss::mae, FitShape::constant).offset == median);
  const double pulled = fit_line(points, FitLoss::huber, FitShape::constant).offset - huber;
  CHECK(pulled < 1);
  points[4].y += 1000;
  CHECK(fit_line(points, FitLoss::huber, FitShape::constant).offset - huber == doctest::Approx(pulled));
}

TEST_CASE("Huber's line is that of squares for a large delta, and nearly that of deviations for a small one") {
  const std::vector<Point> points{{-2, -1}, {-1, 0.2}, {0, 0.1}, {1, 1.5}, {2, 9}};
  const FittedLine squares = fit_line(points, FitLoss::mse, FitShape::line);
  const FittedLine wide = fit_line(points, FitLoss::huber, FitShape::line, 100);
  CHECK(wide.slope == doctest::Approx(squares.slope).epsilon(1e-12));
  const FittedLine straight = fit_line(points, FitLoss::mae, FitShape::line);
  const FittedLine narrow = fit_line(points, FitLoss::huber, FitShape::line, 1e-3);
  CHECK(narrow.loss / 1e-3 == doctest::Approx(straight.loss).epsilon(1e-2));
}

TEST_CASE("Points at one x, one point and no point have a constant") {
  const std::vector<Point> upright{{1, 0}, {1, 2}, {1, 7}};
  CHECK(fit_line(upright, FitLoss::mae, FitShape::line).slope == 0);
  CHECK(fit_line(upright, FitLoss::mae, FitShape::line).offset == 2);
  CHECK(fit_line(std::vector<Point>{{3, 4}}, FitLoss::huber, FitShape::line).at(3) == 4);
  CHECK(fit_line({}, FitLoss::mse, FitShape::line).loss == 0);
}
