#include "shell/cli/json_line.hpp"

#include <cmath>

#include "core/base/number_text.hpp"

namespace gradlab::cli {

/// A comma, unless this is the first in its brackets or the value of a key.
void JsonLine::separate() {
  if (!text_.empty() && text_.back() != '{' && text_.back() != '[' && text_.back() != ':') text_ += ',';
}

JsonLine& JsonLine::begin(char bracket) {
  separate();
  text_ += bracket;
  return *this;
}

JsonLine& JsonLine::end(char bracket) {
  text_ += bracket;
  return *this;
}

JsonLine& JsonLine::key(std::string_view name) {
  text(name);
  text_ += ':';
  return *this;
}

JsonLine& JsonLine::text(std::string_view value) {
  constexpr std::string_view digits = "0123456789abcdef";
  separate();
  text_ += '"';
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text_ += '\\';
      text_ += c;
    } else if (byte < 0x20) {
      text_ += "\\u00";
      text_ += digits[byte >> 4];
      text_ += digits[byte & 15U];
    } else {
      text_ += c;
    }
  }
  text_ += '"';
  return *this;
}

JsonLine& JsonLine::number(double value) {
  if (!std::isfinite(value)) return null();
  separate();
  text_ += number_text(value);
  return *this;
}

JsonLine& JsonLine::whole(std::uint64_t value) {
  separate();
  text_ += std::to_string(value);
  return *this;
}

JsonLine& JsonLine::truth(bool value) {
  separate();
  text_ += value ? "true" : "false";
  return *this;
}

JsonLine& JsonLine::null() {
  separate();
  text_ += "null";
  return *this;
}

JsonLine& JsonLine::written(std::string_view json) {
  separate();
  text_ += json;
  return *this;
}

JsonLine& JsonLine::numbers(std::span<const double> values) {
  begin('[');
  for (const double value : values) number(value);
  return end(']');
}

}  // namespace gradlab::cli
