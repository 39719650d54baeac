#pragma once

#include <string>
#include <string_view>

#include "core/formula/expression.hpp"

namespace gradlab::formula {

/// How strongly a written part holds together; a weaker one within a stronger one needs brackets.
enum class Hold : int { choice = 1, comparison, sum, product, negation, power, atom };

struct Written {
  std::string text;
  Hold hold = Hold::atom;

  bool negative() const { return text.starts_with('-'); }
};

inline std::string bracketed(const std::string& text) { return "(" + text + ")"; }

/// As an operand that must hold at least so strongly.
inline std::string at_least(Hold hold, const Written& part) {
  return part.hold < hold ? bracketed(part.text) : part.text;
}

/// As the operand on the right, where a leading minus would meet another sign.
inline std::string on_right(Hold hold, const Written& part) {
  return part.hold < hold || part.negative() ? bracketed(part.text) : part.text;
}

/// Whether `root` written out, common parts each time again, has at most so many nodes and lies at most so deep.
bool is_writable(const Expression& expression, Ref root, std::size_t most_nodes, std::size_t deepest);

}  // namespace gradlab::formula
