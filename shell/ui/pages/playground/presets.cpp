#include "shell/ui/pages/playground/presets.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "assets/assets.hpp"

namespace gradlab::ui {
namespace {

std::vector<Preset> read_presets() {
  std::vector<Preset> list;
  const auto rows = nlohmann::json::parse(assets::find_preset("presets.json"), nullptr, false);
  for (const auto& row : rows) {
    if (const Result<Spec> spec = parse_spec(row["spec"].dump())) list.push_back({row["id"].get<std::string>(), *spec});
  }
  return list;
}

}  // namespace

const std::vector<Preset>& presets() {
  static const std::vector<Preset> list = read_presets();
  return list;
}

const Preset* find_preset(std::string_view id) {
  const auto found = std::ranges::find(presets(), id, &Preset::id);
  return found == presets().end() ? nullptr : &*found;
}

}  // namespace gradlab::ui
