#include "core/analysis/loss_slice.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/core/golden.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

constexpr const char* small_circle = R"({"data": {"kind": "circle"}, "layers": [{"units": 5, "activation": "tanh"},
  {"units": 3, "activation": "maxout"}, {"activation": "sigmoid"}], "optimizer": {"id": "adam", "lr": 0.02}})";

struct Run {
  TrainingLoss loss;
  ParameterPath path;
};

Run run_of(const char* spec, int steps) {
  Trainer<float> trainer = trainer_of<float>(spec);
  ParameterPath path(20);
  for (int step = 0; step <= steps; ++step) {
    path.visit(trainer.steps_done(), trainer.network().parameters());
    if (step < steps) trainer.step();
  }
  return {*TrainingLoss::create(trainer, 4096), path};
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

std::vector<ParameterPath> paths_from(const nlohmann::json& given) {
  std::vector<ParameterPath> paths;
  for (const nlohmann::json& moments : given) {
    ParameterPath& path = paths.emplace_back();
    for (const nlohmann::json& moment : moments) path.visit<double>(path.size(), moment.get<std::vector<double>>());
  }
  return paths;
}

}  // namespace

TEST_CASE("A random direction is as long as the weights into each sum, and 0 for all else") {
  const Run run = run_of(small_circle, 50);
  const SlicePlane plane = *random_plane(run.loss, 3);
  for (const auto* direction : {&plane.first, &plane.second}) {
    for (const Layer<double>& layer : run.loss.network().layers()) {
      for (std::size_t sum = 0; sum < layer.sums; ++sum) {
        double own = 0, drawn = 0;
        for (std::size_t i = layer.weights + sum * layer.inputs; i < layer.weights + (sum + 1) * layer.inputs; ++i) {
          own += run.loss.here()[i] * run.loss.here()[i];
          drawn += (*direction)[i] * (*direction)[i];
        }
        CHECK(drawn == doctest::Approx(own).epsilon(1e-12));
        CHECK((*direction)[layer.bias + sum] == 0);
      }
    }
  }
}

TEST_CASE("The middle of a slice is the loss where the training stands") {
  const Run run = run_of(small_circle, 50);
  TrainingLoss loss = run.loss;
  LossSlice slice(run.loss, *random_plane(run.loss, 1), {.columns = 5, .rows = 7});
  slice.work(100);
  REQUIRE(slice.finished());
  CHECK(slice.at(2, 3).x == 0);
  CHECK(slice.at(2, 3).y == 0);
  CHECK(slice.values()[3 * 5 + 2] == loss.value(loss.here()));
}

TEST_CASE("A slice worked out row by row is the slice worked out at once") {
  const Run run = run_of(small_circle, 20);
  const SlicePlane plane = *random_plane(run.loss, 1);
  LossSlice whole(run.loss, plane, {.columns = 6, .rows = 8}), parts = whole;
  whole.work(8);
  std::size_t calls = 0;
  for (; !parts.finished(); parts.work(3), ++calls) CHECK(std::isnan(parts.values().back()));
  CHECK(calls == 3);
  CHECK(std::equal(whole.values().begin(), whole.values().end(), parts.values().begin()));
}

TEST_CASE("A random plane depends on the seed alone") {
  const Run run = run_of(small_circle, 5);
  CHECK(random_plane(run.loss, 1)->second == random_plane(run.loss, 1)->second);
  CHECK(random_plane(run.loss, 1)->second != random_plane(run.loss, 2)->second);
}

TEST_CASE("A path's directions are at right angles, of length 1, and hold the shares that they say") {
  const Run run = run_of(small_circle, 400);
  const SlicePlane plane = *path_plane(run.loss, run.path);
  CHECK(dot(plane.first, plane.first) == doctest::Approx(1).epsilon(1e-12));
  CHECK(dot(plane.second, plane.second) == doctest::Approx(1).epsilon(1e-12));
  CHECK(std::abs(dot(plane.first, plane.second)) < 1e-12);
  double whole = 0, first = 0, second = 0;
  for (const auto& kept : run.path.parameters()) {
    for (std::size_t i = 0; i < kept.size(); ++i) whole += std::pow(kept[i] - plane.origin[i], 2);
    first += std::pow(plane.coordinates(kept).x, 2);
    second += std::pow(plane.coordinates(kept).y, 2);
  }
  CHECK(first / whole == doctest::Approx(plane.explained[0]).epsilon(1e-9));
  CHECK(second / whole == doctest::Approx(plane.explained[1]).epsilon(1e-9));
  CHECK(plane.explained[0] >= plane.explained[1]);
  CHECK(plane.explained[0] + plane.explained[1] > 0.8);
}

TEST_CASE("No other direction holds more of a path than its first") {
  const Run run = run_of(small_circle, 200);
  const SlicePlane plane = *path_plane(run.loss, run.path);
  const auto along = [&](const std::vector<double>& direction) {
    double sum = 0;
    for (auto kept : run.path.parameters()) {
      for (std::size_t i = 0; i < kept.size(); ++i) kept[i] -= plane.origin[i];
      sum += std::pow(dot(kept, direction), 2) / dot(direction, direction);
    }
    return sum;
  };
  Rng rng(4);
  for (int i = 0; i < 200; ++i) {
    std::vector<double> direction = plane.first;
    for (double& value : direction) value += rng.normal() * (i % 2 == 0 ? 1 : 0.01);
    CHECK(along(direction) <= along(plane.first));
  }
}

TEST_CASE("Coordinates give back a point of the plane, at any angle of its directions") {
  const Run run = run_of(small_circle, 5);
  const SlicePlane plane = *random_plane(run.loss, 8);
  std::vector<double> point = plane.origin;
  for (std::size_t i = 0; i < point.size(); ++i) point[i] += 0.3 * plane.first[i] - 0.7 * plane.second[i];
  CHECK(plane.coordinates(point).x == doctest::Approx(0.3).epsilon(1e-10));
  CHECK(plane.coordinates(point).y == doctest::Approx(-0.7).epsilon(1e-10));
}

TEST_CASE("A straight path gets a second direction of its own") {
  Run run = run_of(small_circle, 0);
  run.path.clear();
  std::vector<double> place(run.loss.size(), 0.0);
  for (std::uint64_t step = 0; step < 4; ++step, place[2] += 0.5) run.path.visit<double>(step, place);
  const SlicePlane plane = *path_plane(run.loss, run.path);
  CHECK(plane.first[2] == doctest::Approx(1));
  CHECK(std::abs(dot(plane.first, plane.second)) < 1e-12);
  CHECK(plane.explained[0] == doctest::Approx(1));
  CHECK(plane.explained[1] == 0);
}

TEST_CASE("Several paths' plane is that of the singular vectors of their weighted moments") {
  for (const nlohmann::json& one : golden("batches.json")["planes"]) {
    const SlicePlane plane = *paths_plane(paths_from(one["paths"]));
    CHECK(plane.origin == one["paths"][0][0].get<std::vector<double>>());
    CHECK(std::abs(dot(plane.first, column(one["first"]))) == doctest::Approx(1).epsilon(1e-12));
    CHECK(std::abs(dot(plane.second, column(one["second"]))) == doctest::Approx(1).epsilon(1e-12));
    for (std::size_t i = 0; i < 2; ++i)
      CHECK(plane.explained[i] == doctest::Approx(one["explained"][i].get<double>()).epsilon(1e-12));
  }
}

TEST_CASE("Several paths' plane holds the shares that it says, each path counting the same") {
  const std::vector<ParameterPath> paths{run_of(small_circle, 300).path, run_of(small_circle, 39).path,
                                         run_of(small_circle, 90).path};
  const SlicePlane plane = *paths_plane(paths);
  CHECK(plane.origin == paths[1].parameters().front());
  CHECK(dot(plane.first, plane.first) == doctest::Approx(1).epsilon(1e-12));
  CHECK(dot(plane.second, plane.second) == doctest::Approx(1).epsilon(1e-12));
  CHECK(std::abs(dot(plane.first, plane.second)) < 1e-12);
  double whole = 0, first = 0, second = 0;
  for (const ParameterPath& path : paths) {
    const auto weight = 1 / static_cast<double>(path.size());
    for (const auto& kept : path.parameters()) {
      for (std::size_t i = 0; i < kept.size(); ++i) whole += weight * std::pow(kept[i] - plane.origin[i], 2);
      first += weight * std::pow(plane.coordinates(kept).x, 2);
      second += weight * std::pow(plane.coordinates(kept).y, 2);
    }
  }
  CHECK(first / whole == doctest::Approx(plane.explained[0]).epsilon(1e-9));
  CHECK(second / whole == doctest::Approx(plane.explained[1]).epsilon(1e-9));
}

TEST_CASE("A path beside itself has the plane of one, and a path that is empty changes nothing") {
  const ParameterPath path = run_of(small_circle, 60).path;
  const std::vector<ParameterPath> one{path}, more{path, ParameterPath(), path};
  const SlicePlane a = *paths_plane(one), b = *paths_plane(more);
  CHECK(dot(a.first, b.first) == doctest::Approx(1).epsilon(1e-10));
  CHECK(dot(a.second, b.second) == doctest::Approx(1).epsilon(1e-8));
  CHECK(a.explained[0] == doctest::Approx(b.explained[0]).epsilon(1e-10));
}

TEST_CASE("Paths that do not move and paths of different networks have no plane") {
  const std::vector<ParameterPath> still{run_of(small_circle, 0).path, run_of(small_circle, 0).path};
  CHECK(paths_plane(still).error().id == "path_too_short");
  CHECK(paths_plane({}).error().id == "path_too_short");
  const std::vector<ParameterPath> mixed{run_of(small_circle, 5).path,
                                         run_of(R"({"data": {"kind": "circle"}})", 5).path};
  CHECK(paths_plane(mixed).error().id == "paths_of_different_networks");
}

TEST_CASE("A path that does not move and a network without a plane are refused") {
  const Run run = run_of(small_circle, 0);
  CHECK(path_plane(run.loss, run.path).error().id == "path_too_short");
  const Run single = run_of(R"({"data": {"kind": "inline", "inputs": [[1], [2]], "targets": [0, 1]},
    "layers": [{"activation": "sigmoid"}]})",
                            3);
  CHECK(random_plane(single.loss, 1).error().id == "slice_needs_two");
  CHECK(path_plane(single.loss, single.path));  // weight and bias are a plane of their own
}

TEST_CASE("A path keeps evenly spaced moments, the first among them, and never more than it may") {
  ParameterPath path(10);
  const std::vector<float> parameters{1, 2};
  for (std::uint64_t step = 0; step <= 1000; ++step) {
    path.visit<float>(step, parameters);
    CHECK(path.size() <= 10);
  }
  CHECK(path.size() >= 5);
  const auto& steps = path.steps();
  for (std::size_t i = 0; i < steps.size(); ++i) CHECK(steps[i] == i * steps[1]);
  path.visit<float>(0, parameters);  // rewound
  CHECK(path.size() == 1);
}

TEST_CASE("A thinned path has the same ends and as many moments as it may") {
  ParameterPath path(64);
  for (std::uint64_t step = 0; step <= 50; ++step)
    path.visit<double>(step, std::vector<double>{static_cast<double>(step)});
  const ParameterPath few = path.thinned(7);
  CHECK(few.size() == 7);
  CHECK(few.steps().front() == 0);
  CHECK(few.steps().back() == 50);
  for (std::size_t i = 0; i < 7; ++i) CHECK(few.parameters()[i][0] == static_cast<double>(few.steps()[i]));
  CHECK(path.thinned(51).steps() == path.steps());
  CHECK(path.thinned(100).steps() == path.steps());
}

TEST_CASE("A squared window has equal sides around the same middle and loses nothing") {
  const SliceWindow window = squared({{-1, 2}, {5, 3}, 4, 4});
  CHECK(window.low.x == -1);
  CHECK(window.high.x == 5);
  CHECK(window.low.y == doctest::Approx(-0.5));
  CHECK(window.high.y == doctest::Approx(5.5));
  CHECK(window.columns == 4);
}

TEST_CASE("A window holds all points and the origin") {
  const std::vector<Point> points{{2, -1}, {3, 4}};
  const SliceWindow window = window_around(points, 4, 5);
  CHECK(window.low.x < 0);
  CHECK(window.low.y < -1);
  CHECK(window.high.x > 3);
  CHECK(window.high.y > 4);
}

TEST_CASE("A plane of the gradient goes straight downhill, and across at right angles") {
  const Run run = run_of(small_circle, 50);
  TrainingLoss loss = run.loss;
  const SlicePlane plane = *gradient_plane(loss, 3);
  std::vector<double> gradient(loss.size());
  loss.gradient(loss.here(), gradient);
  const double slope = std::sqrt(dot(gradient, gradient)), reach = std::sqrt(dot(plane.first, plane.first));
  CHECK(dot(plane.first, gradient) == doctest::Approx(-slope * reach).epsilon(1e-12));
  CHECK(std::abs(dot(plane.first, plane.second)) < 1e-10 * reach * reach);
  CHECK(std::sqrt(dot(plane.second, plane.second)) == doctest::Approx(reach).epsilon(1e-12));
  // The loss falls along it as the gradient says.
  LossSlice slice(loss, plane, {});
  const double step = 1e-6, here = slice.value({0, 0});
  CHECK((slice.value({step, 0}) - here) / step == doctest::Approx(-slope * reach).epsilon(1e-3));
}

TEST_CASE("Where the loss has no slope there is no plane of the gradient") {
  const Run run = run_of(R"({"data": {"kind": "inline", "inputs": [[0], [0]], "targets": [0.5, 0.5]}, "loss": "mse",
    "layers": [{"units": 2, "activation": "identity"}, {"units": 1, "activation": "identity"}],
    "initializer": "zeros", "initial_parameters": {"layers": [{"weights": [[0], [0]]}, {"weights": [[0, 0]],
    "bias": [0.5]}]}})",
                         0);
  TrainingLoss loss = run.loss;
  CHECK(gradient_plane(loss, 1).error().id == "slice_flat");
}

TEST_CASE("A slice worked out cell by cell is the slice worked out at once") {
  const Run run = run_of(small_circle, 20);
  LossSlice whole(run.loss, *random_plane(run.loss, 1), {.columns = 4, .rows = 3}), parts = whole;
  whole.work(3);
  parts.work_cells(6);
  CHECK(parts.rows_done() == 1);
  parts.work();  // the rest of the row
  CHECK(parts.cells_done() == 8);
  parts.work_cells(100);
  REQUIRE(parts.finished());
  CHECK(std::equal(whole.values().begin(), whole.values().end(), parts.values().begin()));
}
