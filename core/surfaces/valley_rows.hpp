#pragma once

#include <array>

#include "core/base/elementary.hpp"
#include "core/surfaces/surface.hpp"

// Surfaces with bent valleys, several minima, ripples or plateaus.

namespace gradlab::rows {

struct Rosenbrock {
  static constexpr std::string_view id = "rosenbrock", formula = "(1-x)^{2}+100(y-x^{2})^{2}",
                                    origin = "Rosenbrock 1960";
  static constexpr Window window{{-2, -1}, {2, 3}};
  static constexpr Point start{-1.2, 1};
  static constexpr std::array<Point, 1> minima{Point{1, 1}};
  static constexpr std::array<Point, 0> saddles{};

  static double value(double x, double y) {
    const double off = y - x * x;
    return (1 - x) * (1 - x) + 100 * off * off;
  }
  static Point gradient(double x, double y) {
    const double off = y - x * x;
    return {-2 * (1 - x) - 400 * x * off, 200 * off};
  }
  static Hessian hessian(double x, double y) { return {2 - 400 * (y - 3 * x * x), -400 * x, 200}; }
};

struct Beale {
  static constexpr std::string_view id = "beale";
  static constexpr std::string_view formula = "(1.5-x+xy)^{2}+(2.25-x+xy^{2})^{2}+(2.625-x+xy^{3})^{2}";
  static constexpr std::string_view origin = "Beale 1958";
  static constexpr Window window{{-4.5, -4.5}, {4.5, 4.5}};
  static constexpr Point start{-1, 1.5};
  static constexpr std::array<Point, 1> minima{Point{3, 0.5}};
  static constexpr std::array<Point, 1> saddles{Point{0, 1}};

  static double value(double x, double y) {
    const double a = 1.5 - x + x * y, b = 2.25 - x + x * y * y, c = 2.625 - x + x * y * y * y;
    return a * a + b * b + c * c;
  }
  static Point gradient(double x, double y) {
    const double a = 1.5 - x + x * y, b = 2.25 - x + x * y * y, c = 2.625 - x + x * y * y * y;
    return {2 * (a * (y - 1) + b * (y * y - 1) + c * (y * y * y - 1)), 2 * x * (a + 2 * b * y + 3 * c * y * y)};
  }
  static Hessian hessian(double x, double y) {
    const double a = 1.5 - x + x * y, b = 2.25 - x + x * y * y, c = 2.625 - x + x * y * y * y;
    const double ax = y - 1, bx = y * y - 1, cx = y * y * y - 1;
    const double ay = x, by = 2 * x * y, cy = 3 * x * y * y;
    const double xy = ax * ay + bx * by + cx * cy + a + 2 * b * y + 3 * c * y * y;
    return {2 * (ax * ax + bx * bx + cx * cx), 2 * xy, 2 * (ay * ay + by * by + cy * cy + 2 * b * x + 6 * c * x * y)};
  }
};

struct Himmelblau {
  static constexpr std::string_view id = "himmelblau", formula = "(x^{2}+y-11)^{2}+(x+y^{2}-7)^{2}";
  static constexpr std::string_view origin = "Himmelblau 1972";
  static constexpr Window window{{-5, -5}, {5, 5}};
  static constexpr Point start{-0.5, -1};
  static constexpr std::array<Point, 4> minima{Point{3, 2}, Point{-2.805118086952745, 3.1313125182505730},
                                               Point{-3.7793102533777469, -3.2831859912861694},
                                               Point{3.5844283403304917, -1.8481265269644034}};
  static constexpr std::array<Point, 0> saddles{};

  static double value(double x, double y) {
    const double a = x * x + y - 11, b = x + y * y - 7;
    return a * a + b * b;
  }
  static Point gradient(double x, double y) {
    const double a = x * x + y - 11, b = x + y * y - 7;
    return {4 * x * a + 2 * b, 2 * a + 4 * y * b};
  }
  static Hessian hessian(double x, double y) {
    const double a = x * x + y - 11, b = x + y * y - 7;
    return {4 * a + 8 * x * x + 2, 4 * (x + y), 4 * b + 8 * y * y + 2};
  }
};

/// A valley with a hill across it: x = -1 is the deeper end, x = (1 + √0.8) / 2 ≈ 0.947 the other.
struct TwoWells {
  static constexpr std::string_view id = "two_wells", formula = "(x^{2}-1)^{2}+0.1(x+1)^{2}+y^{2}";
  static constexpr std::string_view origin{};
  static constexpr Window window{{-2, -1.5}, {2, 1.5}};
  static constexpr Point start{1.7, 1};
  static constexpr std::array<Point, 1> minima{Point{-1, 0}};
  static constexpr std::array<Point, 1> saddles{Point{0.052786404500042045, 0}};

  static double value(double x, double y) {
    const double off = x * x - 1;
    return off * off + 0.1 * (x + 1) * (x + 1) + y * y;
  }
  static Point gradient(double x, double y) { return {4 * x * (x * x - 1) + 0.2 * (x + 1), 2 * y}; }
  static Hessian hessian(double x, double) { return {12 * x * x - 3.8, 0, 2}; }
};

/// Its local minima lie near every point with whole coordinates. Angles are reduced before the factor 2π, exactly.
struct Rastrigin {
  static constexpr std::string_view id = "rastrigin", formula = "20+x^{2}+y^{2}-10\\cos 2\\pi x-10\\cos 2\\pi y";
  static constexpr std::string_view origin = "Rastrigin 1974";
  static constexpr Window window{{-5.12, -5.12}, {5.12, 5.12}};
  static constexpr Point start{3.6, -2.4};
  static constexpr std::array<Point, 1> minima{Point{0, 0}};
  static constexpr std::array<Point, 0> saddles{};
  static constexpr double two_pi = 6.283185307179586;

  static double angle(double x) { return two_pi * (x - elementary::round_to_whole(x)); }
  /// x² + 10 (1 - cos 2πx) = x² + 20 sin² πx, which does not cancel near the minimum
  static double one(double x) {
    const double half = elementary::sin(0.5 * angle(x));
    return x * x + 20 * half * half;
  }
  static double slope(double x) { return 2 * x + 10 * two_pi * elementary::sin(angle(x)); }
  static double curvature(double x) { return 2 + 10 * two_pi * two_pi * elementary::cos(angle(x)); }

  static double value(double x, double y) { return one(x) + one(y); }
  static Point gradient(double x, double y) { return {slope(x), slope(y)}; }
  static Hessian hessian(double x, double y) { return {curvature(x), 0, curvature(y)}; }
};

/// One sigmoid neuron with weight x and bias y under mean squared error, over two samples at -1 and +1 whose targets
/// are those of weight 2 and bias 0. Where the neuron saturates on the wrong side, the slope is all but 0.
struct Plateau {
  static constexpr std::string_view id = "plateau";
  static constexpr std::string_view formula =
      "\\frac{1}{2}(\\sigma(y-x)-\\sigma(-2))^{2}+\\frac{1}{2}(\\sigma(y+x)-\\sigma(2))^{2}";
  static constexpr std::string_view origin{};
  static constexpr Window window{{-10, -10}, {10, 10}};
  static constexpr Point start{-6, 4};
  static constexpr std::array<Point, 1> minima{Point{2, 0}};
  static constexpr std::array<Point, 0> saddles{};

  /// Of one sample: its error, the sigmoid's slope and curvature there.
  struct Sample {
    double error, slope, curvature;
    Sample(double z, double target_logit) {
      const double s = elementary::sigmoid(z);
      error = s - elementary::sigmoid(target_logit);
      slope = s * elementary::sigmoid(-z);
      curvature = slope * (elementary::sigmoid(-z) - s);
    }
    double second() const { return slope * slope + error * curvature; }  ///< of error² / 2
  };

  static double value(double x, double y) {
    const Sample left(y - x, -2), right(y + x, 2);
    return 0.5 * (left.error * left.error + right.error * right.error);
  }
  static Point gradient(double x, double y) {
    const Sample left(y - x, -2), right(y + x, 2);
    const double a = left.error * left.slope, b = right.error * right.slope;
    return {b - a, a + b};
  }
  static Hessian hessian(double x, double y) {
    const double a = Sample(y - x, -2).second(), b = Sample(y + x, 2).second();
    return {a + b, b - a, a + b};
  }
};

}  // namespace gradlab::rows
