#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/spec/json_object.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// A rule in a list is its id alone, or an object with the id and the parameters side by side.
inline void read_choice(const nlohmann::json& value, const std::string& path, JsonReader& reader, Choice& into) {
  into.params.clear();
  if (!value.is_object()) return reader.read(value, path, into.id);
  if (!value.contains("id")) return reader.fail({"required", path + ".id", {}});
  for (const auto& item : value.items()) {
    if (item.key() == "id")
      reader.read(item.value(), path + ".id", into.id);
    else
      reader.read(item.value(), path + "." + item.key(), into.params[item.key()]);
  }
}

inline nlohmann::ordered_json choice_json(const Choice& choice) {
  if (choice.params.empty()) return choice.id;
  nlohmann::ordered_json json{{"id", choice.id}};
  for (const auto& [id, value] : choice.params) json[id] = value;
  return json;
}

}  // namespace gradlab
