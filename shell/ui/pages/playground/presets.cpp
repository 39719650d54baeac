#include "shell/ui/pages/playground/presets.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "assets/assets.hpp"

namespace gradlab::ui {
namespace {

std::vector<Preset> read_presets(std::string_view file) {
  std::vector<Preset> list;
  const auto rows = nlohmann::json::parse(assets::find_preset(file), nullptr, false);
  for (const auto& row : rows) {
    const Result<Spec> spec = parse_spec(row["spec"].dump());
    if (!spec) continue;
    Preset& preset = list.emplace_back(Preset{row["id"].get<std::string>(), *spec});
    if (!row.contains("live")) continue;
    preset.page = row["live"]["page"].get<std::string>();
    preset.view = row["live"]["view"].dump();
  }
  return list;
}

const Preset* find_in(const std::vector<Preset>& list, std::string_view id) {
  const auto found = std::ranges::find(list, id, &Preset::id);
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

const std::vector<Preset>& presets() {
  static const std::vector<Preset> list = read_presets("presets.json");
  return list;
}
const Preset* find_preset(std::string_view id) { return find_in(presets(), id); }

const std::vector<Preset>& claims() {
  static const std::vector<Preset> list = read_presets("claims.json");
  return list;
}
const Preset* find_claim(std::string_view id) { return find_in(claims(), id); }

}  // namespace gradlab::ui
