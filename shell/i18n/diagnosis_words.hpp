// What a finding of the diagnosis says to a person.
#pragma once

#include <string>

#include "core/diagnosis/finding.hpp"
#include "shell/i18n/i18n.hpp"

namespace gradlab {

struct DiagnosisWords {
  std::string finding;  ///< what is so, with its numbers
  std::string cause;    ///< why that is likely
  std::string fix;      ///< what to try; empty where nothing is proposed
};

/// Numbers have three significant digits.
DiagnosisWords words_of(const Finding& finding, Language language);

}  // namespace gradlab
