#include "shell/ui/pages/optimizers/examples.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "assets/assets.hpp"

namespace gradlab::ui {
namespace {

std::vector<RaceExample> read_examples() {
  std::vector<RaceExample> list;
  const auto rows = nlohmann::json::parse(assets::find_preset("races.json"), nullptr, false);
  for (const auto& row : rows) {
    const auto spec = parse_race(row["view"]["race"].dump());
    if (!spec) continue;
    RaceExample& one = list.emplace_back(RaceExample{row["id"].get<std::string>(), row["view"].dump(), *spec, {}});
    for (std::size_t i = 0; i < spec->optimizers.size(); ++i)
      one.colors.push_back(row["view"].contains("colors") ? row["view"]["colors"][i].get<std::size_t>() : i);
  }
  return list;
}

}  // namespace

const std::vector<RaceExample>& race_examples() {
  static const std::vector<RaceExample> list = read_examples();
  return list;
}

const RaceExample* race_example_of(const RaceSpec& spec) {
  const auto found = std::ranges::find(race_examples(), spec, &RaceExample::spec);
  return found == race_examples().end() ? nullptr : &*found;
}

}  // namespace gradlab::ui
