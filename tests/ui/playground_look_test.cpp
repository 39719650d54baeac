// How the playground is looked at: kept, handed on, and read with care.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "shell/ui/link.hpp"
#include "shell/ui/pages/playground/view_record.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

using Json = nlohmann::ordered_json;

struct LookPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
  void open(const std::string& link) {
    REQUIRE(app().open_link(link));
    frames(3);
    settle(400);
  }
  void open_more() {
    activate("playground.more");
    settle(400);
  }
  void close() {
    key(ImGuiKey_Escape);
    settle(400);
  }
};

const PlaygroundLook unusual{.whole_classes = true,
                             .log_loss = false,
                             .axes = std::array<std::size_t, 2>{3, 0},
                             .speed = 2,
                             .smoothing = 0.5,
                             .test_points = false};

PlaygroundView iris_view(const PlaygroundLook& look) { return {.spec = suited_spec("iris"), .look = look}; }

std::string link_of(const PlaygroundView& view) { return write_link({"playground", write_playground_view(view)}); }

void sees_the_unusual(LookPage& page) {
  CHECK(look_of(page.state()) == unusual);
  CHECK(page.value("playground.speed") == "2");
  CHECK(page.value("playground.loss_scale") == "linear");
  CHECK(page.value("playground.map_x") == "3");
  CHECK(page.value("playground.map_y") == "0");
}

int vertices(LookPage& page) {
  page.frames(2);
  return ImGui::GetDrawData()->TotalVtxCount;
}

}  // namespace

TEST_CASE("how the run is looked at is written and read back the same; as usual it is not written") {
  const auto read = read_playground_view(write_playground_view(iris_view(unusual)));
  REQUIRE(read);
  CHECK(read->look == unusual);
  CHECK(write_playground_view(iris_view({})) == write_spec(suited_spec("iris")));
  CHECK(read_playground_view(R"({"spec": {}, "simple": true})")->look == PlaygroundLook{});
}

TEST_CASE("a link opens the map, the loss and the speed as they were looked at, also where the data arrive later") {
  LookPage page;
  page.open(link_of(iris_view(unusual)));
  sees_the_unusual(page);
  // A link that says nothing of it shows everything as usual.
  page.open(link_of(iris_view({})));
  CHECK(look_of(page.state()) == PlaygroundLook{});
  CHECK(page.state().map_x == 2);
  CHECK(page.value("playground.loss_scale") == "log");

  LookPage late;
  late.state().wanted_axes = std::array<std::size_t, 2>{3, 0};
  CHECK(look_of(late.state()).axes == std::array<std::size_t, 2>{3, 0});
  REQUIRE(try_spec(late.state(), suited_spec("iris")));
  CHECK(late.state().map_x == 3);
  CHECK(late.state().map_y == 0);
}

TEST_CASE("what is set on the page is there at the next visit and goes with the link") {
  LookPage page;
  choose_data(page.state(), "iris");
  page.settle(400);
  page.set("playground.map_x", "0");
  page.frames(2);
  page.set("playground.map_y", "3");
  page.frames(2);
  page.set("playground.map_x", "3");  // the two change places
  page.frames(2);
  page.set("playground.speed", "2");
  page.set("playground.loss_scale", "linear");
  page.frames(2);
  page.open_more();
  page.activate("playground.discrete");
  page.frames(2);
  page.activate("playground.test_points");
  page.frames(2);
  page.close();
  page.activate("playground.curves");
  page.settle(400);
  page.set("playground.smoothing", "0.5");
  page.frames(2);
  page.close();
  sees_the_unusual(page);
  LookPage other;
  other.open(page.app().link());
  sees_the_unusual(other);
  page.app().set_visible(false);
  LookPage again;
  again.app().read_settings(page.saved_settings);
  again.frames(3);
  again.settle(400);
  sees_the_unusual(again);
}

TEST_CASE("nonsense about how to look is refused with the field, the value and what is allowed") {
  LookPage page;
  const Json good = Json::parse(write_playground_view(iris_view(unusual)));
  const auto refuses = [&](const char* place, const Json& value, std::string_view words) {
    Json bad = good;
    bad[Json::json_pointer(place)] = value;
    INFO(place);
    CHECK_FALSE(page.app().open_link(write_link({"playground", bad.dump()})));
    CHECK_MESSAGE(page.app().notice().find(words) != std::string::npos, page.app().notice());
    CHECK(look_of(page.state()) == PlaygroundLook{});
  };
  refuses("/look/speed", 8, "look.speed is 8, but must be from 0 to 7");
  refuses("/look/speed", "fast", "look.speed is \"fast\"");
  refuses("/look/smoothing", 1.5, "look.smoothing is 1.5, but must be from 0 to 0.98");
  refuses("/look/map_x", 5, "look.map_x is 5, but must be from 1 to 4");
  refuses("/look/map_x", 1, "look.map_y is 1");
  refuses("/look/log_loss", 1, "look.log_loss");
  refuses("/look/test_points", "no", "look.test_points");
  refuses("/look/colour", "red", "look.colour");
  Json half = good;
  half["look"].erase("map_y");
  CHECK_FALSE(page.app().open_link(write_link({"playground", half.dump()})));
  CHECK(page.app().notice().find("look.map_y") != std::string::npos);
}

TEST_CASE("points of the test leave the map and its legend, and come back") {
  for (const char* kind : {"spiral", "sin", "iris"}) {
    INFO(kind);
    LookPage page;
    if (page.state().spec.data.kind != kind) choose_data(page.state(), kind);
    page.settle(400);
    const int with = vertices(page);
    page.open_more();
    page.activate("playground.test_points");
    page.frames(2);
    page.close();
    CHECK_FALSE(page.state().test_points);
    CHECK(vertices(page) < with - 100);
    page.open_more();
    page.activate("playground.test_points");
    page.frames(2);
    page.close();
    CHECK(vertices(page) == with);
  }
}

TEST_CASE("a teacher can hide the switch for points of the test, and it takes no room") {
  LookPage page;
  page.open_more();
  const float before = page.control("playground.signals").rect.y0;
  ClassTask task{.title = "t", .text = {}, .rules = {{"test_points", ControlRule::hidden}}, .start = page.state().spec};
  page.state().task = task;
  page.frames(3);
  CHECK_FALSE(page.has("playground.test_points"));
  CHECK(page.control("playground.signals").rect.y0 == doctest::Approx(before - 38));
}

TEST_CASE("new points come under the trained network; undo brings the old ones back, a new seed all others") {
  for (const Screen& screen : {Screen{}, phone}) {
    LookPage page(screen);
    page.advance(40);
    const std::vector<double> inputs = page.data().inputs;
    const std::vector<float> parameters = page.run().parameters;
    if (page.screen().width < 500) page.activate("playground.setup");
    page.settle(400);
    page.activate("playground.redraw");
    page.frames(3);
    CHECK(page.run().step == 40);
    CHECK(page.run().parameters == parameters);
    CHECK(page.data().inputs != inputs);
    CHECK(page.data().samples == inputs.size() / 2);
    REQUIRE(page.state().spec.data.seed);
    CHECK(page.app().translator().missing().empty());
    CHECK(undo(page.state()));
    page.frames(3);
    CHECK(page.run().step == 40);
    CHECK(page.data().inputs == inputs);
    CHECK(redo(page.state()));
    REQUIRE(try_spec(page.state(), with_new_seed(page.state().spec)));
    CHECK_FALSE(page.state().spec.data.seed);
    page.frames(3);
    CHECK(page.run().step == 0);
  }
  // Where points are not drawn there is nothing to press.
  LookPage page;
  choose_data(page.state(), "iris");
  page.frames(3);
  CHECK_FALSE(page.has("playground.redraw"));
}

TEST_CASE("an input that is pointed at is shown large, with what its colours stand for") {
  LookPage page(Screen{1440, 900, 1});
  CHECK_FALSE(page.has("playground.reading.output"));
  Spec wanted = page.state().spec;
  wanted.data.features = {"x", "x^2"};
  REQUIRE(try_spec(page.state(), wanted));
  page.settle(400);
  page.hover("playground.input[2]", 0.1);
  page.settle(400);
  REQUIRE(page.state().run->shown_unit());
  const LargeUnitMap& shown = *page.state().run->shown_unit();
  CHECK(shown.place == UnitPlace{UnitPlace::inputs, 1});
  CHECK(shown.low == doctest::Approx(0).epsilon(0.01));
  CHECK(shown.high == doctest::Approx(36).epsilon(0.01));
  const std::size_t side = TileAtlas::large_side;
  CHECK(shown.values[side / 2] < -0.99F);
  CHECK(shown.values[0] > 0.99F);
  CHECK(shown.values[side * side - 1] > 0.99F);
  CHECK(page.value("playground.reading.output") == "Input x^2");
  page.hover("playground.play", 0.1);
  page.settle(400);
  CHECK_FALSE(page.state().run->shown_unit());
}

TEST_CASE("the first words are a press away, in both languages, at every size") {
  for (const Screen& screen : screens)
    for (const Language language : {Language::en, Language::zh}) {
      LookPage page(screen);
      page.app().translator().set_language(language);
      page.settle(400);
      page.app().open_help();
      page.settle(400);
      for (const char* word : {"task", "unit", "weights", "map", "points", "training", "first"})
        CHECK(page.has("app.help.word." + std::string(word)));
      check_fits(page);
      page.close();
    }
  LookPage page(Screen{1440, 900, 1});
  page.activate("playground.about");
  page.settle(400);
  CHECK(page.has("app.help.sheet.close"));
}

}  // namespace gradlab::ui::test
