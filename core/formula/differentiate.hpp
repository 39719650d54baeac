#pragma once

#include "core/formula/expression.hpp"

namespace gradlab::formula {

/// The derivative of `root` by one variable or parameter, as new nodes of the same expression; it shares what it can
/// with `root`. Where there is none the value is PyTorch's: 0 for abs, sign, step and relu at 0, half of each side
/// where max or min has two equal ones. A choice has the derivative of the side that is taken, whatever the other one
/// is.
Ref differentiated(Expression& expression, Ref root, Operation kind, std::uint32_t index);

}  // namespace gradlab::formula
