// What is measured of a moment of the run, a piece at a time.
#include "shell/ui/pages/playground_figures.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "tests/core/shipped_files.hpp"

namespace gradlab::ui::test {

using gradlab::test::trainer_of;

namespace {

/// A training, and its data as the page holds them.
struct Measured {
  explicit Measured(std::string_view json) : trainer(trainer_of<float>(json)) {
    source.train = first_samples(trainer.inputs(), data().train_rows);
    source.test = first_samples(trainer.inputs(), data().test_rows);
    source.target = {-1, 1};
    source.reading = trainer.reading();
  }
  const Dataset& data() const { return trainer.data(); }

  /// pieces: one at each call, as though no time were left; otherwise all at once.
  PlaygroundFigures figures(const FigureRequest& request, bool pieces, int* calls = nullptr) const {
    FigureWork work;
    PlaygroundFigures found;
    work.begin(trainer.network(), request);
    const auto clock = [pieces] { return pieces ? 1.0 : 0.0; };
    for (int call = 1; call < 100'000; ++call) {
      if (calls) *calls = call;
      if (work.advance(source, data(), clock, 0.5, found)) return found;
      CHECK(work.working());
      CHECK(found.points.empty());  // until all is there, nothing is
      CHECK(found.layers.empty());
    }
    FAIL("the work does not end");
    return found;
  }

  Trainer<float> trainer;
  RunSource source;
};

std::uint32_t sum(const std::vector<std::uint32_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint32_t{0});
}

constexpr std::string_view circle =
    R"({"data": {"kind": "circle", "points": 2000}, "layers": [{"units": 64, "activation": "tanh"}, {"units": 64, "activation": "relu"},
        {"activation": "sigmoid"}]})";
constexpr std::string_view iris =
    R"({"data": {"kind": "iris"}, "layers": [{"units": 6, "activation": "maxout"}, {"activation": "softmax"}]})";
constexpr std::string_view numbers =
    R"({"data": {"kind": "plane"}, "layers": [{"units": 5, "activation": "tanh"}, {"activation": "identity"}], "loss": "mse"})";

}  // namespace

TEST_CASE("figures measured a piece at a time are those measured at once") {
  for (const std::string_view json : {circle, iris, numbers}) {
    for (const auto& unit : {std::optional<std::size_t>(), std::optional<std::size_t>(2)}) {
      CAPTURE(json);
      Measured run(json);
      gradlab::test::run_epochs(run.trainer, 2);
      const FigureRequest request{0, 1, 0, unit};
      int calls = 0;
      const PlaygroundFigures one = run.figures(request, true, &calls), all = run.figures(request, false);
      CHECK(calls >= (run.data().samples > 1000 ? 10 : 2));
      CHECK(one.request == request);
      CHECK(one.wrong_train == all.wrong_train);
      CHECK(one.wrong_test == all.wrong_test);
      CHECK(one.samples_train == all.samples_train);
      CHECK(one.histogram == all.histogram);
      CHECK(one.test.counts == all.test.counts);
      CHECK(one.r_squared_train == all.r_squared_train);
      REQUIRE(one.points.size() == all.points.size());
      for (std::size_t i = 0; i < one.points.size(); ++i) {
        CHECK(one.points[i].row == all.points[i].row);
        CHECK(one.points[i].wrong == all.points[i].wrong);
      }
    }
  }
}

TEST_CASE("figures agree with the scores of the training and with each other") {
  for (const std::string_view json : {circle, iris}) {
    CAPTURE(json);
    Measured run(json);
    gradlab::test::run_epochs(run.trainer, 3);
    const Snapshot<float> now = run.trainer.snapshot();
    const PlaygroundFigures found = run.figures({0, 1, 0, {}}, true);
    const auto share = [](std::size_t part, std::size_t all) {
      return static_cast<double>(part) / static_cast<double>(all);
    };
    CHECK(found.samples_train == run.data().train_rows.size());
    CHECK(found.samples_test == run.data().test_rows.size());
    CHECK(*now.test.accuracy == doctest::Approx(1 - share(found.wrong_test, found.samples_test)));
    CHECK(*now.train.accuracy == doctest::Approx(1 - share(found.wrong_train, found.samples_train)));
    CHECK(sum(found.test.counts) == found.samples_test);
    std::size_t right = 0;
    for (std::size_t k = 0; k < found.test.classes; ++k) right += found.test.at(k, k);
    CHECK(right == found.samples_test - found.wrong_test);
    const Layer<float>& first = run.trainer.network().layers()[0];
    CHECK(sum(found.histogram) == found.samples_train * first.sums);
    for (const UnitActivity& unit : found.layers[0]) CHECK(unit.samples == found.samples_train);
    for (const Mistake& mistake : found.mistakes) {
      CHECK(mistake.label == run.data().target(mistake.row));
      CHECK(*std::ranges::max_element(mistake.pixels) == 1);
      CHECK(mistake.pixels.size() == run.data().input_count());
    }
  }
}

TEST_CASE("of a unit with several sums, the histogram counts the one that its activity describes") {
  Measured run(iris);
  for (std::size_t unit = 0; unit < 6; ++unit) {
    const PlaygroundFigures found = run.figures({0, 1, 0, unit}, false);
    const UnitActivity& activity = found.layers[0][unit];
    const double bin = found.histogram_span.size() / static_cast<double>(PlaygroundFigures::bins);
    double low = 1e9, high = -1e9, place = found.histogram_span.low;
    for (const std::uint32_t count : found.histogram) {
      if (count > 0) low = std::min(low, place), high = std::max(high, place + bin);
      place += bin;
    }
    CHECK(low <= activity.lowest + 1e-6);
    CHECK(low >= activity.lowest - bin - 1e-6);
    CHECK(high >= activity.highest - 1e-6);
    CHECK(high <= activity.highest + bin + 1e-6);
  }
}

TEST_CASE("points that are placed along other columns are of the same rows") {
  Measured run(iris);
  PlaygroundFigures found = run.figures({0, 1, 0, {}}, false);
  place_points(run.data(), 3, 2, found.points);
  for (const MapPoint& point : found.points) {
    CHECK(point.x == static_cast<float>(run.data().input(3, point.row)));
    CHECK(point.y == static_cast<float>(run.data().input(2, point.row)));
  }
}

}  // namespace gradlab::ui::test
