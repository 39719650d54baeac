#include "shell/ui/pages/playground/view_record.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "core/base/number_text.hpp"
#include "core/data/dataset.hpp"
#include "core/spec/json_object.hpp"
#include "core/spec/json_text.hpp"
#include "core/spec/limits.hpp"
#include "shell/run/history_json.hpp"
#include "shell/ui/base64.hpp"

namespace gradlab::ui {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

// ---------------------------------------------------------------- numbers as bytes, the lowest first

constexpr std::array lists{&InitialLayer::bias,  &InitialLayer::params,       &InitialLayer::scale,
                           &InitialLayer::shift, &InitialLayer::running_mean, &InitialLayer::running_variance};

void put_word(std::string& into, std::uint32_t word) {
  for (int shift = 0; shift < 32; shift += 8) into += static_cast<char>(word >> shift & 0xFFU);
}

/// False where single precision does not hold them.
bool put_numbers(std::string& into, const std::vector<double>& numbers) {
  put_word(into, static_cast<std::uint32_t>(numbers.size()));
  for (const double number : numbers) {
    const auto single = static_cast<float>(number);
    if (static_cast<double>(single) != number) return false;
    put_word(into, std::bit_cast<std::uint32_t>(single));
  }
  return true;
}

class Bytes {
 public:
  explicit Bytes(std::string_view rest) : rest_(rest) {}

  bool good() const { return good_; }
  bool at_end() const { return rest_.empty(); }

  std::uint32_t word() {
    if (rest_.size() < 4) {
      good_ = false;
      return 0;
    }
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 4; ++i) word |= std::uint32_t{static_cast<unsigned char>(rest_[i])} << 8 * i;
    rest_.remove_prefix(4);
    return word;
  }
  std::vector<double> numbers() {
    const std::size_t count = word();
    std::vector<double> found;
    if (count > rest_.size() / 4) good_ = false;
    for (std::size_t i = 0; i < count && good_; ++i) {
      found.push_back(static_cast<double>(std::bit_cast<float>(word())));
      good_ = good_ && std::isfinite(found.back());
    }
    return found;
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

// ---------------------------------------------------------------- writing

void put_setup(OrderedJson& into, Spec spec) {
  const std::string weights = pack_parameters(spec.initial_parameters);
  if (!weights.empty()) spec.initial_parameters.clear();
  into["spec"] = OrderedJson::parse(write_spec(spec));
  if (!weights.empty()) into["weights"] = weights;
}

OrderedJson task_json(const ClassTask& task, bool with_start) {
  OrderedJson json{{"title", task.title}, {"text", task.text}};
  for (const auto& [name, rule] :
       {std::pair{"locked", ControlRule::locked}, std::pair{"hidden", ControlRule::hidden}}) {
    OrderedJson groups = OrderedJson::array();
    for (const auto& [group, is] : task.rules)
      if (is == rule) groups.push_back(group);
    if (!groups.empty()) json[name] = std::move(groups);
  }
  if (with_start) put_setup(json["start"], task.start);
  return json;
}

/// Columns count from 1, as everywhere in a text.
OrderedJson look_json(const PlaygroundLook& look) {
  const PlaygroundLook usual;
  OrderedJson json = OrderedJson::object();
  if (look.whole_classes != usual.whole_classes) json["whole_classes"] = look.whole_classes;
  if (look.log_loss != usual.log_loss) json["log_loss"] = look.log_loss;
  if (look.axes) json["map_x"] = (*look.axes)[0] + 1, json["map_y"] = (*look.axes)[1] + 1;
  if (look.speed != usual.speed) json["speed"] = look.speed;
  if (look.smoothing != usual.smoothing) json["smoothing"] = look.smoothing;
  if (look.test_points != usual.test_points) json["test_points"] = look.test_points;
  return json;
}

// ---------------------------------------------------------------- reading

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80; }));
}

void read_words(JsonObject& object, std::string_view key, std::size_t most, JsonReader& reader, std::string& into) {
  object.read(key, into);
  const std::size_t count = characters(into);
  if (count > most)
    reader.fail(
        {"text_too_long", object.path_of(key), {{"count", std::to_string(count)}, {"most", std::to_string(most)}}});
}

void read_rules(JsonObject& object, std::string_view key, ControlRule rule, JsonReader& reader, ClassTask& task) {
  std::vector<std::string> names;
  object.read(key, names);
  std::vector<std::string_view> known;
  for (const ControlGroup& group : control_groups()) known.push_back(group.id);
  for (const std::string& name : names) {
    const std::vector<std::string_view> groups = groups_named(name);
    if (groups.empty()) return reader.fail(unknown("unknown_id", object.path_of(key), name, known));
    for (const std::string_view group : groups) task.rules[std::string(group)] = rule;
  }
}

/// "spec" and "weights" of an object, as put_setup has written them.
void read_setup(JsonObject& object, JsonReader& reader, Spec& into) {
  const Json* json = object.find("spec");
  std::string weights;
  const bool packed = object.read("weights", weights);
  if (!json) return reader.fail({"required", object.path_of("spec"), {}});
  auto spec = parse_spec(json->dump(-1, ' ', false, Json::error_handler_t::replace));
  if (!spec) return reader.fail(spec.error());
  into = *std::move(spec);
  if (!packed) return;
  auto parameters = unpack_parameters(weights);
  if (!parameters) return reader.fail({"weights_broken", object.path_of("weights"), {}});
  into.initial_parameters = *std::move(parameters);
  if (const auto fits = check_spec(into); !fits) reader.fail(fits.error());
}

/// How many inputs can be an axis, as far as it can be told without the data.
std::size_t mapped_inputs(const DataSpec& data) {
  std::size_t inputs = PlaygroundLook::most_mapped;
  if (const DataSource* source = find_data_source(data.kind)) inputs = source->inputs;
  if (data.kind == "inline" && !data.inputs.empty()) inputs = data.inputs.front().size();
  for (const GivenData& row : given_data())
    if (row.id == data.kind && row.inputs > 0) inputs = row.inputs;
  if (!data.columns.empty() && data.kind != "csv") inputs = data.columns.size();
  return std::clamp<std::size_t>(inputs, 1, PlaygroundLook::most_mapped);
}

void read_axes(JsonObject& object, JsonReader& reader, const DataSpec& data, PlaygroundLook& look) {
  std::array<std::size_t, 2> axes{1, 1};
  const std::size_t most = mapped_inputs(data);
  const bool has_x = object.read_whole("map_x", 1, most, axes[0]), has_y = object.read_whole("map_y", 1, most, axes[1]);
  if (!has_x && !has_y) return;
  if (!has_x || !has_y) return reader.fail({"required", object.path_of(has_x ? "map_y" : "map_x"), {}});
  if (axes[0] == axes[1])
    return reader.fail({"same_axis", object.path_of("map_y"), {{"value", std::to_string(axes[1])}}});
  look.axes = {axes[0] - 1, axes[1] - 1};
}

PlaygroundLook read_look(const Json& json, const DataSpec& data, JsonReader& reader) {
  PlaygroundLook look;
  JsonObject object(json, "look", reader);
  object.read("whole_classes", look.whole_classes);
  object.read("log_loss", look.log_loss);
  read_axes(object, reader, data, look);
  object.read_whole("speed", 0, PlaygroundLook::speeds - 1, look.speed);
  object.read("smoothing", look.smoothing);
  if (!(look.smoothing >= 0 && look.smoothing <= PlaygroundLook::most_smoothing))
    reader.fail({"out_of_range",
                 object.path_of("smoothing"),
                 {{"value", gradlab::number_text(look.smoothing)},
                  {"low", "0"},
                  {"high", gradlab::number_text(PlaygroundLook::most_smoothing)}}});
  object.read("test_points", look.test_points);
  object.refuse_others();
  return look;
}

ClassTask read_task(const Json& json, const std::string& path, const Spec& spec, JsonReader& reader) {
  ClassTask task;
  JsonObject object(json, path, reader);
  read_words(object, "title", ClassTask::longest_title, reader, task.title);
  read_words(object, "text", ClassTask::longest_text, reader, task.text);
  read_rules(object, "locked", ControlRule::locked, reader, task);
  read_rules(object, "hidden", ControlRule::hidden, reader, task);
  task.start = spec;
  if (const Json* start = object.find("start")) {
    JsonObject setup(*start, path + ".start", reader);
    read_setup(setup, reader, task.start);
    setup.refuse_others();
  }
  object.refuse_others();
  return task;
}

}  // namespace

std::string pack_parameters(const std::vector<InitialLayer>& layers) {
  if (layers.empty()) return {};
  std::string bytes;
  put_word(bytes, static_cast<std::uint32_t>(layers.size()));
  for (const InitialLayer& layer : layers) {
    put_word(bytes, static_cast<std::uint32_t>(layer.weights.size()));
    for (const std::vector<double>& row : layer.weights)
      if (!put_numbers(bytes, row)) return {};
    for (const auto list : lists)
      if (!put_numbers(bytes, layer.*list)) return {};
  }
  return base64url(bytes);
}

std::optional<std::vector<InitialLayer>> unpack_parameters(std::string_view text) {
  std::string decoded;
  if (!read_base64(text, decoded)) return std::nullopt;
  Bytes bytes(decoded);
  std::vector<InitialLayer> layers;
  const std::uint32_t count = bytes.word();
  for (std::uint32_t l = 0; l < count && bytes.good(); ++l) {
    InitialLayer& layer = layers.emplace_back();
    const std::uint32_t rows = bytes.word();
    if (rows > limits::units * limits::layers) return std::nullopt;
    for (std::uint32_t row = 0; row < rows && bytes.good(); ++row) layer.weights.push_back(bytes.numbers());
    for (const auto list : lists) layer.*list = bytes.numbers();
  }
  if (!bytes.good() || !bytes.at_end() || layers.empty()) return std::nullopt;
  return layers;
}

std::string write_playground_view(const PlaygroundView& view) {
  OrderedJson json;
  put_setup(json, view.spec);
  const bool is_spec_alone = view == PlaygroundView{.spec = view.spec} && json.size() == 1;
  if (is_spec_alone) return write_spec(view.spec);
  if (view.simple) json["simple"] = true;
  if (view.look != PlaygroundLook{}) json["look"] = look_json(view.look);
  if (view.task) json["class"] = task_json(*view.task, view.task->start != view.spec);
  if (view.draft) json["draft"] = task_json(*view.draft, false);
  for (const KeptRun& run : view.kept) json["kept"].push_back(kept_run_json(run));
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

Result<PlaygroundView> read_playground_view(std::string_view text) {
  const Result<Json> json = parse_json(text);
  if (!json) return json.error();
  PlaygroundView view;
  if (!json->is_object() || !json->contains("spec")) {
    auto spec = parse_spec(text);
    if (!spec) return spec.error();
    view.spec = *std::move(spec);
    return view;
  }
  JsonReader reader;
  JsonObject object(*json, "", reader);
  read_setup(object, reader, view.spec);
  object.read("simple", view.simple);
  if (const Json* look = object.find("look")) view.look = read_look(*look, view.spec.data, reader);
  if (const Json* task = object.find("class")) view.task = read_task(*task, "class", view.spec, reader);
  if (const Json* draft = object.find("draft")) view.draft = read_task(*draft, "draft", view.spec, reader);
  if (const Json* kept = object.find("kept")) view.kept = read_kept_runs(*kept, "kept", reader);
  object.refuse_others();
  if (reader.error()) return *reader.error();
  return view;
}

}  // namespace gradlab::ui
