// State of the functions page: what a person chose, and curves and facts kept between frames. Plain values; no ImGui
// calls.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/activations/properties.hpp"
#include "shell/ui/widgets/plot_curves.hpp"

namespace gradlab::ui {

/// A function on the plots. Its row is found by id in the core's table.
struct ChosenFunction {
  std::string id;
  std::vector<double> params;
  std::size_t color = 0;  // index into the categorical colours
  bool operator==(const ChosenFunction&) const = default;
};

/// f, f' and f'' in plots, cards and buttons.
inline constexpr std::size_t derivative_count = 3;
constexpr Derivative derivative_at(std::size_t index) { return static_cast<Derivative>(index); }

enum class Arrangement { side_by_side, overlaid };

/// The value a parameter had before it was dragged: drawn dashed, the family of curves behind it.
struct ParamGhost {
  std::string function;
  std::size_t param = 0;
  double before = 0;
};

/// One curve as it was sampled, and what it was sampled for.
struct KeptCurve {
  PlotView view;
  ImVec2 size{};
  std::vector<double> params;
  SampledCurve curve;
};

struct KeptFacts {
  std::vector<double> params;
  ActivationFacts facts;
};

struct FunctionsState {
  FunctionsState();

  std::vector<ChosenFunction> chosen;  // in the order of chips, readouts and tables
  std::string focused;                 // id of one of them, or empty when there is none
  std::array<bool, derivative_count> shown{true, true, false};
  Arrangement arrangement = Arrangement::side_by_side;

  PlotSpan x_view;  // shared by all plots
  std::array<PlotSpan, derivative_count> y_view{};
  PlotSpan overlaid_y;
  bool own_view = false;  // zoomed or panned by hand: choosing functions then leaves the view alone

  double x = 0.5;           // the x that all plots and tables show
  float sweep_seconds = 0;  // the first sweep along the curves; negative: it is over
  std::string search;
  bool choose_open = false, facts_open = false;
  bool all_chips = false;    // unfolded where they need more than two rows
  float toolbar_height = 0;  // design px, of the last frame: the page is so much higher
  ImVec2 pointer{-1, -1};    // where it was in the last frame
  int pointer_moved = 0;     // frames for which it counts as moved; a resting one leaves x to keys, slider and sweep
  bool pointing = false;     // the pointer or the keyboard is on a plot
  std::array<int, derivative_count> card_corner{-1, -1, -1};
  std::optional<ParamGhost> ghost;

  // Kept between frames, made again when what they depend on changes. The key is id, derivative and what it shows.
  std::map<std::string, KeptCurve, std::less<>> curves;
  std::map<std::string, KeptFacts, std::less<>> facts;
  // What a function had when it was last chosen in this session.
  std::map<std::string, ChosenFunction, std::less<>> remembered;

  ChosenFunction* find(std::string_view id);
  const ChosenFunction* find(std::string_view id) const;
  ChosenFunction* focus() { return find(focused); }
  const ChosenFunction* focus() const { return find(focused); }

  /// Adds the function and focuses it; a function already there is only focused. Rows that mix units are not curves:
  /// refused.
  bool choose(std::string_view id);
  void remove(std::string_view id);
  void focus_next(int steps);

  /// Fits the view to the chosen functions.
  void reset_view();
  /// The same, unless a person zoomed.
  void fit_if_untouched();
  /// Decimals with which x is written, so that neighbouring pixels differ; x itself is kept rounded to them.
  int x_decimals() const;
  void point_at(double new_x);

  const ActivationFacts& facts_of(const ChosenFunction& function);
};

/// The row of a chosen function; never null for one that choose() accepted.
const Activation<double>& row_of(const ChosenFunction& function);

/// Rows that can be drawn as y = f(x), in the table's order.
std::vector<const Activation<double>*> drawable_rows();

std::vector<double> initial_params(const Activation<double>& row);

}  // namespace gradlab::ui
