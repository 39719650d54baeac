#include "core/base/number_text.hpp"

#include <array>
#include <charconv>

namespace gradlab {

std::string number_text(double value) {
  std::array<char, 32> text{};  // the longest shortest form, -2.2250738585072014e-308, has 24 characters
  const std::to_chars_result end = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end.ptr};
}

std::string bytes_text(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> units{"B", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  std::uint64_t tenths = bytes * 10;
  for (; tenths >= 10'000 && unit + 1 < units.size(); ++unit) tenths /= 1000;
  std::string text = std::to_string(tenths / 10);
  if (tenths < 100 && unit > 0) text += "." + std::to_string(tenths % 10);
  return text + " " + units[unit];
}

}  // namespace gradlab
