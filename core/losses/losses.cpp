#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>

#include "core/base/elementary.hpp"
#include "core/base/slot_sum.hpp"
#include "core/base/width.hpp"
#include "core/losses/cross_entropy.hpp"
#include "core/losses/loss.hpp"
#include "core/network/batch.hpp"

namespace gradlab {

namespace {

/// Losses of one prediction and one target, their mean taken over every entry.
struct Mse {
  template <class T>
  static T value(T p, T t, T) {
    return (p - t) * (p - t);
  }
  template <class T>
  static T gradient(T p, T t, T) {
    return T(2) * (p - t);
  }
};

struct Mae {
  template <class T>
  static T value(T p, T t, T) {
    return elementary::abs(p - t);
  }
  template <class T>
  static T gradient(T p, T t, T) {
    const T side = elementary::copy_sign(T(1), p - t);
    return p == t ? T(0) : side;
  }
};

/// Squares up to delta, straight beyond (Huber 1964).
struct Huber {
  template <class T>
  static T value(T p, T t, T delta) {
    const T off = elementary::abs(p - t);
    return off <= delta ? T(0.5) * off * off : delta * (off - T(0.5) * delta);
  }
  template <class T>
  static T gradient(T p, T t, T delta) {
    return elementary::clamp(-delta, p - t, delta);
  }
};

/// 0 once the prediction has the right sign and a margin of 1.
struct Hinge {
  template <class T>
  static T value(T p, T t, T) {
    return elementary::max(T(0), T(1) - t * p);
  }
  template <class T>
  static T gradient(T p, T t, T) {
    return t * p < T(1) ? -t : T(0);
  }
};

/// Of logits z: t softplus(-z) + (1 - t) softplus(z), with nothing that cancels where the prediction is right.
struct BinaryCrossEntropy {
  template <class T>
  static T value(T z, T t, T) {
    const T linear = (T(1) - t) * elementary::max(T(0), z) + t * elementary::max(T(0), -z);
    return linear + elementary::log1p_of_share(elementary::exp(-elementary::abs(z)));
  }
  /// sigmoid(z) - t = (1 - t) sigmoid(z) - t sigmoid(-z)
  template <class T>
  static T gradient(T z, T t, T) {
    const T e = elementary::exp(-elementary::abs(z));
    const T large = T(1) / (T(1) + e);
    const T small = e / (T(1) + e);
    return (T(1) - t) * (z > T(0) ? large : small) - t * (z > T(0) ? small : large);
  }
};

template <class Row, class T>
[[gnu::flatten]] T mean_value(Block<const T> prediction, Block<const T> target, std::span<const T> params) {
  const T param = params.empty() ? T(0) : params[0];
  const double total = sum_over_block<T>(prediction, target, [param](T p, T t) { return Row::value(p, t, param); });
  return static_cast<T>(total / static_cast<double>(prediction.units * prediction.samples));
}

template <class Row, class T>
[[gnu::flatten]] void mean_gradient(Block<const T> prediction, Block<const T> target, std::span<const T> params,
                                    Block<T> d) {
  const T param = params.empty() ? T(0) : params[0];
  const T entries = static_cast<T>(prediction.units * prediction.samples);
  for (std::size_t u = 0; u < prediction.units; ++u) {
    const T *p = prediction.unit(u), *t = target.unit(u);
    T* out = d.unit(u);
    for (std::size_t s = 0; s < prediction.samples; ++s) out[s] = Row::gradient(p[s], t[s], param) / entries;
  }
}

template <class T>
struct FourOf {
  using Values [[gnu::vector_size(4 * sizeof(T))]] = T;
  using Bits [[gnu::vector_size(4 * sizeof(T))]] = typename elementary::Format<T>::Bits;
};
template <class T>
using Four = typename FourOf<T>::Values;

/// All bits for the live ones of 16 samples: from `slots - live` on.
template <class Bits>
constexpr std::array<Bits, 2 * sum_slots> live_bits = [] {
  std::array<Bits, 2 * sum_slots> bits{};
  for (std::size_t k = 0; k < sum_slots; ++k) bits[k] = ~Bits{0};
  return bits;
}();

/// A group of samples of one unit; those from `live` on are padding, which is computed like the rest and then taken
/// away by its bits: a choice would become a branch for each sample. Slots are added to by fours, which says what a
/// loop over them does not: that they are to stay vectors.
template <class Row, class T>
GRADLAB_INLINE void group_of_both(const T* p, const T* t, T param, T entries, std::size_t live, T* d, Four<T>* sums) {
  using Bits = typename FourOf<T>::Bits;
  const auto* mask = live_bits<typename elementary::Format<T>::Bits>.data() + sum_slots - std::min(live, sum_slots);
  std::array<T, sample_group> slopes, values;  // apart from all else, so that they become vectors
  for (std::size_t k = 0; k < sample_group; ++k) slopes[k] = Row::gradient(p[k], t[k], param) / entries;
  for (std::size_t k = 0; k < sample_group; ++k) values[k] = Row::value(p[k], t[k], param);
  // In one piece: of a loop g++ makes moves by way of the stack, for which those wait who read the slopes.
  using Whole [[gnu::vector_size(sample_group * sizeof(T))]] = typename elementary::Format<T>::Bits;
  Whole live_group, slope;
  std::memcpy(&live_group, mask, sizeof(Whole));
  std::memcpy(&slope, slopes.data(), sizeof(Whole));
  slope &= live_group;
  std::memcpy(d, &slope, sizeof(Whole));
  for (std::size_t k = 0; k < sample_group; k += 4) {
    Bits live_four, value;
    std::memcpy(&live_four, mask + k, sizeof(Bits));
    std::memcpy(&value, &values[k], sizeof(Bits));
    value &= live_four;
    sums[k / 4] += (Four<T>)value;
  }
}

/// Whether the groups of 16 samples are written out one by one, which keeps their slots in registers: where a number
/// takes so few steps that looking slots up counts.
template <class Row, class T>
constexpr bool written_out = std::is_same_v<T, float> && !std::is_same_v<Row, BinaryCrossEntropy>;

/// The next 16 samples of one unit, or as many as are left.
template <class Row, class T, std::size_t Group = 0>
GRADLAB_INLINE void slots_of_both(const T* p, const T* t, T param, T entries, std::size_t live, T* d,
                                  Four<T> (&slot)[sum_slots / 4]) {
  constexpr std::size_t at = Group * sample_group;
  if constexpr (!written_out<Row, T>) {
    for (std::size_t s = 0; s < std::min(live, sum_slots); s += sample_group)
      group_of_both<Row>(p + s, t + s, param, entries, live - s, d + s, slot + s / 4);
  } else if constexpr (at < sum_slots) {
    if (live <= at) return;
    group_of_both<Row>(p + at, t + at, param, entries, live - at, d + at, slot + at / 4);
    slots_of_both<Row, T, Group + 1>(p, t, param, entries, live, d, slot);
  }
}

/// tree_sum of the slots by fours.
template <class T>
GRADLAB_INLINE T tree_sum(const Four<T> (&slot)[sum_slots / 4]) {
  const Four<T> four = (slot[0] + slot[2]) + (slot[1] + slot[3]);
  return (four[0] + four[2]) + (four[1] + four[3]);
}

/// Of one unit and 16 samples at most: a step of a small network waits for its loss. The mean's division in T gives the
/// same bits as in double, where the digits are more than twice as many (Figueroa 1995).
template <class Row, class T>
GRADLAB_INLINE T mean_both_of_few(const T* p, const T* t, T param, std::size_t samples, T* d) {
  const auto entries = static_cast<int>(samples);  // an int is converted in one instruction
  Four<T> slot[sum_slots / 4]{};
  slots_of_both<Row>(p, t, param, static_cast<T>(entries), samples, d, slot);
  return tree_sum<T>(slot) / static_cast<T>(entries);
}

/// The sum's order is that of slot_sum.
template <class Row, class T>
[[gnu::flatten]] T mean_both(const Block<const T>& prediction, const Block<const T>& target,
                             const std::span<const T>& params, const Block<T>& d) {
  const T param = params.empty() ? T(0) : params[0];
  if (prediction.units == 1 && prediction.samples <= sum_slots)
    return mean_both_of_few<Row>(prediction.data, target.data, param, prediction.samples, d.data);
  const T entries = static_cast<T>(prediction.units * prediction.samples);
  double total = 0;
  for (std::size_t u = 0; u < prediction.units; ++u) {
    const T *p = prediction.unit(u), *t = target.unit(u);
    T* out = d.unit(u);
    for (std::size_t from = 0; from < prediction.samples; from += sum_part) {
      const std::size_t to = std::min(prediction.samples, from + sum_part);
      Four<T> slot[sum_slots / 4]{};
      for (std::size_t s = from; s < to; s += sum_slots)
        slots_of_both<Row>(p + s, t + s, param, entries, prediction.samples - s, out + s, slot);
      total += static_cast<double>(tree_sum<T>(slot));
    }
  }
  return static_cast<T>(total / static_cast<double>(prediction.units * prediction.samples));
}

/// In vectors of 8 at most: of 16, a batch of ten takes longer and others no less (measured).
template <class Row, class T, std::size_t Lanes>
constexpr Loss<T> entry_row(std::string_view id, std::string_view formula, TargetKind target,
                            std::string_view fused_activation = {}, std::span<const ParamSpec> params = {}) {
  return {id,
          formula,
          target,
          fused_activation,
          params,
          &mean_value<Row, T>,
          &mean_gradient<Row, T>,
          width::Compiled<&mean_both<Row, T>>::template with<std::min<std::size_t>(Lanes, 8)>()};
}

constexpr std::array huber_params{ParamSpec{"delta", 1, 0, 100, ParamKind::real, false, false, true}};

template <class T, std::size_t Lanes>
constexpr std::array table_of{
    entry_row<Mse, T, Lanes>("mse", "(p-y)^{2}", TargetKind::values),
    entry_row<Mae, T, Lanes>("mae", "|p-y|", TargetKind::values),
    entry_row<Huber, T, Lanes>("huber",
                               "\\cases{\\frac{1}{2}(p-y)^{2} & |p-y| \\le \\delta \\\\ "
                               "\\delta(|p-y|-\\frac{\\delta}{2}) & |p-y| > \\delta}",
                               TargetKind::values, {}, huber_params),
    entry_row<BinaryCrossEntropy, T, Lanes>("bce", "-y\\ln p-(1-y)\\ln(1-p)", TargetKind::unit_interval, "sigmoid"),
    Loss<T>{"cross_entropy",
            "-y_{1}\\ln p_{1}-\\cdots-y_{n}\\ln p_{n}",
            TargetKind::distribution,
            "softmax",
            {},
            &cross_entropy_value<T>,
            &cross_entropy_gradient<T>,
            width::Compiled<&cross_entropy_both<T>>::template with<Lanes>()},
    entry_row<Hinge, T, Lanes>("hinge", "\\max(0,1-yp)", TargetKind::signs),
};

}  // namespace

template <class T>
std::span<const Loss<T>> losses() {
  if constexpr (GRADLAB_WIDE_VECTORS && sizeof(T) == sizeof(float)) {
    if (width::lanes() == 16) return table_of<T, 16>;
    if (width::lanes() == 8) return table_of<T, 8>;
  }
  return table_of<T, 4>;
}

template <class T>
const Loss<T>* find_loss(std::string_view id) {
  const std::span<const Loss<T>> table = losses<T>();
  const auto found = std::find_if(table.begin(), table.end(), [id](const Loss<T>& row) { return row.id == id; });
  return found == table.end() ? nullptr : &*found;
}

template std::span<const Loss<float>> losses();
template std::span<const Loss<double>> losses();
template const Loss<float>* find_loss(std::string_view);
template const Loss<double>* find_loss(std::string_view);

}  // namespace gradlab
