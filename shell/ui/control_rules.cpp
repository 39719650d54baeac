#include "shell/ui/control_rules.hpp"

#include <algorithm>

namespace gradlab::ui {

void ControlRules::set(std::string_view id, ControlRule rule) {
  ControlRule& known = rules_[std::string(id)];
  known = std::max(known, rule);
}

ControlRule ControlRules::of(std::string_view id) const {
  if (rules_.empty()) return ControlRule::shown;
  const auto found = rules_.find(id.substr(0, id.find_first_of("[:")));
  return found == rules_.end() ? ControlRule::shown : found->second;
}

}  // namespace gradlab::ui
