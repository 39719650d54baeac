#pragma once

#include "core/formula/expression.hpp"

namespace gradlab::formula {

struct Lowered {
  Expression expression;
  Ref root = 0;
};

/// What the machine computes for `root`: every node a leaf or one kernel. Numbers are put together, whole powers become
/// products, a / b² two divisions (b² alone may overflow).
Lowered lowered(const Expression& expression, Ref root);

}  // namespace gradlab::formula
