// Everything a person set on the races page as JSON, and the way back.
#include <algorithm>

#include "shell/ui/app.hpp"
#include "shell/ui/pages/races/state.hpp"
#include "shell/ui/pages/view_reading.hpp"

namespace gradlab::ui {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_colors = 1000;
constexpr double least_target = 1e-9, most_target = 1e6;

Json written(const RaceBench& bench) {
  return {{"race", Json::parse(write_network_race(bench.spec), nullptr, false)},
          {"network", bench.network},
          {"colors", bench.colors},
          {"focused", bench.focused}};
}

/// What a link says of one race, to be put into its place when all of the link is good.
struct BenchView {
  NetworkRaceSpec spec;
  std::string network;
  std::vector<std::size_t> colors;
  std::size_t focused = 0;
};

void read_bench(JsonObject& whole, std::string_view key, JsonReader& reader, BenchView& into) {
  const Json* const json = whole.find(key);
  if (!json) return reader.fail({"required", std::string(key), {}});
  JsonObject object(*json, std::string(key), reader);
  const Json* const race = object.find("race");
  if (!race) return reader.fail({"required", object.path_of("race"), {}});
  auto spec = parse_network_race(race->dump());
  if (!spec) {
    Error error = spec.error();
    error.field = object.path_of("race") + "." + error.field;
    return reader.fail(std::move(error));
  }
  into.spec = *std::move(spec);
  object.read("network", into.network);
  std::vector<std::uint32_t> colors;
  object.read("colors", colors);
  for (std::size_t i = 0; i < into.spec.contestants.size(); ++i)
    into.colors.push_back(i < colors.size() ? std::min<std::size_t>(colors[i], most_colors) : i);
  object.read_whole("focused", 0, NetworkRaceSpec::most_contestants, into.focused);
  object.refuse_others();
}

template <class Value, class Names>
void read_word(JsonObject& object, JsonReader& reader, std::string_view key, const Names& names, Value& into) {
  std::string word;
  if (!object.read(key, word) || reader.error()) return;
  const auto found = std::ranges::find(names, word);
  if (found == names.end())
    return reader.fail(unknown("unknown_id", std::string(key), word, {names.begin(), names.end()}));
  into = static_cast<Value>(found - names.begin());
}

struct RacesView {
  RacesState settings;  // of it only what is plain
  std::array<BenchView, 2> benches;
};

void read_view(JsonObject& object, JsonReader& reader, RacesView& view) {
  for (std::size_t i = 0; i < race_kinds.size(); ++i) read_bench(object, race_kinds[i], reader, view.benches[i]);
  RacesState& settings = view.settings;
  read_word(object, reader, "shown", race_kinds, settings.shown);
  read_word(object, reader, "quantity", race_quantities, settings.quantity);
  read_word(object, reader, "axis", race_axes, settings.axis);
  object.read("logarithmic", settings.logarithmic);
  object.read("logarithmic_x", settings.logarithmic_x);
  read_view_number(object, reader, "target", least_target, most_target, settings.target);
  object.read("sorted_by", settings.order.column);
  object.read("descending", settings.order.descending);
  object.read("noise_shown", settings.noise_shown);
  object.read("ways_shown", settings.ways_shown);
  object.refuse_others();
}

}  // namespace

std::string write_races_view(const RacesState& state) {
  Json view{{"shown", race_kinds[static_cast<std::size_t>(state.shown)]},
            {"quantity", race_quantities[static_cast<std::size_t>(state.quantity)]},
            {"axis", race_axes[static_cast<std::size_t>(state.axis)]},
            {"logarithmic", state.logarithmic},
            {"logarithmic_x", state.logarithmic_x},
            {"target", state.target},
            {"sorted_by", state.order.column},
            {"descending", state.order.descending},
            {"noise_shown", state.noise_shown},
            {"ways_shown", state.ways_shown}};
  for (std::size_t i = 0; i < race_kinds.size(); ++i) view[std::string(race_kinds[i])] = written(state.benches[i]);
  return view.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Done> read_races_view(App& app, const std::string& json) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded()) return Error{"link_broken", "link", {}};
  JsonReader reader;
  JsonObject object(parsed, "", reader);
  RacesView view;
  if (!reader.error()) read_view(object, reader, view);
  if (reader.error()) return *reader.error();
  RacesState& state = races_state(app);
  for (std::size_t i = 0; i < race_kinds.size(); ++i) {
    RaceBench& bench = state.benches[i];
    BenchView& read = view.benches[i];
    bench.runner->stop();
    bench.spec = std::move(read.spec);
    bench.network = std::move(read.network);
    bench.colors = std::move(read.colors);
    bench.focused = std::min(read.focused, std::max<std::size_t>(bench.spec.contestants.size(), 1) - 1);
    bench.awaited_data.clear();
    bench.refused.reset();
    bench.clash.reset();
  }
  state.shown = view.settings.shown;
  state.quantity = view.settings.quantity;
  state.axis = view.settings.axis;
  state.logarithmic = view.settings.logarithmic;
  state.logarithmic_x = view.settings.logarithmic_x;
  state.target = view.settings.target;
  state.order = view.settings.order;
  state.noise_shown = view.settings.noise_shown;
  state.ways_shown = view.settings.ways_shown;
  return Done{};
}

}  // namespace gradlab::ui
