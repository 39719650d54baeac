// What one takes along from the playground, and brings back.
#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/export/program.hpp"
#include "shell/ui/pages/playground/keep.hpp"
#include "shell/ui/pages/playground/kept_runs.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

using Json = nlohmann::ordered_json;

struct KeepPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
  void set_up(const Spec& spec) {
    REQUIRE(try_spec(state(), spec));
    settle(400);
  }
  void open_part(std::string_view part) {
    activate("app.keep");
    frames(3);
    set("keep.part", part);
    frames(2);
  }
  /// The file that the page offers.
  std::string saved() {
    open_part("file");
    saved_files.clear();
    click("keep.save_run");
    settle(400);
    frames(3);
    key(ImGuiKey_Escape);
    frames(3);
    REQUIRE(saved_files.contains("gradlab-run.json"));
    return saved_files["gradlab-run.json"];
  }
  void open(const std::string& text) {
    app().take_file("run.json", text);
    settle(400);
  }
};

Spec lively_spec() {
  Spec spec = first_playground_spec();
  spec.layers.front().dropout = 0.2;
  spec.layers[1].batch_norm = true;
  spec.schedule = {"cosine", {}};
  return spec;
}

bool same_points(std::span<const LossPoint> a, std::span<const LossPoint> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

TEST_CASE("the runs kept to compare with are in the file of a run, and none is taken twice") {
  KeepPage here;
  here.advance(60);
  keep_run(here.state().curves.kept, here.state().spec, here.run());
  here.state().curves.kept[0].name = "\u6162 \"slow\"";
  here.advance(40);
  const std::string file = here.saved();
  KeepPage there;
  there.open(file);
  REQUIRE(there.state().curves.kept.size() == 1);
  CHECK(there.state().curves.kept[0].name == here.state().curves.kept[0].name);
  CHECK(there.state().curves.kept[0].spec == here.state().curves.kept[0].spec);
  CHECK(there.state().curves.kept[0].epoch == here.state().curves.kept[0].epoch);
  CHECK(same_points(there.state().curves.kept[0].history.points(), here.state().curves.kept[0].history.points()));
  there.open(file);
  CHECK(there.state().curves.kept.size() == 1);

  Json broken = Json::parse(file);
  broken["kept"][0]["history"]["rows"] = Json::array();
  there.open(broken.dump());
  CHECK(there.app().notice().find("kept[0].history") != std::string::npos);
  CHECK(there.state().curves.kept.size() == 1);
}

TEST_CASE("a saved run goes on in another program as if it had never stopped, to the last bit") {
  KeepPage here;
  here.set_up(lively_spec());
  here.advance(137);
  // What was changed on the way belongs to it.
  here.set("playground.rate", "0.02");
  here.frames(2);
  here.advance(20);
  const std::string file = here.saved();
  const std::vector<LossPoint> before(here.run().history.points().begin(), here.run().history.points().end());

  KeepPage there;
  there.open(file);
  CHECK(there.app().notice() == "run.json is open: press play to go on.");
  CHECK(there.state().spec == here.state().spec);
  CHECK(there.run().step == 157);
  CHECK(there.run().parameters == here.run().parameters);
  CHECK(same_points(there.run().history.points(), before));
  CHECK(there.saved() == file);

  here.advance(300);
  there.advance(300);
  CHECK(there.run().parameters == here.run().parameters);
  CHECK(there.run().running == here.run().running);
  CHECK(same_points(there.run().history.points(), here.run().history.points()));
  // Back to where it was opened, and not before; then to the very start.
  there.state().run->runner().send(SeekTo{3});
  there.settle(400);
  CHECK(there.run().step == 157);
  there.click("playground.rewind");
  there.settle(400);
  CHECK(there.run().step == 0);
  CHECK(there.run().begin == 0);
}

TEST_CASE("a run on a table of one's own needs no other file") {
  KeepPage here;
  std::string table = "a,b,kind\n";
  for (int i = 0; i < 60; ++i)
    table += std::to_string(i % 13) + "," + std::to_string(i * 7 % 11) + (i % 13 > 6 ? ",ripe\n" : ",raw\n");
  here.app().take_file("fruit.csv", table);
  here.settle(400);
  here.key(ImGuiKey_Escape);
  here.frames(3);
  REQUIRE(here.state().spec.data.kind == "csv");
  here.advance(30);
  KeepPage there;
  there.open(here.saved());
  CHECK(there.run().step == 30);
  here.advance(30);
  there.advance(30);
  CHECK(there.run().parameters == here.run().parameters);
}

TEST_CASE("what is no run is refused with its reason, and nothing is changed") {
  KeepPage page;
  page.advance(5);
  const Json good = Json::parse(page.saved());
  page.advance(7);
  const Spec spec = page.state().spec;
  const std::vector<float> parameters = page.run().parameters;
  const auto refuses = [&](const std::string& text, std::string_view word) {
    INFO(text.substr(0, 200));
    page.open(text);
    CHECK(page.app().notice().find("cannot be opened, and nothing was changed") != std::string::npos);
    CHECK_MESSAGE(page.app().notice().find(word) != std::string::npos, page.app().notice());
    CHECK(page.state().spec == spec);
    CHECK(page.run().parameters == parameters);
    CHECK(page.run().step == 12);
  };
  const auto spoiled = [&](const char* place, const Json& value) {
    Json bad = good;
    bad[Json::json_pointer(place)] = value;
    return bad.dump();
  };
  refuses("{", "Line 1");
  refuses("{}x", "Line 1");
  refuses(R"({"gradlab": "lesson"})", "lesson");
  refuses(R"({"gradlab": "run", "spec": {}})", "parameters");
  refuses(spoiled("/spec/optimizer", "magic"), "magic");
  refuses(spoiled("/spec/data/kind", "nowhere"), "nowhere");
  refuses(spoiled("/parameters/layers/0/weights/0", Json::array({1})), "parameters.layers[0].weights[0]");
  refuses(spoiled("/parameters/layers/1/bias", "x"), "parameters.layers[1].bias");
  refuses(spoiled("/run/step", 6), "Step 6");
  refuses(spoiled("/run/step", -1), "run.step");
  refuses(spoiled("/run/order/0", 9999), "run.order");
  refuses(spoiled("/run/optimizer/state", Json::array()), "run.optimizer.state");
  refuses(spoiled("/run/order_rng/0", "xyz"), "run.order_rng");
  refuses(spoiled("/run/before/0", 1e300), "run.before");
  refuses(spoiled("/run/more", 1), "more");
  refuses(spoiled("/history/rows/1/0", 0), "history.rows[1]");
  refuses(spoiled("/history/columns/0", "steps"), "history.columns");
}

TEST_CASE("files from before the rate was kept in them are opened") {
  KeepPage page;
  page.advance(12);
  Json old = Json::parse(page.saved());
  old["history"]["columns"].erase(5);
  for (Json& row : old["history"]["rows"]) row.erase(5);
  KeepPage other;
  other.open(old.dump());
  CHECK(other.run().step == 12);
  CHECK(std::isnan(other.run().history.points()[3].rate));
  CHECK(other.run().history.points()[3].train_loss == page.run().history.points()[3].train_loss);
}

TEST_CASE("specs and weights of the command line are opened, too") {
  KeepPage page;
  Spec spec = first_playground_spec();
  spec.layers = {{3, "relu", {}, false}, {0, "sigmoid", {}, false}};
  page.open(write_spec(spec));
  CHECK(page.state().spec == spec);
  const std::vector<InitialLayer> weights{{.weights = {{1, 2}, {3, 4}, {5, 6}}, .bias = {7, 8, 9}},
                                          {.weights = {{-1, -2, -3}}, .bias = {0.5}}};
  page.open(write_parameters(weights));
  CHECK(page.run().parameters == std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, 0.5});
  CHECK(page.run().step == 0);
}

TEST_CASE("data are saved as a table that gives the same data again") {
  KeepPage page;
  page.set_up(suited_spec("rings"));
  page.open_part("file");
  page.click("keep.save_data");
  page.frames(2);
  page.key(ImGuiKey_Escape);
  page.frames(3);
  const std::vector<double> inputs = page.data().inputs, targets = page.data().targets;
  REQUIRE(page.saved_files.contains("gradlab-data.csv"));
  page.app().take_file("again.csv", page.saved_files["gradlab-data.csv"]);
  page.settle(400);
  CHECK(page.state().spec.data.kind == "csv");
  CHECK(page.data().inputs == inputs);
  CHECK(page.data().targets.size() == targets.size());
}

TEST_CASE("the code is the network's as it stands, copied and saved whole in each language") {
  KeepPage page;
  page.advance(40);
  page.open_part("code");
  for (const SourceLanguageRow& row : source_languages()) {
    page.set("keep.language", row.id);
    page.frames(2);
    const auto code = network_code(page.state(), row.language);
    REQUIRE(code);
    page.click("keep.copy_code");
    page.frames(2);
    CHECK(page.copied_text == *code);
    page.saved_files.clear();
    page.click("keep.save_code");
    page.frames(2);
    REQUIRE(page.saved_files.size() == 1);
    CHECK(page.saved_files.begin()->first.ends_with(row.ending));
    CHECK(page.saved_files.begin()->second == *code);
  }
  const std::string before = page.copied_text;
  page.key(ImGuiKey_Escape);
  page.frames(3);
  page.advance(40);
  page.open_part("code");
  page.click("keep.copy_code");
  page.frames(2);
  CHECK(page.copied_text != before);
}

TEST_CASE("every picture of the page is saved as SVG and PNG, on a phone too") {
  for (const Screen screen : screens) {
    KeepPage page(screen);
    page.advance(30);
    page.open_part("pictures");
    for (const std::string id : {"network", "output", "loss", "layer"}) {
      INFO(id, screen.width);
      page.saved_files.clear();
      page.saved_picture = {};
      page.activate("keep.svg[" + id + "]");
      page.frames(4);
      REQUIRE(page.saved_files.contains("gradlab-" + id + ".svg"));
      const std::string& svg = page.saved_files["gradlab-" + id + ".svg"];
      CHECK(svg.find("</svg>") != std::string::npos);
      const bool has_maps = id == "network" || id == "output";
      CHECK((svg.find("data:image/png;base64,iVBORw0KGgo") != std::string::npos) == has_maps);
      // What belongs to the page alone, as the sheet over it, is not in it.
      CHECK(svg.find("Take along") == std::string::npos);
      page.activate("keep.png[" + id + "]");
      page.frames(4);
      CHECK(page.saved_picture.width() > 100);
      CHECK(page.has("keep.svg[" + id + "]"));
    }
  }
}

}  // namespace gradlab::ui::test
