// What the Batches view looks into: the study of noise and plane, and the two pictures of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "shell/ui/format.hpp"
#include "shell/ui/pages/races/batch_study.hpp"
#include "shell/ui/pages/races/batch_views.hpp"
#include "shell/ui/svg.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/noise_plot.hpp"
#include "shell/ui/widgets/slice_map.hpp"
#include "tests/core/shipped_files.hpp"
#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

using gradlab::test::trainer_of;

namespace {

constexpr Rect study_place{60, 60, 660, 560};

std::string spec_of(std::size_t batch, const char* more = "") {
  return R"({"data": {"kind": "circle", "points": 120}, "layers": [{"units": 3, "activation": "tanh")" +
         std::string(more) + R"(}, {"activation": "sigmoid"}], "optimizer": {"id": "sgd", "lr": 0.3}, "batch": )" +
         std::to_string(batch) + "}";
}

/// Three runs from one start, with batches of all samples, 16 and 1.
struct BatchTrio {
  std::shared_ptr<const Trainer<float>> any;
  std::vector<Trainer<float>> trainers;
  std::vector<ParameterPath> paths;

  explicit BatchTrio(const char* more = "")
      : any(std::make_shared<Trainer<float>>(trainer_of<float>(spec_of(0, more)))) {
    for (const std::size_t batch : {0U, 16U, 1U}) trainers.push_back(trainer_of<float>(spec_of(batch, more)));
    paths.assign(trainers.size(), ParameterPath(32));
    run(0);
  }
  void run(std::size_t epochs) {
    for (std::size_t i = 0; i < trainers.size(); ++i) {
      const std::size_t steps = epochs * trainers[i].steps_per_epoch();
      for (std::size_t step = 0; step <= steps; ++step) {
        if (paths[i].size() == 0 || trainers[i].steps_done() > paths[i].steps().back())
          paths[i].visit(trainers[i].steps_done(), trainers[i].network().parameters());
        if (step < steps) trainers[i].step();
      }
    }
  }
  std::vector<BatchContestant> contestants() const {
    return {{"all", theme_of(ThemeName::light).curve(0), 0, &paths[0]},
            {"sixteen", theme_of(ThemeName::light).curve(1), 16, &paths[1]},
            {"one", theme_of(ThemeName::light).curve(2), 1, &paths[2]}};
  }
  void show(BatchStudy& study, std::size_t focused = 1) const { study.look_at(any, contestants(), focused); }
};

/// So slow a machine that each look at the clock takes a millisecond.
BatchStudy slow_study(double& now) {
  return BatchStudy([&now] { return now += 0.001; });
}

void finish(BatchStudy& study) {
  for (int frame = 0; frame < 100'000 && study.busy(); ++frame) study.advance(0.004);
  REQUIRE_FALSE(study.busy());
}

/// What is drawn, as a drawing.
template <class Draw>
std::string drawing_of(const Draw& draw) {
  std::string svg;
  Harness h([&] {
    SvgPainter painter({0, 0, 1440, 900}, 1, theme().panel);
    gradlab::ui::ui().svg = &painter;
    draw();
    gradlab::ui::ui().svg = nullptr;
    svg = painter.finish();
  });
  h.frames(2);
  CHECK(h.app().translator().missing().empty());
  return svg;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

std::string css(Color color) {
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", static_cast<unsigned>(color >> IM_COL32_R_SHIFT & 0xFF),
                static_cast<unsigned>(color >> IM_COL32_G_SHIFT & 0xFF),
                static_cast<unsigned>(color >> IM_COL32_B_SHIFT & 0xFF));
  return text;
}

GradientNoise finished_noise(const BatchTrio& race) {
  auto loss = TrainingLoss::create(race.trainers[0], noise_samples);
  const std::vector<double> here(loss->here().begin(), loss->here().end());
  GradientNoise noise = *GradientNoise::create(*std::move(loss), here, {});
  while (!noise.finished()) noise.work(1000);
  return noise;
}

/// A valley with two runs in it.
struct Valley {
  std::vector<float> values;
  std::vector<PlotPoint> here{{0, 0}, {0.5, 0.2}, {1.5, 0.4}}, there{{0, 0}, {0.2, 1.4}};
  std::vector<SliceWay> ways{{"here", theme_of(ThemeName::light).curve(0), here, here.back()},
                             {"there", theme_of(ThemeName::light).curve(1), there, there.back()}};
  Valley() {
    for (int row = 0; row < 5; ++row)
      for (int column = 0; column < 5; ++column) values.push_back(0.25F + static_cast<float>(column * column));
  }
  SliceMap map() const {
    return {.values = values, .side = 5, .view = {{-0.5, 2}, {-0.5, 2}}, .ways = ways, .focused = 1};
  }
};

}  // namespace

TEST_CASE("a study works a little in each frame, and ends with the numbers that were to be found") {
  BatchTrio race;
  race.run(20);
  double now = 0;
  BatchStudy study = slow_study(now);
  race.show(study);
  CHECK(study.busy());
  study.advance(0.0005);
  REQUIRE(study.slice());
  CHECK(study.slice()->done == 1);
  CHECK(std::isnan(study.slice()->values.back()));
  study.advance(0.0045);
  CHECK(study.slice()->done <= 6);
  finish(study);
  CHECK(study.slice()->finished());
  REQUIRE(study.noise());
  CHECK(study.noise()->finished());

  // At the last moment of the focused path.
  TrainingLoss loss = *TrainingLoss::create(*race.any, 4096);
  std::vector<double> gradient(loss.size());
  loss.gradient(race.paths[1].parameters().back(), gradient);
  double squares = 0;
  for (const double g : gradient) squares += g * g;
  CHECK(study.noise()->gradient_norm() == doctest::Approx(std::sqrt(squares)));

  const SlicePlane plane = *paths_plane(race.paths);
  CHECK(study.slice()->explained[0] == doctest::Approx(plane.explained[0]));
  for (std::size_t i = 0; i < race.paths.size(); ++i) {
    const std::vector<PlotPoint>& way = study.slice()->ways[i];
    REQUIRE(way.size() == race.paths[i].size());
    CHECK(way.front().x == doctest::Approx(0));
    CHECK(way.back().x == doctest::Approx(plane.coordinates(race.paths[i].parameters().back()).x));
    CHECK(way.back().y == doctest::Approx(plane.coordinates(race.paths[i].parameters().back()).y));
    CHECK(study.slice()->view.x.contains(way.back().x));
    CHECK(study.slice()->view.y.contains(way.back().y));
  }
  study.advance(1);
  CHECK_FALSE(study.busy());
}

TEST_CASE("while a race goes on the map stays in view until the next one is worked out") {
  BatchTrio race;
  race.run(5);
  double now = 0;
  BatchStudy study = slow_study(now);
  race.show(study);
  finish(study);
  const auto first = study.slice()->ways;
  race.show(study);
  CHECK_FALSE(study.busy());  // nothing has changed

  race.run(30);
  race.show(study);
  CHECK(study.busy());
  study.advance(0.002);
  CHECK(study.slice()->finished());
  CHECK(study.slice()->ways[0].size() == first[0].size());
  CHECK(study.noise()->finished());
  finish(study);
  CHECK(study.slice()->finished());
  CHECK(study.slice()->ways[0].size() == race.paths[0].size());
}

TEST_CASE("another network, other runs and a race that begins anew start afresh, another focus only the noise") {
  BatchTrio race;
  race.run(10);
  double now = 0;
  BatchStudy study = slow_study(now);
  const auto begun_anew = [&] { return study.slice() && study.slice()->done == 0 && !study.noise()->known(); };
  race.show(study);
  finish(study);

  race.show(study, 2);
  CHECK(study.slice()->finished());
  CHECK_FALSE(study.noise()->known());
  finish(study);
  CHECK(study.noise()->known());

  BatchTrio again;
  again.any = race.any;
  again.run(4);
  again.show(study, 2);  // the same runs, from the start
  CHECK(begun_anew());
  finish(study);

  const BatchTrio other;
  again.any = other.any;
  again.show(study, 2);
  CHECK(begun_anew());
  finish(study);

  std::vector<BatchContestant> two = again.contestants();
  two.pop_back();
  study.look_at(again.any, two, 1);
  CHECK(begun_anew());
  CHECK(study.slice()->ways.size() == 2);
}

TEST_CASE("the noise is measured where one asks for it") {
  BatchTrio race;
  race.run(10);
  double now = 0;
  BatchStudy study = slow_study(now);
  const std::vector<double>& start = race.paths[0].parameters().front();
  study.look_at(race.any, race.contestants(), 0, start);
  finish(study);
  TrainingLoss loss = *TrainingLoss::create(*race.any, 4096);
  std::vector<double> gradient(loss.size());
  loss.gradient(start, gradient);
  double squares = 0;
  for (const double g : gradient) squares += g * g;
  CHECK(study.noise()->gradient_norm() == doctest::Approx(std::sqrt(squares)));
}

TEST_CASE("runs that stand at their start and batch norm are refused in words") {
  const BatchTrio still;
  double now = 0;
  BatchStudy at_start = slow_study(now);
  still.show(at_start);
  finish(at_start);
  CHECK(at_start.slice_refused() == "path_too_short");
  CHECK(at_start.noise()->known());
  CHECK_FALSE(drawing_of([&] { batch_slice_view(study_place, at_start); }).empty());

  BatchTrio normed(R"(, "batch_norm": true)");
  normed.run(3);
  BatchStudy study = slow_study(now);
  normed.show(study);
  finish(study);
  CHECK(study.noise_refused() == "noise_of_batch_norm");
  CHECK_FALSE(study.noise());
  CHECK(study.slice()->finished());
  CHECK(drawing_of([&] { batch_noise_view(study_place, study); }).find("batch normalisation") != std::string::npos);
}

TEST_CASE("both views say what they show, in both languages and on a phone") {
  BatchTrio race;
  race.run(10);
  double now = 0;
  BatchStudy study = slow_study(now);
  race.show(study);
  finish(study);
  for (const Language language : {Language::en, Language::zh}) {
    for (const Screen screen : {Screen{}, Screen{780, 1688, 2}}) {
      Harness h(
          [&] {
            batch_noise_view({20, 20, screen.width - 20, screen.height / 2 - 20}, study);
            batch_slice_view({20, screen.height / 2, screen.width - 20, screen.height - 20}, study);
          },
          screen);
      h.app().settings().language = language;
      h.frames(3);
      CHECK(h.has("races.noise_plot"));
      CHECK(h.has("races.slice_map"));
      CHECK(h.value("races.reading.noise") == noise_words(*study.noise()));
      const std::string ends = h.value("races.reading.slice");
      for (const BatchContestant& one : study.contestants()) CHECK(ends.find(one.name) != std::string::npos);
      CHECK(h.app().translator().missing().empty());
    }
  }
}

TEST_CASE("a map has each run's way, the focused one wider and on top, with names at their heads and one start") {
  const Valley valley;
  const std::string svg = drawing_of([&] { slice_map("races.slice_map", study_place, valley.map()); });
  const std::string focused = css(valley.ways[1].color), other = css(valley.ways[0].color);
  CHECK(svg.find("here") != std::string::npos);
  CHECK(svg.find("there") != std::string::npos);
  CHECK(count_of(svg, "stroke=\"" + focused + "\" stroke-width=\"3\"") == 1);
  CHECK(count_of(svg, "stroke=\"" + other + "\" stroke-width=\"2.2\"") == 1);
  CHECK(svg.find("stroke=\"" + focused + "\"") > svg.find("stroke=\"" + other + "\""));
  CHECK(svg.find("<image") != std::string::npos);
}

TEST_CASE("a map tells the loss under the pointer, where it is known") {
  Valley valley;
  Harness h([&] { slice_map("races.slice_map", study_place, valley.map()); });
  h.hover("races.slice_map", 0.1);
  REQUIRE(h.app().ui().tooltip.shown);
  CHECK(h.app().ui().tooltip.name.find(readout(4.25)) != std::string::npos);
  valley.values.assign(25, NAN);
  h.frames(3);
  CHECK_FALSE(h.app().ui().tooltip.shown);
}

TEST_CASE("the range of a map is that of its losses above 0") {
  const std::array<float, 5> values{NAN, 0, 3, INFINITY, 0.5F};
  CHECK(slice_range(values).low == 0.5);
  CHECK(slice_range(values).high == 3);
  CHECK(slice_range({}).high == 0);
}

TEST_CASE("the view of the noise holds every size, the gradient and all noise above 0") {
  BatchTrio race;
  race.run(10);
  const GradientNoise noise = finished_noise(race);
  const PlotView view = noise_view(noise);
  CHECK(view.log_y);
  CHECK(view.x.low == 0);
  CHECK(std::exp2(view.x.high) == doctest::Approx(static_cast<double>(noise.samples())));
  CHECK(view.y.contains(noise.gradient_norm()));
  CHECK(view.y.contains(noise.deviation()));
  for (const BatchNoise& size : noise.sizes())
    if (size.batch < noise.samples()) CHECK(view.y.contains(size.measured()));
}

TEST_CASE("the plot of the noise has its curves' names, its axes' words and each run's batch size") {
  BatchTrio race;
  race.run(10);
  const GradientNoise noise = finished_noise(race);
  const Color mine = theme_of(ThemeName::light).curve(3);
  const std::array marks{NoiseMark{"sixteen", mine, 16}, NoiseMark{"everything", mine, 1000}};
  const std::string svg = drawing_of([&] { noise_plot("races.noise_plot", study_place, noise, marks); });
  for (const char* const word : {"σ/√B", "gradient |g|", "batch size B (samples)", "sixteen", "everything"}) {
    CAPTURE(std::string(word));
    CHECK(svg.find(word) != std::string::npos);
  }
  CHECK(svg.find(css(mine)) != std::string::npos);
  CHECK(svg.find(">" + grouped(static_cast<long long>(noise.samples())) + "<") != std::string::npos);
}

TEST_CASE("the plot of the noise reads a batch size out under the pointer") {
  BatchTrio race;
  race.run(10);
  const GradientNoise noise = finished_noise(race);
  std::string svg;
  Harness h([&] {
    SvgPainter painter({0, 0, 1440, 900}, 1, theme().panel);
    gradlab::ui::ui().svg = &painter;
    noise_plot("races.noise_plot", study_place, noise);
    gradlab::ui::ui().svg = nullptr;
    svg = painter.finish();
  });
  h.frames(2);
  CHECK(svg.find("batches measured") == std::string::npos);
  h.hover("races.noise_plot", 0.1);
  // The middle of the axis lies nearest to the middle power of two.
  const double middle = noise_view(noise).x.high / 2;
  const auto batch = static_cast<long long>(std::exp2(std::round(middle)));
  CHECK(svg.find("B = " + grouped(batch) + ", batches measured") != std::string::npos);
}

TEST_CASE("nothing is plotted before every sample was looked at") {
  BatchTrio race;
  auto loss = TrainingLoss::create(race.trainers[0], noise_samples);
  const std::vector<double> here(loss->here().begin(), loss->here().end());
  GradientNoise noise = *GradientNoise::create(*std::move(loss), here, {});
  noise.work(1);
  Harness h([&] { noise_plot("races.noise_plot", study_place, noise); });
  h.frames(2);
  CHECK_FALSE(h.has("races.noise_plot"));
  noise.work(3 * noise.samples());
  h.frames(2);
  CHECK(h.has("races.noise_plot"));
}

}  // namespace gradlab::ui::test
