// Every claim that the diagnosis points to has a set-up that brings such a finding about, in at least nine of ten
// seeds. The page trains them in the same way, as trials of a race.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "assets/assets.hpp"
#include "core/diagnosis/diagnosis.hpp"
#include "core/races/network_race.hpp"
#include "core/races/trial_claims.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

bool is_found(const NetworkRaceSpec& race, const NetworkTrial& trial, std::string_view claim) {
  const Spec spec = spec_of(race, trial);
  auto run = TrialRun::create(race, trial, *load_data(spec.data, spec.seed, ShippedFiles{}), false);
  REQUIRE(run);
  run->work([] { return 0; }, 1);  // a clock that stands: to the end
  REQUIRE(run->finished());
  const std::vector<std::string> claims = claims_found(*run);
  return std::ranges::find(claims, claim) != claims.end();
}

}  // namespace

TEST_CASE("a race of one trains the spec as it is") {
  const Spec spec = *parse_spec(R"({"data": {"kind": "xor"}, "layers": [{"activation": "sigmoid"}],
    "optimizer": {"id": "adam", "lr": 0.02}, "batch": 7, "epochs": 3, "seed": 4})");
  const NetworkRaceSpec race = race_of_one(spec, 2);
  REQUIRE(check_network_race(race));
  const auto trials = NetworkRace::create(race)->trials();
  REQUIRE(trials.size() == 2);
  CHECK(spec_of(race, trials[0]) == spec);
  Spec second = spec;
  second.seed = 5;
  CHECK(spec_of(race, trials[1]) == second);
}

TEST_CASE("each claim's set-up brings about what it explains, in nine of ten seeds") {
  std::set<std::string> known;
  for (const auto& row : nlohmann::json::parse(assets::find_preset("claims.json"))) {
    const auto id = row["id"].get<std::string>();
    INFO(id);
    known.insert(id);
    const auto race = NetworkRace::create(race_of_one(*parse_spec(row["spec"].dump()), 10));
    REQUIRE(race);
    CHECK(race->trials().size() == 10);
    int found = 0;
    for (const NetworkTrial& trial : race->trials()) found += is_found(race->spec(), trial, id) ? 1 : 0;
    CHECK(found >= 9);
  }
  for (const DiagnosisRule& rule : diagnosis_rules()) {
    INFO(rule.id);
    CHECK(known.contains(std::string(rule.claim)));
  }
}
