#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

#include "core/base/elementary.hpp"
#include "core/base/inline.hpp"
#include "core/optimizers/optimizer.hpp"

namespace gradlab {

/// What the bits of a number say of its size. The mask for them is made before the loop and unknown to the compiler:
/// one that is known, a browser makes anew wherever it is used.
template <class T>
class Magnitude {
 public:
  using Bits = std::conditional_t<sizeof(T) == 4, std::int32_t, std::int64_t>;
  static constexpr Bits largest = std::bit_cast<Bits>(std::numeric_limits<T>::max());

  Magnitude() { asm("" : "+r"(mask_)); }

  /// Larger for larger numbers; of infinity and NaN larger than `largest`.
  GRADLAB_INLINE Bits bits(T x) const { return std::bit_cast<Bits>(x) & mask_; }

  /// Moments of a network that has fitted its data sink below the normal numbers, and WebAssembly, which cannot flush
  /// those, loses a third of its speed. In float, moments under 1e-30 are therefore 0, on every machine alike.
  GRADLAB_INLINE T without_traces(T moment) const {
    if constexpr (std::is_same_v<T, float>) return std::bit_cast<float>(bits(moment)) < 1e-30f ? 0.0f : moment;
    return moment;
  }

 private:
  Bits mask_ = std::numeric_limits<Bits>::max();
};

/// What the loop over the parameters reads and writes. Slots are the state vectors of n numbers each.
template <class T>
struct Loop : Magnitude<T> {
  explicit Loop(const OptimizerStep<T>& step)
      : n(step.parameters.size()),
        w(step.parameters.data()),
        g(step.gradient.data()),
        state(step.state.data()),
        before(step.before.empty() ? w : step.before.data()) {}

  T* slot(std::size_t index) const { return state + index * n; }
  /// The parameter's new value; the old one is kept in `before`.
  GRADLAB_INLINE void move(std::size_t i, T value) {
    before[i] = w[i];
    w[i] = value;
    const auto magnitude = this->bits(value);
    highest = highest < magnitude ? magnitude : highest;
  }
  /// Whether all values were.
  bool finite() const { return highest <= Magnitude<T>::largest; }

  std::size_t n;
  T* w;
  const T* g;
  T* state;
  T* before;
  typename Magnitude<T>::Bits highest = 0;
};

/// A running mean: keep m + (1 - keep) x. 1 - keep is taken in double, before it is rounded to T.
template <class T>
struct Average {
  explicit Average(double share) : keep(static_cast<T>(share)), take(static_cast<T>(1 - share)) {}

  T operator()(T mean, T value) const { return magnitude.without_traces(keep * mean + take * value); }
  T of_square(T mean, T value) const { return magnitude.without_traces(keep * mean + take * value * value); }

  T keep, take;
  Magnitude<T> magnitude;
};

namespace rows {

/// What a row says when it says nothing else.
struct OptimizerRow {
  static constexpr std::size_t scalars = 0;
};

constexpr ParamSpec rate(double initial) { return {"lr", initial, 0, 10, ParamKind::real, false, true}; }
constexpr ParamSpec floor_of_divisor(double initial) { return {"eps", initial, 0, 1, ParamKind::real, false, true}; }
constexpr ParamSpec decay(double initial) { return {"weight_decay", initial, 0, 1}; }
constexpr ParamSpec share(std::string_view id, double initial, double high = 0.999999) {
  return {id, initial, 0, high};
}
constexpr ParamSpec toggle(std::string_view id) { return {id, 0, 0, 1, ParamKind::toggle}; }

}  // namespace rows

}  // namespace gradlab
