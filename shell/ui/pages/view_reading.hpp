// What readers of a page's view share.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/number_text.hpp"
#include "core/spec/json_object.hpp"

namespace gradlab::ui {

/// A number that must lie within a range; refused by name.
inline void read_view_number(JsonObject& object, JsonReader& reader, std::string_view key, double low, double high,
                             double& into) {
  double value = into;
  if (!object.read(key, value) || reader.error()) return;
  if (value >= low && value <= high) {
    into = value;
    return;
  }
  reader.fail({"out_of_range",
               object.path_of(key),
               {{"value", gradlab::number_text(value)},
                {"low", gradlab::number_text(low)},
                {"high", gradlab::number_text(high)}}});
}

/// The state that a text describes, read into one of its own first: what is refused changes nothing.
template <class State>
Result<Done> read_whole_view(State& state, const std::string& json,
                             void (*read)(JsonObject& object, JsonReader& reader, State& fresh)) {
  const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, false);
  if (parsed.is_discarded()) return Error{"link_broken", "link", {}};
  JsonReader reader;
  JsonObject object(parsed, "", reader);
  State fresh;
  if (!reader.error()) read(object, reader, fresh);
  if (reader.error()) return *reader.error();
  state = std::move(fresh);
  return Done{};
}

}  // namespace gradlab::ui
