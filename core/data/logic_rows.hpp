// Inputs of zeros and ones: truth tables, and sparse features.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "core/data/draw.hpp"

namespace gradlab::generated {

/// The four rows (0,0), (0,1), (1,0), (1,1) over and over; with noise, as four small clouds.
template <class Rule>
void truth_table(const SampleRequest& request, Dataset& into, Rule rule) {
  Rng rng(request.seed);
  prepare(request, into, 2, 2);
  for (std::size_t s = 0; s < request.points; ++s) {
    const bool a = s % 4 >= 2;
    const bool b = s % 2 == 1;
    put(request, into, s, {a ? 1.0 : 0.0, b ? 1.0 : 0.0}, rule(a, b) ? 1 : 0, rng);
  }
}

inline void and_table(const SampleRequest& request, Dataset& into) {
  truth_table(request, into, [](bool a, bool b) { return a && b; });
}
inline void or_table(const SampleRequest& request, Dataset& into) {
  truth_table(request, into, [](bool a, bool b) { return a || b; });
}
inline void xor_table(const SampleRequest& request, Dataset& into) {
  truth_table(request, into, [](bool a, bool b) { return a != b; });
}

inline constexpr std::size_t sparse_classes = 4;
inline constexpr std::array sparse_params{
    ParamSpec{.id = "inputs", .initial = 100, .low = 16, .high = 2000, .kind = ParamKind::whole},
    ParamSpec{.id = "active", .initial = 5, .low = 1, .high = 16, .kind = ParamKind::whole}};

/// Picks one of a class' own words that is not yet on, word k (from 0) as often as 1 / (k + 1): Zipf's law, so that a
/// few words are common and most are rare, as in texts.
inline std::size_t own_word(std::span<const double> frequency_sums, std::size_t label, Rng& rng) {
  const double place = rng.uniform() * frequency_sums.back();
  std::size_t k = 0;
  while (k + 1 < frequency_sums.size() && place >= frequency_sums[k]) ++k;
  return k * sparse_classes + label;
}

/// Each input is a word, 1 where it occurs; word i speaks for class i mod 4. A sample has `active` different words (or
/// as many as its class has) of its own class; a share `noise` of them is any word at all.
inline void sparse(const SampleRequest& request, Dataset& into) {
  const auto inputs = static_cast<std::size_t>(request.params[0]);
  const auto active = static_cast<std::size_t>(request.params[1]);
  std::vector<double> frequency_sums;
  double sum = 0;
  for (std::size_t k = 0; k < inputs / sparse_classes; ++k)
    frequency_sums.push_back(sum += 1 / static_cast<double>(k + 1));
  Rng rng(request.seed);
  prepare(request, into, inputs, sparse_classes);
  for (std::size_t s = 0; s < request.points; ++s) {
    const std::size_t label = s % sparse_classes;
    into.targets[s] = static_cast<double>(label);
    for (std::size_t on = 0; on < std::min(active, frequency_sums.size());) {
      const bool any = rng.uniform() < request.noise;
      const std::size_t word = any ? static_cast<std::size_t>(rng.below(inputs)) : own_word(frequency_sums, label, rng);
      double& value = into.inputs[word * request.points + s];
      on += value == 0 ? 1 : 0;
      value = 1;
    }
  }
}

}  // namespace gradlab::generated
