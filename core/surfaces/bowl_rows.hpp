#pragma once

#include <array>

#include "core/surfaces/surface.hpp"

// Surfaces of second and third degree.

namespace gradlab::rows {

struct Quadratic {
  static constexpr std::string_view id = "quadratic", formula = "\\frac{1}{2}(x^{2}+25y^{2})", origin{};
  static constexpr Window window{{-4, -2.5}, {4, 2.5}};
  static constexpr Point start{-3.5, 1.5};
  static constexpr std::array<Point, 1> minima{Point{0, 0}};
  static constexpr std::array<Point, 0> saddles{};

  static double value(double x, double y) { return 0.5 * (x * x + 25 * y * y); }
  static Point gradient(double x, double y) { return {x, 25 * y}; }
  static Hessian hessian(double, double) { return {1, 0, 25}; }
};

struct Saddle {
  static constexpr std::string_view id = "saddle", formula = "x^{2}-y^{2}", origin{};
  static constexpr Window window{{-2, -2}, {2, 2}};
  static constexpr Point start{-1.5, 0.001};
  static constexpr std::array<Point, 0> minima{};
  static constexpr std::array<Point, 1> saddles{Point{0, 0}};

  static double value(double x, double y) { return (x - y) * (x + y); }
  static Point gradient(double x, double y) { return {2 * x, -2 * y}; }
  static Hessian hessian(double, double) { return {2, 0, -2}; }
};

/// Three valleys meet: at 0 the Hessian vanishes altogether.
struct MonkeySaddle {
  static constexpr std::string_view id = "monkey_saddle", formula = "x^{3}-3xy^{2}", origin{};
  static constexpr Window window{{-1.5, -1.5}, {1.5, 1.5}};
  static constexpr Point start{1, 0.001};
  static constexpr std::array<Point, 0> minima{};
  static constexpr std::array<Point, 1> saddles{Point{0, 0}};

  static double value(double x, double y) { return x * (x * x - 3 * y * y); }
  static Point gradient(double x, double y) { return {3 * (x - y) * (x + y), -6 * x * y}; }
  static Hessian hessian(double x, double y) { return {6 * x, -6 * y, -6 * x}; }
};

struct Booth {
  static constexpr std::string_view id = "booth", formula = "(x+2y-7)^{2}+(2x+y-5)^{2}", origin{};
  static constexpr Window window{{-10, -10}, {10, 10}};
  static constexpr Point start{-8, -6};
  static constexpr std::array<Point, 1> minima{Point{1, 3}};
  static constexpr std::array<Point, 0> saddles{};

  static double value(double x, double y) {
    const double a = x + 2 * y - 7, b = 2 * x + y - 5;
    return a * a + b * b;
  }
  static Point gradient(double x, double y) {
    const double a = x + 2 * y - 7, b = 2 * x + y - 5;
    return {2 * a + 4 * b, 4 * a + 2 * b};
  }
  static Hessian hessian(double, double) { return {10, 8, 10}; }
};

}  // namespace gradlab::rows
