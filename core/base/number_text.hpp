#pragma once

#include <cstdint>
#include <string>

namespace gradlab {

/// The shortest decimal text that reads back as the same double ("0.1", "1e-30", "inf"), whatever the locale.
std::string number_text(double value);

/// "1.5 GB", "20 MB": powers of ten, two digits.
std::string bytes_text(std::uint64_t bytes);

}  // namespace gradlab
