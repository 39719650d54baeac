#pragma once

#include <cstddef>

#include "core/formula/operation.hpp"

namespace gradlab::formula {

/// out[i] = operation(a[i], b[i], c[i], d[i]) for i < count, as far as the operation has operands. `out` overlaps none
/// of them. The operation is fixed outside the loop, which therefore vectorises.
template <class T>
using Kernel = void (*)(const T* a, const T* b, const T* c, const T* d, T* out, std::size_t count);

/// Null for leaves, and for greater and greater_equal, which are less and less_equal the other way round.
template <class T>
Kernel<T> kernel_of(Operation operation);

/// out[i] *= factor[i] for i < count.
template <class T>
using Times = void (*)(const T* factor, T* out, std::size_t count);
template <class T>
Times<T> times_kernel();

template <class T>
void copy_kernel(const T* a, const T* b, const T* c, const T* d, T* out, std::size_t count);

}  // namespace gradlab::formula
