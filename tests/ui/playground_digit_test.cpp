// A digit drawn by hand: the form of the data, whatever its size and place; classified as one draws.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "shell/ui/pages/playground/digit_pad.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

constexpr float turn = 2 * std::numbers::pi_v<float>;

/// Part of an ellipse; angles in turns, clockwise from the right.
PenStroke arc(float x, float y, float width, float height, float from, float to) {
  PenStroke line;
  for (int i = 0; i <= 40; ++i) {
    const float angle = (from + (to - from) * static_cast<float>(i) / 40) * turn;
    line.push_back({x + width * std::cos(angle), y + height * std::sin(angle)});
  }
  return line;
}

PenStroke joined(PenStroke first, const PenStroke& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

/// As one writes them.
std::vector<std::vector<PenStroke>> digits() {
  return {{arc(0.5F, 0.5F, 0.28F, 0.45F, 0, 1)},
          {{{0.35F, 0.25F}, {0.52F, 0.08F}, {0.52F, 0.95F}}},
          {joined(arc(0.5F, 0.3F, 0.25F, 0.24F, -0.5F, 0.125F), {{0.22F, 0.92F}, {0.8F, 0.92F}})},
          {joined(arc(0.48F, 0.28F, 0.24F, 0.22F, -0.42F, 0.25F), arc(0.48F, 0.72F, 0.27F, 0.24F, -0.25F, 0.42F))},
          {{{0.58F, 0.05F}, {0.2F, 0.62F}, {0.82F, 0.62F}}, {{0.62F, 0.35F}, {0.62F, 0.98F}}},
          {joined({{0.76F, 0.06F}, {0.34F, 0.06F}, {0.28F, 0.45F}}, arc(0.46F, 0.66F, 0.27F, 0.27F, -0.3F, 0.37F))},
          {joined({{0.64F, 0.05F}, {0.38F, 0.35F}, {0.26F, 0.62F}}, arc(0.48F, 0.7F, 0.23F, 0.25F, -0.5F, 0.5F))},
          {{{0.18F, 0.08F}, {0.8F, 0.08F}, {0.42F, 0.96F}}, {{0.3F, 0.5F}, {0.72F, 0.5F}}},
          {arc(0.5F, 0.28F, 0.21F, 0.21F, 0.25F, 1.25F), arc(0.5F, 0.73F, 0.25F, 0.24F, -0.25F, 0.75F)},
          {joined(arc(0.5F, 0.3F, 0.23F, 0.24F, 0, 1), {{0.73F, 0.3F}, {0.66F, 0.95F}})}};
}

std::vector<PenStroke> at(const std::vector<PenStroke>& strokes, float scale, float x, float y) {
  std::vector<PenStroke> moved = strokes;
  for (PenStroke& stroke : moved)
    for (PenPoint& point : stroke) point = {x + scale * point.x, y + scale * point.y};
  return moved;
}

double sum(const std::vector<double>& pixels) { return std::accumulate(pixels.begin(), pixels.end(), 0.0); }

struct DigitPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
  void learn_digits() {
    choose_data(state(), "digits");
    settle(400);
    state().run->runner().send(Advance{state().run->state().steps_per_epoch * 25});
    const std::uint64_t end = state().run->state().steps_per_epoch * 25;
    for (int i = 0; i < 4000 && state().run->state().step < end; ++i) frames();
    // Until the figures are those of where it stands.
    while (state().run->next_frame_in() >= 0) frames();
  }
};

}  // namespace

TEST_CASE("neither the size nor the place of a drawing changes its pixels") {
  for (const std::size_t side : {8U, 28U}) {
    for (const auto& digit : digits()) {
      const auto large = digit_image(digit, side, 16), small = digit_image(at(digit, 0.25F, 0.6F, 0.1F), side, 16);
      REQUIRE(large.size() == side * side);
      double difference = 0;
      for (std::size_t i = 0; i < large.size(); ++i) difference += std::abs(large[i] - small[i]);
      CHECK(difference < 0.02 * sum(large));
      CHECK(*std::max_element(large.begin(), large.end()) <= 16.0);
    }
  }
  CHECK(sum(digit_image({}, 8, 16)) == 0);
}

TEST_CASE("a drawing has about as much ink as the data, and stands where they stand") {
  DigitPage page;
  choose_data(page.state(), "digits");
  page.settle(400);
  const Dataset& data = page.data();
  REQUIRE(data.input_count() == 64);
  const double mean_ink =
      std::accumulate(data.inputs.begin(), data.inputs.end(), 0.0) / static_cast<double>(data.samples);
  double drawn = 0;
  for (const auto& digit : digits()) drawn += sum(digit_image(digit, 8, 16)) / 10;
  CHECK(std::abs(drawn / mean_ink - 1) < 0.15);
  // Of MNIST's size the centre of mass lies in the middle.
  for (const auto& digit : digits()) {
    const auto pixels = digit_image(at(digit, 0.3F, 0.1F, 0.5F), 28, 255);
    double x = 0, y = 0;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      const std::size_t column = i % 28, row = i / 28;
      x += pixels[i] * (static_cast<double>(column) + 0.5);
      y += pixels[i] * (static_cast<double>(row) + 0.5);
    }
    CHECK(std::abs(x / sum(pixels) - 14) < 0.3);
    CHECK(std::abs(y / sum(pixels) - 14) < 0.3);
  }
}

TEST_CASE("a trained network knows digits that were drawn by hand, in their own ten strokes of the pen") {
  for (const Screen screen : {Screen{1440, 900, 1}, phone}) {
    DigitPage page(screen);
    page.learn_digits();
    int right = 0;
    for (std::size_t digit = 0; digit < digits().size(); ++digit) {
      const auto answer = classify_pixels(page.state(), digit_image(digits()[digit], 8, 16));
      REQUIRE(answer.size() == 10);
      CHECK(std::abs(sum(answer) - 1) < 1e-6);
      right += static_cast<std::size_t>(std::max_element(answer.begin(), answer.end()) - answer.begin()) == digit;
    }
    CHECK(right >= 8);

    // With the pointer, in the sheet: what is said follows what is drawn.
    page.activate("playground.draw_digit");
    page.frames(4);
    CHECK(page.value("playground.reading.digit").empty());
    const Rect pad = page.control("playground.digit_pad").rect;
    const auto place = [&](PenPoint point) {
      return ImVec2{pad.x0 + pad.width() * (0.2F + 0.6F * point.x), pad.y0 + pad.height() * (0.2F + 0.6F * point.y)};
    };
    const PenStroke zero = arc(0.5F, 0.5F, 0.28F, 0.45F, 0, 1);
    for (std::size_t i = 0; i + 8 < zero.size(); i += 8) page.finger_drag(place(zero[i]), place(zero[i + 8]));
    page.frames(2);
    CHECK(page.state().digit.strokes.size() == 5);
    CHECK(page.value("playground.reading.digit") == "0");
    CHECK(page.value("playground.reading.digit_share[0]").ends_with("%"));
    page.activate("playground.digit_clear");
    page.frames(3);
    CHECK(page.value("playground.reading.digit").empty());
  }
}

TEST_CASE("the worst mistakes are mistakes, the surest first, and the first layer's weights are pictures") {
  DigitPage page;
  page.learn_digits();
  const std::vector<Mistake>& mistakes = page.state().run->figures().mistakes;
  REQUIRE_FALSE(mistakes.empty());
  CHECK(page.has("playground.mistake[1]"));
  float before = 1;
  for (const Mistake& mistake : mistakes) {
    std::vector<double> pixels;
    for (std::size_t i = 0; i < 64; ++i) pixels.push_back(page.data().input(i, mistake.row));
    const auto answer = classify_pixels(page.state(), pixels);
    const auto best = std::max_element(answer.begin(), answer.end());
    CHECK(best - answer.begin() == mistake.answer);
    CHECK(std::abs(*best - static_cast<double>(mistake.share)) < 1e-4);
    CHECK(page.data().target(mistake.row) == mistake.label);
    CHECK(mistake.label != mistake.answer);
    CHECK(mistake.share <= before);
    before = mistake.share;
  }
  page.state().keep.picture = WantedPicture{"network", true};
  page.frames(3);
  const std::string& svg = page.saved_files["gradlab-network.svg"];
  std::size_t pictures = 0;
  for (std::size_t at = svg.find("<image"); at != std::string::npos; at = svg.find("<image", at + 1)) ++pictures;
  CHECK(pictures >= std::min<std::size_t>(PlaygroundMaps::units_drawn, 8));
}

TEST_CASE("every image of a mistake has its place, whatever the window's size") {
  for (const Screen screen :
       {Screen{1440, 900, 1}, Screen{1280, 720, 1}, Screen{1024, 768, 1}, Screen{768, 1024, 1}, Screen{780, 1688, 2}}) {
    for (const bool simple : {false, true}) {
      DigitPage page(screen);
      choose_data(page.state(), "digits");
      set_simple(page.state(), simple);
      page.settle(400);
      // Hardly trained: there are more mistakes than are shown.
      page.state().run->runner().send(Advance{3});
      page.settle(400);
      REQUIRE(page.state().run->figures().mistakes.size() == most_mistakes);
      for (std::size_t i = 1; i <= most_mistakes; ++i) {
        CAPTURE(screen.width);
        CAPTURE(simple);
        CAPTURE(i);
        CHECK(page.has("playground.mistake[" + std::to_string(i) + "]"));
      }
    }
  }
}

TEST_CASE("the pad is there for images alone") {
  DigitPage page;
  CHECK_FALSE(page.has("playground.draw_digit"));
  page.state().digit.open = true;
  page.frames(3);
  CHECK_FALSE(page.has("playground.digit_pad"));
}

}  // namespace gradlab::ui::test
