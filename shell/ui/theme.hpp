// The colour tokens of the design, light and dark, and how ImGui's own style follows from them.
#pragma once

#include <array>
#include <cstddef>

#include "shell/ui/color.hpp"

namespace gradlab::ui {

enum class ThemeName { light, dark };

/// Colour by role. Blue and orange mean sign and class only; the accent means "can be touched".
struct Theme {
  ThemeName name;
  Color bg;                          // page
  Color panel;                       // panels, fields, top bar
  Color sunk;                        // wells in plots, flat zones, switched-off fills
  Color line;                        // panel border and rules
  Color line2;                       // control border
  Color grid;                        // grid lines of plots
  Color axis;                        // axes, ticks, toggle off
  Color ink;                         // text, tangent, boundary, test loss
  Color ink2;                        // captions, labels
  Color ink3;                        // tick numbers, hints, train and kept loss
  Color accent;                      // action, selection, focus, links, numbers one can drag
  Color on_accent;                   // text on accent
  Color accent_soft;                 // selected fill
  Color accent_line;                 // its border, ghost of a value
  Color note, note_line, note_ink;   // diagnosis line
  Color pos, neg;                    // weights and class points: blue +, orange -
  Color track;                       // the part of a slider's track beyond the knob
  Color segment_track;               // the well that segments lie in
  Color segment_chosen;              // the chosen segment in it
  Color knob;                        // fill of a slider's or toggle's knob
  std::array<Color, 5> diverging;    // -1, -1/2, 0, +1/2, +1
  std::array<Color, 8> categorical;  // curves, in this order
  std::array<Color, 5> contour;      // bands of a contour map, low to high

  bool dark() const { return name == ThemeName::dark; }
  Color error() const { return categorical[6]; }

  /// The diverging ramp at -1 … +1 (clamped; NaN gives the middle).
  Color ramp(float value) const;
  /// The half-strength ramp of the decision map: -1 … +1 shows only the stops -1/2 … +1/2.
  Color soft_ramp(float value) const { return ramp(value / 2); }
  /// Colour of curve `index`; from the ninth on the same colours again (draw those dashed: see is_dashed).
  Color curve(std::size_t index) const { return categorical[index % categorical.size()]; }
  static bool is_dashed(std::size_t index) { return index >= 8; }
};

/// The ramp for many thousand numbers: looked up, in steps that no eye tells apart.
class RampTable {
 public:
  explicit RampTable(const Theme& theme);
  Color operator()(float value) const {
    const float place = (value + 1) * half;
    if (!(place > 0)) return place <= 0 ? colors_.front() : colors_[half];  // not a number: the middle
    return colors_[static_cast<std::size_t>(place < 2 * half ? place + 0.5F : 2 * half)];
  }
  Color soft(float value) const { return (*this)(value / 2); }

 private:
  static constexpr int half = 256;
  std::array<Color, 2 * half + 1> colors_{};
};

const Theme& theme_of(ThemeName name);

/// The theme in force (that of the current Ui context).
const Theme& theme();

/// Writes colours and measures into ImGui's style; `scale` = device pixel ratio × the interface's factor.
void apply_theme(const Theme& theme, float scale);

}  // namespace gradlab::ui
