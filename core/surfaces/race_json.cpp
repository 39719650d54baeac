#include "core/spec/choice_json.hpp"
#include "core/spec/json_object.hpp"
#include "core/spec/json_text.hpp"
#include "core/spec/limits.hpp"
#include "core/surfaces/race.hpp"

namespace gradlab {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

void read_start(JsonObject& object, JsonReader& reader, Point& start) {
  std::vector<double> place;
  if (!object.read("start", place) || reader.error()) return;
  if (place.size() != 2)
    return reader.fail({"wrong_length", "start", {{"value", std::to_string(place.size())}, {"expected", "2"}}});
  start = {place[0], place[1]};
}

void read_optimizers(JsonObject& object, JsonReader& reader, std::vector<Choice>& into) {
  const Json* const list = object.find("optimizers");
  if (!list) return;
  if (!list->is_array()) return reader.expects("list", "optimizers", *list);
  into.resize(list->size());
  for (std::size_t i = 0; i < list->size() && !reader.error(); ++i)
    read_choice((*list)[i], "optimizers[" + std::to_string(i) + "]", reader, into[i]);
}

}  // namespace

Result<RaceSpec> parse_race(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return json.error();
  RaceSpec spec;
  JsonReader reader;
  JsonObject object(*json, "", reader);
  object.read("surface", spec.surface);
  object.read("formula", spec.formula);
  if (const Json* const params = object.find("formula_params")) {
    if (!params->is_object()) reader.expects("object", "formula_params", *params);
    if (params->is_object())
      for (const auto& item : params->items())
        reader.read(item.value(), "formula_params." + item.key(), spec.formula_params[item.key()]);
  }
  if (const Surface* const row = find_surface(spec.surface)) spec.start = row->start;
  if (spec.surface == "formula") spec.start = {1, 1};
  read_start(object, reader, spec.start);
  read_optimizers(object, reader, spec.optimizers);
  object.read_whole("steps", 1, RaceSpec::most_steps, spec.steps);
  object.read("noise", spec.noise);
  object.read_whole("seed", 0, limits::seed, spec.seed);
  if (const Json* const schedule = object.find("schedule")) read_choice(*schedule, "schedule", reader, spec.schedule);
  object.refuse_others();
  if (reader.error()) return *reader.error();
  if (auto ok = check_race(spec); !ok) return ok.error();
  if (auto ground = ground_of(spec); !ground) return ground.error();
  return spec;
}

std::string write_race(const RaceSpec& spec) {
  OrderedJson json{{"surface", spec.surface}};
  if (!spec.formula.empty()) json["formula"] = spec.formula;
  if (!spec.formula_params.empty()) json["formula_params"] = spec.formula_params;
  json["start"] = {spec.start.x, spec.start.y};
  json["optimizers"] = OrderedJson::array();
  for (const Choice& choice : spec.optimizers) json["optimizers"].push_back(choice_json(choice));
  json["steps"] = spec.steps;
  if (spec.noise != 0) json["noise"] = spec.noise;
  if (spec.seed != 1) json["seed"] = spec.seed;
  if (spec.schedule.id != "constant" || !spec.schedule.params.empty()) json["schedule"] = choice_json(spec.schedule);
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace gradlab
