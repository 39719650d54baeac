// Everything a person set on the optimizers page as JSON, and the way back.
#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/number_text.hpp"
#include "core/spec/json_object.hpp"
#include "shell/ui/pages/optimizers/state.hpp"

namespace gradlab::ui {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 3> quantities{"loss", "distance", "rate"};
constexpr std::size_t most_colors = 1000;
constexpr double farthest = 1e6, narrowest = 1e-3;

Json written(const RaceSpec& spec) { return Json::parse(write_race(spec), nullptr, false); }

void read_race(const Json& json, std::string_view key, JsonReader& reader, RaceSpec& into) {
  auto spec = parse_race(json.dump());
  if (!spec) {
    Error error = spec.error();
    error.field = std::string(key) + "." + error.field;
    return reader.fail(std::move(error));
  }
  into = *std::move(spec);
}

void read_number(JsonObject& object, JsonReader& reader, std::string_view key, double low, double high, double& into) {
  double value = into;
  if (!object.read(key, value) || reader.error()) return;
  if (!(value >= low && value <= high))
    return reader.fail({"out_of_range",
                        object.path_of(key),
                        {{"value", gradlab::number_text(value)},
                         {"low", gradlab::number_text(low)},
                         {"high", gradlab::number_text(high)}}});
  into = value;
}

void read_shown(JsonObject& object, JsonReader& reader, Window& into) {
  std::vector<double> ends;
  if (!object.read("shown", ends) || reader.error()) return;
  const bool good = ends.size() == 4 &&
                    std::ranges::all_of(ends, [](double end) { return std::abs(end) <= farthest; }) &&
                    ends[1] - ends[0] >= narrowest && ends[3] - ends[2] >= narrowest;
  if (!good) return reader.fail({"view_window", "shown", {}});
  into = {{ends[0], ends[2]}, {ends[1], ends[3]}};
}

/// As many colours as optimizers, each at its own place.
void read_colors(JsonObject& object, JsonReader& reader, std::string_view key, std::size_t count,
                 std::vector<std::size_t>& into) {
  into.clear();
  std::vector<std::uint32_t> given;
  object.read(key, given);
  if (reader.error()) return;
  for (std::size_t i = 0; i < count; ++i)
    into.push_back(i < given.size() ? std::min<std::size_t>(given[i], most_colors) : i);
}

void read_quantity(JsonObject& object, JsonReader& reader, RaceQuantity& into) {
  std::string word;
  if (!object.read("quantity", word) || reader.error()) return;
  const auto found = std::ranges::find(quantities, word);
  if (found == quantities.end())
    return reader.fail(unknown("unknown_id", "quantity", word, {quantities.begin(), quantities.end()}));
  into = static_cast<RaceQuantity>(found - quantities.begin());
}

void read_kept(const Json& json, JsonReader& reader, std::optional<RaceKept>& into) {
  JsonObject object(json, "kept", reader);
  RaceKept kept;
  const Json* const race = object.find("race");
  if (!race) return reader.fail({"required", "kept.race", {}});
  read_race(*race, "kept.race", reader, kept.spec);
  read_colors(object, reader, "colors", kept.spec.optimizers.size(), kept.colors);
  object.refuse_others();
  if (reader.error()) return;
  auto run = run_race(kept.spec);
  if (!run) return reader.fail(run.error());
  kept.paths = std::move(run->paths);
  into = std::move(kept);
}

void read_pad(JsonObject& object, JsonReader& reader, PadPair& into) {
  read_number(object, reader, "pad_high", PadPair::least_curvature, PadPair::most_curvature, into.bowl.high);
  read_number(object, reader, "pad_low", PadPair::least_curvature, into.bowl.high, into.bowl.low);
  read_number(object, reader, "pad_rate", into.least_rate(), into.most_rate(), into.rate);
  read_number(object, reader, "pad_momentum", 0, PadPair::most_momentum, into.momentum);
}

/// What a link says of the page, to be put into its state when all of it is good.
struct OptimizersView {
  RaceSpec spec;
  std::vector<std::size_t> colors;
  std::size_t focused = 0, step = 0;
  int speed = 3;
  Window shown;
  bool relief = false, logarithmic = true;
  Turn turn;
  PadPair pad;
  bool pad_modes = false;
  RaceQuantity quantity = RaceQuantity::loss;
  std::optional<RaceKept> kept;
};

void read_view(JsonObject& object, JsonReader& reader, OptimizersView& view) {
  const Json* const race = object.find("race");
  if (!race) return reader.fail({"required", "race", {}});
  read_race(*race, "race", reader, view.spec);
  if (reader.error()) return;
  view.shown = window_of(view.spec);
  read_colors(object, reader, "colors", view.spec.optimizers.size(), view.colors);
  object.read_whole("focused", 0, RaceSpec::most_optimizers, view.focused);
  object.read_whole("step", 0, RaceSpec::most_steps, view.step);
  object.read_whole("speed", 0, race_speeds().size() - 1, view.speed);
  read_shown(object, reader, view.shown);
  object.read("relief", view.relief);
  object.read("logarithmic", view.logarithmic);
  read_number(object, reader, "turn", -4, 4, view.turn.turn);
  read_number(object, reader, "tilt", 0, 1.6, view.turn.tilt);
  read_pad(object, reader, view.pad);
  object.read("pad_modes", view.pad_modes);
  read_quantity(object, reader, view.quantity);
  if (const Json* const kept = object.find("kept")) read_kept(*kept, reader, view.kept);
  object.refuse_others();
}

}  // namespace

std::string write_optimizers_view(const OptimizersState& state) {
  Json view{{"race", written(state.spec)},
            {"colors", state.colors},
            {"focused", state.focused},
            {"step", state.step},
            {"speed", state.speed},
            {"shown", {state.shown.low.x, state.shown.high.x, state.shown.low.y, state.shown.high.y}},
            {"relief", state.relief},
            {"logarithmic", state.logarithmic},
            {"turn", state.turn.turn},
            {"tilt", state.turn.tilt},
            {"quantity", quantities[static_cast<std::size_t>(state.quantity)]},
            {"pad_low", state.pad_pair.bowl.low},
            {"pad_high", state.pad_pair.bowl.high},
            {"pad_rate", state.pad_pair.rate},
            {"pad_momentum", state.pad_pair.momentum},
            {"pad_modes", state.pad_modes}};
  if (state.kept) view["kept"] = {{"race", written(state.kept->spec)}, {"colors", state.kept->colors}};
  return view.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Done> read_optimizers_view(OptimizersState& state, const std::string& json) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded()) return Error{"link_broken", "link", {}};
  JsonReader reader;
  JsonObject object(parsed, "", reader);
  OptimizersView view;
  if (!reader.error()) read_view(object, reader, view);
  if (reader.error()) return *reader.error();
  if (auto ok = optimizers_try(state, view.spec); !ok) return ok;
  state.colors = std::move(view.colors);
  state.focused = std::min(view.focused, std::max<std::size_t>(view.spec.optimizers.size(), 1) - 1);
  state.step = std::min(view.step, view.spec.steps);
  state.speed = view.speed;
  state.shown = view.shown;
  state.relief = view.relief;
  state.logarithmic = view.logarithmic;
  state.turn = view.turn;
  state.quantity = view.quantity;
  state.pad_pair = view.pad;
  state.pad_modes = view.pad_modes;
  state.kept = std::move(view.kept);
  state.playing = false;
  state.clash.reset();
  return Done{};
}

}  // namespace gradlab::ui
