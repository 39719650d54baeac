// "Why?" beside a finding leads to the claim that explains it, and to a set-up where it can be seen.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/diagnosis/diagnosis.hpp"
#include "shell/ui/link.hpp"
#include "shell/ui/pages/playground/claim_trials.hpp"
#include "shell/ui/pages/playground/presets.hpp"
#include "tests/ui/page_harness.hpp"
#include "tests/ui/trial_threads.hpp"

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

namespace {

/// The claim's set-up, trained from ten seeds by a press.
std::string trained(PlaygroundHarness& page, std::string_view claim) {
  page.state().claim = claim;
  page.frames(4);
  page.activate("playground.claim_train");
  page.frames(2);
  REQUIRE(page.state().claim_trials);
  for (int i = 0; i < 100'000 && page.state().claim_trials->running(); ++i) {
    CHECK(page.app().expects_news());
    page.frames();
  }
  page.frames(2);
  return page.value("playground.reading.claim_runs");
}

}  // namespace

TEST_CASE("a claim is trained from ten seeds, in the frame or on as many threads as there are, with the same outcome") {
  for (const std::string_view claim : {"symmetric-start", "zero-centred", "dying-relu"}) {
    INFO(claim);
    std::vector<std::string> outcomes;
    for (const std::size_t engines : {0, 1, 3}) {
      PlaygroundHarness page;
      const Spec before = page.state().spec;
      if (engines > 0) page.state().trial_engines = trial_threads(engines);
      outcomes.push_back(trained(page, claim));
      CHECK(page.control("playground.claim_train").label == tr("control.playground.claim_train", Language::en));
      CHECK(page.state().spec == before);
    }
    CHECK(outcomes[0].starts_with("10 of 10 runs: "));
    CHECK((outcomes[0].ends_with(": 9 show it") || outcomes[0].ends_with(": 10 show it")));
    CHECK(outcomes[1] == outcomes[0]);
    CHECK(outcomes[2] == outcomes[0]);
  }
}

TEST_CASE("the runs of a claim fit at every width, in both languages") {
  for (const Screen screen : screens) {
    for (const Language language : {Language::en, Language::zh}) {
      INFO(screen.width);
      PlaygroundHarness page(screen);
      page.app().settings().language = language;
      trained(page, "perceptron-xor");
      check_fits(page);
    }
  }
}

TEST_CASE("the runs of a claim show how far they are, can be stopped and begun anew, and end with the sheet") {
  PlaygroundHarness page;
  page.state().trial_engines = trial_threads(2);
  page.state().claim = "overfitting";
  page.frames(4);
  CHECK_FALSE(page.has("playground.reading.claim_runs"));
  page.activate("playground.claim_train");
  page.frames(2);
  REQUIRE(page.state().claim_trials->running());
  CHECK(page.state().claim_trials->engines() == 2);
  CHECK(page.value("playground.reading.claim_runs").ends_with("workers: 2"));
  CHECK(page.control("playground.claim_train").label == tr("control.playground.claim_stop", Language::en));
  page.activate("playground.claim_train");
  page.frames(2);
  CHECK_FALSE(page.state().claim_trials->running());
  CHECK(page.has("playground.reading.claim_runs"));
  page.activate("playground.claim_train");
  page.frames(2);
  CHECK(page.state().claim_trials->running());
  page.key(ImGuiKey_Escape);
  page.settle(400);
  CHECK(page.state().claim.empty());
  CHECK_FALSE(page.state().claim_trials);
  // Those of one claim are not shown at another.
  page.state().claim = "overfitting";
  page.frames(4);
  page.activate("playground.claim_train");
  page.frames(2);
  page.state().claim = "dying-relu";
  page.frames(2);
  CHECK_FALSE(page.state().claim_trials);
  CHECK_FALSE(page.has("playground.reading.claim_runs"));
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
  for (const Screen screen : screens) {
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
