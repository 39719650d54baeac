// Races worth seeing: each shows one thing about optimizers. Words: "race.<id>", the point in a few words, and
// "race.<id>.help", what to look at. No ImGui here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/surfaces/race.hpp"

namespace gradlab::ui {

struct RaceExample {
  std::string id;
  std::string view;  ///< of the page (JSON)
  RaceSpec spec;
  std::vector<std::size_t> colors;  ///< of its optimizers
};

/// In the order of assets/races.json. tests/core/race_examples_test.cpp holds each to its point.
const std::vector<RaceExample>& race_examples();
/// Whose race this is; null: none's.
const RaceExample* race_example_of(const RaceSpec& spec);

}  // namespace gradlab::ui
