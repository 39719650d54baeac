// The races page: network, contestants, seeds, rates, curves, table, links, what is kept.
#include <doctest/doctest.h>

#include <cmath>

#include "core/sweep/sweep.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/pages.hpp"
#include "shell/ui/pages/races/parts.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

struct RacesHarness : Harness {
  explicit RacesHarness(Screen screen = {}) : Harness(screen) {
    app().open_page("races");
    frames(3);
    settle();
  }
  RacesState& state() { return races_state(app()); }
  RaceBench& bench() { return state().bench(); }
  /// Presses Race and waits for the end of it.
  void race() {
    click("races.start");
    for (int i = 0; i < 20'000 && (i < 3 || bench().runner->running()); ++i) frames();
    REQUIRE_FALSE(bench().runner->running());
    settle();
  }
  void make_short() {
    set("races.epochs", "3");
    frames(2);
    set("races.seeds", "3");
    frames(2);
  }
};

}  // namespace

TEST_CASE("races: pressed once, every contestant runs every seed, and what is shown is what came of it") {
  RacesHarness page;
  page.make_short();
  CHECK(page.value("races.reading.progress") == "15 runs");
  page.race();
  const NetworkRace& race = *page.bench().runner->race();
  CHECK(race.over());
  CHECK(race.finished() == 15);
  CHECK(page.value("races.reading.progress").starts_with("15 of 15 runs"));
  for (std::size_t c = 0; c < 5; ++c) {
    const auto result = race.result(c);
    REQUIRE(result);
    const auto& loss = result->values[0];
    const std::string scope = "[" + std::to_string(c + 1) + "]";
    CHECK(page.value("races.outcome" + scope) == "loss " + readout(loss->median));
    CHECK(page.value("races.reading.curve" + scope).starts_with(readout(loss->median)));
  }
  // The base is the playground's network, which is told.
  CHECK(page.bench().spec.base.layers == page.app().pages().playground.spec.layers);
  CHECK_FALSE(races_is_stale(page.bench()));
  page.set("races.epochs", "4");
  page.frames(2);
  CHECK(races_is_stale(page.bench()));
  CHECK(page.value("races.outcome[1]").empty());
  check_fits(page);
}

TEST_CASE("races: what is drawn against what can be chosen; each choice shows other numbers") {
  RacesHarness page;
  page.make_short();
  page.race();
  const std::string loss = page.value("races.reading.curve[1]");
  page.set("races.quantity", "test_accuracy");
  page.frames(2);
  CHECK(page.value("races.reading.curve[1]").find('%') != std::string::npos);
  CHECK(page.value("races.reading.curve[1]") != loss);
  for (const char* const axis : {"updates", "gradients", "seconds", "epochs"}) {
    page.set("races.axis", axis);
    page.frames(2);
    page.click("races.log_x");
    page.frames(2);
    page.hover("races.curves", 0.1);
    page.frames(2);
    CHECK(page.has("races.reading.curve[5]"));
    check_fits(page);
  }
}

TEST_CASE("races: contestants come and go, with their parameters; undo brings them back") {
  RacesHarness page;
  page.set("races.add", "lion");
  page.frames(2);
  REQUIRE(page.bench().spec.contestants.size() == 6);
  CHECK(page.bench().focused == 5);
  page.set("races.param.lr[6]", "0.002");
  page.frames(2);
  CHECK(page.bench().spec.contestants[5].optimizer.params.at("lr") == 0.002);
  page.click("races.focus[2]");
  page.frames(2);
  CHECK(page.bench().focused == 1);
  page.click("races.remove[2]");
  page.frames(2);
  CHECK(page.bench().spec.contestants.size() == 5);
  CHECK(page.bench().colors == std::vector<std::size_t>{0, 2, 3, 4, 5});
  page.key(ImGuiKey_Z, false, true);
  page.frames(2);
  CHECK(page.bench().spec.contestants.size() == 6);
  page.key(ImGuiKey_Y, false, true);
  page.frames(2);
  CHECK(page.bench().spec.contestants.size() == 5);
  while (page.bench().spec.contestants.size() < NetworkRaceSpec::most_contestants)
    page.set("races.add", "adam"), page.frames(2);
  CHECK_FALSE(page.control("races.add").enabled);
  while (!page.bench().spec.contestants.empty()) races_remove(page.state(), 0);
  page.frames(2);
  CHECK_FALSE(page.control("races.start").enabled);
  check_fits(page);
}

TEST_CASE("races: tuned rates are found first, and shown with what was tried") {
  RacesHarness page;
  page.make_short();
  page.activate("races.rates:tuned");
  page.frames(2);
  REQUIRE(page.bench().spec.tuned);
  page.race();
  const NetworkRace& race = *page.bench().runner->race();
  CHECK(race.finished() == 5 * (7 * NetworkRace::tuning_seeds + 3));
  CHECK(page.has("races.tried"));
  page.hover("races.tried", 0.1);
  page.frames(2);
  const RaceTable table = races_table(page.state(), true);
  REQUIRE(table.columns.front().id == "rate");
  for (std::size_t c = 0; c < 5; ++c) CHECK(table.rows[c].cells.front().key == *race.rate(c));
}

TEST_CASE("races: batch sizes of one optimizer, from the whole set to single samples") {
  RacesHarness page;
  page.activate("races.of:batches");
  page.frames(2);
  page.make_short();
  REQUIRE(page.bench().spec.contestants.size() == 4);
  page.set("races.optimizer", "adam");
  page.frames(2);
  for (const Contestant& one : page.bench().spec.contestants) CHECK(one.optimizer.id == "adam");
  page.set("races.add", "4");
  page.frames(2);
  page.race();
  const NetworkRace& race = *page.bench().runner->race();
  // The fewer samples in a step, the more steps in an epoch; the gradients are as many.
  CHECK(race.result(0)->step == 3);
  CHECK(race.result(3)->step == race.result(3)->samples);
  CHECK(race.result(0)->samples == race.result(3)->samples);
  const RaceTable table = races_table(page.state());
  CHECK(std::ranges::any_of(table.columns, [](const SortColumn& column) { return column.id == "updates"; }));
  // The other race is as it was.
  page.activate("races.of:optimizers");
  page.frames(2);
  CHECK(page.bench().spec.contestants.size() == 5);
  CHECK(page.bench().spec.epochs == 40);
}

TEST_CASE("races: the table is sorted by its heads and copied as it stands") {
  RacesHarness page;
  page.make_short();
  page.race();
  page.click("races.table[loss]");
  page.frames(2);
  CHECK(page.state().order == SortOrder{"loss", true});
  page.click("races.copy_table");
  page.frames(2);
  const RaceTable table = races_table(page.state());
  CHECK(page.copied_text == sort_table_text(table.columns, table.rows, page.state().order));
  CHECK(std::count(page.copied_text.begin(), page.copied_text.end(), '\n') >= 5);
  // Another loss to be reached, other epochs.
  page.set("races.target", "100");
  page.frames(2);
  for (const SortRow& row : races_table(page.state()).rows) {
    const RaceTable now = races_table(page.state());
    for (std::size_t k = 0; k < now.columns.size(); ++k)
      if (now.columns[k].id == "epochs") CHECK(row.cells[k].key == 0);
  }
}

TEST_CASE("races: the network is the playground's or an example's, and data from beside the program are fetched") {
  RacesHarness page;
  page.set("races.network", "digits");
  page.frames(2);
  CHECK(page.bench().spec.base.data.kind == "digits");
  page.set("races.epochs", "1");
  page.set("races.seeds", "1");
  page.frames(3);
  page.race();
  CHECK_FALSE(page.bench().refused);
  CHECK(page.bench().runner->race()->result(4)->values[3]->median > 0.3);
  page.app().pages().playground.spec.layers.front().units = 3;
  page.set("races.network", "playground");
  page.frames(2);
  CHECK(page.bench().spec.base.layers.front().units == 3);
  CHECK(page.value("races.network") == "playground");
  // What is changed there later can be taken over by choosing it again.
  page.app().pages().playground.spec.layers.front().units = 5;
  page.frames(2);
  CHECK(page.value("races.network") == "earlier");
  CHECK(page.bench().spec.base.layers.front().units == 3);
  page.set("races.network", "playground");
  page.frames(2);
  CHECK(page.value("races.network") == "playground");
  CHECK(page.bench().spec.base.layers.front().units == 5);
  // What has no gradients to race by, and what is out of range, is refused.
  NetworkRaceSpec wrong = page.bench().spec;
  wrong.seeds = 0;
  CHECK_FALSE(races_try(page.state(), wrong));
}

TEST_CASE("races: everything set is in the link; a broken one changes nothing") {
  RacesHarness page;
  page.activate("races.of:batches");
  page.frames(2);
  page.set("races.seeds", "7");
  page.set("races.axis", "seconds");
  page.set("races.target", "0.02");
  page.click("races.log_x");
  page.frames(3);
  const std::string view = races_view(page.app());
  RacesHarness other;
  REQUIRE(open_races_view(other.app(), view));
  other.frames(3);
  CHECK(races_view(other.app()) == view);
  CHECK(other.bench().spec.seeds == 7);
  CHECK(other.value("races.axis") == "seconds");
  const std::string before = races_view(other.app());
  for (const std::string broken : {"{", "{}", R"({"optimizers": {}, "batches": {}})"})
    CHECK_FALSE(open_races_view(other.app(), broken));
  std::string wrong = view;
  wrong.replace(wrong.find("\"seconds\""), 9, "\"sekonds\"");
  CHECK_FALSE(open_races_view(other.app(), wrong));
  CHECK(races_view(other.app()) == before);
}

TEST_CASE("races: pictures, the table, the curves and a sweep are taken along") {
  RacesHarness page;
  page.make_short();
  page.race();
  check_pictures(page, {"race", "race_table", "race_rates", "race_seeds"});
  const auto save = [&](const std::string& id) {
    page.click("app.keep");
    page.frames(30);
    page.activate(id);
    page.frames(4);
    page.key(ImGuiKey_Escape);
    page.frames(4);
  };
  save("races.save_table");
  CHECK(page.saved_files.at("gradlab-race.csv").find("lower quarter") != std::string::npos);
  save("races.save_curves");
  const std::string& curves = page.saved_files.at("gradlab-race-curves.csv");
  const NetworkRace& race = *page.bench().runner->race();
  std::size_t points = 0;
  for (std::size_t t = 0; t < race.trials().size(); ++t) points += race.curve(t).points.size();
  CHECK(static_cast<std::size_t>(std::count(curves.begin(), curves.end(), '\n')) == points + 1);
  save("races.save_sweep");
  const auto sweep = Sweep::parse(page.saved_files.at("gradlab-sweep.json"));
  REQUIRE(sweep);
  CHECK(sweep->trials() == 15);
}

TEST_CASE("races: nothing lies outside the window or over another at any width, in both languages, before and after") {
  for (const Screen screen : {Screen{390, 844}, Screen{768, 1024}, Screen{1024, 768}, Screen{1440, 900}}) {
    for (const Language language : {Language::en, Language::zh}) {
      RacesHarness page(screen);
      page.app().settings().language = language;
      page.frames(3);
      for (const bool batches : {false, true}) {
        page.state().shown = batches ? RaceOf::batches : RaceOf::optimizers;
        page.bench().spec.epochs = 2;
        page.bench().spec.seeds = 2;
        page.frames(3);
        check_fits(page);
        page.race();
        check_fits(page);
      }
    }
  }
}

}  // namespace gradlab::ui::test
