// A task that a teacher gives: a start, words, and which controls are locked or hidden. No ImGui here.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/spec/spec.hpp"
#include "shell/ui/control_rules.hpp"

namespace gradlab::ui {

/// Controls that are locked or hidden together. Words: "class.group.<id>".
struct ControlGroup {
  std::string_view id;
  bool basic = false;                      ///< what the simple view leaves
  std::vector<std::string_view> controls;  ///< their ids, without what stands in brackets
};
/// One row for each; all that can be set in the playground is in one of them.
std::span<const ControlGroup> control_groups();

/// The groups that a name in a link means: more than one where a group was divided later. None: nobody knows it.
std::vector<std::string_view> groups_named(std::string_view id);

struct ClassTask {
  static constexpr std::size_t longest_title = 80, longest_text = 1000;  ///< characters

  std::string title, text;                                ///< the teacher's own words
  std::map<std::string, ControlRule, std::less<>> rules;  ///< by group; what is not there is shown
  Spec start;                                             ///< where "start again" leads

  bool operator==(const ClassTask&) const = default;
};

/// What follows for the controls; task: null if there is none.
ControlRules control_rules(bool simple, const ClassTask* task);

}  // namespace gradlab::ui
