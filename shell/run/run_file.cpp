#include "shell/run/run_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/spec/json_object.hpp"
#include "core/spec/json_text.hpp"
#include "core/spec/limits.hpp"
#include "shell/run/history_json.hpp"

namespace gradlab::ui {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr std::string_view kind = "run";
/// 64 bits are more than a JSON number holds.
std::string hex_of(std::uint64_t word) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), word, 16).ptr;
  return {digits.begin(), end};
}

// ---------------------------------------------------------------- writing

OrderedJson random_json(const Rng::Words& words) {
  OrderedJson json = OrderedJson::array();
  for (const std::uint64_t word : words) json.push_back(hex_of(word));
  return json;
}

OrderedJson moment_json(const SavedMoment& moment) {
  OrderedJson json{
      {"step", moment.step},
      {"epoch", moment.epoch},
      {"position", moment.position},
      {"optimizer",
       {{"steps", moment.optimizer_steps}, {"state", moment.optimizer_state}, {"scalars", moment.optimizer_scalars}}},
      {"before", moment.before},
      {"order", moment.order},
      {"order_rng", random_json(moment.order_rng)},
      {"dropout_rng", random_json(moment.dropout_rng)}};
  if (moment.batch_loss) json["batch_loss"] = *moment.batch_loss;
  if (moment.diverged) json["diverged"] = {{"step", moment.diverged->step}, {"cause", moment.diverged->cause}};
  return json;
}

// ---------------------------------------------------------------- reading

void read_floats(JsonObject& object, std::string_view key, JsonReader& reader, std::vector<float>& into) {
  std::vector<double> numbers;
  if (!object.read(key, numbers)) return reader.fail({"required", object.path_of(key), {}});
  into.clear();
  for (const double number : numbers) into.push_back(static_cast<float>(number));
}

template <class Whole>
void read_count(JsonObject& object, std::string_view key, JsonReader& reader, Whole& into) {
  if (!object.read_whole(key, 0, limits::seed, into)) reader.fail({"required", object.path_of(key), {}});
}

void read_random(JsonObject& object, std::string_view key, JsonReader& reader, Rng::Words& into) {
  std::vector<std::string> words;
  object.read(key, words);
  const Error broken{"run_random", object.path_of(key), {}};
  if (words.size() != into.size()) return reader.fail(broken);
  for (std::size_t i = 0; i < into.size(); ++i) {
    const char* const end = words[i].data() + words[i].size();
    const auto [stop, error] = std::from_chars(words[i].data(), end, into[i], 16);
    if (error != std::errc() || stop != end) return reader.fail(broken);
  }
}

void read_divergence(const Json& json, const std::string& path, JsonReader& reader, SavedMoment& moment) {
  JsonObject object(json, path, reader);
  Divergence& diverged = moment.diverged.emplace();
  read_count(object, "step", reader, diverged.step);
  object.read("cause", diverged.cause);
  object.refuse_others();
}

void read_optimizer(const Json& json, const std::string& path, JsonReader& reader, SavedMoment& moment) {
  JsonObject object(json, path, reader);
  read_count(object, "steps", reader, moment.optimizer_steps);
  read_floats(object, "state", reader, moment.optimizer_state);
  read_floats(object, "scalars", reader, moment.optimizer_scalars);
  object.refuse_others();
}

SavedMoment read_moment(const Json& json, JsonReader& reader) {
  SavedMoment moment;
  JsonObject object(json, "run", reader);
  read_count(object, "step", reader, moment.step);
  read_count(object, "epoch", reader, moment.epoch);
  read_count(object, "position", reader, moment.position);
  if (const Json* optimizer = object.find("optimizer"))
    read_optimizer(*optimizer, "run.optimizer", reader, moment);
  else
    reader.fail({"required", "run.optimizer", {}});
  read_floats(object, "before", reader, moment.before);
  object.read("order", moment.order);
  read_random(object, "order_rng", reader, moment.order_rng);
  read_random(object, "dropout_rng", reader, moment.dropout_rng);
  if (double loss = 0; object.read("batch_loss", loss)) moment.batch_loss = loss;
  if (const Json* diverged = object.find("diverged")) read_divergence(*diverged, "run.diverged", reader, moment);
  object.refuse_others();
  return moment;
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// A person knows the weights by the file's own name for them.
Error as_in_file(Error error) {
  constexpr std::string_view in_spec = "initial_parameters";
  if (error.field.starts_with(in_spec)) error.field.replace(0, in_spec.size(), "parameters");
  return error;
}

/// Spec and parameters together, so that the same checks hold as for a spec with weights.
Result<Spec> read_setup(const Json& json) {
  Json spec = json["spec"];
  if (spec.is_object() && json.contains("parameters")) spec["initial_parameters"] = json["parameters"];
  return parse_spec(text_of(spec));
}

}  // namespace

std::string write_run_file(const RunFile& file) {
  OrderedJson json{{"gradlab", kind},
                   {"spec", OrderedJson::parse(write_spec(file.spec))},
                   {"parameters", OrderedJson::parse(write_parameters(file.parameters))}};
  if (file.moment) json["run"] = moment_json(*file.moment);
  if (!file.history.points().empty()) json["history"] = history_json(file.history);
  for (const KeptRun& run : file.kept) json["kept"].push_back(kept_run_json(run));
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

Result<RunFile> parse_run_file(std::string_view text) {
  const Result<Json> json = parse_json(text);
  if (!json) return json.error();
  RunFile file;
  if (json->is_object() && !json->contains("gradlab")) {
    auto spec = parse_spec(text);
    if (!spec) return spec.error();
    file.spec = *std::move(spec);
    return file;
  }
  JsonReader reader;
  JsonObject object(*json, "", reader);
  std::string written;
  object.read("gradlab", written);
  if (json->is_object() && written != kind) return Error{"run_kind", "gradlab", {{"value", written}}};
  const bool complete = object.find("spec") && object.find("parameters");
  if (json->is_object() && !complete) return Error{"required", json->contains("spec") ? "parameters" : "spec", {}};
  if (const Json* run = object.find("run")) file.moment = read_moment(*run, reader);
  if (const Json* history = object.find("history")) file.history = read_history(*history, "history", reader);
  if (const Json* kept = object.find("kept")) file.kept = read_kept_runs(*kept, "kept", reader);
  object.refuse_others();
  if (reader.error()) return *reader.error();
  auto setup = read_setup(*json);
  if (!setup) return as_in_file(setup.error());
  file.parameters = std::exchange(setup->initial_parameters, {});
  // What the run began with, if it was given, stands in the spec.
  auto spec = parse_spec(text_of((*json)["spec"]));
  if (!spec) return spec.error();
  file.spec = *std::move(spec);
  return file;
}

bool is_parameters_file(std::string_view text) {
  const Result<Json> json = parse_json(text);
  if (!json || !json->is_object()) return false;
  const auto layers = json->find("layers");
  return layers != json->end() && layers->is_array() && !layers->empty() && layers->front().is_object() &&
         layers->front().contains("weights");
}

Result<StartRun> resume_run(Trainer<float> trainer, const RunFile& file) {
  if (!file.moment) return StartRun{std::move(trainer), {}};
  Network<float> network = trainer.network();
  if (const auto fits = network.assign(file.parameters); !fits) return as_in_file(fits.error());
  SavedMoment moment = *file.moment;
  moment.parameters.assign(network.parameters().begin(), network.parameters().end());
  moment.running.assign(network.running().begin(), network.running().end());
  if (const auto fits = restore_moment(trainer, moment); !fits) return fits.error();
  LossHistory history = file.history;
  history.cut(trainer.steps_done());
  return StartRun{std::move(trainer), std::move(history)};
}

}  // namespace gradlab::ui
