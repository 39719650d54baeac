#pragma once

#include <span>
#include <string_view>

namespace gradlab {

struct Point {
  double x = 0;
  double y = 0;
};

/// Second derivatives of a surface.
struct Hessian {
  double xx = 0;
  double xy = 0;
  double yy = 0;
};

/// What to show: the rectangle of x and y.
struct Window {
  Point low;
  Point high;
};

/// One row of the table of surfaces, the optimizers' arena. All in double.
/// Names for people: "surface.<id>", "surface.<id>.help".
struct Surface {
  std::string_view id;
  std::string_view formula;  ///< f(x, y)
  std::string_view origin;
  Window window;
  Point start;                     ///< a place from which the way down tells something
  std::span<const Point> minima;   ///< the global ones; empty: unbounded below
  std::span<const Point> saddles;  ///< those worth marking
  double (*value)(double x, double y) = nullptr;
  Point (*gradient)(double x, double y) = nullptr;
  Hessian (*hessian)(double x, double y) = nullptr;
};

std::span<const Surface> surfaces();
const Surface* find_surface(std::string_view id);

}  // namespace gradlab
