// Every claim that the diagnosis points to has a set-up that brings such a finding about, in at least nine of ten
// seeds.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "assets/assets.hpp"
#include "core/diagnosis/diagnosis.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

bool is_found(const Spec& spec, std::string_view claim) {
  auto trainer = Trainer<float>::create(spec, *load_data(spec.data, spec.seed, ShippedFiles{}));
  REQUIRE(trainer);
  const auto history = run_and_record(*trainer, spec.epochs * trainer->steps_per_epoch());
  const std::vector<Finding> findings = diagnose(gather_evidence(*trainer, history));
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& one) { return one.claim == claim; });
}

}  // namespace

TEST_CASE("each claim's set-up brings about what it explains, in nine of ten seeds") {
  std::set<std::string> known;
  for (const auto& row : nlohmann::json::parse(assets::find_preset("claims.json"))) {
    const auto id = row["id"].get<std::string>();
    INFO(id);
    known.insert(id);
    Spec spec = *parse_spec(row["spec"].dump());
    int found = 0;
    for (spec.seed = 1; spec.seed <= 10; ++spec.seed) found += is_found(spec, id) ? 1 : 0;
    CHECK(found >= 9);
  }
  for (const DiagnosisRule& rule : diagnosis_rules()) {
    INFO(rule.id);
    CHECK(known.contains(std::string(rule.claim)));
  }
}
