#include "core/spec/json_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gradlab {
namespace {

using Json = nlohmann::json;

/// What the parser says that it expected at the place of an error, and the id under which it is told.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> expectations{{
    {"; expected string literal", "not_json_key"},
    {"; expected ':'", "not_json_colon"},
    {"; expected ']'", "not_json_list"},
    {"; expected '}'", "not_json_object"},
    {"; expected end of input", "not_json_end"},
    {"- invalid string", "not_json_text"},
}};

/// Goes over the text once, takes nothing in, and finds the first thing that is wrong: where it stops being JSON, or a
/// key that stands twice in its object.
class Examination final : public nlohmann::json_sax<Json> {
 public:
  explicit Examination(std::string_view text) : text_(text) {}

  const std::optional<Error>& error() const { return error_; }

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t&) override { return value(); }
  bool string(string_t&) override { return value(); }
  bool binary(binary_t&) override { return value(); }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    Level& level = levels_.back();
    level.key = name;
    if (!level.keys.insert(name).second) error_ = Error{"repeated_key", path(), {{"value", name}}};
    return !error_;
  }

  bool parse_error(std::size_t read, const std::string& token, const Json::exception& exception) override {
    const std::string_view said = exception.what();
    std::string id = "not_json_value";
    for (const auto& [words, known] : expectations)
      if (said.find(words) != std::string_view::npos) id = known;
    const std::size_t begin = begin_of_token(read, token, id);
    error_ = at(begin, std::move(id));
    return false;
  }

 private:
  struct Level {
    bool is_list = false;
    std::size_t index = 0;  ///< of the item that is being read
    std::string key{};
    std::set<std::string> keys{};
  };

  bool value() {
    if (!levels_.empty()) ++levels_.back().index;
    return true;
  }
  /// Of the token that ends with, or before, the last byte read. The parser knows a string's text, its control
  /// characters written as <U+000A>.
  std::size_t begin_of_token(std::size_t read, const std::string& token, std::string_view id) const {
    const std::size_t last = std::min(std::max<std::size_t>(read, 1) - 1, text_.size());
    if (id == "not_json_text" || (last < text_.size() && text_[last] == '"')) {
      std::size_t length = token.size();
      for (std::size_t at = 0; (at = token.find("<U+00", at)) != std::string::npos; ++at) length -= 7;
      return read - std::min(read, length);
    }
    const auto is_word = [this](std::size_t at) {
      const char c = at < text_.size() ? text_[at] : '\0';
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    };
    std::size_t begin = last;
    if (is_word(begin) || id == "not_json_value")
      while (begin > 0 && is_word(begin - 1)) --begin;
    return begin;
  }
  bool open(bool is_list) {
    levels_.push_back({is_list});
    return true;
  }
  bool close() {
    levels_.pop_back();
    return value();
  }

  /// As a person would write it: layers[1].units.
  std::string path() const {
    std::string text;
    for (const Level& level : levels_) {
      if (level.is_list)
        text += "[" + std::to_string(level.index) + "]";
      else
        text += (text.empty() ? "" : ".") + level.key;
    }
    return text;
  }

  /// Lines and columns count from 1, columns in characters.
  Error at(std::size_t place, std::string id) const {
    std::size_t line = 1, column = 1;
    for (const char c : text_.substr(0, place)) {
      const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
      if (!continues) ++column;
      if (c == '\n') ++line, column = 1;
    }
    return {std::move(id), "JSON", {{"row", std::to_string(line)}, {"column", std::to_string(column)}}};
  }

  std::string_view text_;
  std::vector<Level> levels_;
  std::optional<Error> error_;
};

}  // namespace

Result<nlohmann::json> parse_json(std::string_view text) {
  Examination examination(text);
  Json::sax_parse(text, &examination);
  if (examination.error()) return *examination.error();
  return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

}  // namespace gradlab
