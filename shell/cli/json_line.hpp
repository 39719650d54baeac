// Writes JSON text in the order it is told, on one line. Doubles as the shortest text that reads back as the same
// number (at most 17 digits); null where they are not finite.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gradlab::cli {

class JsonLine {
 public:
  JsonLine& begin(char bracket);  ///< '{' or '['
  JsonLine& end(char bracket);    ///< '}' or ']'
  JsonLine& key(std::string_view name);

  JsonLine& text(std::string_view value);
  JsonLine& number(double value);
  JsonLine& whole(std::uint64_t value);
  JsonLine& truth(bool value);
  JsonLine& null();
  JsonLine& written(std::string_view json);  ///< a value that is JSON text already
  JsonLine& number(const std::optional<double>& value) { return value ? number(*value) : null(); }
  JsonLine& numbers(std::span<const double> values);

  const std::string& str() const { return text_; }
  /// The text with a line's end, to be printed.
  std::string line() const { return text_ + "\n"; }

 private:
  void separate();

  std::string text_;
};

}  // namespace gradlab::cli
