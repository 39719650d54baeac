// The plot widget: ticks, view, sampled curves, names at their ends.
#include "shell/ui/widgets/plot.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

namespace {

constexpr Rect square{100, 100, 500, 500};
constexpr PlotView four{{-2, 2}, {-2, 2}};

bool is_round(double value, double step) {
  const double exponent = std::floor(std::log10(step) + 1e-9), mantissa = step / std::pow(10.0, exponent);
  const bool round_step = std::abs(mantissa - 1) < 1e-6 || std::abs(mantissa - 2) < 1e-6 ||
                          std::abs(mantissa - 2.5) < 1e-6 || std::abs(mantissa - 5) < 1e-6;
  return round_step && std::abs(value / step - std::round(value / step)) < 1e-3;
}

void stairs(std::span<const double> x, std::span<double> y) {
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] >= 0 ? 1 : 0;
}

/// Draws nothing, but gives lengths a scale.
Harness scaled() {
  return Harness([] {});
}

}  // namespace

TEST_CASE("ticks are multiples of 1, 2, 2.5 or 5 times a power of ten, at most nine, at any range") {
  for (double size = 1e-5; size < 1e6; size *= 1.7) {
    for (const double low : {-0.37 * size, 0.0, 12.3 * size, -1.0}) {
      const auto ticks = round_ticks({low, low + size});
      CAPTURE(size);
      REQUIRE(ticks.size() >= 2);
      REQUIRE(ticks.size() <= 9);
      for (const PlotTick& tick : ticks) CHECK(is_round(tick.value, ticks[1].value - ticks[0].value));
    }
  }
}

TEST_CASE("ticks are written with no more digits than they have") {
  const auto ticks = round_ticks({-0.25, 1.05}, 6);
  REQUIRE(ticks.size() == 6);
  CHECK(ticks[0].label == "−0.25");
  CHECK(ticks[1].label == "0");
  CHECK(ticks[3].label == "0.5");
}

TEST_CASE("ticks of an empty, backward or infinite range are none") {
  CHECK(round_ticks({1, 1}).empty());
  CHECK(round_ticks({2, 1}).empty());
  CHECK(round_ticks({0, std::numeric_limits<double>::infinity()}).empty());
  CHECK(log_ticks({0, 1}).empty());
}

TEST_CASE("ticks of a logarithmic axis are powers of ten") {
  const auto ticks = log_ticks({1e-4, 10}, 6);
  REQUIRE(ticks.size() == 6);
  for (const PlotTick& tick : ticks)
    CHECK(std::log10(tick.value) == doctest::Approx(std::round(std::log10(tick.value))));
  for (const PlotTick& tick : log_ticks({1, 1e9}, 12)) CHECK(tick.label.size() <= 5);
  CHECK(log_ticks({1e4, 1e6}, 3).back().label == "1e6");
}

TEST_CASE("zooming keeps the point under the pointer where it is") {
  for (const bool log_y : {false, true}) {
    const PlotFrame before{square, {{-2, 3}, {0.01, 10}, log_y}};
    const ImVec2 pointer{180, 420};
    const PlotPoint point{before.x_at(pointer.x), before.y_at(pointer.y)};
    const PlotFrame after{square, zoomed(before.view, point, 0.4, 0.4)};
    CHECK(after.to_x(point.x) == doctest::Approx(pointer.x));
    CHECK(after.to_y(point.y) == doctest::Approx(pointer.y));
    CHECK(after.view.x.size() == doctest::Approx(2));
  }
}

TEST_CASE("zooming stops before numbers run out") {
  PlotView view = four;
  for (int i = 0; i < 500; ++i) view = zoomed(view, {0.1, 0.1}, 0.5, 0.5);
  CHECK(view.x.size() >= 1e-6);
  for (int i = 0; i < 500; ++i) view = zoomed(view, {0.1, 0.1}, 2, 2);
  CHECK(view.x.size() <= 1e6);
}

TEST_CASE("panning moves the plane with the pointer") {
  const PlotFrame frame{square, four};
  const PlotView moved = panned(frame, {100, -50});
  CHECK(moved.x.low == doctest::Approx(-3));
  CHECK(moved.y.low == doctest::Approx(-2.5));
}

TEST_CASE("a straight line is kept as its two ends") {
  const Harness h = scaled();
  const auto line = [](std::span<const double> x, std::span<double> y) { std::copy(x.begin(), x.end(), y.begin()); };
  CHECK(sample_curve(line, {square, four}).points.size() == 2);
}

TEST_CASE("a sampled curve passes within a fifth of a pixel of the function") {
  const auto wave = [](std::span<const double> x, std::span<double> y) {
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = std::sin(3 * x[i]);
  };
  const PlotFrame frame{square, four};
  const auto points = sample_curve(wave, frame).points;
  REQUIRE(points.size() > 20);
  CHECK(points.size() < 200);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const double x = (points[i].x + points[i + 1].x) / 2, y = (points[i].y + points[i + 1].y) / 2;
    CHECK(std::abs(frame.to_y(y) - frame.to_y(std::sin(3 * x))) < 0.2);
  }
}

TEST_CASE("a jump has an open and a filled end and no vertical stroke") {
  const double breaks[] = {0};
  const SampledCurve curve = sample_curve(stairs, {square, four}, breaks);
  REQUIRE(curve.ends.size() == 2);
  CHECK_FALSE(curve.ends[0].filled);
  CHECK(curve.ends[0].at.y == 0);
  CHECK(curve.ends[1].filled);
  CHECK(curve.ends[1].at.y == 1);
  for (const PlotPoint& point : curve.points) CHECK((std::isnan(point.y) || point.y == 0 || point.y == 1));
}

TEST_CASE("a corner at a break is a point of the curve") {
  const auto bend = [](std::span<const double> x, std::span<double> y) {
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = std::max(0.0, x[i] - 0.3331);
  };
  const double breaks[] = {0.3331};
  const auto points = sample_curve(bend, {square, four}, breaks).points;
  CHECK(std::any_of(points.begin(), points.end(),
                    [](const PlotPoint& p) { return p.x == 0.3331 && std::abs(p.y) < 1e-5; }));
}

TEST_CASE("branches that meet at a break are drawn without a piece of no length") {
  const auto flat = [](std::span<const double>, std::span<double> y) { std::fill(y.begin(), y.end(), 0.0); };
  const double breaks[] = {0};
  const PlotFrame frame{square, four};
  const auto pixels = curve_pixels(frame, sample_curve(flat, frame, breaks).points);
  REQUIRE(pixels.size() == 3);
  for (std::size_t i = 0; i + 1 < pixels.size(); ++i) CHECK(pixels[i + 1].x > pixels[i].x + 100);
}

TEST_CASE("a curve that leaves the frame is cut there with its slope kept") {
  const PlotPoint line[] = {{-2, -2000}, {2, 2000}};
  const auto pixels = curve_pixels({square, four}, line);
  REQUIRE(pixels.size() == 2);
  CHECK(pixels[0].x == doctest::Approx(300).epsilon(0.01));
  CHECK(pixels[0].y < 510);
  CHECK(pixels[1].y > 90);
}

TEST_CASE("points that are no numbers leave a gap") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const PlotPoint points[] = {{-1, 0}, {0, 0}, {0.5, nan}, {1, 0}, {2, 0}};
  const auto pixels = curve_pixels({square, four}, points);
  CHECK(std::count_if(pixels.begin(), pixels.end(), [](ImVec2 p) { return std::isnan(p.x); }) == 1);
}

TEST_CASE("names at curve ends stand apart, in order and inside") {
  const auto placed = spread_labels({50, 52, 51, 200, 398}, 16, 0, 400);
  CHECK(placed[2] >= placed[0] + 16);
  CHECK(placed[1] >= placed[2] + 16);
  CHECK(placed[3] == 200);
  CHECK(placed[4] == 398);
  CHECK(placed[0] == doctest::Approx(51 - 16));
}

TEST_CASE("more names than there is room for begin at the top") {
  const auto placed = spread_labels({10, 10, 10, 10}, 16, 0, 20);
  CHECK(placed[0] == 0);
  CHECK(placed[3] == 48);
}

TEST_CASE("a curve that runs out at the top says so") {
  const Harness h = scaled();
  const PlotFrame frame{square, four};
  const PlotPoint steep[] = {{-2, -8}, {2, 8}}, flat[] = {{-2, 1}, {2, 1}};
  CHECK(curve_exit(frame, curve_pixels(frame, steep)).side == CurveExit::Side::top);
  CHECK(curve_exit(frame, curve_pixels(frame, steep)).at.x == doctest::Approx(350).epsilon(0.02));
  CHECK(curve_exit(frame, curve_pixels(frame, flat)).side == CurveExit::Side::right);
}

TEST_CASE("however many curves leave through the top, their names stay inside the frame") {
  std::vector<EndLabel> labels;
  for (int i = 0; i < 30; ++i) {
    const float x = 300 + 3 * static_cast<float>(i);
    labels.push_back({"name " + std::to_string(i), 0xFF000000, {CurveExit::Side::top, {x, square.y0}, 1}});
  }
  labels.back().emphasised = true;
  std::vector<Rect> taken;
  Harness drawn([&] { taken = draw_end_labels(ImGui::GetWindowDrawList(), {square, four}, labels); });
  drawn.frames(2);
  CHECK(taken.size() > 1);
  CHECK(taken.size() < 10);
  for (const Rect& rect : taken) {
    CHECK(rect.x0 >= square.x0);
    CHECK(rect.y1 <= square.y1);
  }
}

TEST_CASE("a card goes where no curve is, and stays there while that is nearly true") {
  const Harness h = scaled();
  const ImVec2 left_top[] = {{110, 120}, {200, 120}}, right_top[] = {{400, 120}, {410, 120}};
  CardPlace place(square, {120, 80});
  place.avoid(left_top);
  CHECK(place.corner(-1) == 1);
  place.avoid(right_top);
  CHECK(place.corner(1) == 1);
}

}  // namespace gradlab::ui::test
