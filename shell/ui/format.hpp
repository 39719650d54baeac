// Numbers as the interface writes them. Locale independent; the minus is U+2212; NaN and infinities are words of
// mathematics
// ("NaN", "∞", "−∞"). No ImGui here.
#pragma once

#include <string>
#include <string_view>

namespace gradlab::ui {

/// A readout: fixed decimals while the number is of a handy size (0.622, −1.500, 27.10), else 1.23e−5.
/// Same width for numbers of one size, so that running figures do not jump.
std::string readout(double value, int decimals = 3);

/// The shortest text that gives `digits` significant digits, without trailing zeros: "0.05", "1.5", "16", "1e−5". For
/// fields and ticks.
std::string compact(double value, int digits = 4);

/// Exactly `decimals` digits after the point.
std::string fixed(double value, int decimals);

/// An integer with thousands grouped: "2,700".
std::string grouped(long long value);

/// A share 0 … 1 as "95.8 %".
std::string percent(double share, int decimals = 1);

/// What a person typed as a number: accepts U+2212, a decimal comma, spaces at the ends, "1e-3", and "1/3".
/// False for anything else, also for NaN and infinities; `value` is then untouched.
bool parse_number(std::string_view text, double& value);

}  // namespace gradlab::ui
