#include "shell/ui/pages/functions_state.hpp"

#include <algorithm>
#include <cmath>

#include "core/formula/custom_row.hpp"
#include "shell/ui/pages/functions/tools.hpp"

namespace gradlab::ui {
namespace {

std::size_t free_color(const std::vector<ChosenFunction>& chosen) {
  for (std::size_t color = 0;; ++color) {
    const auto uses = [color](const ChosenFunction& function) { return function.color == color; };
    if (std::none_of(chosen.begin(), chosen.end(), uses)) return color;
  }
}

/// Lowest and highest value of a curve over the view.
PlotSpan extent(const ChosenFunction& function, Derivative which, PlotSpan x_view) {
  constexpr std::size_t count = 201;
  std::array<double, count> x{}, y{};
  for (std::size_t i = 0; i < count; ++i) x[i] = x_view.low + x_view.size() * static_cast<double>(i) / (count - 1);
  evaluate(row_of(function), function.params, which, x, y);
  const auto [low, high] = std::minmax_element(y.begin(), y.end());
  return {*low, *high};
}

PlotSpan fitted(const std::vector<ChosenFunction>& chosen, Derivative which, PlotSpan x_view) {
  PlotSpan all{0, which == Derivative::second ? 0.25 : 1};
  for (const ChosenFunction& function : chosen) {
    const PlotSpan one = extent(function, which, x_view);
    all = {std::min(all.low, one.low), std::max(all.high, one.high)};
  }
  // Lines that run away would press everything else flat: the plot shows them as far as it is about as high as wide.
  if (which == Derivative::none) {
    all.low = std::max(all.low, -0.25 * x_view.size());
    all.high = std::min(all.high, 0.38 * x_view.size());
    return {all.low - 0.11 * all.size(), all.high + 0.04 * all.size()};
  }
  return {all.low - 0.2 * all.size(), all.high + 0.2 * all.size()};
}

}  // namespace

const Activation<double>& row_of(const ChosenFunction& function) {
  return function.own ? function.own->row->row() : *find_activation<double>(function.id);
}

std::vector<const Activation<double>*> drawable_rows() {
  std::vector<const Activation<double>*> rows;
  for (const Activation<double>& row : activations<double>()) {
    if (!row.mixes()) rows.push_back(&row);
  }
  return rows;
}

std::vector<double> initial_params(const Activation<double>& row) {
  std::vector<double> params;
  for (const ParamSpec& spec : row.params) params.push_back(spec.initial);
  return params;
}

FunctionsState::~FunctionsState() = default;

FunctionsState::FunctionsState() : x_view{-first_reach, first_reach}, tools(std::make_unique<FunctionsTools>()) {
  // Blue, orange and green go to these three in this order, as everywhere in the lab.
  for (const std::string_view id : {"sigmoid", "relu", "tanh"}) choose(id);
  if (chosen.size() == 3) std::swap(chosen[1], chosen[2]);
  // Tanh teaches most at first sight: it is flat, then steep, then flat again under the sweep.
  if (find("tanh")) focused = "tanh";
  reset_view();
}

void FunctionsState::take(FunctionsState&& other) {
  chosen = std::move(other.chosen);
  focused = std::move(other.focused);
  shown = other.shown;
  arrangement = other.arrangement;
  axes = other.axes;
  decimals = other.decimals;
  tangent = other.tangent;
  shade = other.shade;
  pin = other.pin;
  vector = std::move(other.vector);
  tool = other.tool;
  x_view = other.x_view;
  y_view = other.y_view;
  overlaid_y = other.overlaid_y;
  x_reach = other.x_reach;
  own_view = other.own_view;
  x = other.x;
  sweep_seconds = other.sweep_seconds;
  tools = std::move(other.tools);
  // Kept values are looked up by id, and one's own functions may have taken another's.
  remembered.clear();
  curves.clear();
  facts.clear();
  checks.clear();
  ghost.reset();
}

ChosenFunction* FunctionsState::find(std::string_view id) {
  const auto found = std::find_if(chosen.begin(), chosen.end(), [id](const ChosenFunction& f) { return f.id == id; });
  return found == chosen.end() ? nullptr : &*found;
}

const ChosenFunction* FunctionsState::find(std::string_view id) const {
  return const_cast<FunctionsState*>(this)->find(id);
}

bool FunctionsState::choose(std::string_view id) {
  if (!find(id)) {
    const Activation<double>* row = find_activation<double>(id);
    const auto before = remembered.find(id);
    if ((!row || row->mixes()) && before == remembered.end()) return false;
    ChosenFunction function =
        before != remembered.end() ? before->second : ChosenFunction{std::string(id), initial_params(*row), 0, {}};
    const auto same_color = [&](const ChosenFunction& other) { return other.color == function.color; };
    const bool taken = std::any_of(chosen.begin(), chosen.end(), same_color);
    if (before == remembered.end() || taken) function.color = free_color(chosen);
    chosen.push_back(std::move(function));
    fit_if_untouched();
  }
  focused = std::string(id);
  return true;
}

void FunctionsState::remove(std::string_view id) {
  const auto found = std::find_if(chosen.begin(), chosen.end(), [id](const ChosenFunction& f) { return f.id == id; });
  if (found == chosen.end()) return;
  const auto index = static_cast<std::size_t>(found - chosen.begin());
  const bool was_focused = found->id == focused;
  remembered[found->id] = *found;
  if (ghost && ghost->function == found->id) ghost.reset();
  chosen.erase(found);
  if (was_focused) focused = chosen.empty() ? std::string() : chosen[std::min(index, chosen.size() - 1)].id;
  fit_if_untouched();
}

std::size_t FunctionsState::free_own_number() const {
  const auto free = [&](std::size_t number) { return !find(own_id(number)) && !remembered.contains(own_id(number)); };
  std::size_t number = 1;
  while (number <= most_own_functions && !free(number)) ++number;
  return number;
}

bool FunctionsState::has_room_for_own() const { return free_own_number() <= most_own_functions; }

std::string FunctionsState::add_own(const std::string& text, const std::string& claim, const ParamValues& values) {
  const std::size_t number = free_own_number();
  const OwnFunctionPtr own = make_own_function(text, claim, values, nullptr);
  if (number > most_own_functions || !own) return {};
  ChosenFunction function{own_id(number), initial_params(own->row->row()), free_color(chosen), own};
  focused = function.id;
  chosen.push_back(std::move(function));
  fit_if_untouched();
  return focused;
}

void FunctionsState::edit_own(std::string_view id, const std::string& text, const std::string& claim) {
  ChosenFunction* function = find(id);
  if (!function || !function->own) return;
  const ParamValues values = values_by_name(row_of(*function), function->params);
  function->own = make_own_function(text, claim, values, function->own);
  // While the text is no formula the former row stays, with its values.
  function->params.clear();
  for (const ParamSpec& spec : row_of(*function).params) {
    const auto known = values.find(spec.id);
    function->params.push_back(known == values.end() ? spec.initial : known->second);
  }
  if (ghost && ghost->function == id) ghost.reset();
  fit_if_untouched();
}

void FunctionsState::focus_next(int steps) {
  if (chosen.empty() || steps == 0) return;
  const auto count = static_cast<std::ptrdiff_t>(chosen.size());
  const ChosenFunction* now = focus();
  const std::ptrdiff_t index = now ? now - chosen.data() : 0;
  focused = chosen[static_cast<std::size_t>(((index + steps) % count + count) % count)].id;
}

void FunctionsState::choose_only(std::string_view id) {
  const std::string kept(id);
  if (!choose(kept)) return;
  std::vector<std::string> others;
  for (const ChosenFunction& function : chosen)
    if (function.id != kept) others.push_back(function.id);
  for (const std::string& other : others) remove(other);
}

void FunctionsState::show_as_notes(std::string_view id) {
  const bool zoomed = own_view;
  choose_only(id);
  if (!zoomed) show_x(notes_reach);
}

void FunctionsState::show_x(double reach) {
  x_view = {-reach, reach};
  fit_y();
  // Another function is fitted to these x as well.
  own_view = false;
  x_reach = reach;
}

void FunctionsState::reset_view() {
  x_view = {-x_reach, x_reach};
  fit_y();
  own_view = false;
}

void FunctionsState::fit_y() {
  for (std::size_t i = 0; i < derivative_count; ++i) y_view[i] = fitted(chosen, derivative_at(i), x_view);
  overlaid_y = {std::min(y_view[0].low, y_view[1].low), std::max(y_view[0].high, y_view[1].high)};
}

void FunctionsState::fit_if_untouched() {
  if (!own_view) reset_view();
}

int FunctionsState::x_decimals() const {
  const double per_step = x_view.size() / 500;
  return std::clamp(static_cast<int>(std::ceil(-std::log10(per_step))), 2, 9);
}

void FunctionsState::point_at(double new_x) {
  const double scale = std::pow(10.0, x_decimals());
  x = std::round(new_x * scale) / scale;
}

const ActivationFacts& FunctionsState::facts_of(const ChosenFunction& function) {
  const auto kept = facts.find(function.id);
  if (kept != facts.end() && kept->second.params == function.params && kept->second.own == function.own)
    return kept->second.facts;
  KeptFacts fresh{function.params, function.own, activation_facts(row_of(function), function.params)};
  return (facts[function.id] = std::move(fresh)).facts;
}

const DerivativeCheck* FunctionsState::check_of(const ChosenFunction& function) {
  if (!function.own) return nullptr;
  KeptCheck& kept = checks[function.id];
  if (kept.own != function.own || kept.params != function.params)
    kept = {function.params, function.own, check_claim(*function.own, function.params)};
  return kept.check ? &*kept.check : nullptr;
}

}  // namespace gradlab::ui
