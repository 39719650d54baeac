#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace gradlab {

/// Memory that begins with a line of the cache. Elsewhere vectors of numbers lie across two lines now and then, which
/// takes twice as long, and longer still where they were written just before: a step of small layers lost a tenth.
template <class T>
struct LineAllocator {
  using value_type = T;
  static constexpr std::align_val_t line{64};

  LineAllocator() = default;
  template <class Other>
  LineAllocator(const LineAllocator<Other>&) {}

  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), line)); }
  void deallocate(T* memory, std::size_t) { ::operator delete(memory, line); }

  bool operator==(const LineAllocator&) const { return true; }
};

template <class T>
using LineVector = std::vector<T, LineAllocator<T>>;

}  // namespace gradlab
