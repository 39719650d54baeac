#include <string>

#include "tests/core/formula_testing.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// "id@column" of what is wrong, or "" where nothing is.
std::string wrong_with(std::string_view text, bool with_y = false) {
  const auto formula = parse_formula(text, {with_y, {}, "formula"});
  if (formula) return "";
  for (const auto& [name, value] : formula.error().arguments)
    if (name == "column") return formula.error().id + "@" + value;
  return formula.error().id;
}
std::string argument_of(std::string_view text, std::string_view wanted) {
  const auto formula = parse_formula(text);
  REQUIRE(!formula);
  for (const auto& [name, value] : formula.error().arguments)
    if (name == wanted) return value;
  return "";
}
std::string repeated(std::string_view part, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("Numbers are whole, with a point on either side, and with an exponent") {
  CHECK(value_of("1") == 1);
  CHECK(value_of(".5") == 0.5);
  CHECK(value_of("2.") == 2);
  CHECK(value_of("1e-3") == 1e-3);
  CHECK(value_of("1.5E+2") == 150);
  CHECK(value_of("0.1") == 0.1);
}

TEST_CASE("An e behind a number is the constant unless digits follow") {
  CHECK(value_of("2e") == doctest::Approx(2 * 2.718281828459045));
  CHECK(value_of("2e3") == 2000);
  CHECK(value_of("2e-x", 1) == doctest::Approx(2 * 2.718281828459045 - 1));
}

TEST_CASE("Each operator binds as strongly as in mathematics") {
  CHECK(value_of("1+2*3") == 7);
  CHECK(value_of("7-3-2") == 2);
  CHECK(value_of("12/3/2") == 2);
  CHECK(value_of("12/3*2") == 8);
  CHECK(value_of("2^3^2") == 512);
  CHECK(value_of("-x^2", 3) == -9);
  CHECK(value_of("(-x)^2", 3) == 9);
  CHECK(value_of("2^-1") == 0.5);
  CHECK(value_of("2*-3") == -6);
  CHECK(value_of("-2^-2") == -0.25);
  CHECK(value_of("1+2 < 2*2") == 1);
  CHECK(value_of("1 < 2 ? 3 : 4") == 3);
  CHECK(value_of("0 ? 1 : 0 ? 2 : 3") == 3);
  CHECK(value_of("1 ? 0 ? 5 : 6 : 7") == 6);
}

TEST_CASE("The * may be left out behind a number or a closing bracket") {
  CHECK(value_of("2x", 3) == 6);
  CHECK(value_of("2x^2", 3) == 18);
  CHECK(value_of("-2x", 3) == -6);
  CHECK(value_of("2(x+1)", 3) == 8);
  CHECK(value_of("(x+1)(x-1)", 3) == 8);
  CHECK(value_of("2abs(x)abs(x)", -3) == 18);
  CHECK(value_of("2x/4", 6) == 3);
}

TEST_CASE("After / or ^ a left-out * is refused, for it can be read in two ways") {
  CHECK(wrong_with("1/2x") == "formula_ambiguous@4");
  CHECK(wrong_with("x^2x") == "formula_ambiguous@4");
  CHECK(wrong_with("1/(x+1)(x-1)") == "formula_ambiguous@8");
  CHECK(wrong_with("e^-2x") == "formula_ambiguous@5");
  CHECK(wrong_with("x^2*3x") == "");
}

TEST_CASE("Comparisons give 1 or 0") {
  CHECK(value_of("x < 1", 0) == 1);
  CHECK(value_of("x <= 1", 1) == 1);
  CHECK(value_of("x > 1", 1) == 0);
  CHECK(value_of("x >= 1", 1) == 1);
  CHECK(value_of("x == 1", 2) == 0);
  CHECK(value_of("x != 1", 2) == 1);
}

TEST_CASE("Names that are not known are parameters, in the order they appear, at 1 unless given") {
  const Formula formula = formula_of("slope*x + b - slope", {{"b", 0.25}});
  REQUIRE(formula.parameters().size() == 2);
  CHECK(formula.parameters()[0].name == "slope");
  CHECK(formula.parameters()[0].initial == 1);
  CHECK(formula.parameters()[1].name == "b");
  CHECK(formula.parameters()[1].initial == 0.25);
}

TEST_CASE("Greek letters are their names, and sigma with a bracket is the sigmoid") {
  CHECK(formula_of("α*x").parameters()[0].name == "alpha");
  CHECK(value_of("π") == value_of("pi"));
  CHECK(value_of("σ(x)", 2) == value_of("sigmoid(x)", 2));
}

TEST_CASE("Signs as printed and full-width signs are understood") {
  CHECK(value_of("３×（x−１）÷２", 5) == 6);
  CHECK(value_of("x ≤ 1 ？ 2 ： 3", 5) == 3);
  CHECK(value_of("max（x，7）", 5) == 7);
}

TEST_CASE("A column is counted in characters, not in bytes") {
  CHECK(wrong_with("α*x + $") == "formula_unknown_character@7");
  CHECK(wrong_with("（x＋1") == "formula_expects_closing_end@5");
  CHECK(wrong_with("e\xCC\x81 + 1") == "formula_unknown_character@1");
  CHECK(argument_of("x + \xFF", "value") == "\xEF\xBF\xBD");
}

TEST_CASE("Each mistake is named with its column") {
  CHECK(wrong_with("") == "formula_empty");
  CHECK(wrong_with("   ") == "formula_empty");
  CHECK(wrong_with("x +") == "formula_expects_value_end@4");
  CHECK(wrong_with("x + * 2") == "formula_expects_value@5");
  CHECK(wrong_with("(x + 1") == "formula_expects_closing_end@7");
  CHECK(wrong_with("(x + 1 2)") == "formula_expects_closing@8");
  CHECK(wrong_with("x + 1)") == "formula_unopened@6");
  CHECK(wrong_with("x y", true) == "formula_expects_operator@3");
  CHECK(wrong_with("2 3") == "formula_expects_operator@3");
  CHECK(wrong_with("x > 0 ? 1") == "formula_expects_colon_end@10");
  CHECK(wrong_with("x > 0 ? 1 ) 2") == "formula_expects_colon@11");
  CHECK(wrong_with("exp x") == "formula_expects_bracket@5");
  CHECK(wrong_with("2 + exp") == "formula_expects_bracket_end@8");
  CHECK(wrong_with("exp()") == "formula_expects_value@5");
}

TEST_CASE("Each slip is named with its column") {
  CHECK(wrong_with("1.2.3") == "formula_not_a_number@1");
  CHECK(wrong_with("x + 1e999") == "formula_number_too_large@5");
  CHECK(wrong_with("x = 1") == "formula_single_equals@3");
  CHECK(wrong_with("0 < x < 1") == "formula_chained@7");
  CHECK(wrong_with("x + y") == "formula_no_y@5");
  CHECK(wrong_with("x(x + 1)") == "formula_not_a_function@1");
  CHECK(wrong_with("1 + tahn(x)") == "formula_not_a_function_near@5");
  CHECK(wrong_with("exp(1, 2)") == "formula_takes_one@1");
  CHECK(wrong_with("x + max(1)") == "formula_takes_two@5");
}

TEST_CASE("The first mistake is the one that is named") {
  CHECK(wrong_with("x + * 2 $ 3") == "formula_expects_value@5");
}

TEST_CASE("A slip in a function's name is told from the name that was meant") {
  CHECK(argument_of("sigmod(x)", "nearest") == "sigmoid");
  CHECK(argument_of("sinn(x)", "nearest") == "sin");
}

TEST_CASE("A hundred levels are read, and the next one is refused where it opens") {
  CHECK(value_of(repeated("(", 99) + "x" + repeated(")", 99), 7) == 7);
  CHECK(wrong_with(repeated("(", 2000) + "x") == "formula_too_deep@101");
  CHECK(wrong_with(repeated("-", 2000) + "x") == "formula_too_deep@101");
  CHECK(wrong_with(repeated("x^", 2000) + "x") == "formula_too_deep@201");
  CHECK(wrong_with(repeated("x?x:", 1000) + "x") == "formula_too_deep@399");
}

TEST_CASE("A million brackets are refused by their number") {
  CHECK(wrong_with(std::string(1000000, '(')) == "formula_too_long");
}

TEST_CASE("A long sum is not deep") {
  const Formula formula = formula_of("x" + repeated("+x", 2000));
  CHECK(value_of(formula, 1) == 2001);
  CHECK(value_of(derivative_of(formula), 1) == 2001);
}

TEST_CASE("More than sixteen parameters are refused") {
  std::string text = "x";
  for (char c = 'f'; c < 'f' + 16; ++c) text += std::string("+") + c;
  CHECK(wrong_with(text) == "");
  CHECK(wrong_with(text + "+a") == "formula_too_many_parameters@35");
}

TEST_CASE("xy is x*y, as other products without a sign") {
  CHECK(value_of("xy", 3, 5) == 15);
  CHECK(value_of("2xy^2", 3, 5) == 150);
  CHECK(value_of("xxy - yx", 3, 5) == 30);
  CHECK(value_of("-xy", 3, 5) == -15);
  CHECK(value_of("sin(xy)", 0.5, 2) == value_of("sin(1)"));
  CHECK(formula_of("xy").parameters().empty());
  CHECK(wrong_with("1/xy", true) == "formula_ambiguous@4");
  CHECK(wrong_with("x^xy", true) == "formula_ambiguous@4");
  CHECK(wrong_with("1 + xy") == "formula_no_y@6");
  CHECK(wrong_with("xy(2)", true).starts_with("formula_not_a_function"));
}
TEST_CASE("xy is a parameter where it is given a value") {
  const Formula formula = formula_of("x*xy", {{"xy", 4}});
  REQUIRE(formula.parameters().size() == 1);
  CHECK(value_of(formula, 3, 5) == 12);
}
TEST_CASE("A parameter knows where it stands first") {
  const Formula formula = formula_of("x + be*al + be");
  REQUIRE(formula.parameters().size() == 2);
  CHECK(formula.parameters()[0].column == 5);
  CHECK(formula.parameters()[1].column == 8);
}
