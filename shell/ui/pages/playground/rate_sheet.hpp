// The learning rate: how it goes on over the epochs, and the rate finder on this network.
#pragma once

#include <cstdint>

#include "core/spec/spec.hpp"

namespace gradlab::ui {

struct Playground;

struct RateSheet {
  bool open = false;
  bool asked = false;          // for what is chosen, since the sheet was opened
  std::uint64_t asked_of = 0;  // RunState::run then
  int from = 0;                // of the segments: the start, here
};

void playground_rates_overlay(Playground& page);

/// How far a schedule is drawn: past where it changes last, but not for ever.
std::uint64_t schedule_horizon(const Spec& spec);

}  // namespace gradlab::ui
