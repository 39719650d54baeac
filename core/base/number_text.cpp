#include "core/base/number_text.hpp"

#include <array>
#include <charconv>

namespace gradlab {

std::string number_text(double value) {
  std::array<char, 32> text{};  // the longest shortest form, -2.2250738585072014e-308, has 24 characters
  const std::to_chars_result end = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end.ptr};
}

}  // namespace gradlab
