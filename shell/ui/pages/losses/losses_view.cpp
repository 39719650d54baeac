// The losses page as JSON: what a link holds, and the way back.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/spec/json_object.hpp"
#include "shell/ui/pages/losses/losses_parts.hpp"
#include "shell/ui/pages/view_reading.hpp"

namespace gradlab::ui {
namespace {

using Json = nlohmann::json;

template <class Rows>
void read_id(JsonObject& object, JsonReader& reader, std::string_view key, const Rows& rows, std::string& into) {
  if (!object.read(key, into) || reader.error()) return;
  std::vector<std::string_view> known;
  for (const auto& row : rows) known.push_back(row.id);
  if (std::ranges::find(known, into) == known.end())
    reader.fail(unknown("unknown_id", object.path_of(key), into, known));
}

LossCurve read_curve(const Json& json, const std::string& path, JsonReader& reader) {
  LossCurve curve;
  JsonObject object(json, path, reader);
  curve.loss = "mse";
  curve.activation = "identity";
  read_id(object, reader, "loss", losses<double>(), curve.loss);
  read_id(object, reader, "output", activations<double>(), curve.activation);
  if (reader.error()) return curve;
  const std::span<const ParamSpec> params = find_loss<double>(curve.loss)->params;
  for (const ParamSpec& spec : params)
    if (double value = spec.initial; object.read(spec.id, value)) curve.params[std::string(spec.id)] = value;
  object.refuse_others();
  if (reader.error()) return curve;
  if (auto good = resolve_params(params, curve.params, path); !good) reader.fail(good.error());
  return curve;
}

void read_neuron(const Json& json, JsonReader& reader, LossesState& state) {
  JsonObject object(json, "neuron", reader);
  read_view_number(object, reader, "w", -10, 10, state.task.w);
  read_view_number(object, reader, "b", -10, 10, state.task.b);
  read_view_number(object, reader, "x", -5, 5, state.task.x);
  read_view_number(object, reader, "y", 0, 1, state.task.y);
  read_view_number(object, reader, "rate", 0.001, 10, state.task.rate);
  object.read_whole("step", 0, LossesState::steps, state.step);
  object.refuse_others();
}

void read_curves(const Json& json, JsonReader& reader, LossesState& state) {
  JsonObject object(json, "curves", reader);
  if (const Json* list = object.find("shown")) {
    if (!list->is_array()) return reader.expects("list", "curves.shown", *list);
    if (list->size() > LossesState::most_curves)
      return reader.fail(
          {"view_count", "curves.shown", {{"low", "0"}, {"high", std::to_string(LossesState::most_curves)}}});
    state.curves.clear();
    for (std::size_t i = 0; i < list->size() && !reader.error(); ++i)
      state.curves.push_back(read_curve((*list)[i], "curves.shown[" + std::to_string(i) + "]", reader));
  }
  object.read("by_prediction", state.by_prediction);
  read_view_number(object, reader, "y", 0, 1, state.y);
  read_view_number(object, reader, "at_logit", -6, 6, state.at_logit);
  read_view_number(object, reader, "at_prediction", -1, 2, state.at_prediction);
  object.refuse_others();
}

void read_softmax(const Json& json, JsonReader& reader, LossesState& state) {
  JsonObject object(json, "softmax", reader);
  std::vector<double> logits;
  if (object.read("logits", logits) && !reader.error()) {
    const std::string count = std::to_string(LossesState::classes);
    if (logits.size() != LossesState::classes)
      return reader.fail({"view_count", "softmax.logits", {{"low", count}, {"high", count}}});
    for (double& logit : logits) logit = std::clamp(logit, -LossesState::most_logit, LossesState::most_logit);
    state.logits = logits;
  }
  object.read_whole("answer", 0, LossesState::classes - 1, state.target);
  object.refuse_others();
}

void read_surface(const Json& json, JsonReader& reader, LossesState& state) {
  JsonObject object(json, "surface", reader);
  object.read_whole("seed", 1, 999, state.seed);
  read_view_number(object, reader, "w1", -LossesState::weight_reach, LossesState::weight_reach, state.cross.x);
  read_view_number(object, reader, "w2", -LossesState::weight_height, LossesState::weight_height, state.cross.y);
  object.refuse_others();
}

void read_outliers(const Json& json, JsonReader& reader, LossesState& state) {
  JsonObject object(json, "outliers", reader);
  std::vector<std::vector<double>> points;
  if (object.read("points", points) && !reader.error()) {
    const bool good = !points.empty() && points.size() <= LossesState::most_points &&
                      std::ranges::all_of(points, [](const auto& point) { return point.size() == 2; });
    if (!good)
      return reader.fail({"view_points", "outliers.points", {{"high", std::to_string(LossesState::most_points)}}});
    state.points.clear();
    for (const auto& point : points)
      state.points.push_back({std::clamp(point[0], -LossesState::point_reach, LossesState::point_reach),
                              std::clamp(point[1], -LossesState::point_height, LossesState::point_height)});
  }
  bool line = state.shape == FitShape::line;
  if (object.read("line", line)) state.shape = line ? FitShape::line : FitShape::constant;
  read_view_number(object, reader, "delta", 0.05, 10, state.delta);
  object.read_whole("held", 0, LossesState::most_points, state.held);
  object.refuse_others();
}

void read_view(JsonObject& object, JsonReader& reader, LossesState& state) {
  if (const Json* neuron = object.find("neuron")) read_neuron(*neuron, reader, state);
  if (const Json* curves = object.find("curves")) read_curves(*curves, reader, state);
  if (const Json* softmax = object.find("softmax")) read_softmax(*softmax, reader, state);
  if (const Json* surface = object.find("surface")) read_surface(*surface, reader, state);
  if (const Json* outliers = object.find("outliers")) read_outliers(*outliers, reader, state);
  object.refuse_others();
}

}  // namespace

std::string write_losses_view(const LossesState& state) {
  Json shown = Json::array();
  for (const LossCurve& curve : state.curves) {
    Json one{{"loss", curve.loss}, {"output", curve.activation}};
    for (const auto& [id, value] : curve.params) one[id] = value;
    shown.push_back(std::move(one));
  }
  Json points = Json::array();
  for (const Point& point : state.points) points.push_back({point.x, point.y});
  const NeuronTask& task = state.task;
  const Json view{
      {"neuron",
       {{"w", task.w}, {"b", task.b}, {"x", task.x}, {"y", task.y}, {"rate", task.rate}, {"step", state.step}}},
      {"curves",
       {{"shown", shown},
        {"by_prediction", state.by_prediction},
        {"y", state.y},
        {"at_logit", state.at_logit},
        {"at_prediction", state.at_prediction}}},
      {"softmax", {{"logits", state.logits}, {"answer", state.target}}},
      {"surface", {{"seed", state.seed}, {"w1", state.cross.x}, {"w2", state.cross.y}}},
      {"outliers",
       {{"points", points}, {"line", state.shape == FitShape::line}, {"delta", state.delta}, {"held", state.held}}}};
  return view.dump();
}

Result<Done> read_losses_view(LossesState& state, const std::string& json) {
  return read_whole_view(state, json, read_view);
}

}  // namespace gradlab::ui
