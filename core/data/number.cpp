#include "core/data/number.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>

namespace gradlab {
namespace {

/// Powers of ten that a double holds exactly.
constexpr std::array<double, 23> exact_powers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A decimal number taken apart: value = digits × 10^exponent, exact as long as `exact` holds.
struct Decimal {
  bool negative = false;
  bool exact = true;
  std::uint64_t digits = 0;
  int exponent = 0;
};

/// Reads digits into the number while they fit. Returns how many there were.
std::size_t take_digits(std::string_view& text, Decimal& number, int exponent_each) {
  constexpr std::uint64_t room = (std::numeric_limits<std::uint64_t>::max() - 9) / 10;
  std::size_t i = 0;
  for (; i < text.size() && is_digit(text[i]); ++i) {
    if (number.digits > room) {
      number.exact = false;
      continue;
    }
    number.digits = number.digits * 10 + static_cast<std::uint64_t>(text[i] - '0');
    number.exponent += exponent_each;
  }
  text.remove_prefix(i);
  return i;
}

bool take_sign(std::string_view& text) {
  if (text.empty() || (text[0] != '-' && text[0] != '+')) return false;
  const bool negative = text[0] == '-';
  text.remove_prefix(1);
  return negative;
}

/// The part from "e" on. False where it is not one.
bool take_exponent(std::string_view& text, Decimal& number) {
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text.remove_prefix(1);
  const bool negative = take_sign(text);
  if (text.empty()) return false;
  int exponent = 0;
  for (; !text.empty() && is_digit(text[0]); text.remove_prefix(1))
    if (exponent < 100000) exponent = exponent * 10 + (text[0] - '0');
  number.exponent += negative ? -exponent : exponent;
  return text.empty();
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    if (c != lower[i]) return false;
  }
  return true;
}

std::optional<double> read_name(std::string_view text, bool negative) {
  if (equals_ignoring_case(text, "nan")) return std::numeric_limits<double>::quiet_NaN();
  if (!equals_ignoring_case(text, "inf") && !equals_ignoring_case(text, "infinity")) return std::nullopt;
  return negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// std::from_chars for double is missing from Emscripten's library, and strtod alone is slow. Up to 2^53 and 10^22 both
// factors are exact in double, so that one rounding gives the nearest number (Clinger 1990).
std::optional<double> read_number(std::string_view text) {
  text = trimmed(text);
  const std::string_view whole = text;
  Decimal number;
  number.negative = take_sign(text);
  const std::string_view unsigned_text = text;
  std::size_t digits = take_digits(text, number, 0);
  const bool whole_exact = number.exact;
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    digits += take_digits(text, number, -1);
  }
  if (digits == 0) return read_name(unsigned_text, number.negative);
  if (!take_exponent(text, number)) return std::nullopt;

  constexpr std::uint64_t exact_limit = std::uint64_t{1} << 53;
  if (whole_exact && number.exact && number.digits <= exact_limit && number.exponent >= -22 && number.exponent <= 22) {
    const double value = static_cast<double>(number.digits);
    const std::size_t power = static_cast<std::size_t>(number.exponent < 0 ? -number.exponent : number.exponent);
    const double scaled = number.exponent < 0 ? value / exact_powers[power] : value * exact_powers[power];
    return number.negative ? -scaled : scaled;
  }
  const std::string copy(whole);  // strtod wants a zero at the end
  return std::strtod(copy.c_str(), nullptr);
}

}  // namespace gradlab
