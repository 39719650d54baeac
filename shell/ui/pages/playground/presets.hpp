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
  std::string page = {}, view = {};  // of a claim that another page shows live: its id, and its view there (JSON)
};

/// Claims that explain what the diagnosis finds, each with a set-up that brings such a finding about. Words:
/// "claim.<id>", as notes put it, "claim.<id>.truth", what is so, and "claim.<id>.check", how one sees it there.
/// tests/core/claims_test.cpp holds each set-up to it.
const std::vector<Preset>& claims();
const Preset* find_claim(std::string_view id);

/// In the order of assets/presets.json. tests/core/presets_test.cpp holds each to its point.
const std::vector<Preset>& presets();
const Preset* find_preset(std::string_view id);

}  // namespace gradlab::ui
