#include "shell/i18n/diagnosis_words.hpp"

#include <cmath>
#include <cstdio>
#include <vector>

namespace gradlab {
namespace {

/// 3 digits, whole numbers in full: "0.0123", "214", "12600", "3.2e-07".
std::string short_number(double value) {
  char text[32];
  const double size = std::abs(value);
  const bool whole = value == std::round(value) && size < 1e6;
  std::snprintf(text, sizeof text, whole || (size >= 100 && size < 1e6) ? "%.0f" : "%.3g", value);
  return text;
}

}  // namespace

DiagnosisWords words_of(const Finding& finding, Language language) {
  std::vector<std::pair<std::string_view, std::string>> values;
  for (const auto& [name, value] : finding.numbers) values.emplace_back(name, short_number(value));
  for (const auto& [name, id] : finding.word_ids) values.emplace_back(name, tr(id, language));
  for (const auto& [name, word] : finding.own_words) values.emplace_back(name, word);
  const std::vector<Argument> arguments(values.begin(), values.end());
  const std::string id = "diagnosis." + std::string(finding.id);
  DiagnosisWords words{fill(tr(id, language), arguments), fill(tr(id + ".cause", language), arguments), ""};
  const std::string fix = finding.fix_of.empty() ? id : "diagnosis." + std::string(finding.fix_of);
  if (finding.proposal) words.fix = fill(tr(fix + ".fix", language), arguments);
  return words;
}

}  // namespace gradlab
