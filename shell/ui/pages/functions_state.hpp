// State of the functions page: what a person chose, and curves and facts kept between frames. Plain values; no ImGui
// calls.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/activations/properties.hpp"
#include "shell/ui/pages/functions/own_function.hpp"
#include "shell/ui/widgets/plot_axes.hpp"
#include "shell/ui/widgets/plot_curves.hpp"

namespace gradlab::ui {

/// A function on the plots. Its row is found by id in the core's table, or is what a person typed.
struct ChosenFunction {
  std::string id;  // of the table; of one's own: "own1" …
  std::vector<double> params;
  std::size_t color = 0;  // index into the categorical colours
  OwnFunctionPtr own;     // null for rows of the table
  bool operator==(const ChosenFunction&) const = default;
};

/// f, f' and f'' in plots, cards and buttons.
inline constexpr std::size_t derivative_count = 3;
constexpr Derivative derivative_at(std::size_t index) { return static_cast<Derivative>(index); }

enum class Arrangement { side_by_side, overlaid, grid };

/// What the panel beside the formula shows.
enum class Tool { facts, signals, layers, take_away };

/// What notes print, and what is seen first: there the bends are large.
inline constexpr double first_reach = 4.6, notes_reach = 10;

struct FunctionsTools;  // functions/tools.hpp

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
  OwnFunctionPtr own;
  SampledCurve curve;
};

struct KeptFacts {
  std::vector<double> params;
  OwnFunctionPtr own;
  ActivationFacts facts;
};

/// What the gradient checker found for a typed derivative.
struct KeptCheck {
  std::vector<double> params;
  OwnFunctionPtr own;
  std::optional<DerivativeCheck> check;
};

struct FunctionsState {
  FunctionsState();
  ~FunctionsState();
  FunctionsState(const FunctionsState&) = delete;
  FunctionsState& operator=(const FunctionsState&) = delete;
  /// What a link describes in place of this; what belongs to the window (pointer, what is open) stays.
  void take(FunctionsState&& other);

  std::vector<ChosenFunction> chosen;  // in the order of chips, readouts and tables
  std::string focused;                 // id of one of them, or empty when there is none
  std::array<bool, derivative_count> shown{true, true, false};
  Arrangement arrangement = Arrangement::side_by_side;
  AxesLook axes = AxesLook::lab;
  int decimals = 3;  // of values in cards and tables
  bool tangent = true, shade = true;
  std::optional<double> pin;  // a second x that stays
  std::string vector;         // id of the row that mixes units which is looked at instead of the curves; empty: none
  Tool tool = Tool::facts;

  PlotSpan x_view;  // shared by all plots
  std::array<PlotSpan, derivative_count> y_view{};
  PlotSpan overlaid_y;
  double x_reach = first_reach;  // what the view is fitted to, from -x_reach to x_reach
  bool own_view = false;         // zoomed or panned by hand: choosing functions then leaves the view alone

  double x = 0.5;           // the x that all plots and tables show
  float sweep_seconds = 0;  // the first sweep along the curves; negative: it is over
  std::string search;
  bool choose_open = false, facts_open = false, look_open = false;
  bool all_chips = false;    // unfolded where they need more than two rows
  float toolbar_height = 0;  // design px, of the last frame: the page is so much higher
  float grid_height = 0;     // likewise what small multiples need more than two plots side by side
  ImVec2 pointer{-1, -1};    // where it was in the last frame
  int pointer_moved = 0;     // frames for which it counts as moved; a resting one leaves x to keys, slider and sweep
  bool pointing = false;     // the pointer or the keyboard is on a plot
  std::array<int, derivative_count> card_corner{-1, -1, -1};
  std::optional<ParamGhost> ghost;
  std::string copy_wanted;    // id of the function to become one's own when the page is drawn; empty: none
  std::string to_playground;  // id of the function to take there when the page is drawn; empty: none

  std::unique_ptr<FunctionsTools> tools;  // what the panels other than the plots hold; never null

  // Kept between frames, made again when what they depend on changes. The key is id, derivative and what it shows.
  std::map<std::string, KeptCurve, std::less<>> curves;
  std::map<std::string, KeptFacts, std::less<>> facts;
  std::map<std::string, KeptCheck, std::less<>> checks;
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
  /// Takes all others off.
  void choose_only(std::string_view id);
  /// Alone and, unless a person zoomed, from -10 to 10.
  void show_as_notes(std::string_view id);
  /// Adds one's own function with these texts and focuses it; the id it got, or nothing when there are too many or the
  /// text is no formula. `values`: where its parameters start, by name.
  std::string add_own(const std::string& text, const std::string& claim, const ParamValues& values = {});
  bool has_room_for_own() const;
  /// Other texts for one's own function. Parameters keep their values by name.
  void edit_own(std::string_view id, const std::string& text, const std::string& claim);
  void focus_next(int steps);

  /// Fits the view to the chosen functions.
  void reset_view();
  /// The x from -reach to reach, and what fits to it.
  void show_x(double reach);
  /// The same, unless a person zoomed.
  void fit_if_untouched();
  /// Decimals with which x is written, so that neighbouring pixels differ; x itself is kept rounded to them.
  int x_decimals() const;
  void point_at(double new_x);

  void fit_y();

  const ActivationFacts& facts_of(const ChosenFunction& function);
  /// Null where nothing was said of its derivative.
  const DerivativeCheck* check_of(const ChosenFunction& function);

 private:
  /// Behind the last one where all are taken.
  std::size_t free_own_number() const;
};

/// The row of a chosen function; never null for one that choose() accepted.
const Activation<double>& row_of(const ChosenFunction& function);

/// Rows that can be drawn as y = f(x), in the table's order.
std::vector<const Activation<double>*> drawable_rows();

std::vector<double> initial_params(const Activation<double>& row);

}  // namespace gradlab::ui
