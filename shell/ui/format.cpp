#include "shell/ui/format.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/data/number.hpp"

namespace gradlab::ui {
namespace {

constexpr std::string_view minus = "\u2212";

std::string with_minus(std::string_view digits) {
  std::string text;
  for (const char c : digits) {
    if (c == '-') {
      text += minus;
    } else {
      text += c;
    }
  }
  return text;
}

/// With "%.*f" or "%.*e"; cut off after 63 characters. The C library's way, though to_chars would be the C++ one: its
/// tables are a seventh of what the first view of the page transfers. No program here sets a locale.
template <std::size_t length>
std::string plain(const char (&format)[length], int precision, double value) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, precision, value);
  return buffer.data();
}

bool not_a_number_text(double value, std::string& text) {
  if (std::isfinite(value)) return false;
  if (std::isnan(value)) {
    text = "NaN";
  } else {
    text = value > 0 ? "\u221E" : std::string(minus) + "\u221E";
  }
  return true;
}

void drop_zeros(std::string& digits) {
  if (digits.find('.') == std::string::npos) return;
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
}

bool is_zero(std::string_view digits) { return digits.find_first_of("123456789") == std::string_view::npos; }

std::string scientific(double value, int decimals, bool keep_zeros) {
  const std::string text = plain("%.*e", decimals, value);
  const auto e = text.find('e');
  std::string mantissa = text.substr(0, e);
  if (!keep_zeros) drop_zeros(mantissa);
  const int exponent = std::atoi(text.c_str() + e + 1);
  return with_minus(mantissa) + "e" + with_minus(std::to_string(exponent));
}

}  // namespace

std::string fixed(double value, int decimals) {
  std::string text;
  if (not_a_number_text(value, text)) return text;
  text = plain("%.*f", decimals, value);
  if (text.size() > 40) return scientific(value, 3, true);
  // A rounded-away −0.0001 is 0.000, not −0.000.
  if (text.front() == '-' && is_zero(text)) text.erase(0, 1);
  return with_minus(text);
}

std::string readout(double value, int decimals) {
  std::string text;
  if (not_a_number_text(value, text)) return text;
  const double size = std::abs(value);
  if (size != 0 && size < 0.5 * std::pow(10.0, -decimals)) return scientific(value, 1, true);
  if (size >= 1e6) return scientific(value, 2, true);
  if (size >= 1000) return fixed(value, 0);
  if (size >= 100) return fixed(value, std::min(decimals, 1));
  if (size >= 10) return fixed(value, std::min(decimals, 2));
  return fixed(value, decimals);
}

std::string compact(double value, int digits) {
  std::string text;
  if (not_a_number_text(value, text)) return text;
  const double size = std::abs(value);
  if (size == 0) return "0";
  const int exponent = static_cast<int>(std::floor(std::log10(size)));
  if (exponent < -4 || exponent > 6) return scientific(value, std::max(digits - 1, 0), false);
  text = plain("%.*f", std::max(digits - 1 - exponent, 0), value);
  drop_zeros(text);
  return with_minus(text);
}

std::string grouped(long long value) {
  std::string digits = std::to_string(value);
  const std::size_t first = digits.front() == '-' ? 1 : 0;
  for (std::size_t place = digits.size(); place > first + 3;) {
    place -= 3;
    digits.insert(place, ",");
  }
  return with_minus(digits);
}

std::string percent(double share, int decimals) { return fixed(share * 100, decimals) + " %"; }

namespace {

bool parse_plain(std::string_view text, double& value) {
  const auto parsed = read_number(text);
  if (!parsed || !std::isfinite(*parsed)) return false;
  value = *parsed;
  return true;
}

std::string tidy(std::string_view text) {
  std::string tidied;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with(minus)) {
      tidied += '-';
      i += minus.size() - 1;
    } else if (text[i] == ',') {
      tidied += '.';
    } else if (text[i] != ' ' && text[i] != '\t') {
      tidied += text[i];
    }
  }
  return tidied;
}

}  // namespace

bool parse_number(std::string_view text, double& value) {
  const std::string tidied = tidy(text);
  const std::string_view all = tidied;
  const auto slash = all.find('/');
  double over = 0;
  double under = 1;
  if (slash == std::string_view::npos) return parse_plain(all, value);
  if (!parse_plain(all.substr(0, slash), over) || !parse_plain(all.substr(slash + 1), under)) return false;
  if (under == 0 || !std::isfinite(over / under)) return false;
  value = over / under;
  return true;
}

}  // namespace gradlab::ui
