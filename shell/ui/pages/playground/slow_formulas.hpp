// What happens at one stop of a sample's way, as words and as formulas with the numbers filled in. No drawing here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/sample_trace.hpp"
#include "shell/ui/pages/playground/slow_motion.hpp"

namespace gradlab::ui {

/// One formula as markup (formula_markup.hpp), in pieces between which a line may break.
using SlowFormula = std::vector<std::string>;

struct SlowText {
  std::string words;  // what happens here
  std::vector<SlowFormula> formulas;
  std::string note;  // what else should be known; empty: nothing
};

/// A number as markup: four significant digits.
std::string slow_number(double value);
/// The formula in plain letters, for screen readers and tests: "z = 0.4·1.2 + 0.1 = 0.58".
std::string plain_formula(const SlowFormula& formula);

struct SlowSubject {
  const Spec& spec;
  const Network<float>& network;
  const SampleTrace<float>& trace;
  std::size_t batch = 1;  // of the run
};

SlowText slow_text(const SlowSubject& subject, const SlowStop& stop);

}  // namespace gradlab::ui
