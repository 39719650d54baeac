#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace gradlab {

/// The double nearest to a decimal text such as "-1.5e3", the same on every machine and in every locale. Also reads
/// "nan", "inf" and "infinity" in any case, so that a caller can tell them from words. Null where the text is anything
/// else, or empty. Spaces around it are allowed. `decimal`: '.' or ','.
std::optional<double> read_number(std::string_view text, char decimal = '.');

/// The double nearest to digits × 10^exponent, where it can be told without long arithmetic: nearly always up to 19
/// digits and an exponent of a few dozen.
std::optional<double> nearest_double(std::uint64_t digits, int exponent);

/// Reads a number without frills (up to 19 digits, spaces before it, none of the names) from a text that ends with a
/// zero byte. Gives the place behind it; null where there is none, and then read_number may still know better.
const char* scan_number(const char* text, char decimal, double& value);

/// Of ASCII letters; `lower` is in small ones.
bool equals_ignoring_case(std::string_view text, std::string_view lower);

/// Without the spaces and tabs around it.
std::string_view trimmed(std::string_view text);

}  // namespace gradlab
