// The neuron page as JSON: what a link holds, and the way back.
#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/spec/json_object.hpp"
#include "shell/ui/pages/neuron/neuron_parts.hpp"
#include "shell/ui/pages/view_reading.hpp"

namespace gradlab::ui {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 4> data_ids{"and", "or", "xor", "own"};
constexpr std::array<std::string_view, 3> hand_ids{"0", "1", "erase"};
constexpr std::array<std::string_view, 4> output_ids{"step", "sigmoid", "tanh", "relu"};

template <std::size_t N>
void read_word(JsonObject& object, JsonReader& reader, std::string_view key,
               const std::array<std::string_view, N>& words, std::string& into) {
  std::string word = into;
  if (!object.read(key, word) || reader.error()) return;
  if (std::ranges::find(words, word) == words.end())
    return reader.fail(unknown("unknown_id", object.path_of(key), word, {words.begin(), words.end()}));
  into = word;
}

void read_three(JsonObject& object, JsonReader& reader, std::string_view key, double reach, UnitVector& into) {
  std::vector<double> values;
  if (!object.read(key, values) || reader.error()) return;
  const std::string count = std::to_string(most_unit_inputs);
  if (values.size() != most_unit_inputs)
    return reader.fail({"view_count", object.path_of(key), {{"low", count}, {"high", count}}});
  for (std::size_t i = 0; i < most_unit_inputs; ++i) into[i] = std::clamp(values[i], -reach, reach);
}

void read_activation(JsonObject& object, JsonReader& reader, NeuronState& state) {
  std::string id = state.activation;
  object.read("activation", id);
  const Activation<double>* row = find_activation<double>(id);
  if (!reader.error() && (!row || row->mixes())) {
    std::vector<std::string_view> known;
    for (const Activation<double>& one : activations<double>())
      if (!one.mixes()) known.push_back(one.id);
    reader.fail(unknown("unknown_id", object.path_of("activation"), id, known));
  }
  ParamValues values;
  if (const Json* params = object.find("params")) {
    if (!params->is_object()) return reader.expects("object", object.path_of("params"), *params);
    for (const auto& item : params->items())
      reader.read(item.value(), object.path_of("params") + "." + item.key(), values[item.key()]);
  }
  if (reader.error()) return;
  auto params = resolve_params(row->params, values, object.path_of("params"));
  if (!params) return reader.fail(params.error());
  state.activation = id;
  state.params = *std::move(params);
}

void read_unit(const Json& json, JsonReader& reader, NeuronState& state) {
  JsonObject object(json, "unit", reader);
  object.read_whole("inputs", 1, most_unit_inputs, state.unit.inputs);
  read_three(object, reader, "x", NeuronState::input_reach, state.x);
  read_three(object, reader, "w", NeuronState::weight_reach, state.unit.weights);
  read_view_number(object, reader, "b", -NeuronState::bias_reach, NeuronState::bias_reach, state.unit.bias);
  read_activation(object, reader, state);
  object.read_whole("seed", 1, 999, state.seed);
  object.read("cube", state.cube);
  read_view_number(object, reader, "turn", -4, 4, state.turn.turn);
  read_view_number(object, reader, "tilt", Turn::least_tilt, Turn::most_tilt, state.turn.tilt);
  object.refuse_others();
}

void read_points(JsonObject& object, JsonReader& reader, NeuronState& state) {
  std::vector<std::vector<double>> points;
  if (!object.read("points", points) || reader.error()) return;
  const bool good = points.size() <= NeuronState::most_points && std::ranges::all_of(points, [](const auto& point) {
                      return point.size() == 3 && (point[2] == 0 || point[2] == 1);
                    });
  if (!good) return reader.fail({"view_labelled", "rule.points", {{"high", std::to_string(NeuronState::most_points)}}});
  const auto hundredths = [](double value) {
    const double whole = std::round(value * rule_unit);
    return static_cast<std::int32_t>(
        std::clamp(whole, static_cast<double>(NeuronState::point_low), static_cast<double>(NeuronState::point_high)));
  };
  state.own.clear();
  for (const auto& point : points)
    state.own.push_back({hundredths(point[0]), hundredths(point[1]), static_cast<int>(point[2])});
}

void read_rule(const Json& json, JsonReader& reader, NeuronState& state) {
  JsonObject object(json, "rule", reader);
  read_word(object, reader, "data", data_ids, state.data);
  read_points(object, reader, state);
  std::string hand(hand_ids[static_cast<std::size_t>(state.hand)]);
  read_word(object, reader, "hand", hand_ids, hand);
  state.hand = static_cast<int>(std::ranges::find(hand_ids, hand) - hand_ids.begin());
  object.read_whole("update", 0, NeuronState::most_updates, state.update);
  object.refuse_others();
}

void read_descent(const Json& json, JsonReader& reader, NeuronState& state) {
  JsonObject object(json, "descent", reader);
  read_word(object, reader, "output", output_ids, state.output);
  read_view_number(object, reader, "rate", 0.001, 20, state.rate);
  object.read_whole("step", 0, NeuronState::steps, state.step);
  object.refuse_others();
}

void read_view(JsonObject& object, JsonReader& reader, NeuronState& state) {
  if (const Json* unit = object.find("unit")) read_unit(*unit, reader, state);
  if (const Json* rule = object.find("rule")) read_rule(*rule, reader, state);
  if (const Json* descent = object.find("descent")) read_descent(*descent, reader, state);
  object.refuse_others();
}

}  // namespace

std::string write_neuron_view(const NeuronState& state) {
  Json params = Json::object(), points = Json::array();
  const Activation<double>& row = neuron_activation(state);
  for (std::size_t i = 0; i < row.params.size(); ++i) params[std::string(row.params[i].id)] = state.params[i];
  for (const RulePoint& point : state.own)
    points.push_back(
        {static_cast<double>(point.x) / rule_unit, static_cast<double>(point.y) / rule_unit, point.target});
  const Json view{{"unit",
                   {{"inputs", state.unit.inputs},
                    {"x", state.x},
                    {"w", state.unit.weights},
                    {"b", state.unit.bias},
                    {"activation", state.activation},
                    {"params", params},
                    {"seed", state.seed},
                    {"cube", state.cube},
                    {"turn", state.turn.turn},
                    {"tilt", state.turn.tilt}}},
                  {"rule",
                   {{"data", state.data},
                    {"points", points},
                    {"hand", hand_ids[static_cast<std::size_t>(state.hand)]},
                    {"update", state.update}}},
                  {"descent", {{"output", state.output}, {"rate", state.rate}, {"step", state.step}}}};
  return view.dump();
}

Result<Done> read_neuron_view(NeuronState& state, const std::string& json) {
  return read_whole_view(state, json, read_view);
}

}  // namespace gradlab::ui
