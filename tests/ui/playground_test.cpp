#include <doctest/doctest.h>

#include <cmath>

#include "shell/ui/pages/playground/presets.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

/// The page, quiet at the start of its run.
struct PlaygroundPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
  const RunState& run() { return state().run->state(); }
  float loss() { return run().measured.train_loss; }

  /// At full speed until so many steps are done.
  void play_to(std::uint64_t steps) {
    state().run->runner().send(Advance{steps - run().step});
    for (int i = 0; i < 4000 && run().step < steps && !run().diverged; ++i) frames();
    settle(400);
  }
};

TEST_CASE("playing makes the loss fall") {
  PlaygroundPage page;
  const float before = page.loss();
  page.set("playground.speed", "7");
  page.frames(2);
  page.click("playground.play");
  for (int i = 0; i < 2000 && page.run().step < 1500; ++i) page.frames();
  page.click("playground.play");
  CHECK_FALSE(page.run().playing);
  CHECK(page.loss() < before * 0.8F);
}

TEST_CASE("while a run plays its figures are measured between frames; where it stands still, in them") {
  PlaygroundHarness page;
  const auto mean = [&] { return page.state().run->figures().layers.front().front().mean_output; };
  const auto frames_until = [&](bool wanted) {
    for (int i = 0; i < 100'000 && page.app().wants_leisure() != wanted; ++i) page.frames();
    return page.app().wants_leisure() == wanted;
  };
  CHECK_FALSE(page.app().wants_leisure());
  page.has_leisure = false;
  page.click("playground.play");
  REQUIRE(frames_until(true));
  const double before = mean();
  page.frames(30);
  CHECK(page.app().wants_leisure());
  CHECK(mean() == before);

  page.has_leisure = true;
  CHECK(frames_until(false));
  const double playing = mean();
  CHECK(playing != before);

  page.has_leisure = false;
  REQUIRE(frames_until(true));
  page.click("playground.play");
  page.settle(4000);
  CHECK_FALSE(page.run().playing);
  CHECK_FALSE(page.app().wants_leisure());
  CHECK(mean() != playing);
}

TEST_CASE("space plays and pauses") {
  PlaygroundPage page;
  page.key(ImGuiKey_Space);
  page.frames(2);
  CHECK(page.run().playing);
  page.key(ImGuiKey_Space);
  page.frames(2);
  CHECK_FALSE(page.run().playing);
}

TEST_CASE("rewind gives the very same start and the same curve again") {
  PlaygroundPage page;
  const std::vector<float> start = page.run().parameters;
  page.play_to(300);
  const LossPoint end = page.run().measured;
  page.click("playground.rewind");
  page.settle(400);
  CHECK(page.run().parameters == start);
  page.play_to(300);
  CHECK(page.run().measured == end);
}

TEST_CASE("one batch and one epoch are one step and one epoch") {
  PlaygroundPage page;
  page.click("playground.step_batch");
  page.settle(400);
  CHECK(page.run().step == 1);
  page.click("playground.step_epoch");
  page.settle(400);
  CHECK(page.run().epoch == 1);
  CHECK(page.run().step == page.run().steps_per_epoch);
}

TEST_CASE("changing units changes the number of parameters") {
  PlaygroundPage page;
  const std::size_t before = page.run().parameters.size();
  page.click("playground.units[1].more");
  page.settle(400);
  CHECK(page.state().spec.layers[0].units == 9);
  CHECK(page.run().parameters.size() == before + 2 + 1 + 8);
}

TEST_CASE("layers are added and taken out on the drawing") {
  PlaygroundPage page;
  const Spec before = page.state().spec;
  page.click("playground.add_layer");
  page.settle(400);
  CHECK(page.state().spec.layers.size() == before.layers.size() + 1);
  page.activate("playground.remove_layer[3]");
  page.settle(400);
  CHECK(page.state().spec == before);
}

TEST_CASE("what was set is taken back and set again, by button and by keyboard") {
  PlaygroundPage page;
  const Spec first = page.state().spec;
  CHECK_FALSE(page.control("playground.undo").enabled);
  page.click("playground.units[1].more");
  page.frames(2);
  page.set("playground.optimizer", "sgd");
  page.frames(2);
  const Spec last = page.state().spec;
  REQUIRE(last != first);
  page.click("playground.undo");
  page.frames(2);
  CHECK(page.state().spec.optimizer == first.optimizer);
  CHECK(page.state().spec.layers == last.layers);
  page.key(ImGuiKey_Z, false, true);
  page.frames(2);
  CHECK(page.state().spec == first);
  CHECK_FALSE(page.control("playground.undo").enabled);
  page.click("playground.redo");
  page.frames(2);
  page.key(ImGuiKey_Z, true, true);
  page.frames(2);
  CHECK(page.state().spec == last);
  CHECK_FALSE(page.control("playground.redo").enabled);
}

TEST_CASE("a drag is taken back at once, and another drag is not") {
  PlaygroundPage page;
  const Spec first = page.state().spec;
  page.drag("playground.points", 40);
  page.frames(3);
  const Spec second = page.state().spec;
  REQUIRE(second.data.points != first.data.points);
  page.drag("playground.points", 30);
  page.frames(3);
  REQUIRE(page.state().spec != second);
  page.click("playground.undo");
  page.frames(2);
  CHECK(page.state().spec == second);
  page.click("playground.undo");
  page.frames(2);
  CHECK(page.state().spec == first);
}

TEST_CASE("schedule, penalties and optimizer change while a run goes on, without beginning anew") {
  PlaygroundPage page;
  page.play_to(40);
  page.click("playground.more");
  page.frames(3);
  page.set("playground.schedule", "cosine");
  page.frames(3);
  page.set("playground.schedule_param[period]", "20");
  page.activate("playground.l2_on");
  page.frames(3);
  page.set("playground.l2", "0.01");
  page.frames(3);
  CHECK(page.state().spec.schedule == Choice{"cosine", {{"period", 20}}});
  CHECK(page.state().spec.l2 == doctest::Approx(0.01));
  CHECK(page.run().step == 40);
  page.play_to(60);
  CHECK(page.run().step == 60);
}

TEST_CASE("a run stops by itself, says why, plays on, and what ends it is set without a reset, at every size") {
  for (const Screen screen : screens) {
    PlaygroundPage page(screen);
    page.play_to(20);
    page.state().more_open = true;
    page.frames(3);
    page.set("playground.stop", "epoch");
    page.frames(3);
    page.set("playground.stop_param[epochs]", "5");
    page.frames(3);
    CHECK(page.state().spec.stop == Choice{"epoch", {{"epochs", 5}}});
    CHECK(page.run().step == 20);
    page.state().more_open = false;
    page.set("playground.speed", "7");
    page.frames(3);
    page.activate("playground.play");
    for (int i = 0; i < 2000 && !page.run().stopped; ++i) page.frames();
    page.settle(400);
    CHECK(page.run().epoch == 5);
    CHECK_FALSE(page.run().playing);
    REQUIRE(page.has("playground.note.fix"));
    page.activate("playground.note.fix");
    for (int i = 0; i < 2000 && page.run().epoch < 7; ++i) page.frames();
    CHECK(page.run().epoch >= 7);
    CHECK_FALSE(page.run().stopped);
  }
}

TEST_CASE("a layer takes a formula of one's own, and a learned parameter; what cannot be read stays in the field") {
  PlaygroundPage page;
  page.set("playground.activation[1]", "custom");
  page.settle(400);
  REQUIRE(page.has("playground.formula"));
  CHECK(page.state().spec.layers[0].activation == "custom");
  page.set("playground.formula", "tanh(a*x)");
  page.settle(400);
  CHECK(page.state().spec.layers[0].formula == "tanh(a*x)");
  page.activate("playground.formula_learned[a]");
  page.settle(400);
  CHECK(page.state().spec.layers[0].trained == std::vector<std::string>{"a"});
  const std::size_t parameters = page.run().parameters.size();
  page.activate("playground.per_unit");
  page.settle(400);
  CHECK(page.run().parameters.size() == parameters + 7);  // one for each of eight units
  page.set("playground.formula", "tanh(a*");
  page.settle(400);
  CHECK(page.state().formula_draft.refused);
  CHECK(page.state().spec.layers[0].formula == "tanh(a*x)");
  page.set("playground.formula", "tanh(2*x)");
  page.settle(400);
  CHECK_FALSE(page.state().formula_draft.refused);
  CHECK(page.state().spec.layers[0].trained.empty());
  const float before = page.loss();
  page.play_to(600);
  CHECK(page.loss() < before);
  page.set("playground.activation[1]", "relu");
  page.settle(400);
  CHECK(page.state().spec.layers[0].formula.empty());
}

TEST_CASE("a layer takes dropout and batch norm from its sheet, at every size of the window") {
  for (const Screen screen : screens) {
    PlaygroundPage page(screen);
    page.state().layer_open = true;
    page.settle(400);
    page.set("playground.dropout", "20");
    page.activate("playground.batch_norm");
    page.settle(400);
    CHECK(page.state().spec.layers[0].dropout == doctest::Approx(0.2));
    CHECK(page.state().spec.layers[0].batch_norm);
  }
}

TEST_CASE("the timeline is dragged back, and play goes on from there") {
  for (const Screen screen : screens) {
    PlaygroundPage page(screen);
    CHECK_FALSE(page.control("playground.timeline").enabled);
    page.play_to(60);
    const float loss = page.loss();
    page.set("playground.timeline", "10");
    page.settle(400);
    CHECK(page.run().step == 10);
    CHECK(page.value("playground.timeline") == "10");
    CHECK(page.loss() > loss);
    page.play_to(60);
    CHECK(page.loss() == loss);
  }
}

TEST_CASE("every preset is opened from the list, says its point and trains") {
  REQUIRE(presets().size() >= 12);
  for (const Preset& preset : presets()) {
    INFO(preset.id);
    PlaygroundPage page;
    page.click("playground.presets");
    page.settle(400);
    page.activate("playground.preset[" + preset.id + "]");
    page.settle(400);
    CHECK(page.state().spec == preset.spec);
    CHECK(page.state().lesson == preset.id);
    CHECK(page.has("playground.note.fix"));
    page.play_to(50);
    CHECK(page.run().step > 0);
  }
}

TEST_CASE("whoever comes back finds what was left, on each page") {
  std::string saved;
  Spec left;
  {
    PlaygroundPage page;
    page.click("playground.units[1].more");
    page.settle(400);
    left = page.state().spec;
    page.click("app.page:functions");
    page.frames(3);
    page.activate("functions.choose[mish]");
    page.frames(80);  // a while after the last thing that was done
    CHECK(page.app().pages().functions.find("mish"));
    saved = page.saved_settings;
  }
  Harness next;
  next.app().read_settings(saved);
  next.frames(3);
  CHECK(next.app().pages().functions.find("mish"));
  next.app().open_page("playground");
  next.frames(3);
  CHECK(next.app().pages().playground.spec == left);
}

TEST_CASE("what was kept and can no longer be read is left out") {
  Harness next;
  next.app().read_settings(
      R"({"page": "playground", "views": {"playground": "{\"data\": 3}", "functions": "[", "x": 1}})");
  next.frames(3);
  CHECK(next.app().pages().playground.spec == first_playground_spec());
  CHECK(next.app().notice().empty());
}

std::vector<std::string_view> all_data_kinds() {
  std::vector<std::string_view> all;
  for (const DataGroup& group : data_groups()) all.insert(all.end(), group.kinds.begin(), group.kinds.end());
  return all;
}

TEST_CASE("the list of data sets holds all that come with the program") {
  const std::vector<std::string_view> all = all_data_kinds();
  for (const DataSource& row : data_sources())
    CHECK((row.id == "curve" || std::find(all.begin(), all.end(), row.id) != all.end()));
  for (const std::string_view usual : usual_data_kinds()) CHECK(std::find(all.begin(), all.end(), usual) != all.end());
}

TEST_CASE("every data set is chosen from the list, and trains") {
  for (const std::string_view kind : all_data_kinds()) {
    PlaygroundPage page;
    page.click("playground.all_data");
    page.settle(400);
    page.activate("playground.gallery_data[" + std::string(kind) + "]");
    page.settle(400);
    CHECK(page.has("playground.data[" + std::string(kind) + "]"));
    REQUIRE(page.state().spec.data.kind == kind);
    const float before = page.loss();
    page.play_to(600);
    CHECK_MESSAGE(page.loss() < before, kind);
  }
}

TEST_CASE("iris begins with 4-16-3, softmax and cross-entropy, and is learned to over 95 % in twenty epochs") {
  PlaygroundPage page;
  page.click("playground.data[iris]");
  page.settle(400);
  const Spec& spec = page.state().spec;
  REQUIRE(spec.layers.size() == 2);
  CHECK(spec.layers[0].units == 16);
  CHECK(spec.layers[1].activation == "softmax");
  CHECK(spec.loss.id == "cross_entropy");
  page.play_to(20 * page.run().steps_per_epoch);
  CHECK(page.run().measured.test_accuracy > 0.95F);
}

TEST_CASE("other data never lose a design: it waits at its own data, and can be taken along") {
  PlaygroundPage page;
  page.click("playground.add_layer");
  page.settle(400);
  const Spec own = page.state().spec;
  page.click("playground.data[iris]");
  page.settle(400);
  CHECK(page.state().spec.layers.size() == 2);
  REQUIRE(page.has("playground.note.fix"));
  SUBCASE("taken along") {
    page.click("playground.note.fix");
    page.settle(400);
    CHECK(page.state().spec.data.kind == "iris");
    CHECK(page.state().spec.layers.size() == own.layers.size());
  }
  SUBCASE("found again") {
    const Spec iris = page.state().spec;
    page.click("playground.data[spiral]");
    page.settle(400);
    CHECK(page.state().spec == own);
    page.click("playground.data[iris]");
    page.settle(400);
    CHECK(page.state().spec == iris);
    CHECK_FALSE(page.has("playground.note.fix"));
  }
}

TEST_CASE("a network that nobody changed is not asked about") {
  PlaygroundPage page;
  page.click("playground.data[iris]");
  page.settle(400);
  CHECK_FALSE(page.has("playground.note.fix"));
}

TEST_CASE("where no more layers fit, the button says so instead of going away") {
  PlaygroundPage page;
  for (std::size_t i = 0; i < 70 && page.control("playground.add_layer").enabled; ++i) {
    page.click("playground.add_layer");
    page.frames(2);
  }
  CHECK(page.state().spec.layers.size() == limits::layers);
  // Any of so many is still found, changed and taken out.
  page.activate("playground.layer_sheet[50]");
  page.settle(400);
  page.set("playground.sheet_units", "4096");
  page.settle(400);
  CHECK(page.state().spec.layers[49].units == limits::units);
  page.set("playground.sheet_units", "4097");
  page.frames(3);
  CHECK(page.state().spec.layers[49].units == limits::units);
  page.click("playground.sheet_remove");
  page.settle(400);
  CHECK(page.state().spec.layers.size() == limits::layers - 1);
  page.click("playground.add_layer");
  page.settle(400);
  page.hover("playground.add_layer", 1);
  CHECK(page.app().ui().tooltip.shown);
}

TEST_CASE("a phone shows the histogram of a layer without a tap") {
  PlaygroundPage page(phone);
  const Rect details = page.control("playground.layer_details").rect;
  CHECK(details.y1 < 844 - 72);
}

TEST_CASE("wrong points are counted apart for training and test, and agree with the accuracy shown") {
  PlaygroundPage page;
  for (const char* const data : {"spiral", "circle", "iris"}) {
    CAPTURE(data);
    page.activate("playground.data[" + std::string(data) + "]");
    page.settle(400);
    const PlaygroundRun& shown = *page.state().run;
    const auto wrong = static_cast<float>(shown.figures().wrong_test);
    CHECK(page.run().measured.test_accuracy == doctest::Approx(1 - wrong / static_cast<float>(shown.test_count())));
    CHECK(shown.figures().points.size() == shown.train_count() + shown.test_count());
  }
}

TEST_CASE("a drawer that was open is gone when the window becomes wide") {
  PlaygroundPage page({1024, 768, 1});
  page.click("playground.setup");
  page.frames(3);
  REQUIRE(page.has("playground.data[xor]"));
  page.screen() = {1440, 900, 1};
  page.frames(3);
  CHECK(page.has("playground.data[xor]"));
  CHECK_FALSE(page.state().setup_open);
}

TEST_CASE("nonsense typed into the rate leaves the spec as it was") {
  PlaygroundPage page;
  const Spec before = page.state().spec;
  for (const std::string_view nonsense : {"many", "-1", "1e400", "", "NaN", "99999"}) {
    page.set("playground.rate.field", nonsense);
    page.frames(3);
    CHECK(page.state().spec == before);
  }
}

TEST_CASE("a new rate goes to the running training, new data begin anew") {
  PlaygroundPage page;
  page.play_to(50);
  page.set("playground.rate", "0.5");
  page.frames(2);
  CHECK(learning_rate(page.state().spec) == doctest::Approx(0.5));
  CHECK(page.run().step == 50);
  page.activate("playground.data[xor]");
  page.frames(2);
  CHECK(page.run().step == 0);
}

TEST_CASE("a refused edit says why and changes nothing") {
  PlaygroundPage page;
  const Spec before = page.state().spec;
  Spec wrong = before;
  wrong.layers[0].activation = "no such function";
  CHECK_FALSE(try_spec(page.state(), wrong));
  page.frames(2);
  CHECK(page.state().spec == before);
  CHECK(page.has("playground.note.fix"));
}

TEST_CASE("an idle page asks for no frame") {
  PlaygroundPage page;
  page.play_to(20);
  // Maps and figures come a moment later, at their own pace.
  for (int i = 0; i < 100000 && page.app().ui().next_frame_in() >= 0; ++i) page.frames();
  page.frames(5);
  CHECK(page.app().ui().next_frame_in() < 0);
}

TEST_CASE("a rate that breaks the run is named, and one button goes back with a lower one") {
  PlaygroundPage page;
  Spec spec = page.state().spec;
  spec.optimizer = {"sgd", {{"lr", 10}}};
  spec.loss = {"mse", {}};
  spec.layers.back() = {0, "identity", {}, false};
  REQUIRE(try_spec(page.state(), spec));
  page.play_to(400);
  REQUIRE(page.run().diverged.has_value());
  page.click("playground.note.fix");
  page.settle(400);
  CHECK(page.run().step == 0);
  CHECK(learning_rate(page.state().spec) == doctest::Approx(2));
}

TEST_CASE("units that are all alike are named, and one button draws other weights") {
  PlaygroundPage page;
  Spec spec = page.state().spec;
  spec.initializer = {"zeros", {}};
  REQUIRE(try_spec(page.state(), spec));
  page.settle(400);
  REQUIRE(page.state().run->findings().size() > 0);
  CHECK(page.state().run->findings().front().id == "symmetric_start");
  page.click("playground.note.fix");
  page.settle(400);
  CHECK(page.state().spec.initializer.id != "zeros");
  CHECK_FALSE(page.has("playground.note.fix"));
}

TEST_CASE("the histogram counts every pre-activation of the layer") {
  PlaygroundPage page;
  std::size_t counted = 0;
  for (const std::uint32_t count : page.state().run->figures().histogram) counted += count;
  CHECK(counted == page.state().run->train_count() * page.state().spec.layers[0].units);
}

TEST_CASE("choosing a unit looks into that unit") {
  PlaygroundPage page;
  page.click("playground.unit[1][3]");
  page.settle(400);
  REQUIRE(page.state().selected_unit.has_value());
  CHECK(*page.state().selected_unit == 2);
  std::size_t counted = 0;
  for (const std::uint32_t count : page.state().run->figures().histogram) counted += count;
  CHECK(counted == page.state().run->train_count());
}

TEST_CASE("the page stands at every width, with its controls inside the window") {
  for (const float width : {320.0F, 390.0F, 720.0F, 768.0F, 834.0F, 900.0F, 1024.0F, 1199.0F, 1200.0F, 1440.0F}) {
    for (const Language language : {Language::en, Language::zh}) {
      PlaygroundPage page({width, 900, 1});
      page.app().settings().language = language;
      page.settle(400);
      CHECK(page.has("playground.play"));
      for (const ControlRecord& control : page.app().controls().controls()) {
        CAPTURE(width);
        CHECK_MESSAGE(control.rect.x0 >= -1, control.id);
        CHECK_MESSAGE(control.rect.x1 <= width + 1, control.id);
      }
    }
  }
}

TEST_CASE("no control covers another, at any width and in both languages") {
  const auto can_be_pressed = [](const ControlRecord& control) { return control.role != ControlRole::image; };
  const auto is_part = [](const std::string& part, const std::string& of) {
    return part.starts_with(of + ":") || part.starts_with(of + ".");
  };
  // A phone's page runs below the bar at its lower end.
  for (const float width : {720.0F, 768.0F, 834.0F, 900.0F, 1024.0F, 1199.0F, 1200.0F, 1440.0F}) {
    for (const Language language : {Language::en, Language::zh}) {
      PlaygroundPage page({width, 900, 1});
      page.app().settings().language = language;
      page.advance(40);
      std::vector<ControlRecord> controls;
      for (const ControlRecord& control : page.app().controls().controls())
        if (can_be_pressed(control) && control.id != "playground.play") controls.push_back(control);
      for (std::size_t i = 0; i < controls.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
          if (is_part(controls[i].id, controls[j].id) || is_part(controls[j].id, controls[i].id)) continue;
          const Rect shared = controls[i].rect.intersection(controls[j].rect);
          CAPTURE(width);
          CHECK_MESSAGE((shared.width() <= 1 || shared.height() <= 1), controls[i].id, " covers ", controls[j].id);
        }
    }
  }
}

TEST_CASE("level lines close or end at the border") {
  constexpr int n = 20;
  std::vector<float> values;
  for (int y = 0; y < n; ++y) {
    for (int x = 0; x < n; ++x) values.push_back(static_cast<float>(std::hypot(x - 9.5, y - 9.5)));
  }
  const std::vector<ContourLine> lines = contour_lines(values, n, n, 5);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].closed);
  for (const ImVec2 point : lines[0].points)
    CHECK(std::hypot(point.x - 9.5F, point.y - 9.5F) == doctest::Approx(5).epsilon(0.02));
}

}  // namespace
}  // namespace gradlab::ui::test
