#include <algorithm>

#include "core/losses/loss.hpp"
#include "core/spec/json_object.hpp"
#include "core/spec/json_text.hpp"
#include "core/spec/limits.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

// ---------------------------------------------------------------------------------------------------- text to Spec

void read_params(const Json& value, const std::string& path, JsonReader& reader, ParamValues& into) {
  if (!value.is_object()) return reader.expects("object", path, value);
  into.clear();
  for (const auto& item : value.items()) reader.read(item.value(), path + "." + item.key(), into[item.key()]);
}

/// A choice is its id alone, or an object with the id and the parameters side by side.
void read_choice(JsonObject& object, std::string_view key, JsonReader& reader, Choice& into) {
  const Json* value = object.find(key);
  if (!value) return;
  const std::string path = object.path_of(key);
  into.params.clear();
  if (!value->is_object()) return reader.read(*value, path, into.id);
  if (!value->contains("id")) return reader.fail({"required", path + ".id", {}});
  for (const auto& item : value->items()) {
    if (item.key() == "id")
      reader.read(item.value(), path + ".id", into.id);
    else
      reader.read(item.value(), path + "." + item.key(), into.params[item.key()]);
  }
}

void read_targets(JsonObject& object, JsonReader& reader, DataSpec& data) {
  const Json* value = object.find("targets");
  if (!value) return;
  const std::string path = object.path_of("targets");
  const bool rows = value->is_array() && !value->empty() && value->front().is_array();
  if (!rows) return reader.read(*value, path, data.targets);
  reader.read(*value, path, data.target_rows);
  const bool single = std::all_of(data.target_rows.begin(), data.target_rows.end(),
                                  [](const std::vector<double>& row) { return row.size() == 1; });
  if (!single) return;
  for (const std::vector<double>& row : data.target_rows) data.targets.push_back(row[0]);
  data.target_rows.clear();
}

/// A column's name, or its number: as text or as a number.
void read_column(const Json& value, const std::string& path, JsonReader& reader, std::string& column) {
  if (!value.is_number()) return reader.read(value, path, column);
  const double number = value.get<double>();
  if (number < 1 || number != std::floor(number)) return reader.fail({"label_number", path, {{"value", value.dump()}}});
  column = number_text(number);
}

void read_columns(JsonObject& object, JsonReader& reader, DataSpec& data) {
  if (const Json* label = object.find("label")) read_column(*label, object.path_of("label"), reader, data.label);
  const Json* columns = object.find("columns");
  if (!columns) return;
  const std::string path = object.path_of("columns");
  if (!columns->is_array()) return reader.expects("list", path, *columns);
  for (std::size_t c = 0; c < columns->size() && !reader.error(); ++c)
    read_column((*columns)[c], path + "[" + std::to_string(c) + "]", reader, data.columns.emplace_back());
}

/// Gives whether "regression" stood in the text.
bool read_data(const Json& value, JsonReader& reader, DataSpec& data) {
  JsonObject object(value, "data", reader);
  object.read("kind", data.kind);
  data = usual_data(data.kind);
  object.read_whole("points", limits::fewest_points, limits::points, data.points);
  object.read("noise", data.noise);
  if (const Json* params = object.find("params")) read_params(*params, "data.params", reader, data.params);
  if (std::uint64_t seed = 0; object.read_whole("seed", 0, limits::seed, seed)) data.seed = seed;
  object.read("curve", data.curve);
  object.read("test_share", data.test_share);
  object.read("features", data.features);
  object.read("scaling", data.scaling);
  object.read("file", data.file);
  object.read("label_file", data.label_file);
  object.read_whole("limit", 0, limits::samples, data.limit);
  read_columns(object, reader, data);
  object.read("header", data.header);
  object.read("separator", data.separator);
  object.read("decimal", data.decimal);
  object.read("missing", data.missing);
  object.read("words", data.words);
  const bool knows_regression = object.read("regression", data.regression);
  object.read("inputs", data.inputs);
  read_targets(object, reader, data);
  object.read("train_rows", data.train_rows);
  object.read("test_rows", data.test_rows);
  object.refuse_others();
  return knows_regression;
}

LayerSpec read_layer(const Json& value, const std::string& path, bool last, JsonReader& reader) {
  JsonObject object(value, path, reader);
  LayerSpec layer;
  if (last) layer.units = 0;
  const bool has_units = object.read_whole("units", 1, limits::units, layer.units);
  if (!has_units && !last) reader.fail({"required", path + ".units", {}});
  if (!object.read("activation", layer.activation)) reader.fail({"required", path + ".activation", {}});
  if (const Json* params = object.find("params")) read_params(*params, path + ".params", reader, layer.params);
  object.read("per_unit", layer.per_unit);
  object.read("dropout", layer.dropout);
  object.read("batch_norm", layer.batch_norm);
  object.read("formula", layer.formula);
  object.read("trained", layer.trained);
  object.refuse_others();
  return layer;
}

void read_layers(const Json& value, JsonReader& reader, std::vector<LayerSpec>& into) {
  if (!value.is_array()) return reader.expects("list", "layers", value);
  into.clear();
  for (std::size_t l = 0; l < value.size() && !reader.error(); ++l)
    into.push_back(read_layer(value[l], "layers[" + std::to_string(l) + "]", l + 1 == value.size(), reader));
}

void read_initial_parameters(const Json& value, JsonReader& reader, std::vector<InitialLayer>& into) {
  const std::string path = "initial_parameters";
  JsonObject object(value, path, reader);
  const Json* layers = object.find("layers");
  if (!layers) return reader.fail({"required", path + ".layers", {}});
  if (!layers->is_array()) return reader.expects("list", path + ".layers", *layers);
  for (std::size_t l = 0; l < layers->size() && !reader.error(); ++l) {
    JsonObject layer((*layers)[l], path + ".layers[" + std::to_string(l) + "]", reader);
    InitialLayer& given = into.emplace_back();
    if (!layer.read("weights", given.weights)) reader.fail({"required", layer.path_of("weights"), {}});
    layer.read("bias", given.bias);
    layer.read("params", given.params);
    layer.read("scale", given.scale);
    layer.read("shift", given.shift);
    layer.read("running_mean", given.running_mean);
    layer.read("running_variance", given.running_variance);
    layer.refuse_others();
  }
  object.refuse_others();
}

void read_place(JsonObject& object, JsonReader& reader, WeightPlace& into) {
  if (!object.read_whole("layer", 0, limits::layers, into.layer))
    reader.fail({"required", object.path_of("layer"), {}});
  if (!object.read_whole("unit", 0, limits::seed, into.unit)) reader.fail({"required", object.path_of("unit"), {}});
  if (std::size_t input = 0; object.read_whole("input", 0, limits::seed, input)) into.input = input;
}

/// read_one(object, into) reads an item of a list of objects.
template <class Item, class ReadOne>
void read_objects(JsonObject& object, std::string_view key, JsonReader& reader, std::vector<Item>& into,
                  const ReadOne& read_one) {
  const Json* list = object.find(key);
  if (!list) return;
  if (!list->is_array()) return reader.expects("list", object.path_of(key), *list);
  for (std::size_t i = 0; i < list->size() && !reader.error(); ++i) {
    JsonObject one((*list)[i], object.path_of(key) + "[" + std::to_string(i) + "]", reader);
    read_one(one, into.emplace_back());
    one.refuse_others();
  }
}

void read_hand(JsonObject& object, JsonReader& reader, Spec& spec) {
  read_objects(object, "frozen", reader, spec.frozen,
               [&](JsonObject& one, WeightPlace& place) { read_place(one, reader, place); });
  read_objects(object, "edits", reader, spec.edits, [&](JsonObject& one, HandEdit& edit) {
    one.read_whole("step", 0, limits::seed, edit.step);
    read_place(one, reader, edit.place);
    if (!one.read("value", edit.value)) reader.fail({"required", one.path_of("value"), {}});
  });
}

/// Whether inline targets can be classes for the loss: 0 and 1, or -1 and +1; or indices, for the classes of
/// cross-entropy and for an output layer that is not one unit.
bool can_be_classes(const Spec& spec) {
  const std::vector<double>& targets = spec.data.targets;
  const auto all = [&](auto test) { return std::all_of(targets.begin(), targets.end(), test); };
  if (targets.empty()) return false;
  if (all([](double t) { return t == 0 || t == 1; }) || all([](double t) { return t == -1 || t == 1; })) return true;
  const Loss<double>* loss = find_loss<double>(spec.loss.id);
  if (loss && loss->target == TargetKind::distribution) return true;
  const bool one_output = !spec.layers.empty() && spec.layers.back().units == 1;
  return !one_output && all([](double t) { return t >= 0 && t == std::floor(t); });
}

Spec read_spec(const Json& json, JsonReader& reader) {
  Spec spec;
  JsonObject object(json, "", reader);
  bool knows_regression = false;
  if (const Json* data = object.find("data")) knows_regression = read_data(*data, reader, spec.data);
  if (const Json* layers = object.find("layers")) read_layers(*layers, reader, spec.layers);
  read_choice(object, "loss", reader, spec.loss);
  read_choice(object, "optimizer", reader, spec.optimizer);
  read_choice(object, "schedule", reader, spec.schedule);
  read_choice(object, "stop", reader, spec.stop);
  object.read("rule", spec.rule);
  read_choice(object, "initializer", reader, spec.initializer);
  object.read("l1", spec.l1);
  object.read("l2", spec.l2);
  object.read_whole("batch", 0, limits::batch, spec.batch);
  object.read("shuffle", spec.shuffle);
  object.read_whole("seed", 0, limits::seed, spec.seed);
  object.read_whole("epochs", 0, limits::epochs, spec.epochs);
  if (const Json* initial = object.find("initial_parameters"))
    read_initial_parameters(*initial, reader, spec.initial_parameters);
  read_hand(object, reader, spec);
  object.refuse_others();
  if (spec.data.kind == "inline" && !knows_regression) spec.data.regression = !can_be_classes(spec);
  return spec;
}

// ---------------------------------------------------------------------------------------------------- Spec to text

template <class Value>
void write_unless(OrderedJson& json, const char* key, const Value& value, const Value& usual) {
  if (value != usual) json[key] = value;
}

OrderedJson write_params(const ParamValues& params) {
  OrderedJson json = OrderedJson::object();
  for (const auto& [id, value] : params) json[id] = value;
  return json;
}

OrderedJson write_choice(const Choice& choice) {
  if (choice.params.empty()) return choice.id;
  OrderedJson json = {{"id", choice.id}};
  for (const auto& [id, value] : choice.params) json[id] = value;
  return json;
}

OrderedJson write_data(const DataSpec& data) {
  const DataSpec usual = usual_data(data.kind);
  OrderedJson json = {{"kind", data.kind}};
  write_unless(json, "points", data.points, usual.points);
  write_unless(json, "noise", data.noise, usual.noise);
  if (!data.params.empty()) json["params"] = write_params(data.params);
  if (data.seed) json["seed"] = *data.seed;
  write_unless(json, "curve", data.curve, usual.curve);
  write_unless(json, "test_share", data.test_share, usual.test_share);
  write_unless(json, "columns", data.columns, usual.columns);
  write_unless(json, "features", data.features, usual.features);
  write_unless(json, "scaling", data.scaling, usual.scaling);
  write_unless(json, "file", data.file, usual.file);
  write_unless(json, "label_file", data.label_file, usual.label_file);
  write_unless(json, "limit", data.limit, usual.limit);
  write_unless(json, "label", data.label, usual.label);
  write_unless(json, "header", data.header, usual.header);
  write_unless(json, "separator", data.separator, usual.separator);
  write_unless(json, "decimal", data.decimal, usual.decimal);
  write_unless(json, "missing", data.missing, usual.missing);
  write_unless(json, "words", data.words, usual.words);
  if (data.kind == "inline" || data.regression) json["regression"] = data.regression;
  write_unless(json, "inputs", data.inputs, usual.inputs);
  write_unless(json, "targets", data.targets, usual.targets);
  if (!data.target_rows.empty()) json["targets"] = data.target_rows;
  write_unless(json, "train_rows", data.train_rows, usual.train_rows);
  write_unless(json, "test_rows", data.test_rows, usual.test_rows);
  return json;
}

OrderedJson write_layers(const std::vector<LayerSpec>& layers) {
  OrderedJson json = OrderedJson::array();
  for (std::size_t l = 0; l < layers.size(); ++l) {
    OrderedJson layer = OrderedJson::object();
    if (l + 1 < layers.size() || layers[l].units != 0) layer["units"] = layers[l].units;
    layer["activation"] = layers[l].activation;
    if (!layers[l].params.empty()) layer["params"] = write_params(layers[l].params);
    if (layers[l].per_unit) layer["per_unit"] = true;
    write_unless(layer, "dropout", layers[l].dropout, 0.0);
    write_unless(layer, "batch_norm", layers[l].batch_norm, false);
    write_unless(layer, "formula", layers[l].formula, {});
    write_unless(layer, "trained", layers[l].trained, {});
    json.push_back(std::move(layer));
  }
  return json;
}

OrderedJson write_initial_parameters(const std::vector<InitialLayer>& layers) {
  OrderedJson list = OrderedJson::array();
  for (const InitialLayer& layer : layers) {
    OrderedJson& json =
        list.emplace_back(OrderedJson{{"weights", layer.weights}, {"bias", layer.bias}, {"params", layer.params}});
    write_unless(json, "scale", layer.scale, {});
    write_unless(json, "shift", layer.shift, {});
    write_unless(json, "running_mean", layer.running_mean, {});
    write_unless(json, "running_variance", layer.running_variance, {});
  }
  return {{"layers", std::move(list)}};
}

void write_place(OrderedJson& json, const WeightPlace& place) {
  json["layer"] = place.layer;
  json["unit"] = place.unit;
  if (place.input) json["input"] = *place.input;
}

void write_hand(OrderedJson& json, const Spec& spec) {
  for (const WeightPlace& place : spec.frozen) write_place(json["frozen"].emplace_back(OrderedJson::object()), place);
  for (const HandEdit& edit : spec.edits) {
    OrderedJson& one = json["edits"].emplace_back(OrderedJson{{"step", edit.step}});
    write_place(one, edit.place);
    one["value"] = edit.value;
  }
}

}  // namespace

Result<Spec> parse_spec(std::string_view text) {
  const Result<Json> json = parse_json(text);
  if (!json) return json.error();
  JsonReader reader;
  Spec spec = read_spec(*json, reader);
  if (reader.error()) return *reader.error();
  if (const Result<Done> checked = check_spec(spec); !checked) return checked.error();
  return spec;
}

std::string write_spec(const Spec& spec) {
  OrderedJson json;
  json["data"] = write_data(spec.data);
  json["layers"] = write_layers(spec.layers);
  json["loss"] = write_choice(spec.loss);
  json["optimizer"] = write_choice(spec.optimizer);
  write_unless(json, "schedule", write_choice(spec.schedule), OrderedJson("constant"));
  write_unless(json, "stop", write_choice(spec.stop), OrderedJson("never"));
  write_unless(json, "rule", spec.rule, Spec{}.rule);
  json["initializer"] = write_choice(spec.initializer);
  write_unless(json, "l1", spec.l1, 0.0);
  write_unless(json, "l2", spec.l2, 0.0);
  json["batch"] = spec.batch;
  if (!spec.shuffle) json["shuffle"] = false;
  json["seed"] = spec.seed;
  json["epochs"] = spec.epochs;
  if (!spec.initial_parameters.empty()) json["initial_parameters"] = write_initial_parameters(spec.initial_parameters);
  write_hand(json, spec);
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::string write_parameters(const std::vector<InitialLayer>& layers) {
  return write_initial_parameters(layers).dump();
}

}  // namespace gradlab
