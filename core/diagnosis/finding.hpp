#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/spec/spec.hpp"

namespace gradlab {

enum class Severity {
  problem,  ///< the run does not get where it should
  hint,     ///< something that is usually done otherwise
};

/// One thing that a rule has found about a run. Words: "diagnosis.<id>" says what is so, "diagnosis.<id>.cause" why
/// that is likely, "diagnosis.<id>.fix" what the proposed change is. Their placeholders are the names below.
struct Finding {
  std::string_view id;
  Severity severity = Severity::problem;
  std::string_view claim;                                           ///< id of the claim that explains it; may be empty
  std::optional<std::size_t> layer;                                 ///< from 0; where it is about one
  std::vector<std::pair<std::string_view, double>> numbers;         ///< evidence; layers count from 1 here, as in words
  std::vector<std::pair<std::string_view, std::string>> word_ids;   ///< the words under an id: "activation.relu"
  std::vector<std::pair<std::string_view, std::string>> own_words;  ///< names as given: of a column of the data
  std::string_view fix_of;       ///< the id whose ".fix" is meant, where it is not this one's
  std::optional<Spec> proposal;  ///< the changed spec, which check_spec accepts; none where no change helps for sure

  double number(std::string_view name) const {
    for (const auto& [known, value] : numbers)
      if (known == name) return value;
    return 0;
  }
};

}  // namespace gradlab
