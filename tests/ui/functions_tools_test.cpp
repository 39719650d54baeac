// The functions page beyond its plots: facts to sort, signals, layers, vector functions, what can be taken along,
// links.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "shell/ui/link.hpp"
#include "shell/ui/pages/functions/tools.hpp"
#include "shell/ui/pages/functions/view_json.hpp"
#include "shell/ui/pages/functions_curves.hpp"
#include "shell/ui/svg.hpp"
#include "shell/ui/widgets/sort_table.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {

namespace {

struct FunctionsToolsPage : test::FunctionsHarness {
  using FunctionsHarness::FunctionsHarness;
  FunctionsTools& tools() { return *state().tools; }
  void open_tool(const char* id) {
    click("functions.tool:" + std::string(id));
    frames(3);
  }
};

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

// ---------------------------------------------------------------- facts

TEST_CASE("rows are sorted by a column, largest first, then smallest, and what has no number stays behind") {
  const SortColumn columns[] = {{"a", "A"}, {"b", "B"}};
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const SortRow rows[] = {{"one", 0, false, {{"2", 2}, {"x", 0}}},
                          {"two", 0, false, {{"–", nan}, {"x", 0}}},
                          {"three", 0, false, {{"3", 3}, {"x", 0}}}};
  using Order = std::vector<std::size_t>;
  CHECK(sorted_rows(columns, rows, {}) == Order{0, 1, 2});
  CHECK(sorted_rows(columns, rows, {"a", true}) == Order{2, 0, 1});
  CHECK(sorted_rows(columns, rows, {"a", false}) == Order{0, 2, 1});
  CHECK(sorted_rows(columns, rows, {"b", true}) == Order{0, 1, 2});
  CHECK(sort_table_text(columns, rows, {"a", true}) == "\tA\tB\nthree\t3\tx\none\t2\tx\ntwo\t–\tx\n");
}

TEST_CASE("fields of CSV are quoted where a comma, a quote or a line end stands in them") {
  CHECK(csv_field("plain") == "plain");
  CHECK(csv_field("(0, 1)") == "\"(0, 1)\"");
  CHECK(csv_field("say \"x\"") == "\"say \"\"x\"\"\"");
}

TEST_CASE("all chosen functions are compared in a table that is sorted at a press, copied and saved") {
  FunctionsToolsPage page;
  page.click("functions.open_compare");
  page.frames(30);
  page.click("functions.compare.head[largest_slope]");
  page.frames(2);
  CHECK(page.value("functions.compare.head[largest_slope]") == "descending");
  page.click("functions.compare.head[largest_slope]");
  page.frames(2);
  CHECK(page.value("functions.compare.head[largest_slope]") == "ascending");
  page.click("functions.compare.copy_csv");
  page.frames(2);
  // The sigmoid's slope is the smallest of the three.
  const std::size_t line = page.copied_text.find("\r\n") + 2;
  CAPTURE(page.copied_text);
  CHECK(page.copied_text.substr(line).starts_with("Sigmoid,\"(0, 1)\",0.25,0.25,0.5,0,"));
  CHECK(count_of(page.copied_text, "\r\n") == 4);
  page.click("functions.compare.save_csv");
  page.frames(2);
  CHECK(page.saved_files.at("gradlab-facts.csv") == page.copied_text);
}

TEST_CASE("the cost of a function is measured while it is looked at, and then no more") {
  FunctionsToolsPage page;
  page.frames(60);
  CHECK_FALSE(page.tools().cost.unfinished());
  const FunctionCost* cost = page.tools().cost.of(*page.state().find("tanh"));
  REQUIRE(cost != nullptr);
  CHECK(cost->forward > 0);
  CHECK(cost->backward > 0);
  CHECK(page.settle(200) < 200);
}

// ---------------------------------------------------------------- signals and layers

TEST_CASE("the bell of the inputs is dragged, and the outputs follow") {
  FunctionsToolsPage page;
  page.open_tool("signals");
  const double before = page.tools().signals.kept.at("relu").response.mean;
  CHECK(before == doctest::Approx(0.39894).epsilon(1e-4));
  page.drag("functions.signals.bell", 30);
  page.frames(2);
  CHECK(page.tools().signals.mean > 0);
  CHECK(page.tools().signals.kept.at("relu").response.mean > before);
  page.set("functions.signals.mean", "-1.5");
  page.set("functions.signals.spread", "0.5");
  page.frames(2);
  CHECK(page.tools().signals.kept.at("relu").response.mean < 0.001);
}

TEST_CASE("signals through layers are worked out over a few frames, then the page rests") {
  FunctionsToolsPage page;
  page.open_tool("layers");
  page.settle(300);
  REQUIRE(page.tools().depth.kept.at("sigmoid").done);
  const auto left = [&](const char* id) {
    const DepthRun& run = *page.tools().depth.kept.at(id).run;
    return run.gradients().back() / run.gradients().front();
  };
  CHECK(left("sigmoid") < 1e-8);
  CHECK(left("tanh") > 1e-4);
  page.set("functions.layers.depth", "50");
  page.settle(600);
  CHECK(page.tools().depth.kept.at("tanh").run->activations().size() == 51);
  CHECK(left("sigmoid") < 1e-20);
  page.set("functions.layers.initializer", "he_normal");
  page.settle(600);
  CHECK(page.tools().depth.setup.initializer == "he_normal");
  CHECK(left("relu") > 1e-3);
}

// ---------------------------------------------------------------- vector functions

TEST_CASE("softmax takes the place of the curves: a knob is dragged, the numbers can be typed") {
  FunctionsToolsPage page;
  page.activate("functions.choose[softmax]");
  page.frames(3);
  CHECK(page.state().vector == "softmax");
  CHECK_FALSE(page.has("functions.plot.f"));
  page.set("functions.softmax.logit[1]", "-3");
  page.frames(2);
  CHECK(page.tools().vectors.logits[0] == -3);
  const auto before = page.tools().vectors.logits;
  page.drag("functions.softmax.bars", 0, -30);
  page.frames(2);
  CHECK(page.tools().vectors.logits != before);
  page.set("functions.softmax.temperature", "0.1");
  page.activate("functions.softmax.classes.more");
  page.frames(3);
  page.click("functions.chip[tanh]");
  page.frames(3);
  CHECK(page.state().vector.empty());
  CHECK(page.has("functions.plot.f"));
}

TEST_CASE("scores of eight classes have fields that can be read and pressed, at every width") {
  for (const Screen screen : screens) {
    FunctionsToolsPage page(screen);
    page.state().vector = "softmax";
    page.tools().vectors.logits.resize(8, -1.0);
    page.frames(4);
    for (int i = 1; i <= 8; ++i) {
      const std::string id = "functions.softmax.logit[" + std::to_string(i) + "]";
      CAPTURE(screen.width);
      CAPTURE(id);
      REQUIRE(page.has(id));
      CHECK(page.control(id).rect.width() >= 50);
    }
  }
}

TEST_CASE("deep in, the numbers of the axis and of x keep their room") {
  FunctionsToolsPage page;
  page.frames(2);
  const float field = page.control("functions.x.field").rect.width(), left = page.control("functions.plot.f").rect.x0;
  page.state().own_view = true;
  page.state().x_view = {-0.00002, 0.00002};
  page.state().y_view[0] = {0.40001, 0.40003};
  page.frames(3);
  CHECK(page.control("functions.x.field").rect.width() > field);
  CHECK(page.control("functions.plot.f").rect.x0 > left + 10);
}

TEST_CASE("maxout's lines turn about a handle, in one input and two") {
  FunctionsToolsPage page;
  page.activate("functions.choose[maxout]");
  page.frames(3);
  REQUIRE(page.has("functions.maxout.plot"));
  page.set("functions.maxout.weight[1]", "2.5");
  page.set("functions.maxout.bias[1]", "-1");
  page.frames(2);
  CHECK(page.tools().vectors.pieces[0].weight == 2.5);
  CHECK(page.tools().vectors.pieces[0].bias == -1);
  page.click("functions.maxout.inputs:two");
  page.frames(3);
  CHECK(page.tools().vectors.two_inputs);
  CHECK(page.has("functions.maxout.second_weight[1]"));
  CHECK_FALSE(page.has("functions.maxout.plot"));
}

TEST_CASE("in two inputs an arrow's tip tilts its plane, a drag elsewhere raises the plane that wins there") {
  FunctionsToolsPage page;
  page.state().vector = "maxout";
  page.tools().vectors.two_inputs = true;
  auto& pieces = page.tools().vectors.pieces;
  pieces = {{0, 0, 0}, {2, 0, -4}, {0, 2, -4}};
  page.frames(3);
  // The first tip stands in the middle of the map.
  const float unit = page.control("functions.maxout.map").rect.width() / 6;
  page.drag("functions.maxout.map", unit, -0.5F * unit);
  CHECK(pieces[0].weight == doctest::Approx(1).epsilon(0.02));
  CHECK(pieces[0].second_weight == doctest::Approx(0.5).epsilon(0.03));
  CHECK(pieces[0].bias == 0);
  const std::vector<VectorTool::Piece> before = pieces;
  // Now there is no tip: the plane that is highest there rises by one.
  page.drag("functions.maxout.map", 0, -unit);
  CHECK(pieces[0].weight == before[0].weight);
  CHECK(pieces[0].bias == doctest::Approx(1).epsilon(0.03));
  CHECK(pieces[1] == before[1]);
  CHECK(pieces[2] == before[2]);
}

TEST_CASE("the keyboard moves the point whose winner maxout names") {
  FunctionsToolsPage page;
  for (const bool two : {false, true}) {
    page.state().vector = "maxout";
    page.tools().vectors.two_inputs = two;
    page.frames(3);
    const VectorTool& tool = page.tools().vectors;
    const double x = tool.at_x, y = tool.at_y;
    page.focus(two ? "functions.maxout.map" : "functions.maxout.plot");
    page.frames(2);
    page.key(ImGuiKey_RightArrow);
    page.key(ImGuiKey_UpArrow);
    CHECK(tool.at_x > x);
    if (two) CHECK(tool.at_y > y);
  }
}

TEST_CASE("vector functions fit on a phone") {
  FunctionsToolsPage page(phone);
  for (const char* const id : {"softmax", "maxout"}) {
    page.state().vector = id;
    page.frames(4);
  }
  CHECK(page.has("functions.maxout.plot"));
  page.click("functions.add");
  page.frames(4);
  page.activate("functions.choose[softmax]");
  page.frames(6);
  CHECK_FALSE(page.state().choose_open);
  CHECK(page.has("functions.softmax.bars"));
}

// ---------------------------------------------------------------- take away

TEST_CASE("code of a function is copied in each language, with its parameters") {
  FunctionsToolsPage page;
  page.click("functions.choose[leaky_relu]");
  page.set("functions.param[alpha]", "0.2");
  page.frames(2);
  page.open_tool("take_away");
  const std::pair<const char*, const char*> expected[] = {
      {"cpp", "#include <cmath>"}, {"numpy", "import numpy"}, {"pytorch", "import torch"}, {"javascript", "function"}};
  for (const auto& [language, part] : expected) {
    CAPTURE(language);
    page.set("functions.language", language);
    page.frames(2);
    page.click("functions.copy_code");
    page.frames(2);
    CHECK(page.copied_text.find(part) != std::string::npos);
    CHECK(page.copied_text.find("0.2") != std::string::npos);
  }
}

TEST_CASE("values at x are copied with all their digits, formulas so that they can be typed in again") {
  FunctionsToolsPage page;
  page.set("functions.x", "1.2");
  page.frames(2);
  page.open_tool("take_away");
  page.click("functions.copy_values");
  page.frames(2);
  CHECK(page.copied_text.find("sigmoid\t0.768524783499") != std::string::npos);
  page.click("functions.chip[relu]");
  page.frames(2);
  page.click("functions.copy_formula");
  page.frames(2);
  CHECK(page.copied_text.starts_with("f(x) = "));
  CHECK(count_of(page.copied_text, "\n") == 2);
}

TEST_CASE("samples are saved as CSV: a column for each curve shown, x over the view") {
  FunctionsToolsPage page;
  page.click("functions.range");
  page.frames(2);
  page.open_tool("take_away");
  page.click("functions.save_csv");
  page.frames(2);
  const std::string& csv = page.saved_files.at("gradlab-samples.csv");
  CHECK(csv.starts_with("x,sigmoid,sigmoid',tanh,tanh',relu,relu'\r\n-10,"));
  CHECK(count_of(csv, "\r\n") == 402);
}

TEST_CASE("the plots are saved as SVG: every curve a path, every name its letters' shapes; and as pixels") {
  FunctionsToolsPage page;
  page.open_tool("take_away");
  page.click("functions.save_svg");
  page.frames(4);
  const std::string& svg = page.saved_files.at("gradlab-plot.svg");
  CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" "));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK(count_of(svg, "<g ") == count_of(svg, "</g>"));
  CHECK(count_of(svg, "<path") > 6);
  for (const char* const name : {"\"Sigmoid\"", "\"Tanh\"", "\"ReLU\""}) CHECK(count_of(svg, name) >= 2);
  // Nothing depends on the fonts of whoever opens it, and each letter's shape is there once.
  CHECK(svg.find("<text") == std::string::npos);
  CHECK(svg.find("font") == std::string::npos);
  const std::size_t shapes = count_of(svg, "<path id=");
  CHECK(shapes > 20);
  CHECK(shapes < count_of(svg, "<use ") / 3);
  CHECK(svg.find("nan") == std::string::npos);
  page.click("functions.save_png");
  page.frames(4);
  CHECK(page.saved_picture.width() > 800);
  CHECK(page.saved_picture.height() > 200);
}

TEST_CASE("an SVG keeps what has a meaning in it apart, and counts from the picture's corner") {
  SvgPainter painter({10, 20, 110, 70}, 2, IM_COL32(255, 255, 255, 255));
  painter.text({20, 40}, "a < b & \"c\"", IM_COL32(0, 0, 0, 255), Face::regular, 28, 60);
  const ImVec2 line[] = {{10, 20}, {110, 70}};
  painter.line(line, IM_COL32(255, 0, 0, 128), 4);
  const std::string svg = painter.finish();
  CHECK(svg.find("viewBox=\"0 0 50 25\"") != std::string::npos);
  CHECK(svg.find("a &lt; b &amp; &quot;c&quot;") != std::string::npos);
  CHECK(svg.find("x=\"5\" y=\"10\" font-size=\"14\"") != std::string::npos);
  CHECK(svg.find("M0 0L50 25") != std::string::npos);
  CHECK(svg.find("stroke=\"#ff0000\" stroke-opacity=\"0.5\" stroke-width=\"2\"") != std::string::npos);
}

TEST_CASE("a letter's outline has the measures of its face, and a text where it stands") {
  FunctionsToolsPage page;
  const GlyphOutlines outlines(page.app().ui().fonts.source());
  const auto letters = outlines.find(Face::regular, "HH H");
  REQUIRE(letters);
  REQUIRE(letters->size() == 4);
  CHECK((*letters)[2].blank);
  CHECK((*letters)[0].advance == (*letters)[3].advance);
  // Capitals of Inter are 0.727 em high and stand on the baseline.
  const std::string path = outlines.path((*letters)[0]);
  const std::string top = " " + std::to_string(std::lround(0.727 * static_cast<double>((*letters)[0].units)));
  CHECK(path.starts_with("M"));
  CHECK(path.ends_with("Z"));
  CHECK(path.find(top.substr(0, top.size() - 1)) != std::string::npos);
  // Chinese comes from a face of its own; what is nowhere is told.
  CHECK(outlines.find(Face::strong, "函数")->front().font == GlyphOutlines::chinese);
  CHECK_FALSE(outlines.find(Face::regular, "\U0001F600"));
}

TEST_CASE("the comparison shows every fact at every width, one block of columns below the other if need be") {
  for (const Screen screen : screens) {
    CAPTURE(screen.width);
    FunctionsToolsPage page(screen);
    if (screen.width < 700) {
      page.activate("functions.open_facts");
      page.frames(20);
    }
    page.activate("functions.open_compare");
    page.frames(20);
    for (const char* const column : {"range", "slope_at_0", "largest_slope", "mean_output", "exact_zeros", "monotonic",
                                     "kinks", "flat", "params", "forward", "backward"}) {
      const Rect head = page.control("functions.compare.head[" + std::string(column) + "]").rect;
      CHECK(head.x0 >= 0);
      CHECK(head.x1 <= screen.width);
    }
  }
}

// ---------------------------------------------------------------- links

TEST_CASE("a link survives its own way, whatever the bytes") {
  for (const std::string& view :
       {std::string(), std::string("{}"), std::string("{\"a\":\"α\"}"), std::string("\xff\x00\x7f", 3)}) {
    const auto read = read_link("https://lab.example/page" + write_link({"functions", view}));
    REQUIRE(read);
    CHECK(*read == LinkTarget{"functions", view});
  }
  // RFC 4648, section 10: "foobar" in base64.
  CHECK(write_link({"p", "foobar"}) == "#p/Zm9vYmFy");
  CHECK(write_link({"p", "fooba"}) == "#p/Zm9vYmE");
  for (const char* const broken : {"", "#", "functions", "#functions", "#/e30", "#functions/e", "#functions/e3 0"})
    CHECK_FALSE(read_link(broken));
}

TEST_CASE("a link opens exactly the view it was made of") {
  std::string link, view;
  {
    FunctionsToolsPage page;
    page.click("functions.choose[elu]");
    page.set("functions.param[alpha]", "1.75");
    page.click("functions.own.add");
    page.frames(2);
    page.set("functions.own.formula[own1]", "sin(w*x)");
    page.set("functions.own.derivative[own1]", "cos(w*x)");
    page.frames(2);
    page.set("functions.param[w]", "2");
    page.click("functions.chip[sigmoid].remove");
    page.click("functions.show_d2f");
    page.click("functions.arrangement:grid");
    page.frames(2);
    page.state().x_view = {-1.5, 7};
    page.state().own_view = true;
    page.state().point_at(0.25);
    page.state().pin = -2;
    page.state().axes = AxesLook::notes;
    page.state().decimals = 5;
    page.open_tool("layers");
    page.tools().signals.mean = 0.75;
    page.tools().depth.setup.depth = 33;
    page.tools().vectors.logits = {1, 2, 3};
    page.frames(2);
    page.click("app.share");
    page.frames(2);
    link = page.copied_text;
    view = write_functions_view(page.state());
  }
  CHECK(link.starts_with("https://lab.example/#functions/"));
  FunctionsToolsPage other;
  REQUIRE(other.app().open_link(link));
  other.frames(3);
  CHECK(write_functions_view(other.state()) == view);
  CHECK(other.app().link() == link);
  CHECK(value_of(*other.state().find("own1"), Derivative::none, 0.3) == doctest::Approx(std::sin(0.6)));
  CHECK(other.state().find("elu")->params == std::vector<double>{1.75});
  CHECK(other.state().x_view == PlotSpan{-1.5, 7});
}

TEST_CASE("a link that is damaged or asks for what there is not is refused with its reason and changes nothing") {
  FunctionsToolsPage page;
  const std::string before = write_functions_view(page.state());
  const std::pair<const char*, const char*> cases[] = {
      {"{\"functions\":[{\"id\":\"relo\"}]}", "functions[0].id"},
      {"{\"functions\":[{\"id\":\"elu\",\"params\":{\"alpha\":1e9}}]}", "functions[0].params.alpha"},
      {"{\"functions\":[{\"id\":\"own1\",\"formula\":\"x+\"}]}", "functions[0].formula"},
      {"{\"functions\":[{\"id\":\"elu\"},{\"id\":\"elu\"}]}", "functions[1].id"},
      {"{\"decimals\":99}", "decimals"},
      {"{\"view\":{\"x\":[3,1]}}", "view.x"},
      {"{\"layers\":{\"depth\":51}}", "layers.depth"},
      {"{\"vector\":\"sparsemax\"}", "vector"},
      {"{\"shown\":[]}", "shown"},
      {"{\"colour\":1}", "colour"}};
  for (const auto& [json, field] : cases) {
    CAPTURE(json);
    const auto read = read_functions_view(page.state(), json);
    REQUIRE_FALSE(read);
    CHECK(read.error().field.starts_with(field));
    CHECK(write_functions_view(page.state()) == before);
  }
  CHECK_FALSE(page.app().open_link("https://lab.example/#functions/e"));
  page.frames(2);
  CHECK(page.has("app.notice.close"));
  page.click("app.notice.close");
  page.frames(2);
  CHECK_FALSE(page.has("app.notice.close"));
}

TEST_CASE("functions of a link that says nothing of colours have different ones") {
  FunctionsToolsPage page;
  REQUIRE(read_functions_view(page.state(), "{\"functions\":[{\"id\":\"elu\"},{\"id\":\"tanh\"}]}"));
  CHECK(page.state().chosen[0].color != page.state().chosen[1].color);
}

TEST_CASE("the playground has a link, too") {
  FunctionsToolsPage page;
  page.app().open_page("playground");
  page.frames(2);
  const Spec spec = page.app().pages().playground.spec;
  const std::string link = page.app().link();
  page.set("playground.seed", "77");
  page.app().open_page("functions");
  page.frames(2);
  REQUIRE(page.app().open_link(link));
  page.frames(2);
  CHECK(page.app().settings().page == "playground");
  CHECK(page.app().pages().playground.spec == spec);
}

}  // namespace gradlab::ui::test
