#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace gradlab {

/// A place in a spec's JSON, as messages write it: "optimizer.lr", "layers[0].units", "layers[-1].activation" (counted
/// from the end), "layers[*].activation" (every layer but the last, which is the output's; of other lists all items).
class JsonPath {
 public:
  /// Refuses what is no path ("sweep_path").
  static Result<JsonPath> parse(std::string_view text, const std::string& field);

  /// Puts the value there. Keys that are missing are made; a choice that is only an id becomes an object with it, so
  /// that parameters find a place. Refuses an item that a list does not have, and a key of what is no object
  /// ("sweep_path").
  Result<Done> set(nlohmann::json& spec, const nlohmann::json& value) const;

  const std::string& text() const { return text_; }

 private:
  struct Step {
    enum class Kind { key, item, all } kind = Kind::key;
    std::string key;
    long item = 0;
  };

  Result<Done> set(nlohmann::json& at, const nlohmann::json& value, std::size_t step) const;
  Error refused() const { return {"sweep_path", field_, {{"value", text_}}}; }

  std::string text_, field_;
  std::vector<Step> steps_;
};

}  // namespace gradlab
