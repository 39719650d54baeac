#include "shell/ui/pages/playground/view_record.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

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
    if (std::ranges::find(known, name) == known.end())
      return reader.fail(unknown("unknown_id", object.path_of(key), name, known));
    task.rules[name] = rule;
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
  if (json.size() == 1 && !view.simple && !view.task && !view.draft && view.kept.empty()) return write_spec(view.spec);
  if (view.simple) json["simple"] = true;
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
  if (const Json* task = object.find("class")) view.task = read_task(*task, "class", view.spec, reader);
  if (const Json* draft = object.find("draft")) view.draft = read_task(*draft, "draft", view.spec, reader);
  if (const Json* kept = object.find("kept")) view.kept = read_kept_runs(*kept, "kept", reader);
  object.refuse_others();
  if (reader.error()) return *reader.error();
  return view;
}

}  // namespace gradlab::ui
