// "Why?" beside a finding leads to the claim that explains it, and to a set-up where it can be seen.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "core/diagnosis/diagnosis.hpp"
#include "shell/ui/link.hpp"
#include "shell/ui/pages/playground/presets.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {

TEST_CASE("every finding's claim can be opened, read in both languages, and shown") {
  PlaygroundHarness page;
  for (const DiagnosisRule& rule : diagnosis_rules()) {
    INFO(rule.id);
    CHECK(find_claim(rule.claim));
  }
  for (const Language language : {Language::en, Language::zh}) {
    page.app().settings().language = language;
    for (const Preset& claim : claims()) {
      INFO(claim.id);
      page.state().claim = claim.id;
      page.frames(4);
      CHECK(page.value("playground.reading.claim_notes") == tr("claim." + claim.id, language));
      CHECK(page.value("playground.reading.claim_truth") == tr("claim." + claim.id + ".truth", language));
      page.activate("playground.claim_show");
      page.settle(400);
      CHECK(page.state().spec == claim.spec);
      CHECK(page.state().claim.empty());
    }
  }
  CHECK(page.app().translator().missing().empty());
}

TEST_CASE("a claim that another page shows live opens that page as the claim wants it, and back") {
  std::size_t live = 0;
  for (const Preset& claim : claims()) {
    if (claim.page.empty()) continue;
    INFO(claim.id);
    ++live;
    PlaygroundHarness page;
    page.state().claim = claim.id;
    page.frames(4);
    page.activate("playground.claim_live");
    page.settle(400);
    CHECK(page.app().settings().page == claim.page);
    CHECK(page.state().claim.empty());
    // The page holds all that the claim says of it.
    const auto target = read_link(page.app().link());
    REQUIRE(target);
    const auto shown = nlohmann::json::parse(target->view);
    auto patched = shown;
    patched.merge_patch(nlohmann::json::parse(claim.view));
    CHECK(patched == shown);
  }
  CHECK(live >= 6);
  PlaygroundHarness page;
  page.state().claim = "perceptron-xor";
  page.frames(4);
  page.activate("playground.claim_live");
  page.settle(400);
  CHECK(page.value("neuron.reading.rule.verdict") == "never settles");
  page.activate("neuron.rule.why");
  page.settle(400);
  CHECK(page.app().settings().page == "playground");
  CHECK(page.state().claim == "perceptron-xor");
  page.state().claim = "mse-slow-start";
  page.frames(4);
  page.activate("playground.claim_live");
  page.settle(400);
  page.activate("losses.neuron.why[mse]");
  page.settle(400);
  CHECK(page.state().claim == "mse-slow-start");
}

TEST_CASE("a diagnosis has its Why at every width, and undo brings back what was there") {
  for (const Screen screen : {Screen{1440, 900, 1}, Screen{1024, 768, 1}, Screen{390, 844, 1}}) {
    INFO(screen.width);
    PlaygroundHarness page(screen);
    const Spec spec = find_preset("sigmoid_depth")->spec;
    REQUIRE(try_spec(page.state(), spec));
    page.state().run->runner().send(Advance{200});
    for (int i = 0; i < 2000 && page.state().run->state().step < 200; ++i) page.frames();
    page.settle(400);
    REQUIRE(page.has("playground.note.why"));
    page.activate("playground.note.why");
    page.frames(4);
    REQUIRE(page.state().claim == "vanishing-depth");
    CHECK(page.value("playground.reading.claim_truth").find("1/4096") != std::string::npos);
    page.key(ImGuiKey_Escape);
    page.frames(4);
    CHECK(page.state().claim.empty());
    page.state().claim = "symmetric-start";
    page.frames(4);
    page.activate("playground.claim_show");
    page.settle(400);
    CHECK(page.state().spec != spec);
    undo(page.state());
    page.settle(400);
    CHECK(page.state().spec == spec);
  }
}

}  // namespace gradlab::ui::test
