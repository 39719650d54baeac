// What every generated set promises, and the shape of each without noise.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <set>

#include "core/data/curve.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

Dataset loaded(const DataSpec& spec, std::uint64_t seed = 1) { return *load_data(spec, seed, ShippedFiles{}); }

DataSpec quiet(std::string_view kind, std::size_t points = 601) {
  DataSpec spec = usual_data(kind);
  spec.points = points;
  spec.noise = 0;
  return spec;
}

/// Calls check(x, y, target) for each point of a set without noise.
void for_points(const DataSpec& spec, const std::function<void(double, double, double)>& check) {
  const Dataset data = loaded(spec);
  for (std::size_t s = 0; s < data.samples; ++s)
    check(data.input(0, s), data.input_count() > 1 ? data.input(1, s) : 0, data.target(s));
}

/// The best share that a straight line through a set of directions can tell right.
double best_line(const Dataset& data) {
  double best = 0;
  for (int angle = 0; angle < 180; ++angle) {
    const double a = std::cos(angle * std::numbers::pi / 180), b = std::sin(angle * std::numbers::pi / 180);
    std::vector<std::pair<double, double>> along;
    for (std::size_t s = 0; s < data.samples; ++s)
      along.emplace_back(a * data.input(0, s) + b * data.input(1, s), data.target(s));
    std::sort(along.begin(), along.end());
    double right = static_cast<double>(std::count(data.targets.begin(), data.targets.end(), 1.0));
    for (std::size_t s = 0; s < along.size(); ++s) {  // class 0 below the line, class 1 above
      right += along[s].second == 0 ? 1 : -1;
      const bool tie = s + 1 < along.size() && along[s + 1].first - along[s].first < 1e-9;
      const double share = right / static_cast<double>(along.size());
      if (!tie) best = std::max({best, share, 1 - share});
    }
  }
  return best;
}

}  // namespace

TEST_CASE("Every generated set is as large as its row says, and within its window without noise") {
  for (const DataSource& source : data_sources()) {
    CAPTURE(std::string(source.id));
    const Dataset data = loaded(quiet(source.id));
    CHECK(data.samples == 601);
    CHECK(data.task == source.task);
    CHECK(data.input_count() == source.inputs);
    CHECK(data.class_count() == source.classes);
    CHECK(data.inputs.size() == 601 * source.inputs);
    for (const double x : data.inputs) CHECK((x > source.low && x < source.high));
    for (const double t : data.targets) {
      if (source.task == Task::regression)
        CHECK((t >= source.target_low - 1e-3 && t <= source.target_high + 1e-3));
      else
        CHECK((t == std::floor(t) && t >= 0 && t < static_cast<double>(source.classes)));
    }
  }
}

TEST_CASE("Classes are equally many, but for the truth tables") {
  for (const DataSource& source : data_sources()) {
    if (source.task == Task::regression || source.id.ends_with("_table")) continue;
    CAPTURE(std::string(source.id));
    const Dataset data = loaded(quiet(source.id));
    for (std::size_t c = 0; c < source.classes; ++c) {
      const auto count = std::count(data.targets.begin(), data.targets.end(), static_cast<double>(c));
      CHECK(std::abs(static_cast<double>(count) - 601.0 / static_cast<double>(source.classes)) < 1);
    }
  }
}

TEST_CASE("Generated sets hang on the seed, and on the noise, and on nothing else") {
  for (const DataSource& source : data_sources()) {
    CAPTURE(std::string(source.id));
    DataSpec spec = usual_data(source.id);
    spec.noise = 0.5;
    const Dataset one = loaded(spec, 1), again = loaded(spec, 1), other = loaded(spec, 2);
    CHECK(one.inputs == again.inputs);
    CHECK(one.targets == again.targets);
    CHECK((one.inputs != other.inputs || one.targets != other.targets));
    spec.noise = 0.6;
    const Dataset noisier = loaded(spec, 1);
    CHECK((one.inputs != noisier.inputs || one.targets != noisier.targets));
  }
}

TEST_CASE("Noise moves points by its deviation and leaves their places otherwise alone") {
  for (const std::string_view kind : {"moons", "rings", "checkerboard", "blobs", "three_arms", "xor_table"}) {
    CAPTURE(std::string(kind));
    DataSpec spec = quiet(kind, 2000);
    const Dataset still = loaded(spec);
    spec.noise = 0.25;
    const Dataset moved = loaded(spec);
    double squares = 0;
    for (std::size_t i = 0; i < still.inputs.size(); ++i)
      squares += (moved.inputs[i] - still.inputs[i]) * (moved.inputs[i] - still.inputs[i]);
    CHECK(std::sqrt(squares / 4000) == doctest::Approx(0.25).epsilon(0.06));
    CHECK(moved.targets == still.targets);
  }
  DataSpec spec = quiet("sin", 2000);
  const Dataset still = loaded(spec);
  spec.noise = 0.25;
  const Dataset moved = loaded(spec);
  double squares = 0;
  for (std::size_t s = 0; s < 2000; ++s)
    squares += (moved.target(s) - still.target(s)) * (moved.target(s) - still.target(s));
  CHECK(std::sqrt(squares / 2000) == doctest::Approx(0.25).epsilon(0.06));
}

TEST_CASE("Moons are two half circles of radius 3 that no line tells apart") {
  for_points(quiet("moons"), [](double x, double y, double label) {
    const double side = label == 0 ? 1 : -1;
    CHECK(std::hypot(x + 1.5 * side, y + 0.75 * side) == doctest::Approx(3));
    CHECK((y + 0.75 * side) * side >= -1e-12);
  });
  CHECK(best_line(loaded(quiet("moons"))) < 0.95);
}

TEST_CASE("Rings are circles evenly apart, of either class in turn") {
  for (const double count : {2.0, 3.0, 4.0, 7.0, 8.0}) {
    DataSpec spec = quiet("rings");
    spec.params = {{"rings", count}};
    std::set<long> seen;
    for_points(spec, [&](double x, double y, double label) {
      const double ring = std::hypot(x, y) * count / 5;
      CHECK(ring == doctest::Approx(std::round(ring)));
      seen.insert(std::lround(ring));
      CHECK((std::lround(count - ring) % 2 == 1) == (label == 1));
    });
    CHECK(seen.size() == static_cast<std::size_t>(count));
    CHECK(*seen.begin() == 1);
  }
}

TEST_CASE("The checkerboard's classes take turns, with a gap between") {
  for (const double cells : {2.0, 3.0, 4.0, 10.0}) {
    DataSpec spec = quiet("checkerboard");
    spec.params = {{"cells", cells}};
    for_points(spec, [&](double x, double y, double label) {
      const double column = (x + 5) * cells / 10, row = (y + 5) * cells / 10;
      CHECK((std::lround(std::floor(column) + std::floor(row)) % 2 == 0) == (label == 1));
      for (const double place : {column, row}) CHECK(std::abs(place - std::round(place)) > 0.059);
    });
  }
}

TEST_CASE("Three clouds lie around their middles, and the nearest middle is nearly always the class") {
  int right = 0;
  for_points(quiet("blobs"), [&](double x, double y, double label) {
    double best = 1e9, nearest = -1;
    for (int c = 0; c < 3; ++c) {
      const double angle = 2 * std::numbers::pi * (0.25 + c / 3.0);
      const double distance = std::hypot(x - 3 * std::cos(angle), y - 3 * std::sin(angle));
      if (distance < best) best = distance, nearest = c;
    }
    right += nearest == label ? 1 : 0;
  });
  CHECK(right > 601 * 0.98);
}

TEST_CASE("The three arms are one arm turned by thirds") {
  for_points(quiet("three_arms"), [](double x, double y, double label) {
    const double radius = std::hypot(x, y);
    const double angle = 2 * std::numbers::pi * (label / 3 + 1.25 * radius / 5);
    CHECK(x == doctest::Approx(radius * std::cos(angle)));
    CHECK(y == doctest::Approx(radius * std::sin(angle)));
  });
}

TEST_CASE("Numbers to predict are those of the function that gives the set its name") {
  for_points(quiet("plane"), [](double x, double y, double t) { CHECK(t == doctest::Approx((x + y) / 10)); });
  for_points(quiet("sin"), [](double x, double, double t) { CHECK(t == doctest::Approx(std::sin(x))); });
  for_points(quiet("step"), [](double x, double, double t) { CHECK(t == (x < 0 ? 0 : 1)); });
  for_points(quiet("abs"), [](double x, double, double t) { CHECK(t == std::abs(x)); });
  for_points(quiet("square"), [](double x, double, double t) { CHECK(t == x * x); });
  for_points(quiet("hills"), [](double x, double y, double t) {
    double height = 0;
    for (int row = 0; row < 2; ++row)
      for (int column = 0; column < 3; ++column)
        height += ((row + column) % 2 ? 1 : -1) *
                  std::exp(-(std::pow(x - 4 * (column - 1), 2) + std::pow(y - 5 * row + 2.5, 2)) / 2);
    CHECK(t == doctest::Approx(height));
  });
}

TEST_CASE("A curve drawn by hand is sampled from its first to its last point") {
  DataSpec spec = quiet("curve", 2000);
  spec.curve = {{1, 10}, {2, 20}, {4, 0}};
  const Curve drawn(std::vector<std::array<double, 2>>{{1, 10}, {2, 20}, {4, 0}});
  const Dataset data = loaded(spec);
  for (std::size_t s = 0; s < data.samples; ++s) CHECK(data.target(s) == drawn.at(data.input(0, s)));
  const auto [low, high] = std::minmax_element(data.inputs.begin(), data.inputs.end());
  CHECK((*low >= 1 && *low < 1.01));
  CHECK((*high <= 4 && *high > 3.99));
}

TEST_CASE("Truth tables have every row as often, all of them to train with; only XOR has no line") {
  for (const std::string_view kind : {"and_table", "or_table", "xor_table"}) {
    CAPTURE(std::string(kind));
    const Dataset table = loaded(usual_data(kind));
    REQUIRE(table.samples == 4);
    CHECK(table.train_rows.size() == 4);
    for (std::size_t s = 0; s < 4; ++s) {
      const bool a = table.input(0, s) == 1, b = table.input(1, s) == 1;
      CHECK(s == (a ? 2U : 0U) + (b ? 1U : 0U));
      CHECK((table.target(s) == 1) == (kind == "and_table" ? a && b : kind == "or_table" ? a || b : a != b));
    }
    CHECK((best_line(table) == 1) == (kind != "xor_table"));
    const Dataset copies = loaded(quiet(kind, 12));
    for (std::size_t s = 0; s < 12; ++s) CHECK(copies.input(0, s) == table.input(0, s % 4));
  }
}

TEST_CASE("Sparse samples have a few words of their class; most words are rare") {
  DataSpec spec = quiet("sparse", 4000);
  spec.params = {{"inputs", 200}, {"active", 6}};
  const Dataset data = loaded(spec);
  REQUIRE(data.input_count() == 200);
  std::vector<int> often(200);
  for (std::size_t s = 0; s < data.samples; ++s) {
    int on = 0;
    for (std::size_t i = 0; i < 200; ++i) {
      if (data.input(i, s) == 0) continue;
      CHECK(data.input(i, s) == 1);
      CHECK(static_cast<double>(i % 4) == data.target(s));
      ++on, ++often[i];
    }
    CHECK(on == 6);
  }
  CHECK(often[0] > 800);  // of the 1000 of its class
  CHECK(*std::min_element(often.begin(), often.end()) < 150);
  CHECK(*std::min_element(often.begin(), often.end()) > 0);
}

TEST_CASE("With noise, that share of a sparse sample's words is any word") {
  DataSpec spec = quiet("sparse", 4000);
  spec.noise = 0.4;
  const Dataset data = loaded(spec);
  double own = 0;
  for (std::size_t s = 0; s < data.samples; ++s)
    for (std::size_t i = 0; i < 100; ++i)
      own += data.input(i, s) == 1 && static_cast<double>(i % 4) == data.target(s) ? 1 : 0;
  CHECK(own / (4000 * 5) == doctest::Approx(0.7).epsilon(0.06));  // 0.6, and a quarter of 0.4
}
