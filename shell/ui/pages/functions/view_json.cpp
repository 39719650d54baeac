#include "shell/ui/pages/functions/view_json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <span>

#include "core/base/param.hpp"
#include "core/formula/custom_row.hpp"
#include "core/spec/json_object.hpp"
#include "core/spec/nearest.hpp"
#include "shell/ui/pages/functions/tools.hpp"
#include "shell/ui/pages/view_reading.hpp"

namespace gradlab::ui {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 3> arrangements{"side_by_side", "overlaid", "grid"};
constexpr std::array<std::string_view, 3> looks{"lab", "notes", "framed"};
constexpr std::array<std::string_view, 4> tools{"facts", "signals", "layers", "take_away"};
constexpr double farthest = 1e6, narrowest = 1e-6;
constexpr std::size_t most_logits = 8, most_kept_pieces = 8;

// ---------------------------------------------------------------- writing

Json written(const PlotSpan& span) { return Json::array({span.low, span.high}); }

Json written(const ChosenFunction& function) {
  Json one{{"id", function.id}, {"color", function.color}};
  if (!function.params.empty()) {
    Json& params = one["params"] = Json::object();
    const Activation<double>& row = row_of(function);
    for (std::size_t i = 0; i < row.params.size(); ++i) params[std::string(row.params[i].id)] = function.params[i];
  }
  if (!function.own) return one;
  // A text that is no formula (yet) cannot be opened again: the latest that was one is kept.
  one["formula"] = std::string(row_of(function).expression);
  if (!function.own->claim.empty()) one["claim"] = function.own->claim;
  return one;
}

Json written(const VectorTool& tool) {
  Json pieces = Json::array();
  for (const VectorTool::Piece& piece : tool.pieces) pieces.push_back({piece.weight, piece.second_weight, piece.bias});
  return {{"logits", tool.logits},         {"temperature", tool.temperature}, {"shift", tool.shift}, {"pieces", pieces},
          {"two_inputs", tool.two_inputs}, {"inputs", tool.inputs},           {"units", tool.units}};
}

Json written(const DepthSetup& setup) {
  return {{"depth", setup.depth},
          {"width", setup.width},
          {"initializer", setup.initializer},
          {"scale", setup.scale},
          {"seed", setup.seed}};
}

// ---------------------------------------------------------------- reading

void read_span(JsonObject& object, JsonReader& reader, std::string_view key, PlotSpan& into) {
  std::vector<double> ends;
  if (!object.read(key, ends) || reader.error()) return;
  const bool two = ends.size() == 2;
  if (two && std::abs(ends[0]) <= farthest && std::abs(ends[1]) <= farthest && ends[1] - ends[0] >= narrowest) {
    into = {ends[0], ends[1]};
    return;
  }
  reader.fail({"view_span", object.path_of(key), {}});
}

/// Words of a list; the place of the one that was given.
template <class Choice>
void read_choice(JsonObject& object, JsonReader& reader, std::string_view key, std::span<const std::string_view> words,
                 Choice& into) {
  std::string word;
  if (!object.read(key, word) || reader.error()) return;
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) {
    const std::vector<std::string_view> known(words.begin(), words.end());
    return reader.fail(unknown("unknown_id", object.path_of(key), word, known));
  }
  into = static_cast<Choice>(found - words.begin());
}

ParamValues read_params(JsonObject& object, JsonReader& reader) {
  ParamValues values;
  const Json* given = object.find("params");
  if (!given) return values;
  if (!given->is_object()) return reader.expects("object", object.path_of("params"), *given), values;
  for (const auto& item : given->items())
    reader.read(item.value(), object.path_of("params") + "." + item.key(), values[item.key()]);
  return values;
}

void read_own(JsonObject& object, JsonReader& reader, const ParamValues& values, ChosenFunction& into) {
  std::string text, claim;
  object.read("formula", text);
  object.read("claim", claim);
  if (reader.error()) return;
  // Values apart: a formula's own parameters are checked with the row's below.
  auto row = CustomRow<double>::create(text, {}, {}, object.path_of("formula"));
  if (!row) return reader.fail(row.error());
  into.own = make_own_function(text, claim, values, nullptr);
}

ChosenFunction read_function(const Json& json, const std::string& path, std::size_t color, JsonReader& reader) {
  ChosenFunction function;
  function.color = color;
  JsonObject object(json, path, reader);
  object.read("id", function.id);
  object.read_whole("color", 0, 1000, function.color);
  const ParamValues values = read_params(object, reader);
  if (reader.error()) return function;
  if (own_number(function.id) > 0) {
    read_own(object, reader, values, function);
  } else if (const auto* row = find_activation<double>(function.id); !row || row->mixes()) {
    std::vector<std::string_view> known;
    for (const auto* one : drawable_rows()) known.push_back(one->id);
    reader.fail(unknown("unknown_id", path + ".id", function.id, known));
  }
  object.refuse_others();
  if (reader.error()) return function;
  auto params = resolve_params(row_of(function).params, values, path + ".params");
  if (!params) {
    reader.fail(params.error());
    return function;
  }
  function.params = *std::move(params);
  return function;
}

void read_chosen(JsonObject& object, JsonReader& reader, FunctionsState& state) {
  const Json* list = object.find("functions");
  if (!list) return;
  if (!list->is_array()) return reader.expects("list", "functions", *list);
  state.chosen.clear();
  for (std::size_t i = 0; i < list->size() && !reader.error(); ++i) {
    const std::string path = "functions[" + std::to_string(i) + "]";
    ChosenFunction function = read_function((*list)[i], path, i, reader);
    if (reader.error()) return;
    if (state.find(function.id)) return reader.fail({"view_twice", path + ".id", {{"value", function.id}}});
    state.chosen.push_back(std::move(function));
  }
  state.focused = state.chosen.empty() ? std::string() : state.chosen.front().id;
}

void read_depth(const Json& json, JsonReader& reader, DepthSetup& setup) {
  JsonObject object(json, "layers", reader);
  object.read_whole("depth", 1, DepthSetup::most_depth, setup.depth);
  object.read_whole("width", 1, DepthSetup::most_width, setup.width);
  object.read("initializer", setup.initializer);
  object.read("scale", setup.scale);
  object.read_whole("seed", 1, 999, setup.seed);
  object.refuse_others();
  if (reader.error()) return;
  if (auto ok = check_depth(setup); !ok) {
    Error error = ok.error();
    error.field = "layers." + error.field;
    reader.fail(std::move(error));
  }
}

void read_vectors(const Json& json, JsonReader& reader, VectorTool& tool) {
  JsonObject object(json, "vectors", reader);
  std::vector<double> logits;
  if (object.read("logits", logits) && !reader.error()) {
    if (logits.size() < 2 || logits.size() > most_logits)
      return reader.fail({"view_count", "vectors.logits", {{"low", "2"}, {"high", std::to_string(most_logits)}}});
    for (double& logit : logits) logit = std::clamp(logit, -farthest, farthest);
    tool.logits = logits;
  }
  read_view_number(object, reader, "temperature", 0.05, 10, tool.temperature);
  read_view_number(object, reader, "shift", -farthest, farthest, tool.shift);
  std::vector<std::vector<double>> pieces;
  if (object.read("pieces", pieces) && !reader.error()) {
    const bool good = !pieces.empty() && pieces.size() <= most_kept_pieces &&
                      std::all_of(pieces.begin(), pieces.end(), [](const auto& piece) { return piece.size() == 3; });
    if (!good) return reader.fail({"view_pieces", "vectors.pieces", {{"high", std::to_string(most_kept_pieces)}}});
    tool.pieces.clear();
    for (const auto& piece : pieces) tool.pieces.push_back({piece[0], piece[1], piece[2]});
  }
  object.read("two_inputs", tool.two_inputs);
  object.read_whole("inputs", 1, 1000, tool.inputs);
  object.read_whole("units", 1, 1000, tool.units);
  object.refuse_others();
}

void read_view(JsonObject& object, JsonReader& reader, FunctionsState& state) {
  read_chosen(object, reader, state);
  std::string focused = state.focused;
  if (object.read("focused", focused) && !reader.error()) {
    if (!focused.empty() && !state.find(focused)) reader.fail({"view_not_chosen", "focused", {{"value", focused}}});
    state.focused = focused;
  }
  std::vector<std::string> shown;
  if (object.read("shown", shown) && !reader.error()) {
    constexpr std::array<std::string_view, derivative_count> names{"f", "df", "d2f"};
    for (std::size_t i = 0; i < derivative_count; ++i)
      state.shown[i] = std::find(shown.begin(), shown.end(), names[i]) != shown.end();
    if (std::none_of(state.shown.begin(), state.shown.end(), [](bool on) { return on; }))
      reader.fail({"view_shown", "shown", {}});
  }
  read_choice(object, reader, "arrangement", arrangements, state.arrangement);
  read_choice(object, reader, "axes", looks, state.axes);
  read_choice(object, reader, "tool", tools, state.tool);
  object.read_whole("decimals", 0, 12, state.decimals);
  object.read("tangent", state.tangent);
  object.read("shade", state.shade);
  read_view_number(object, reader, "x", -farthest, farthest, state.x);
  double pin = 0;
  if (object.find("pin")) {
    read_view_number(object, reader, "pin", -farthest, farthest, pin);
    state.pin = pin;
  }
  if (object.read("vector", state.vector) && !reader.error() && state.vector != "softmax" && state.vector != "maxout")
    reader.fail(unknown("unknown_id", "vector", state.vector, {"softmax", "maxout"}));
  read_view_number(object, reader, "reach", 0.01, farthest, state.x_reach);
  state.reset_view();
  if (const Json* view = object.find("view")) {
    JsonObject spans(*view, "view", reader);
    read_span(spans, reader, "x", state.x_view);
    read_span(spans, reader, "f", state.y_view[0]);
    read_span(spans, reader, "df", state.y_view[1]);
    read_span(spans, reader, "d2f", state.y_view[2]);
    read_span(spans, reader, "overlaid", state.overlaid_y);
    spans.refuse_others();
    state.own_view = true;
  }
  if (const Json* signals = object.find("signals")) {
    JsonObject one(*signals, "signals", reader);
    read_view_number(one, reader, "mean", -5, 5, state.tools->signals.mean);
    read_view_number(one, reader, "spread", 0.05, 5, state.tools->signals.spread);
    one.refuse_others();
  }
  if (const Json* layers = object.find("layers")) read_depth(*layers, reader, state.tools->depth.setup);
  if (const Json* vectors = object.find("vectors")) read_vectors(*vectors, reader, state.tools->vectors);
  std::string language;
  if (object.read("language", language) && !reader.error()) {
    const SourceLanguageRow* row = find_source_language(language);
    if (row) state.tools->take_away.language = row->language;
    std::vector<std::string_view> known;
    for (const SourceLanguageRow& one : source_languages()) known.push_back(one.id);
    if (!row) reader.fail(unknown("unknown_id", "language", language, known));
  }
  object.refuse_others();
}

}  // namespace

std::string write_functions_view(const FunctionsState& state) {
  constexpr std::array<std::string_view, derivative_count> names{"f", "df", "d2f"};
  Json functions = Json::array(), shown = Json::array();
  for (const ChosenFunction& function : state.chosen) functions.push_back(written(function));
  for (std::size_t i = 0; i < derivative_count; ++i)
    if (state.shown[i]) shown.push_back(names[i]);
  Json view{{"functions", functions},
            {"focused", state.focused},
            {"shown", shown},
            {"arrangement", arrangements[static_cast<std::size_t>(state.arrangement)]},
            {"axes", looks[static_cast<std::size_t>(state.axes)]},
            {"tool", tools[static_cast<std::size_t>(state.tool)]},
            {"decimals", state.decimals},
            {"tangent", state.tangent},
            {"shade", state.shade},
            {"x", state.x},
            {"reach", state.x_reach},
            {"signals", {{"mean", state.tools->signals.mean}, {"spread", state.tools->signals.spread}}},
            {"layers", written(state.tools->depth.setup)},
            {"vectors", written(state.tools->vectors)},
            {"language", row_of(state.tools->take_away.language).id}};
  if (state.pin) view["pin"] = *state.pin;
  if (!state.vector.empty()) view["vector"] = state.vector;
  if (state.own_view) {
    view["view"] = {{"x", written(state.x_view)},
                    {"f", written(state.y_view[0])},
                    {"df", written(state.y_view[1])},
                    {"d2f", written(state.y_view[2])},
                    {"overlaid", written(state.overlaid_y)}};
  }
  return view.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Done> read_functions_view(FunctionsState& state, const std::string& json) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded()) return Error{"link_broken", "link", {}};
  JsonReader reader;
  JsonObject object(parsed, "", reader);
  // Into a state of its own first: what is refused changes nothing.
  FunctionsState fresh;
  if (!reader.error()) read_view(object, reader, fresh);
  if (reader.error()) return *reader.error();
  fresh.sweep_seconds = -1;
  state.take(std::move(fresh));
  return Done{};
}

}  // namespace gradlab::ui
