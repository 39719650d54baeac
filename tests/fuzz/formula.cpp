// libFuzzer: any bytes as a formula. What is read must be written, set, differentiated and computed without a fault;
// what is written must read back as the same function.
#include "core/formula/formula.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/formula/custom_row.hpp"
#include "core/formula/program.hpp"
#include "shell/ui/widgets/formula_markup.hpp"
#include "tests/fuzz/require.hpp"

namespace {

using namespace gradlab;

constexpr double places[] = {-1e300, -800, -1.5, -1, 0, 1e-300, 0.5, 1, 2, 800};

bool same(double a, double b) { return a == b || (a != a && b != b); }

/// Computed where it compiles; a derivative may be too large for that.
void compute(const Formula& formula) {
  const auto wide = Program<double>::compile(formula);
  const auto narrow = Program<float>::compile(formula);
  require(static_cast<bool>(wide) == static_cast<bool>(narrow), "float and double compile alike");
  if (!wide) return;
  const std::vector<double> params = formula.initial_values();
  const std::vector<float> narrow_params(params.begin(), params.end());
  for (const double x : places) {
    wide->at(x, 0.25, params);
    narrow->at(static_cast<float>(x), 0.25f, narrow_params);
  }
}

void read_back(const Formula& formula) {
  const std::string text = to_text(formula);
  if (text.empty()) return;
  const auto again = parse_formula(text, {true, {}, "formula"});
  if (!again) {  // with its spaces and brackets it may be longer or deeper than what was typed
    require(again.error().id == "formula_too_long" || again.error().id == "formula_too_deep", "text reads back");
    return;
  }
  require(again->parameters().size() == formula.parameters().size(), "text has the same parameters");
  const auto before = Program<double>::compile(formula), after = Program<double>::compile(*again);
  if (!before || !after) return;
  for (const double x : places)
    require(same(before->at(x, 0.25, formula.initial_values()), after->at(x, 0.25, again->initial_values())),
            "text has the same values");
}

void set(const Formula& formula) {
  const std::string markup = to_markup(formula);
  require(markup.empty() || ui::parse_math(markup).has_value(), "markup can be set");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto formula = parse_formula(text, {true, {}, "formula"});
  if (!formula) {
    require(!formula.error().id.empty(), "an error has an id");
    return 0;
  }
  compute(*formula);
  read_back(*formula);
  set(*formula);
  const auto slope = formula->derivative("x");
  if (slope) {
    compute(*slope);
    to_text(*slope);
    set(*slope);
    if (const auto second = slope->derivative("y")) compute(*second);
  }
  if (!formula->parameters().empty())
    if (const auto by_param = formula->derivative(formula->parameters().back().name)) compute(*by_param);
  constexpr std::size_t small = 16;  // its search for kinks takes a while
  if (size <= small) static_cast<void>(CustomRow<double>::create(text));
  return 0;
}
