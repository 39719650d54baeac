// Mathematics as a tree, out of a small markup like TeX's. No drawing here.
//
//   \frac{a}{b}  a^{b}  a_{b}  \sqrt{a}  \cases{a & x > 0 \\ b & x \le 0}  \left| a \right|  (a)  f'  \text{words}
//   greek (\alpha … \Phi), upright functions (\max \tanh \ln …), signs (\cdot \le \ge \infty …)
//   Letters are variables (italic); digits and functions stand upright. Spaces only separate.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::ui {

struct MathNode {
  enum class Kind {
    row,       // children side by side
    text,      // letters, digits, a sign
    number,    // a variable replaced by its value: `name` says which, `text` how it is written; can be dragged
    fraction,  // numerator, denominator
    script,    // base, superscript, subscript (rows; empty: none)
    root,      // what is under it
    cases,     // value, condition, value, condition …
    fence,     // what stands between `text` and `closing`
  };
  /// What decides the space around it.
  enum class Role { ordinary, function, operation, relation, punctuation };

  Kind kind = Kind::row;
  Role role = Role::ordinary;
  bool italic = false;
  std::string text, closing, name;
  std::vector<MathNode> children;
};

/// The tree of a markup, or nothing when it is broken (an unknown word, a brace too many, nested too deeply).
std::optional<MathNode> parse_math(std::string_view markup);

/// The same, but a broken markup becomes its own text: a formula is then ugly, never wrong or missing.
MathNode math_or_text(std::string_view markup);

/// Pieces to build trees from.
MathNode math_row(std::vector<MathNode> children);
MathNode math_text(std::string_view text, bool italic = false, MathNode::Role role = MathNode::Role::ordinary);
MathNode math_fence(MathNode inner);

}  // namespace gradlab::ui
