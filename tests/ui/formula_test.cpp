// Formulas: markup, filling in numbers, boxes.
#include "shell/ui/widgets/formula.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/activations/activation.hpp"
#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

using Kind = MathNode::Kind;

namespace {

/// The tree as one line of text: fractions as (a)/(b), powers as ^(…).
std::string line_of(const MathNode& node) {
  std::string text;
  if (node.kind == Kind::text || node.kind == Kind::number) return node.text;
  if (node.kind == Kind::fraction) return "(" + line_of(node.children[0]) + ")/(" + line_of(node.children[1]) + ")";
  if (node.kind == Kind::fence) return node.text + line_of(node.children[0]) + node.closing;
  if (node.kind == Kind::script) {
    const std::string super = line_of(node.children[1]);
    return line_of(node.children[0]) + (super.empty() ? "_" + line_of(node.children[2]) : "^(" + super + ")");
  }
  for (const MathNode& child : node.children) text += line_of(child);
  return text;
}

std::string fill_in(std::string_view markup, double x, double alpha = 0.25) {
  const auto text = [](double value) { return (value < 0 ? "−" : "") + std::to_string(std::abs(value)).substr(0, 4); };
  const MathVariable variables[] = {{"x", "x", x, text(x)}, {"α", "alpha", alpha, text(alpha)}};
  const auto known = [](std::string_view symbol, double at) -> std::optional<double> {
    return symbol == "σ" ? std::optional(1 / (1 + std::exp(-at))) : std::nullopt;
  };
  return line_of(filled(math_or_text(markup), {variables, known}));
}

}  // namespace

TEST_CASE("every formula of the core's table is good markup") {
  for (const auto& row : gradlab::activations<double>()) {
    CAPTURE(row.id);
    CHECK(parse_math(row.formula).has_value());
    CHECK(parse_math(row.derivative).has_value());
  }
}

TEST_CASE("broken markup is drawn as its own text") {
  const Harness h([] {});
  for (const char* broken :
       {"\\frac{1}{2", "x^", "}", "\\cases{1 & x", "\\nonsense", "{{{{", "\\left( x", "&", "\\frac", "^2", "a\\\\b"}) {
    CAPTURE(broken);
    CHECK_FALSE(parse_math(broken).has_value());
    CHECK(math_or_text(broken).text == broken);
    CHECK(layout_math(math_or_text(broken)).width > 0);
  }
}

TEST_CASE("markup nested without end is refused, not followed") {
  std::string deep, fences(200, '(');
  for (int i = 0; i < 500; ++i) deep += "{";
  CHECK_FALSE(parse_math(deep).has_value());
  CHECK_FALSE(parse_math(fences + "\\frac").has_value());
  CHECK_FALSE(parse_math(fences + std::string(200, ')')).has_value());
  CHECK(parse_math(fences).has_value());
}

TEST_CASE("numbers filled in stand apart and negative ones in brackets") {
  CHECK(fill_in("\\alpha x", 0.5) == "0.25·0.50");
  CHECK(fill_in("\\alpha x", -0.5) == "0.25·(−0.50)");
  CHECK(fill_in("e^{-x}", -0.5) == "e^(−(−0.50))");
  CHECK(fill_in("x^{2}", -0.5) == "(−0.50)^(2)");
  CHECK(fill_in("\\max(0,x)", -0.5) == "max(0,−0.50)");
}

TEST_CASE("of cases the one in force is filled in") {
  const char* leaky = "\\cases{x & x > 0 \\\\ \\alpha x & x \\le 0}";
  CHECK(fill_in(leaky, 0.5) == "0.50");
  CHECK(fill_in(leaky, -0.5) == "0.25·(−0.50)");
  CHECK(fill_in(leaky, 0) == "0.25·0.00");
  CHECK(fill_in("\\cases{1 & -3 < x < 3 \\\\ 0 & |x| \\ge 3}", -4) == "0");
  CHECK(fill_in("\\cases{1 & 0 < x < 6 \\\\ 0 & x \\le 0, x \\ge 6}", 7) == "0");
  CHECK(fill_in("\\cases{1 & |x| < 3 \\\\ 0 & \\text{otherwise}}", 5) == "0");
}

TEST_CASE("a case that is a lone number stays a lone number") {
  const MathVariable x[] = {{"x", "x", 0.5, "0.50"}};
  const MathNode node = filled(math_or_text("\\cases{x & x > 0 \\\\ 0 & x \\le 0}"), {x, {}});
  REQUIRE(node.children.size() == 1);
  CHECK(node.children.front().kind == Kind::number);
}

TEST_CASE("functions that are known are filled in by their value") {
  CHECK(fill_in("x\\sigma(x)", 0.5) == "0.50·0.622");
  CHECK(fill_in("\\sigma(x)(1-\\sigma(x))", 0.5) == "0.622(1−0.622)");
  CHECK(fill_in("\\Phi(x)", 0.5) == "Φ(0.50)");
}

TEST_CASE("of a chain of equals signs the last part is filled in") { CHECK(fill_in("\\alpha=x+1", 0.5) == "0.50+1"); }

TEST_CASE("a fraction is as wide as its wider part and taller than a line") {
  const Harness h([] {});
  const MathBox line = layout_math(math_or_text("1+x")), fraction = layout_math(math_or_text("\\frac{1}{1+x}"));
  CHECK(fraction.height() > 1.5F * line.height());
  CHECK(fraction.width < line.width * 1.3F);
  const auto bar = std::find_if(fraction.pieces.begin(), fraction.pieces.end(),
                                [](const MathPiece& piece) { return piece.kind == MathPiece::Kind::line; });
  REQUIRE(bar != fraction.pieces.end());
  CHECK(bar->to.x - bar->at.x == doctest::Approx(fraction.width));
}

TEST_CASE("an exponent is smaller and higher, an index lower than its base") {
  const Harness h([] {});
  const MathBox power = layout_math(math_or_text("e^{x}")), index = layout_math(math_or_text("x_{i}"));
  CHECK(power.pieces[1].at.y < power.pieces[0].at.y);
  CHECK(power.pieces[1].style.size < power.pieces[0].style.size);
  CHECK(index.pieces[1].at.y > index.pieces[0].at.y);
}

TEST_CASE("variables are italic, digits and functions upright") {
  const Harness h([] {});
  const MathBox box = layout_math(math_or_text("\\tanh 2x"));
  CHECK(box.pieces[0].style.face == Face::math_roman);
  CHECK(box.pieces[1].style.face == Face::math_roman);
  CHECK(box.pieces[2].style.face == Face::math_italic);
}

TEST_CASE("cases stand one below the other around the middle of the line") {
  const Harness h([] {});
  const MathBox box = layout_math(math_or_text("\\cases{1 & x > 0 \\\\ 0 & x \\le 0}"));
  std::vector<float> heights;
  for (const MathPiece& piece : box.pieces) {
    if (piece.text == "1" || (piece.text == "0" && heights.size() < 3)) heights.push_back(piece.at.y);
  }
  REQUIRE(heights.size() >= 2);
  CHECK(heights.front() < heights.back());
  CHECK(box.ascent > box.descent);
}

TEST_CASE("a formula too wide for its place is set smaller, never below three fifths") {
  const Harness h([] {});
  const MathNode node = math_or_text("\\sigma(\\beta x)+\\beta x\\sigma(\\beta x)(1-\\sigma(\\beta x))");
  const float full = layout_math(node).width;
  CHECK(layout_math_within(node, full * 0.8F).width <= full * 0.81F);
  CHECK(layout_math_within(node, 1).width > full * 0.5F);
}

}  // namespace gradlab::ui::test
