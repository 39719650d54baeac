#include "core/data/number.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>

#include "core/base/elementary.hpp"

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

namespace {

using Parts = elementary::Pair<double>;

/// a / 10^n or a × 10^n, n ≤ 22, to about 2^-102 of itself.
Parts divided(Parts a, double power) {
  const double high = a.high / power;
  const Parts back = elementary::product(high, power);
  return elementary::sum(high, (((a.high - back.high) - back.tail) + a.tail) / power);
}
Parts multiplied(Parts a, double power) {
  const Parts high = elementary::product(a.high, power);
  return elementary::sum(high.high, high.tail + a.tail * power);
}

}  // namespace

// std::from_chars for double is missing from Emscripten's library, and strtod is slow. Up to 2^53 and 10^22 both
// factors are exact in double, so that one rounding gives the nearest number (Clinger 1990). Beyond, twice the digits
// tell it but for the rarest numbers: those so near the middle between two doubles that the error could decide (Ziv
// 1991).
std::optional<double> nearest_double(std::uint64_t digits, int exponent) {
  constexpr std::uint64_t exact_limit = std::uint64_t{1} << 53;
  constexpr int most = 22;
  if (digits == 0) return 0.0;
  if (digits <= exact_limit && exponent >= -most && exponent <= most) {
    const double value = static_cast<double>(digits);
    return exponent < 0 ? value / exact_powers[static_cast<std::size_t>(-exponent)]
                        : value * exact_powers[static_cast<std::size_t>(exponent)];
  }
  constexpr int far = 250;  // with 19 digits at most: well inside the normal numbers
  if (exponent < -far || exponent > far) return std::nullopt;
  constexpr std::uint64_t low_bits = (std::uint64_t{1} << 20) - 1;
  Parts value = elementary::sum(static_cast<double>(digits & ~low_bits), static_cast<double>(digits & low_bits));
  for (; exponent < 0; exponent += std::min(most, -exponent))
    value = divided(value, exact_powers[static_cast<std::size_t>(std::min(most, -exponent))]);
  for (; exponent > 0; exponent -= std::min(most, exponent))
    value = multiplied(value, exact_powers[static_cast<std::size_t>(std::min(most, exponent))]);
  const double margin = value.high * 0x1p-94;
  const double above = value.high + (value.tail + margin);
  const double below = value.high + (value.tail - margin);
  return above == below ? std::optional(above) : std::nullopt;
}

const char* scan_number(const char* text, char decimal, double& value) {
  while (*text == ' ') ++text;
  const bool negative = *text == '-';
  if (negative || *text == '+') ++text;
  std::uint64_t digits = 0;
  const char* const first = text;
  while (is_digit(*text)) digits = digits * 10 + static_cast<std::uint64_t>(*text++ - '0');
  std::ptrdiff_t count = text - first;
  std::ptrdiff_t exponent = 0;
  if (*text == decimal) {
    const char* const behind = ++text;
    while (is_digit(*text)) digits = digits * 10 + static_cast<std::uint64_t>(*text++ - '0');
    exponent = behind - text;
    count -= exponent;
  }
  constexpr std::ptrdiff_t most_digits = 19;
  if (count == 0 || count > most_digits) return nullptr;
  if (*text == 'e' || *text == 'E') {
    ++text;
    const bool down = *text == '-';
    if (down || *text == '+') ++text;
    if (!is_digit(*text)) return nullptr;
    int given = 0;
    for (; is_digit(*text); ++text)
      if (given < 10000) given = given * 10 + (*text - '0');
    exponent += down ? -given : given;
  }
  const std::optional<double> nearest = nearest_double(digits, static_cast<int>(exponent));
  if (!nearest) return nullptr;
  value = negative ? -*nearest : *nearest;
  return text;
}

std::optional<double> read_number(std::string_view text, char decimal) {
  text = trimmed(text);
  const std::string_view whole = text;
  Decimal number;
  number.negative = take_sign(text);
  const std::string_view unsigned_text = text;
  std::size_t digits = take_digits(text, number, 0);
  const bool whole_exact = number.exact;
  if (!text.empty() && text[0] == decimal) {
    text.remove_prefix(1);
    digits += take_digits(text, number, -1);
  }
  if (digits == 0) return read_name(unsigned_text, number.negative);
  if (!take_exponent(text, number)) return std::nullopt;
  if (whole_exact && number.exact)
    if (const auto nearest = nearest_double(number.digits, number.exponent))
      return number.negative ? -*nearest : *nearest;
  std::string copy(whole);  // strtod wants a zero at the end
  if (decimal != '.') std::replace(copy.begin(), copy.end(), decimal, '.');
  return std::strtod(copy.c_str(), nullptr);
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

}  // namespace gradlab
