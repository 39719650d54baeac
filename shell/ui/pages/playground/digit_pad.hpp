// A digit drawn by hand, brought into the form of the data, and what the network says to it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gradlab::ui {

struct Playground;
struct PlaygroundState;
struct Rect;

struct PenPoint {
  float x = 0, y = 0;  // of the pad, 0 … 1, y down
};
using PenStroke = std::vector<PenPoint>;

struct DigitPad {
  bool open = false;
  bool down = false;  // a stroke is on its way
  std::vector<PenStroke> strokes;

  // What was last answered, and to what.
  std::size_t answered_points = 0;
  std::uint64_t answered_version = 0;
  std::vector<double> pixels, answer;
};

/// side × side pixels from 0 to `full`, row by row from the top, as the data's own were made. Up to 8 pixels a side, as
/// of the digits that come with the program (Alpaydin & Kaynak 1998): the drawing fills the square, centred, and a
/// pixel counts the share that the pen covers. More, as MNIST's 28 (LeCun et al. 1998): it fills 20/28 of the square,
/// its centre of mass in the middle. Nothing drawn: all 0. So neither size nor place of the drawing matters.
std::vector<double> digit_image(std::span<const PenStroke> strokes, std::size_t side, double full);

/// The network's answer to pixels of the data's own kind: one number for each class.
std::vector<double> classify_pixels(const PlaygroundState& state, const std::vector<double>& pixels);

/// The button that opens the pad, and its sheet.
void digit_pad_button(Playground& page, const Rect& where);
float digit_pad_button_width();  // device px
void playground_digit_overlay(Playground& page);

}  // namespace gradlab::ui
