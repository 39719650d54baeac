// Which controls are locked or hidden, by their ids. No ImGui here.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace gradlab::ui {

enum class ControlRule { shown, locked, hidden };

class ControlRules {
 public:
  /// The stricter of two rules holds. id: without what stands in brackets or behind a colon.
  void set(std::string_view id, ControlRule rule);
  ControlRule of(std::string_view id) const;

 private:
  std::map<std::string, ControlRule, std::less<>> rules_;
};

}  // namespace gradlab::ui
