// Set-ups with a purpose: each shows one thing that notes say. Words: "preset.<id>", the point in a few words, and
// "preset.<id>.help", what to look at and what to try.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/spec/spec.hpp"

namespace gradlab::ui {

struct Preset {
  std::string id;
  Spec spec;
};

/// In the order of assets/presets.json. tests/core/presets_test.cpp holds each to its point.
const std::vector<Preset>& presets();
const Preset* find_preset(std::string_view id);

}  // namespace gradlab::ui
