#pragma once

#include <optional>

#include "core/formula/expression.hpp"

namespace gradlab::formula {

struct Lowered {
  Expression expression;
  Ref root = 0;
};

/// A function of x whose values are handed in as y, so that its derivative need not compute it again.
struct Known {
  Ref root = 0;
  bool slopes = false;  ///< tanh' and sigmoid' from y as well: fast, and off by a rounding of y
};

/// What the machine computes for `root`: every node a leaf or one kernel. Numbers are put together, whole powers become
/// products, a / b² two divisions (b² alone may overflow), a comparison that chooses one step with its choice, and so a
/// sum that is multiplied and a product that is added to.
Lowered lowered(const Expression& expression, Ref root, const std::optional<Known>& known = {});

}  // namespace gradlab::formula
