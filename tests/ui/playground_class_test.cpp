// Links with weights, tasks for a class, and the simple view.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "shell/ui/link.hpp"
#include "shell/ui/pages/playground/class_task.hpp"
#include "shell/ui/pages/playground/view_record.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

using Json = nlohmann::ordered_json;

struct ClassPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
  void open_links() {
    activate("app.keep");
    frames(3);
    set("keep.part", "link");
    frames(2);
  }
  void open(const std::string& link) {
    CHECK(app().open_link(link));
    settle(400);
  }
  /// The link of a task that locks the rate and hides the loss.
  std::string task_link() {
    open_links();
    click("keep.for_class");
    frames(3);
    set("class.task_title", "Too fast");
    set("class.task_text", "Find out how many layers the spiral needs.");
    frames(2);
    set("class.rule[rate]", "locked");
    set("class.rule[loss]", "hidden");
    set("class.rule[inspect]", "hidden");
    frames(2);
    activate("class.copy_link");
    frames(2);
    return copied_text;
  }
};

ClassTask some_task(const Spec& start) {
  return {"Title", "What happens, and why?", {{"rate", ControlRule::locked}, {"seed", ControlRule::hidden}}, start};
}

/// A control that a person can do something with.
bool is_control(const ControlRecord& record) { return record.role != ControlRole::image; }

}  // namespace

TEST_CASE("weights travel as bytes and come back the same; what is cut off is refused") {
  const std::vector<InitialLayer> layers{
      {.weights = {{0.1F, -2.5}, {3e-30F, 4}}, .bias = {1, 2}, .scale = {1, 1}, .running_variance = {0.5, 2}},
      {.weights = {{7, 8}}, .bias = {9}, .params = {0.25}}};
  const std::string packed = pack_parameters(layers);
  CHECK(unpack_parameters(packed) == layers);
  for (std::size_t size = 0; size < packed.size(); size += 3) CHECK_FALSE(unpack_parameters(packed.substr(0, size)));
  CHECK_FALSE(unpack_parameters("_____w"));
  CHECK_FALSE(unpack_parameters("not base64!"));
  CHECK(pack_parameters({{.weights = {{0.1}}, .bias = {0}}}).empty());  // more digits than single precision has
}

TEST_CASE("all that is set on the page is written and read back the same") {
  Spec spec = first_playground_spec(), start = suited_spec("rings");
  CHECK(write_playground_view({spec, false, {}, {}}) == write_spec(spec));
  const PlaygroundView view{.spec = spec, .simple = true, .task = some_task(start), .draft = some_task(spec)};
  const auto read = read_playground_view(write_playground_view(view));
  REQUIRE(read);
  CHECK(*read == view);
  CHECK(read_playground_view(write_spec(spec))->spec == spec);
}

TEST_CASE("a link that says nonsense is refused with the place, and nothing is changed") {
  ClassPage page;
  page.state().simple = true;
  const Spec spec = page.state().spec;
  const Json good = Json::parse(write_playground_view({spec, true, some_task(suited_spec("rings")), {}}));
  const auto refuses = [&](const char* place, const Json& value, std::string_view word) {
    Json bad = good;
    bad[Json::json_pointer(place)] = value;
    INFO(place);
    CHECK_FALSE(page.app().open_link(write_link({"playground", bad.dump()})));
    CHECK_MESSAGE(page.app().notice().find(word) != std::string::npos, page.app().notice());
    CHECK(page.state().spec == spec);
    CHECK_FALSE(page.state().task);
    CHECK(page.state().simple);
  };
  refuses("/class/locked/0", "rates", "class.locked");
  refuses("/class/hidden", "seed", "class.hidden");
  refuses("/class/title", std::string(81, 'x'), "class.title has 81 characters");
  refuses("/class/text", std::string(1001, 'x'), "class.text has 1001 characters");
  refuses("/class/script", "x", "class.script");
  refuses("/class/start/spec/batch", -4, "batch");
  refuses("/class/start/spec/optimizer", "magic", "magic");
  refuses("/simple", "yes", "simple");
  refuses("/weights", "AAAA", "weights");
  refuses("/more", 1, "more");
}

TEST_CASE("a link with weights begins where the training stood") {
  ClassPage here;
  here.advance(200);
  here.open_links();
  CHECK(here.value("keep.copy_link.length").find("characters") != std::string::npos);
  here.click("keep.copy_link");
  here.frames(2);
  const std::string without = here.copied_text;
  here.click("keep.with_weights");
  here.frames(2);
  here.click("keep.copy_link");
  here.frames(2);
  ClassPage there;
  there.open(here.copied_text);
  CHECK(there.run().step == 0);
  CHECK(there.run().parameters == here.run().parameters);
  // Handed on again, it is the same link.
  CHECK(there.app().link() == here.copied_text);
  ClassPage fresh;
  fresh.open(without);
  CHECK(fresh.state().spec == here.state().spec);
  CHECK(fresh.run().parameters != here.run().parameters);
}

TEST_CASE("a link that is too long is not offered, and the page says what to do instead") {
  ClassPage page;
  Spec spec = first_playground_spec();
  spec.layers.assign(7, {32, "relu", {}, false});
  spec.layers.back() = {0, "sigmoid", {}, false};
  REQUIRE(try_spec(page.state(), spec));
  page.settle(400);
  page.open_links();
  CHECK(page.control("keep.copy_link").enabled);
  page.click("keep.with_weights");
  page.frames(2);
  CHECK_FALSE(page.control("keep.copy_link").enabled);
  CHECK(page.value("keep.copy_link.length").find("save the run as a file") != std::string::npos);
}

TEST_CASE("a learner sees the task, what is locked says so, what is hidden is gone, and the start comes back") {
  ClassPage teacher;
  const std::string link = teacher.task_link();
  REQUIRE_FALSE(link.empty());
  // Whatever the teacher writes next is no part of it.
  CHECK_FALSE(teacher.state().task);

  ClassPage learner;
  learner.advance(10);
  learner.open(link);
  const Spec start = teacher.state().spec;
  REQUIRE(learner.state().task);
  CHECK(learner.state().task->title == "Too fast");
  CHECK(learner.run().step == 0);
  REQUIRE(learner.has("class.again"));
  CHECK_FALSE(learner.has("playground.loss"));
  CHECK_FALSE(learner.has("playground.layer_settings"));
  CHECK_FALSE(learner.control("playground.rate").enabled);
  CHECK(learner.control("playground.rate").help == tr("control.locked", Language::en));
  CHECK(learner.control("playground.rate.field").help == tr("control.locked", Language::en));
  learner.set("playground.rate", "5");
  learner.frames(3);
  learner.drag("playground.rate", 40);
  learner.frames(3);
  CHECK(learner.state().spec == start);
  learner.hover("playground.rate", 0.6);
  CHECK(learner.app().ui().tooltip.sentence == tr("control.locked", Language::en));

  learner.click("playground.units[1].more");
  learner.frames(2);
  learner.advance(25);
  CHECK(learner.state().spec != start);
  learner.click("class.again");
  learner.settle(400);
  CHECK(learner.state().spec == start);
  CHECK(learner.run().step == 0);
  // The task goes on at the next visit; whoever gets the learner's link gets it, too.
  learner.click("playground.units[1].less");
  learner.frames(2);
  const Spec changed = learner.state().spec;
  REQUIRE(changed != start);
  const std::string handed_on = learner.app().link();
  learner.app().set_visible(false);
  ClassPage again;
  again.app().read_settings(learner.saved_settings);
  again.frames(3);
  again.settle(400);
  REQUIRE(again.state().task);
  CHECK(again.state().spec == changed);
  CHECK(again.state().task->start == start);
  ClassPage other;
  other.open(handed_on);
  REQUIRE(other.state().task);
  CHECK(other.state().task->start == start);
  other.click("class.leave");
  other.frames(3);
  CHECK(other.has("playground.loss"));
  CHECK(other.control("playground.rate").enabled);
}

TEST_CASE("a teacher tries the task on the spot, and the draft is there at the next visit") {
  ClassPage teacher;
  teacher.task_link();
  teacher.activate("class.try");
  teacher.settle(400);
  teacher.frames(3);
  CHECK(teacher.has("class.again"));
  CHECK_FALSE(teacher.has("playground.loss"));
  teacher.click("class.leave");
  teacher.frames(3);
  teacher.app().set_visible(false);
  ClassPage again;
  again.app().read_settings(teacher.saved_settings);
  again.frames(3);
  again.settle(400);
  CHECK_FALSE(again.state().task);
  REQUIRE(again.state().task_draft);
  CHECK(again.state().task_draft->text == "Find out how many layers the spiral needs.");
  CHECK(again.app().link().find("Find") == std::string::npos);
}

TEST_CASE("every group of controls can be hidden and locked, at every width") {
  for (const Screen screen : screens) {
    ClassPage page(screen);
    for (const ControlRule rule : {ControlRule::locked, ControlRule::hidden}) {
      ClassTask task{.title = "t", .text = {}, .rules = {}, .start = page.state().spec};
      for (const ControlGroup& group : control_groups()) task.rules[std::string(group.id)] = rule;
      page.state().task = task;
      page.frames(3);
      for (const bool open : {false, true}) {
        page.state().setup_open = open;
        page.frames(4);
        for (const ControlRecord& record : page.app().controls().controls())
          for (const ControlGroup& group : control_groups())
            for (const std::string_view id : group.controls) {
              if (record.id.substr(0, record.id.find_first_of("[:")) != id) continue;
              INFO(record.id);
              CHECK(rule == ControlRule::locked);
              CHECK_FALSE(record.enabled);
            }
      }
      page.state().setup_open = false;
      page.frames(3);
    }
  }
}

TEST_CASE("groups that were divided later mean in a link all that they meant") {
  const Spec spec = first_playground_spec();
  Json old = Json::parse(write_playground_view({.spec = spec, .task = some_task(spec)}));
  old["class"]["locked"] = {"more"};
  old["class"]["hidden"] = {"points", "seed"};
  const auto view = read_playground_view(old.dump());
  REQUIRE(view);
  const ControlRules rules = control_rules(false, &*view->task);
  for (const char* id : {"playground.noise", "playground.points", "playground.train_share"})
    CHECK(rules.of(id) == ControlRule::hidden);
  for (const char* id : {"playground.more", "playground.schedule"}) CHECK(rules.of(id) == ControlRule::locked);
  CHECK(rules.of("playground.l1") == ControlRule::shown);
}

TEST_CASE("what is hidden by itself takes no room and leaves no words, at every width") {
  const auto with_hidden = [](ClassPage& page, std::initializer_list<const char*> groups) {
    ClassTask task{.title = {}, .text = {}, .rules = {}, .start = page.state().spec};
    for (const char* group : groups) task.rules[group] = ControlRule::hidden;
    page.state().task = task;
    page.frames(4);
  };
  for (const Screen screen : screens) {
    INFO(screen.width);
    ClassPage page(screen);
    with_hidden(page, {});
    const float step = page.control(screen.width < 600 ? "playground.step_epoch" : "playground.step_batch").rect.x0;
    with_hidden(page, {"play"});
    CHECK_FALSE(page.has("playground.play"));
    CHECK_FALSE(page.has("playground.rewind"));
    CHECK(page.control(screen.width < 600 ? "playground.step_epoch" : "playground.step_batch").rect.x0 < step - 90);
    page.key(ImGuiKey_Space);
    page.frames(3);
    CHECK_FALSE(page.run().playing);

    with_hidden(page, {});
    page.state().more_open = true;
    page.frames(6);
    const float all = page.control("playground.shuffle").rect.y0;
    for (const auto& [group, id, lines] :
         {std::tuple{"penalties", "playground.l1", 2.0F}, std::tuple{"schedule", "playground.schedule", 1.0F},
          std::tuple{"stop", "playground.stop", 1.0F}}) {
      INFO(group);
      with_hidden(page, {group});
      CHECK_FALSE(page.has(id));
      CHECK(page.control("playground.shuffle").rect.y0 == doctest::Approx(all - 46 * lines).epsilon(0.01));
      CHECK(page.has("playground.test_points"));
    }
    page.state().more_open = false;
    page.settle(400);

    with_hidden(page, {});
    if (screen.width < 1200) page.state().setup_open = true;
    page.frames(6);
    const float points = page.control("playground.points").rect.y0;
    with_hidden(page, {"noise"});
    CHECK_FALSE(page.has("playground.noise"));
    CHECK(page.control("playground.points").rect.y0 < points - 30);
    with_hidden(page, {"amount"});
    CHECK(page.has("playground.noise"));
    CHECK_FALSE(page.has("playground.points"));
    CHECK_FALSE(page.has("playground.train_share"));
  }
}

TEST_CASE("undo takes back the simple view and what a teacher writes, each where it is seen") {
  ClassPage page;
  page.click("playground.units[1].more");
  page.frames(3);
  const Spec spec = page.state().spec;
  page.activate("playground.simple");
  page.frames(3);
  REQUIRE(page.state().simple);
  page.key(ImGuiKey_Z, false, true);
  page.frames(3);
  CHECK_FALSE(page.state().simple);
  CHECK(page.state().spec == spec);
  page.key(ImGuiKey_Y, false, true);
  page.frames(3);
  CHECK(page.state().simple);
  page.key(ImGuiKey_Z, false, true);
  page.frames(3);
  page.key(ImGuiKey_Z, false, true);
  page.settle(400);
  CHECK(page.state().spec != spec);

  const Spec before = page.state().spec;
  page.task_link();
  REQUIRE(page.state().task_draft);
  CHECK(page.state().task_draft->rules.size() == 3);
  page.activate("class.undo");
  page.frames(3);
  CHECK(page.state().task_draft->rules.size() < 3);
  page.activate("class.redo");
  page.frames(3);
  CHECK(page.state().task_draft->rules.size() == 3);
  for (int i = 0; i < 9 && page.control("class.undo").enabled; ++i) {
    page.activate("class.undo");
    page.frames(3);
  }
  CHECK(page.state().task_draft->title.empty());
  CHECK(page.state().task_draft->text.empty());
  CHECK(page.state().task_draft->rules.empty());
  CHECK(page.state().spec == before);
}

TEST_CASE("the simple view shows data, layers, activation, rate and play, and nothing that was set is lost") {
  for (const Screen screen : screens) {
    INFO(screen.width);
    ClassPage page(screen);
    const Spec before = page.state().spec;
    if (!page.has("playground.simple")) {  // in the sheet of a phone
      page.click("playground.setup");
      page.frames(4);
    }
    page.activate("playground.simple");
    page.frames(4);
    CHECK(page.state().simple);
    for (const std::string_view id : {"playground.data[spiral]", "playground.rate", "playground.play"}) {
      if (screen.width < 1200 && id != "playground.play" && !page.has("playground.rate")) {
        page.click("playground.setup");
        page.frames(4);
      }
      CHECK_MESSAGE(page.has(id), id);
    }
    for (const std::string_view id :
         {"playground.loss", "playground.optimizer", "playground.batch", "playground.start", "playground.seed",
          "playground.more", "playground.noise", "playground.presets", "playground.timeline", "playground.speed",
          "playground.step_epoch", "playground.own_data", "playground.loss_scale", "playground.layer_settings"})
      CHECK_FALSE_MESSAGE(page.has(id), id);
    page.key(ImGuiKey_Escape);
    page.frames(4);
    CHECK(page.state().spec == before);
    // It is remembered, and goes with the link.
    page.app().set_visible(false);
    ClassPage again(screen);
    again.app().read_settings(page.saved_settings);
    again.frames(3);
    CHECK(again.state().simple);
    ClassPage other(screen);
    other.open(page.app().link());
    CHECK(other.state().simple);
  }
}

TEST_CASE("every control of the playground says in one sentence what it does, in both languages") {
  for (const Language language : {Language::en, Language::zh}) {
    for (const Screen screen : screens) {
      ClassPage page(screen);
      page.app().settings().language = language;
      PlaygroundState& state = page.state();
      bool none = false;  // no sheet of its own, or one that is opened otherwise
      const std::vector<std::pair<std::string, bool*>> sheets{{"page", &none},
                                                              {"gallery", &state.gallery_open},
                                                              {"presets", &state.presets_open},
                                                              {"setup", &state.setup_open},
                                                              {"more", &state.more_open},
                                                              {"layer", &state.layer_open},
                                                              {"features", &state.features.open},
                                                              {"data", &state.own_data.open},
                                                              {"keep", &state.keep.open},
                                                              {"class", &state.keep.class_open},
                                                              {"digit", &state.digit.open},
                                                              {"claim", &none}};
      state.task = some_task(state.spec);
      for (const auto& sheet : sheets) {
        const std::string& name = sheet.first;
        bool* const open = sheet.second;
        if (name == "digit") choose_data(state, "digits");
        if (name == "claim") state.claim = "overfitting";
        *open = true;
        page.settle(400);
        page.frames(4);
        for (int part = 0; part < (name == "keep" ? 4 : 1); ++part) {
          state.keep.part = part;
          page.frames(2);
          for (const ControlRecord& control : page.app().controls().controls()) {
            if (!is_control(control)) continue;
            INFO(name, " ", control.id);
            CHECK_FALSE(control.label.empty());
            CHECK_FALSE(control.help.empty());
            const bool ends = control.help.ends_with(".") || control.help.ends_with("。") ||
                              control.help.ends_with("?") || control.help.ends_with("？") ||
                              control.help.ends_with("!");
            CHECK_MESSAGE(ends, control.help);
          }
        }
        state.claim.clear();
        *open = false;
        page.frames(4);
      }
    }
  }
}

}  // namespace gradlab::ui::test
