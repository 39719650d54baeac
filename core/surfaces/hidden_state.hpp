#pragma once

#include <cstdint>
#include <span>

#include "core/base/result.hpp"
#include "core/spec/spec.hpp"
#include "core/surfaces/surface.hpp"

namespace gradlab {

/// What a rule remembers, and what it makes of it in one step, in terms that all rules share:
/// step = - scale ⊙ direction (and, where weights decay by themselves, their decay beside it).
struct HiddenState {
  Point gradient;   ///< what the rule was given
  Point direction;  ///< the memory of gradients that it goes against, without the bias of its start; without a memory
                    ///< the gradient itself (and its weight decay)
  Point scale;      ///< how far it goes for each unit of direction, along x and along y
  Point step;       ///< how far it went
};

/// What kinds of memory a rule has with these parameters.
struct Memory {
  bool momentum = false;  ///< of gradients: direction is more than the gradient of now
  bool adaptive = false;  ///< of their sizes: scale differs from axis to axis
};

/// One step of a rule over two parameters, as seen from outside.
struct RuleStep {
  std::span<const double> params;  ///< in the row's order; params[0] is the rate after schedules
  std::uint64_t number = 1;        ///< counts from 1
  Point place;                     ///< before it
  Point gradient;
  Point move;
  std::span<const double> before, after;  ///< what the rule remembers (OptimizerRun::state), before and after it
  double scalar_before = 0;               ///< of NAdam
};

/// id: of a row of optimizers<double>().
HiddenState hidden_state(std::string_view id, const RuleStep& step);
Memory memory_of(std::string_view id, std::span<const double> params);

}  // namespace gradlab
