#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/number_text.hpp"
#include "core/base/result.hpp"
#include "core/spec/nearest.hpp"

namespace gradlab {

/// Reads the values of one JSON text, remembering the first thing that is wrong; from then on every call does nothing.
/// Paths are those a person would write: "layers[1].params.alpha".
class JsonReader {
 public:
  using Json = nlohmann::json;

  const std::optional<Error>& error() const { return error_; }
  void fail(Error error) {
    if (!error_) error_ = std::move(error);
  }
  void expects(std::string_view what, const std::string& path, const Json& value) {
    constexpr std::size_t longest = 40;
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > longest) text = text.substr(0, longest) + "...";
    fail({"expects_" + std::string(what), path, {{"value", std::move(text)}}});
  }

  void read(const Json& value, const std::string& path, bool& into) {
    if (!value.is_boolean()) return expects("toggle", path, value);
    into = value.get<bool>();
  }
  void read(const Json& value, const std::string& path, std::string& into) {
    if (!value.is_string()) return expects("text", path, value);
    into = value.get<std::string>();
  }
  void read(const Json& value, const std::string& path, double& into) {
    if (!value.is_number()) return expects("number", path, value);
    into = value.get<double>();
  }
  void read(const Json& value, const std::string& path, std::uint32_t& into) {
    std::uint64_t whole = 0;
    read_whole(value, path, 0, std::numeric_limits<std::uint32_t>::max(), whole);
    into = static_cast<std::uint32_t>(whole);
  }
  /// Whole numbers from low to high, also written as 1e3; high is at most 2^53.
  template <class Whole>
  void read_whole(const Json& value, const std::string& path, std::uint64_t low, std::uint64_t high, Whole& into) {
    if (!value.is_number()) return expects("number", path, value);
    const double number = value.get<double>();
    const bool whole = number == std::floor(number);
    if (!whole || number < static_cast<double>(low) || number > static_cast<double>(high)) {
      fail({whole ? "out_of_range" : "not_whole",
            path,
            {{"value", value.dump()}, {"low", std::to_string(low)}, {"high", std::to_string(high)}}});
      return;
    }
    into = static_cast<Whole>(number);
  }
  template <class Item>
  void read(const Json& value, const std::string& path, std::vector<Item>& into) {
    if (!value.is_array()) return expects("list", path, value);
    into.resize(value.size());
    for (std::size_t i = 0; i < value.size() && !error_; ++i)
      read(value[i], path + "[" + std::to_string(i) + "]", into[i]);
  }

 private:
  std::optional<Error> error_;
};

/// One JSON object: reads keys by name and refuses those that nobody asked for.
class JsonObject {
 public:
  using Json = nlohmann::json;

  JsonObject(const Json& object, std::string path, JsonReader& reader)
      : object_(object), path_(std::move(path)), reader_(reader) {
    if (!object_.is_object()) reader_.expects("object", path_.empty() ? "JSON" : path_, object_);
  }

  std::string path_of(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
  }

  /// The key's value, or null where it is absent.
  const Json* find(std::string_view key) {
    known_.push_back(key);
    if (!object_.is_object()) return nullptr;
    const auto found = object_.find(key);
    return found == object_.end() ? nullptr : &*found;
  }
  template <class Value>
  bool read(std::string_view key, Value& into) {
    const Json* value = find(key);
    if (value) reader_.read(*value, path_of(key), into);
    return value != nullptr;
  }
  template <class Whole>
  bool read_whole(std::string_view key, std::uint64_t low, std::uint64_t high, Whole& into) {
    const Json* value = find(key);
    if (value) reader_.read_whole(*value, path_of(key), low, high, into);
    return value != nullptr;
  }
  /// To be called after the last key.
  void refuse_others() {
    if (!object_.is_object()) return;
    for (const auto& item : object_.items()) {
      bool is_known = false;
      for (const std::string_view key : known_) is_known = is_known || key == item.key();
      if (!is_known) reader_.fail(unknown("unknown_key", path_of(item.key()), item.key(), known_));
    }
  }

 private:
  const Json& object_;
  std::string path_;
  JsonReader& reader_;
  std::vector<std::string_view> known_;
};

}  // namespace gradlab
