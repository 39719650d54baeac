// Names at the ends of curves, and where a card hides the least.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/ui/widgets/plot_curves.hpp"

namespace gradlab::ui {

inline constexpr float label_pitch = 16;  // design px between two names

/// Heights near the wanted ones, in the same order, at least `pitch` apart and inside [low, high] as far as they fit.
/// Neighbours that must move share the way, so that each name stays near its curve.
std::vector<float> spread_labels(const std::vector<float>& wanted, float pitch, float low, float high);

/// How a curve leaves the frame towards the right.
struct CurveExit {
  enum class Side { none, right, top, bottom } side = Side::none;
  ImVec2 at{};
  float lean = 0;  // sideways pixels for each pixel back into the frame: how far a stack of names must keep away
};
CurveExit curve_exit(const PlotFrame& frame, std::span<const ImVec2> pixels);

/// Words that stand on a plot: a strip of the paper's colour under them keeps grid and curves from running through.
float draw_on_paper(ImDrawList* list, ImVec2 at, Align align, Color color, TextStyle style, std::string_view text);

struct EndLabel {
  std::string text;
  Color color = 0;
  CurveExit exit;
  TextStyle style = strong(type::caption);
  bool emphasised = false;  // written even where there is no room for all
};

/// Writes the names right of the frame, or, for curves that leave through its top or bottom, beside them inside it.
/// Where there is no room for all, the later ones become one "+4".
/// Returns the rectangles inside the frame that names take up.
std::vector<Rect> draw_end_labels(ImDrawList* list, const PlotFrame& frame, const std::vector<EndLabel>& labels);

/// Device pixels of curve that a rectangle hides.
float hidden_length(const Rect& rect, std::span<const ImVec2> pixels);

/// Of several places for a few words, the one inside `frame` that hides least; earlier ones are preferred by `patience`
/// device pixels each. Words then do not jump about for little.
std::size_t emptiest_place(const Rect& frame, std::span<const Rect> places, std::span<const std::vector<ImVec2>> curves,
                           float patience);

/// Lets a card find its place: rectangles and curves that it should not hide.
class CardPlace {
 public:
  CardPlace(const Rect& frame, ImVec2 size) : frame_(frame), size_(size) {}
  void avoid(std::span<const ImVec2> pixels, float weight = 1);
  void avoid(const Rect& rect, float weight = 1);

  /// The corner (0 left top, 1 right top, 2 left bottom, 3 right bottom) that hides least; `previous` stays unless
  /// another is clearly better, so that the card does not jump to and fro.
  int corner(int previous) const;
  Rect rect(int corner) const;

 private:
  Rect frame_;
  ImVec2 size_;
  float cost_[4] = {};
};

}  // namespace gradlab::ui
