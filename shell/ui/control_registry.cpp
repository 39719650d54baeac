#include "shell/ui/control_registry.hpp"

#include <imgui.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace gradlab::ui {

std::string_view role_name(ControlRole role) {
  switch (role) {
    case ControlRole::button: return "button";
    case ControlRole::slider: return "slider";
    case ControlRole::spinbutton: return "spinbutton";
    case ControlRole::textbox: return "textbox";
    case ControlRole::combobox: return "combobox";
    case ControlRole::option: return "option";
    case ControlRole::radiogroup: return "radiogroup";
    case ControlRole::radio: return "radio";
    case ControlRole::on_off: return "switch";
    case ControlRole::tab: return "tab";
    case ControlRole::link: return "link";
    case ControlRole::image: return "img";
  }
  return "button";
}

void ControlRegistry::begin_frame() {
  building_.clear();
  refused_.clear();
  operated_ = false;
}

void ControlRegistry::end_frame() {
  std::swap(shown_, building_);
  for (auto& action : actions_) --action.frames_left;
  std::erase_if(actions_, [this](const ControlAction& action) {
    if (action.frames_left > 0) return false;
    refused_.push_back(action.id);
    return true;
  });
}

void ControlRegistry::add(ControlRecord record) {
  IM_ASSERT(std::ranges::none_of(building_, [&](const ControlRecord& other) { return other.id == record.id; }) &&
            "two controls with one id");
  building_.push_back(std::move(record));
}

const ControlRecord* ControlRegistry::find(std::string_view id) const {
  const auto found = std::ranges::find(shown_, id, &ControlRecord::id);
  return found == shown_.end() ? nullptr : &*found;
}

std::string ControlRegistry::json(float scale) const {
  auto list = nlohmann::json::array();
  for (const auto& control : shown_) {
    list.push_back(
        {{"id", control.id},
         {"role", role_name(control.role)},
         {"label", control.label},
         {"value", control.value},
         {"low", control.low},
         {"high", control.high},
         {"rect", {control.rect.x0 * scale, control.rect.y0 * scale, control.rect.x1 * scale, control.rect.y1 * scale}},
         {"enabled", control.enabled},
         {"focused", control.focused},
         {"help", control.help}});
  }
  return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void ControlRegistry::queue(ActionKind kind, std::string_view id, std::string_view text) {
  actions_.push_back({kind, std::string(id), std::string(text)});
}

std::optional<ControlAction> ControlRegistry::take(std::string_view id, ActionKind kind) {
  const auto found = std::ranges::find_if(
      actions_, [&](const ControlAction& action) { return action.kind == kind && action.id == id; });
  if (found == actions_.end()) return std::nullopt;
  ControlAction action = std::move(*found);
  actions_.erase(found);
  operated_ = true;
  return action;
}

}  // namespace gradlab::ui
