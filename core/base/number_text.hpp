#pragma once

#include <string>

namespace gradlab {

/// The shortest decimal text that reads back as the same double ("0.1", "1e-30", "inf"), whatever the locale.
std::string number_text(double value);

}  // namespace gradlab
