// The functions page, by the names of its controls.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "shell/ui/pages/functions_curves.hpp"
#include "shell/ui/pages/functions_parts.hpp"
#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

namespace {

struct FunctionsPage : Harness {
  explicit FunctionsPage(Screen screen = {}) : Harness(screen) {
    app().open_page("functions");
    frames(2);
    // Any input ends the first sweep.
    hover(has("functions.reset") ? "functions.reset" : "functions.plot.f", 0);
    frames(2);
  }
  FunctionsState& state() { return app().pages().functions; }
};

}  // namespace

TEST_CASE("the first view shows sigmoid, tanh and relu with f and f'") {
  FunctionsPage page;
  REQUIRE(page.state().chosen.size() == 3);
  CHECK(page.has("functions.chip[sigmoid]"));
  CHECK(page.has("functions.chip[tanh]"));
  CHECK(page.has("functions.chip[relu]"));
  CHECK(page.has("functions.plot.f"));
  CHECK(page.has("functions.plot.df"));
}

TEST_CASE("the first sweep moves x along the curves and ends by itself") {
  Harness h;
  h.app().open_page("functions");
  h.frames(30);
  const double x = h.app().pages().functions.x;
  h.frames(30);
  CHECK(h.app().pages().functions.x > x);
  CHECK(h.settle(1000) < 1000);
  CHECK(h.app().pages().functions.x == 0.5);
}

TEST_CASE("with reduced motion nothing sweeps and nothing draws by itself") {
  Harness h;
  h.app().ui().reduced_motion = true;
  h.app().open_page("functions");
  CHECK(h.settle(50) < 20);
  CHECK(h.app().pages().functions.x == 0.5);
}

TEST_CASE("a page at rest asks for no frames") {
  FunctionsPage page;
  CHECK(page.settle(100) < 60);
}

TEST_CASE("choosing a function by its control adds its curve") {
  FunctionsPage page;
  page.click("functions.choose[leaky_relu]");
  CHECK(page.state().find("leaky_relu") != nullptr);
  CHECK(page.state().focused == "leaky_relu");
  CHECK(page.state().curves.contains("leaky_relu0"));
  CHECK(page.state().curves.contains("leaky_relu1"));
}

TEST_CASE("a chosen function is first focused, then taken off by its row") {
  FunctionsPage page;
  page.click("functions.choose[relu]");
  CHECK(page.state().focused == "relu");
  page.frames(30);
  page.click("functions.choose[relu]");
  CHECK(page.state().find("relu") == nullptr);
}

TEST_CASE("two quick presses on a row show its function as notes print it: alone, over [-10, 10]") {
  FunctionsPage page;
  page.double_click("functions.choose[gelu]");
  REQUIRE(page.state().chosen.size() == 1);
  CHECK(page.state().focused == "gelu");
  CHECK(page.state().x_view == PlotSpan{-10, 10});
  CHECK(page.state().y_view[0].contains(0));
  page.click("functions.range");
  CHECK(page.state().x_view == PlotSpan{-first_reach, first_reach});
}

TEST_CASE("two quick presses leave a view alone that was zoomed by hand") {
  FunctionsPage page;
  page.wheel("functions.plot.f", 3);
  page.frames(2);
  const PlotSpan view = page.state().x_view;
  page.double_click("functions.choose[gelu]");
  CHECK(page.state().chosen.size() == 1);
  CHECK(page.state().x_view == view);
}

TEST_CASE("every row of the table is seen in at most three presses: f beside f' over [-10, 10], or its own page") {
  for (const Screen screen : {Screen{}, tablet, phone}) {
    CAPTURE(screen.width);
    for (const auto& row : activations<double>()) {
      CAPTURE(row.id);
      FunctionsPage page(screen);
      int presses = 0;
      const std::string choose = "functions.choose[" + std::string(row.id) + "]";
      if (!page.has(choose)) {
        page.click("functions.open_choose");
        ++presses;
        page.frames(20);
      }
      page.focus(choose);  // scrolls to it
      page.frames(3);
      if (row.mixes()) {
        page.click(choose);
        ++presses;
        CHECK(page.state().vector == row.id);
      } else {
        page.double_click(choose);
        presses += 2;
      }
      page.frames(20);
      CHECK(presses <= 3);
      CHECK_FALSE(page.state().choose_open);
      if (row.mixes()) continue;
      REQUIRE(page.state().chosen.size() == 1);
      CHECK(page.state().focused == row.id);
      CHECK(page.state().x_view == PlotSpan{-10, 10});
      const Rect f = page.control("functions.plot.f").rect, df = page.control("functions.plot.df").rect;
      CHECK(f.width() > 180);
      CHECK(f.height() > 100);
      CHECK(df.height() > 100);
    }
  }
}

TEST_CASE("on a phone two quick taps do the same") {
  FunctionsPage page(phone);
  page.tap("functions.open_choose");
  page.frames(20);
  page.tap("functions.choose[softsign]");
  page.tap("functions.choose[softsign]");
  page.frames(5);
  CHECK(page.state().chosen.size() == 1);
  CHECK(page.state().focused == "softsign");
  CHECK(page.state().x_view == PlotSpan{-10, 10});
  CHECK_FALSE(page.state().choose_open);
}

TEST_CASE("a phone arranges, zooms out, fits, looks and pins by the sheet behind one button") {
  FunctionsPage page(phone);
  page.click("functions.open_look");
  page.frames(20);
  for (const char* const id : {"functions.show_d2f", "functions.arrangement:grid", "functions.range", "functions.reset",
                               "functions.look.axes:framed", "functions.look.pin", "functions.look.x[low]"})
    CHECK(page.has(id));
  page.click("functions.show_d2f");
  page.click("functions.range");
  CHECK(page.state().x_view == PlotSpan{-10, 10});
  CHECK(page.has("functions.plot.d2f"));
  page.click("functions.arrangement:overlaid");
  page.frames(2);
  CHECK(page.has("functions.plot.overlaid"));
  page.click("functions.arrangement:grid");
  page.frames(2);
  for (const char* const id : {"sigmoid", "tanh", "relu"}) {
    const Rect plot = page.control("functions.plot.grid[" + std::string(id) + "]").rect;
    CHECK(plot.width() > 90);
    CHECK(plot.height() > 60);
  }
  CHECK(page.has("app.share"));
}

TEST_CASE("on a phone every one of f, f' and f'' alone fills the panel") {
  FunctionsPage page(phone);
  page.click("functions.open_look");
  page.frames(20);
  page.click("functions.show_f");
  page.frames(2);
  CHECK_FALSE(page.has("functions.plot.f"));
  CHECK(page.control("functions.plot.df").rect.height() > 200);
}

TEST_CASE("in a narrow window chips stand below the buttons instead of under them") {
  for (const float width : {720.0F, 760.0F, 860.0F, 1024.0F}) {
    CAPTURE(width);
    FunctionsPage page({width, 768, 1});
    const float left = page.control("functions.show_f").rect.x0;
    for (const char* const id : {"sigmoid", "tanh", "relu"}) {
      const Rect chip = page.control("functions.chip[" + std::string(id) + "]").rect;
      const bool below = chip.y0 >= page.control("functions.show_f").rect.y1;
      CHECK((below || chip.x1 <= left));
    }
  }
}

TEST_CASE("a plot operated without a pointer pins x where it is") {
  FunctionsPage page;
  ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  page.frames(3);
  const double x = page.state().x;
  page.activate("functions.plot.f");
  page.frames(2);
  CHECK(page.state().x == x);
  CHECK(page.state().pin == x);
}

TEST_CASE("a drag with Shift frames what the plot then shows") {
  FunctionsPage page;
  page.frames(2);
  const PlotSpan x = page.state().x_view, y = page.state().y_view[0];
  const ControlRecord plot = page.control("functions.plot.f");
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  page.drag("functions.plot.f", 80, 60);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  page.frames(2);
  CHECK(page.state().x_view.size() ==
        doctest::Approx(x.size() * 80 / static_cast<double>(plot.rect.width())).epsilon(0.02));
  CHECK(page.state().y_view[0].size() ==
        doctest::Approx(y.size() * 60 / static_cast<double>(plot.rect.height())).epsilon(0.02));
  CHECK(page.state().x_view.low == doctest::Approx((x.low + x.high) / 2).epsilon(0.02));
  CHECK(page.state().own_view);
}

TEST_CASE("a click pins x, P takes the pin off again, and the drawer does both") {
  FunctionsPage page;
  page.click("functions.plot.f");
  REQUIRE(page.state().pin);
  CHECK(*page.state().pin == page.state().x);
  page.focus("functions.plot.f");
  page.frames(2);
  page.key(ImGuiKey_P);
  page.frames(2);
  CHECK_FALSE(page.state().pin);
  page.click("functions.open_look");
  page.frames(3);
  page.click("functions.look.pin");
  page.frames(2);
  page.set("functions.look.pin_x", "1.25");
  page.frames(2);
  CHECK(page.state().pin == 1.25);
}

TEST_CASE("values are written with as many decimals as one chooses") {
  FunctionsPage page;
  page.click("functions.open_look");
  page.frames(3);
  page.set("functions.look.decimals", "6");
  page.frames(3);
  CHECK(page.state().decimals == 6);
  for (const char* const look : {"notes", "framed", "lab"}) {
    page.set("functions.look.axes", look);
    page.frames(2);
  }
  CHECK(page.state().axes == AxesLook::lab);
}

TEST_CASE("the drawer shows the exact view and takes another") {
  FunctionsPage page;
  page.click("functions.open_look");
  page.frames(3);
  page.set("functions.look.x[low]", "-2");
  page.frames(2);
  page.set("functions.look.x[high]", "7.5");
  page.frames(2);
  CHECK(page.state().x_view == PlotSpan{-2, 7.5});
  page.set("functions.look.x[high]", "-3");
  page.frames(2);
  CHECK(page.state().x_view == PlotSpan{-2, 7.5});
}

TEST_CASE("small multiples give each function a plot of its own, and one x to all") {
  FunctionsPage page;
  page.click("functions.arrangement:grid");
  page.frames(3);
  for (const char* const id : {"sigmoid", "tanh", "relu"})
    CHECK(page.has("functions.plot.grid[" + std::string(id) + "]"));
  page.hover("functions.plot.grid[relu]", 0.1);
  page.frames(3);
  CHECK(std::abs(page.state().x) < 0.2);
  page.click("functions.plot.grid[sigmoid]");
  page.frames(2);
  CHECK(page.state().focused == "sigmoid");
  for (const auto* row : drawable_rows()) page.state().choose(row->id);
  page.frames(4);
  for (const auto* row : drawable_rows()) {
    const Rect plot = page.control("functions.plot.grid[" + std::string(row->id) + "]").rect;
    CHECK(plot.height() > 80);
    CHECK(plot.width() > 120);
  }
}

TEST_CASE("a chip's cross removes its function, and all can be removed") {
  FunctionsPage page;
  for (const char* id :
       {"functions.chip[sigmoid].remove", "functions.chip[tanh].remove", "functions.chip[relu].remove"})
    page.click(id);
  CHECK(page.state().chosen.empty());
  page.frames(2);
  page.click("functions.choose[tanh]");
  CHECK(page.state().focused == "tanh");
}

TEST_CASE("a function keeps its colour when it comes back") {
  FunctionsPage page;
  const std::size_t color = page.state().find("relu")->color;
  page.click("functions.chip[relu].remove");
  page.click("functions.choose[relu]");
  CHECK(page.state().find("relu")->color == color);
}

TEST_CASE("every row of the core's table stands in the catalogue") {
  FunctionsPage page;
  for (const auto& row : activations<double>()) {
    CAPTURE(row.id);
    CHECK(page.has("functions.choose[" + std::string(row.id) + "]"));
  }
}

TEST_CASE("all functions at once are drawn") {
  FunctionsPage page;
  for (const auto* row : drawable_rows()) page.state().choose(row->id);
  page.frames(3);
  CHECK(page.state().chosen.size() == drawable_rows().size());
}

TEST_CASE("many functions leave the plots their height: chips fold to two rows and unfold on demand") {
  for (const Screen screen : {Screen{}, tablet, phone}) {
    CAPTURE(screen.width);
    FunctionsPage page(screen);
    const auto height = [&](const char* plot) { return page.control(plot).rect.height(); };
    const float f = height("functions.plot.f");
    for (const auto* row : drawable_rows()) page.state().choose(row->id);
    page.frames(4);
    CHECK(height("functions.plot.f") >= 0.7F * f);
    CHECK(height("functions.plot.df") >= 90);
    CHECK(page.has("functions.chip[" + page.state().focused + "]"));
    const auto rows = drawable_rows();
    const auto chips = [&] {
      return std::count_if(rows.begin(), rows.end(),
                           [&](const auto* row) { return page.has("functions.chip[" + std::string(row->id) + "]"); });
    };
    const auto folded = chips();
    CHECK(folded < static_cast<std::ptrdiff_t>(drawable_rows().size()));
    page.click("functions.all_chips");
    page.frames(4);
    CHECK(chips() == static_cast<std::ptrdiff_t>(drawable_rows().size()));
    CHECK(height("functions.plot.df") >= 90);
    page.click("functions.all_chips");
    page.frames(4);
    CHECK(chips() == folded);
  }
}

TEST_CASE("the slider of alpha moves the curve") {
  FunctionsPage page;
  page.click("functions.choose[leaky_relu]");
  const SampledCurve before = page.state().curves["leaky_relu0"].curve;
  page.set("functions.param[alpha]", "0.5");
  page.frames(2);
  CHECK(page.state().find("leaky_relu")->params[0] == 0.5);
  CHECK(page.state().curves["leaky_relu0"].curve.points.front().y < before.points.front().y - 1);
}

TEST_CASE("dragging alpha leaves a ghost of the value before") {
  FunctionsPage page;
  page.click("functions.choose[leaky_relu]");
  page.drag("functions.param[alpha]", 40);
  REQUIRE(page.state().ghost.has_value());
  CHECK(page.state().ghost->function == "leaky_relu");
  CHECK(page.state().ghost->before == 0.01);
}

TEST_CASE("parameters go back to their first values by one button") {
  FunctionsPage page;
  page.click("functions.choose[leaky_relu]");
  page.set("functions.param[alpha]", "0.5");
  page.click("functions.param_reset");
  CHECK(page.state().find("leaky_relu")->params[0] == 0.01);
}

TEST_CASE("x follows the pointer over a plot") {
  FunctionsPage page;
  page.hover("functions.plot.df", 0.1);
  CHECK(page.state().x == doctest::Approx(0).epsilon(0.05));
}

TEST_CASE("in three narrow plots each has its own values at x, while the pointer is on one of them") {
  FunctionsPage page;
  for (const char* const id : {"functions.choose[leaky_relu]", "functions.choose[prelu]", "functions.show_d2f"})
    page.click(id);
  const auto placed = [&] {
    const auto& corners = page.state().card_corner;
    return std::count_if(corners.begin(), corners.end(), [](int corner) { return corner >= 0; });
  };
  page.state().card_corner = {-1, -1, -1};
  page.hover("functions.reset", 0);
  page.frames(2);
  CHECK(placed() == 0);
  page.hover("functions.plot.d2f", 0.1);
  page.frames(2);
  CHECK(placed() == 3);
}

TEST_CASE("the wheel zooms about the pointer") {
  FunctionsPage page;
  page.hover("functions.plot.f", 0.1);
  const double x = page.state().x, size = page.state().x_view.size();
  page.wheel("functions.plot.f", 3);
  page.frames(2);
  CHECK(page.state().x_view.size() < 0.7 * size);
  CHECK(page.state().x == doctest::Approx(x).epsilon(0.02));
}

TEST_CASE("dragging pans both plots, a double click fits again") {
  FunctionsPage page;
  page.drag("functions.plot.f", 100);
  CHECK(page.state().x_view.low < -5);
  page.double_click("functions.plot.df");
  CHECK(page.state().x_view.low == doctest::Approx(-4.6));
}

TEST_CASE("the reset button fits the view again") {
  FunctionsPage page;
  page.wheel("functions.plot.df", -4);
  CHECK(page.state().own_view);
  page.click("functions.reset");
  CHECK_FALSE(page.state().own_view);
  CHECK(page.state().x_view.low == doctest::Approx(-4.6));
}

TEST_CASE("choosing a function leaves a view alone that was made by hand") {
  FunctionsPage page;
  page.wheel("functions.plot.f", 2);
  const PlotSpan view = page.state().x_view;
  page.click("functions.choose[prelu]");
  CHECK(page.state().x_view == view);
}

TEST_CASE("keys move x, zoom and reset a plot that has the keyboard") {
  FunctionsPage page;
  page.focus("functions.plot.f");
  const double x = page.state().x;
  page.key(ImGuiKey_RightArrow);
  CHECK(page.state().x > x);
  page.key(ImGuiKey_Equal);
  CHECK(page.state().x_view.size() < 9);
  page.key(ImGuiKey_Home);
  CHECK(page.state().x_view.size() == doctest::Approx(9.2));
}

TEST_CASE("up and down keys go from curve to curve") {
  FunctionsPage page;
  page.focus("functions.plot.f");
  page.key(ImGuiKey_DownArrow);
  CHECK(page.state().focused == "relu");
  page.key(ImGuiKey_UpArrow);
  CHECK(page.state().focused == "tanh");
}

TEST_CASE("the keyboard reaches every control of the page") {
  FunctionsPage page;
  std::set<std::string> reached;
  for (int i = 0; i < 200; ++i) {
    page.key(ImGuiKey_Tab);
    reached.insert(page.focused());
  }
  for (const char* id :
       {"functions.choose[step]", "functions.chip[relu]", "functions.show_df", "functions.reset", "functions.plot.f",
        "functions.plot.df", "functions.x", "functions.copy", "functions.number[f][0]"}) {
    CAPTURE(id);
    CHECK(reached.contains(id));
  }
}

TEST_CASE("f and f' can be hidden, but never both") {
  FunctionsPage page;
  page.click("functions.show_f");
  CHECK_FALSE(page.has("functions.plot.f"));
  page.click("functions.show_df");
  CHECK(page.has("functions.plot.df"));
}

TEST_CASE("the second derivative has a plot of its own, overlaid all share one") {
  FunctionsPage page;
  page.click("functions.show_d2f");
  CHECK(page.has("functions.plot.d2f"));
  page.set("functions.arrangement", "overlaid");
  page.frames(2);
  CHECK(page.has("functions.plot.overlaid"));
  CHECK_FALSE(page.has("functions.plot.d2f"));
}

TEST_CASE("a number in the formula changes x everywhere") {
  FunctionsPage page;
  page.set("functions.number[f][0]", "1.25");
  CHECK(page.state().x == 1.25);
  CHECK(page.value("functions.number[df][0]") == "1.25");
}

TEST_CASE("SELU's two numbers stand in its formula, and a copy to edit gives each a slider") {
  FunctionsPage page;
  page.click("functions.choose[selu]");
  page.frames(2);
  CHECK_FALSE(page.has("functions.param[lambda]"));
  page.click("functions.edit_copy");
  page.frames(3);
  const ChosenFunction* const copy = page.state().focus();
  REQUIRE(copy);
  REQUIRE(copy->own);
  for (const double x : {-3.0, -0.5, 0.25, 2.0})
    for (const Derivative which : {Derivative::none, Derivative::first})
      CHECK(value_of(*copy, which, x) == doctest::Approx(value_of(*page.state().find("selu"), which, x)));
  page.set("functions.param[lambda]", "2");
  page.frames(2);
  CHECK(value_of(*page.state().focus(), Derivative::none, 1) == 2);
}

TEST_CASE("a copy to edit of any function is that function, with its parameters") {
  for (const auto* row : drawable_rows()) {
    CAPTURE(row->id);
    FunctionsPage page;
    page.state().choose(row->id);
    ChosenFunction* function = page.state().focus();
    if (!function->params.empty() && row->params[0].kind == ParamKind::real) function->params[0] = 0.75;
    page.frames(2);
    page.click("functions.edit_copy");
    page.frames(3);
    const ChosenFunction* const copy = page.state().focus();
    REQUIRE(copy->own);
    for (const double x : {-2.5, -0.25, 0.5, 4.0})
      CHECK(value_of(*copy, Derivative::none, x) ==
            doctest::Approx(value_of(*page.state().find(row->id), Derivative::none, x)));
  }
}

TEST_CASE("a number of the definition says why it cannot be dragged") {
  FunctionsPage page;
  page.click("functions.choose[sigmoid]");
  page.frames(2);
  const Rect x = page.control("functions.number[f][0]").rect;
  bool told = false;
  // Somewhere to the right of x, in its line: the 1 of 1 + e.
  for (float right = 20; right < 160 && !told; right += 4) {
    for (const float down : {-14.0F, 14.0F}) {
      ImGui::GetIO().AddMousePosEvent(x.x1 + right, x.center().y + down);
      page.frames(2);
      told = told || (page.app().ui().tooltip.shown && page.app().ui().tooltip.name == "1");
    }
  }
  CHECK(told);
}

TEST_CASE("search finds functions by name in either language") {
  FunctionsPage page;
  REQUIRE(page.has("functions.search"));
  page.set("functions.search", "双曲");
  page.frames(2);
  CHECK(page.has("functions.choose[tanh]"));
  CHECK_FALSE(page.has("functions.choose[relu]"));
}

TEST_CASE("the copied facts hold a line for each fact and a column for each function") {
  FunctionsPage page;
  page.click("functions.copy");
  CHECK(page.copied_text.starts_with("\tSigmoid\tTanh\tReLU\n"));
  CHECK(page.copied_text.find("Range\t(0, 1)\t(−1, 1)\t[0, ∞)") != std::string::npos);
}

TEST_CASE("where a function is flat is said in a few signs") {
  FunctionsPage page;
  const auto flat = [&](const char* id) { return flat_text(page.state().facts_of(*page.state().find(id))); };
  CHECK(flat("sigmoid") == "|x| > 4.58");
  CHECK(flat("relu") == "x ≤ 0");
}

TEST_CASE("a narrow window has the catalogue in a drawer") {
  FunctionsPage page(tablet);
  CHECK_FALSE(page.has("functions.choose[prelu]"));
  page.click("functions.open_choose");
  page.frames(20);
  page.click("functions.choose[prelu]");
  CHECK(page.state().focused == "prelu");
}

TEST_CASE("a phone has both plots, the readout and a slider, and sheets for the list and the facts") {
  Harness page(phone);
  page.app().open_page("functions");
  page.frames(3);
  CHECK(page.has("functions.plot.f"));
  CHECK(page.has("functions.plot.df"));
  CHECK(page.has("functions.x"));
  page.click("functions.open_facts");
  page.frames(20);
  CHECK(page.has("functions.copy"));
}

TEST_CASE("on a phone a finger moves x along the curves") {
  Harness page(phone);
  page.app().open_page("functions");
  page.frames(3);
  const ImVec2 middle = page.control("functions.plot.f").rect.center();
  page.finger_drag(middle, {middle.x + 60, middle.y});
  const FunctionsState& state = page.app().pages().functions;
  CHECK(state.x_view.low == doctest::Approx(-4.6));
  CHECK(state.x > 1.5);
}

TEST_CASE("a frame with ten functions samples no curve anew") {
  FunctionsPage page;
  for (std::size_t i = 0; i < 10; ++i) page.state().choose(drawable_rows()[i]->id);
  page.frames(2);
  const auto* points = page.state().curves["tanh0"].curve.points.data();
  page.hover("functions.plot.f", 0.1);
  page.frames(5);
  CHECK(page.state().curves["tanh0"].curve.points.data() == points);
}

}  // namespace gradlab::ui::test
