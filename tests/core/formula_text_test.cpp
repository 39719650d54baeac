#include <algorithm>
#include <string>

#include "tests/core/formula_testing.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

std::string markup(std::string_view text) { return to_markup(formula_of(text)); }
std::string slope_markup(std::string_view text) { return to_markup(derivative_of(formula_of(text))); }
std::string slope_text(std::string_view text) { return to_text(derivative_of(formula_of(text))); }

}  // namespace

TEST_CASE("A formula is set as it was typed") {
  CHECK(markup("x*tanh(log(1+exp(x)))") == "x\\tanh(\\ln(1+e^{x}))");
  CHECK(markup("1/(1+exp(-x))") == "\\frac{1}{1+e^{-x}}");
  CHECK(markup("1*x+0") == "1x+0");
  CHECK(markup("x-(x-1)") == "x-(x-1)");
  CHECK(markup("(x+1)^2") == "(x+1)^{2}");
  CHECK(markup("e^(-x^2/2)") == "e^{-x^{2}/2}");
}
TEST_CASE("Choices are set as cases") {
  CHECK(markup("x > 0 ? x : alpha*(exp(x)-1)") == "\\cases{x & x > 0 \\\\ \\alpha (e^{x}-1) & x \\le 0}");
  CHECK(markup("x > 1 ? 1 : x < -1 ? -1 : x") == "\\cases{1 & x > 1 \\\\ -1 & x < -1 \\\\ x & x \\ge -1}");
  CHECK(markup("x ? 1 : 2") == "\\cases{1 & x \\ne 0 \\\\ 2 & x = 0}");
}
TEST_CASE("Numbers, names and functions are set as mathematics") {
  CHECK(markup("1e-30*x") == "10^{-30}x");
  CHECK(markup("2.5e20*x") == "2.5\\cdot 10^{20}x");
  CHECK(markup("a1*slope*pi") == "a_{1}\\cdot \\text{slope}\\pi ");
  CHECK(markup("abs(x)") == "\\left| x \\right|");
  CHECK(markup("sqrt(x)") == "\\sqrt{x}");
  CHECK(markup("cos(x)^2") == "\\cos^{2}(x)");
  CHECK(markup("2*3") == "2\\cdot 3");
}
TEST_CASE("A derivative is set without what does nothing") {
  CHECK(slope_markup("x^2") == "2x");
  CHECK(slope_markup("3*x^2+5") == "6x");
  CHECK(slope_markup("1/(1+exp(-x))") == "\\sigma(x)(1-\\sigma(x))");
  CHECK(slope_markup("tanh(x)") == "1-\\tanh^{2}(x)");
  CHECK(slope_markup("log(1+exp(x))") == "\\sigma(x)");
  CHECK(slope_markup("x*sigmoid(x)") == "\\sigma(x)+x\\sigma(x)(1-\\sigma(x))");
  CHECK(slope_markup("x > 0 ? x : a*x") == "\\cases{1 & x > 0 \\\\ a & x \\le 0}");
  CHECK(slope_markup("max(0, x)") == "\\cases{0 & x < 0 \\\\ 1 & x > 0 \\\\ 0.5 & x = 0}");
  CHECK(slope_markup("exp(-x^2/2)") == "-xe^{-x^{2}/2}");
}
TEST_CASE("What is too long or too deep to be read is not set") {
  CHECK(markup("(((((((((x+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2").empty());
  std::string sum = "x";
  for (int i = 0; i < 300; ++i) sum += "+x*2";
  CHECK(markup(sum).empty());
}

TEST_CASE("Text has as few brackets as it needs") {
  CHECK(to_text(formula_of("((x)+(2*y))")) == "x + 2*y");
  CHECK(to_text(formula_of("(x+2)*y")) == "(x + 2)*y");
  CHECK(to_text(formula_of("x-(y-1)")) == "x - (y - 1)");
  CHECK(to_text(formula_of("(x^2)^3")) == "(x^2)^3");
  CHECK(to_text(formula_of("x^(2^3)")) == "x^2^3");
  CHECK(to_text(formula_of("(-x)^2")) == "(-x)^2");
  CHECK(slope_text("x^3") == "3*x^2");
}
TEST_CASE("Text reads back as the same function, derivatives too") {
  for (const std::string_view text :
       {"x*tanh(log(1+exp(x)))", "-x^2", "2^-x", "x - (-3)", "(-2)^x", "x > 0 ? 1 : (x < -1 ? 2 : x) + 1",
        "max(x, 1, a*x)", "x/(2/x)", "x/2*x", "(x ? 1 : 2) ? 3 : 4", "-(x+1)", "1e-30*x", "sin(x)^2^x", "x < (1 < 2)"})
    for (Formula formula = formula_of(text); const int order : {0, 1, 2}) {
      const std::string written = to_text(formula);
      CAPTURE(written);
      for (const double x : {-1.3, 0.4, 2.0}) {
        const double value = value_of(formula, x), again = value_of(written, x);
        CHECK((value == doctest::Approx(again).epsilon(1e-14) || (value != value && again != again)));
      }
      if (order < 2) formula = derivative_of(formula);
    }
}
