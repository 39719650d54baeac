// Each of the races that the page offers shows what its words say.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>

#include "assets/assets.hpp"
#include "core/surfaces/momentum_map.hpp"
#include "core/surfaces/race.hpp"

namespace {

using namespace gradlab;

using Shows = std::function<bool(const Race&)>;

double last_height(const RacePath& path) { return path.heights.back(); }

std::size_t first_beyond(const RacePath& path, double y) {
  for (std::size_t n = 0; n < path.places.size(); ++n)
    if (std::abs(path.places[n].y) > y) return n;
  return path.places.size();
}

double mean_of_last(const RacePath& path, std::size_t count) {
  return std::accumulate(path.heights.end() - static_cast<std::ptrdiff_t>(count), path.heights.end(), 0.0) /
         static_cast<double>(count);
}

/// In the order of each race's optimizers.
const std::map<std::string, Shows>& points() {
  static const std::map<std::string, Shows> all{
      {"ravine",
       [](const Race& race) {
         const auto &plain = race.paths[0].there, &momentum = race.paths[1].there, &nesterov = race.paths[2].there;
         return plain && momentum && nesterov && *momentum < *plain && *nesterov < *momentum;
       }},
      {"edge",
       [](const Race& race) {
         const double creeping = last_height(race.paths[0]), good = last_height(race.paths[1]),
                      swinging = last_height(race.paths[2]);
         return good < creeping && good < swinging && swinging < race.paths[2].heights.front() &&
                last_height(race.paths[3]) > race.paths[3].heights.front() && diverging_rate(0, {1, 25}) == 0.08;
       }},
      {"wells",
       [](const Race& race) {
         return race.paths[0].places.back().x > 0.9 && race.paths[1].there && race.paths[2].places.back().x > 0.9;
       }},
      {"saddle",
       [](const Race& race) {
         const std::size_t plain = first_beyond(race.paths[0], 1);
         return plain == race.paths[0].places.size() && first_beyond(race.paths[2], 1) < 20 &&
                first_beyond(race.paths[3], 1) < 60;
       }},
      {"banana",
       [](const Race& race) {
         return !race.paths[0].there && !race.paths[1].there && race.paths[2].there &&
                race.paths[0].heights[50] < 5;  // down in the valley
       }},
      {"walls",
       [](const Race& race) { return race.paths[1].diverged && race.paths[2].there && !race.paths[0].diverged; }},
      {"plateau",
       [](const Race& race) {
         return race.paths[0].places.back().x < -7 && race.paths[2].there && *race.paths[2].there < 50;
       }},
      {"tired", [](const Race& race) { return !race.paths[0].there && race.paths[1].there; }},
  };
  return all;
}

RaceSpec spec_of(const nlohmann::json& race) {
  const auto spec = parse_race(race.dump());
  REQUIRE_MESSAGE(spec, race.dump());
  return *spec;
}

}  // namespace

TEST_CASE("Each race worth seeing shows what is said of it") {
  const auto rows = nlohmann::json::parse(assets::find_preset("races.json"));
  CHECK(rows.size() == points().size() + 1);
  for (const auto& row : rows) {
    const auto id = row["id"].get<std::string>();
    CAPTURE(id);
    const auto race = run_race(spec_of(row["view"]["race"]));
    REQUIRE(race);
    if (id == "noise") continue;
    REQUIRE(points().contains(id));
    CHECK(points().at(id)(*race));
  }
}

TEST_CASE("The rate that falls settles where the constant one does not, in nine of ten noises") {
  for (const auto& row : nlohmann::json::parse(assets::find_preset("races.json"))) {
    if (row["id"] != "noise") continue;
    RaceSpec falling = spec_of(row["view"]["race"]), constant = spec_of(row["view"]["kept"]["race"]);
    int settled = 0;
    for (falling.seed = constant.seed = 1; falling.seed <= 10; ++falling.seed, ++constant.seed) {
      const auto a = run_race(falling), b = run_race(constant);
      REQUIRE(a);
      REQUIRE(b);
      settled += 3 * mean_of_last(a->paths[0], 20) < mean_of_last(b->paths[0], 20) ? 1 : 0;
    }
    CHECK(settled >= 9);
  }
}
