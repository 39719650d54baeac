// Which columns of a table the playground's network takes.
#include <doctest/doctest.h>

#include <string>

#include "shell/ui/pages/playground/columns.hpp"
#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

using Names = std::vector<std::string>;

struct ColumnsPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
  void take(std::string name, std::string text) {
    app().take_file(std::move(name), std::move(text));
    frames(3);
    settle(400);
  }
  void iris() {
    choose_data(state(), "iris");
    settle(400);
  }
  void open() {
    activate("playground.features");
    settle(400);
  }
  void close() {
    key(ImGuiKey_Escape);
    settle(400);
  }
  void switch_column(int number) {
    activate("playground.column[" + std::to_string(number) + "]");
    frames(2);
    settle(400);
  }
  const Names& columns() { return state().spec.data.columns; }
  std::size_t network_inputs() { return state().run->network().inputs(); }
};

/// A name that is another in every row, two numbers, a kind.
std::string people(int rows) {
  std::string text = "name,height,weight,kind\n";
  for (int i = 0; i < rows; ++i)
    text += "N" + std::to_string(i) + "," + std::to_string(i % 17) + "," + std::to_string(i * 7 % 23) + "," +
            (i % 17 > 8 ? "tall" : "short") + "\n";
  return text;
}

std::vector<TableColumn> three_columns() { return {{"1", "a", true}, {"2", "b", true}, {"4", "d", true}}; }

}  // namespace

TEST_CASE("a column is switched off and on, all of them is nothing said, and the last one stays") {
  DataSpec data{.kind = "csv", .features = {"x^2"}};
  std::vector<TableColumn> columns = three_columns();
  data = with_column_switched(data, columns, 1);
  CHECK(data.columns == Names{"1", "4"});
  CHECK(data.features.empty());
  columns[1].taken = false;
  CHECK(with_column_switched(data, columns, 1).columns.empty());
  columns[0].taken = false;
  CHECK(with_column_switched(data, columns, 2) == data);
}

TEST_CASE("a column that becomes the label is no input any more") {
  DataSpec data{.kind = "csv"};
  CHECK(with_label(data, three_columns(), "2").columns.empty());
  data.columns = {"1", "2"};
  std::vector<TableColumn> columns = three_columns();
  columns[2].taken = false;
  CHECK(with_label(data, columns, "2").columns == Names{"1"});
  CHECK(with_label(data, columns, "2").label == "2");
}

TEST_CASE("two columns of Iris are left out: the network begins anew without them, and undo brings them back") {
  ColumnsPage page;
  page.iris();
  const Spec before = page.state().spec;
  CHECK(page.control("playground.features").label == "4 of 4");
  CHECK_FALSE(page.has("playground.features_plus"));
  page.advance(20);
  page.open();
  CHECK(page.control("playground.column[1]").label == "sepal length (cm)");
  page.switch_column(1);
  CHECK(page.run().step == 0);
  CHECK(page.network_inputs() == 3);
  page.switch_column(3);
  CHECK(page.columns() == Names{"2", "4"});
  CHECK(page.data().input_names == Names{"sepal_width_(cm)", "petal_width_(cm)"});
  CHECK(page.network_inputs() == 2);
  CHECK(page.value("playground.column[3]") == "off");
  CHECK(page.state().map_x == 0);
  CHECK(page.state().map_y == 1);
  CHECK_FALSE(page.state().refused);
  page.close();
  CHECK(page.control("playground.features").label == "2 of 4");
  CHECK(page.control("playground.input[2]").label == "petal width (cm)");
  page.key(ImGuiKey_Z, false, true);
  page.settle(400);
  CHECK(page.columns() == Names{"2", "3", "4"});
  page.key(ImGuiKey_Z, false, true);
  page.settle(400);
  CHECK(page.state().spec == before);
  CHECK(page.network_inputs() == 4);
}

TEST_CASE("of two columns that are left, formulas are inputs, too, until another column comes back") {
  ColumnsPage page;
  page.iris();
  page.open();
  CHECK_FALSE(page.has("playground.feature[x^2]"));
  page.switch_column(1);
  page.switch_column(2);
  REQUIRE(page.has("playground.feature[x^2]"));
  page.activate("playground.feature[x^2]");
  page.settle(400);
  CHECK(page.network_inputs() == 3);
  CHECK(page.state().spec.data.columns == Names{"3", "4"});
  page.switch_column(2);
  CHECK(page.state().spec.data.features.empty());
  CHECK(page.network_inputs() == 3);
}

TEST_CASE("the last column cannot be switched off, and says why") {
  ColumnsPage page;
  page.iris();
  page.open();
  for (const int number : {1, 2, 3}) page.switch_column(number);
  CHECK(page.columns() == Names{"4"});
  CHECK(page.control("playground.column[4]").help.find("at least one") != std::string::npos);
  page.switch_column(4);
  CHECK(page.columns() == Names{"4"});
  CHECK(page.network_inputs() == 1);
}

TEST_CASE("columns that are left out stay out by link and at the next visit") {
  ColumnsPage page;
  page.iris();
  page.open();
  page.switch_column(2);
  page.close();
  const Spec spec = page.state().spec;
  REQUIRE(spec.data.columns == Names{"1", "3", "4"});
  ColumnsPage other;
  REQUIRE(other.app().open_link(page.app().link()));
  other.frames(3);
  other.settle(400);
  CHECK(other.state().spec == spec);
  CHECK(other.network_inputs() == 3);
  page.app().set_visible(false);
  ColumnsPage again;
  again.app().read_settings(page.saved_settings);
  again.frames(3);
  again.settle(400);
  CHECK(again.state().spec == spec);
}

TEST_CASE("a column of names that no network can use is left out where the table is read") {
  ColumnsPage page;
  const Spec before = page.state().spec;
  page.take("people.csv", people(60));
  CHECK(page.value("playground.reading.own_data_mistake").find("column 1") != std::string::npos);
  CHECK(page.state().spec == before);
  page.switch_column(1);
  CHECK_FALSE(page.has("playground.reading.own_data_mistake"));
  CHECK(page.data().input_names == Names{"height", "weight"});
  CHECK(page.data().samples == 60);
  CHECK(page.network_inputs() == 2);
  page.close();
  CHECK(page.control("playground.features").label == "2 of 3");
  page.click("playground.step_epoch");
  page.settle(400);
  CHECK(page.run().epoch == 1);
  // What was left out does not go with the link.
  ColumnsPage other;
  REQUIRE(other.app().open_link(page.app().link()));
  other.frames(3);
  other.settle(400);
  CHECK(other.data().inputs == page.data().inputs);
}

TEST_CASE("in the sheet of a file another label, and another separator, leave no column that is not there") {
  ColumnsPage page;
  page.take("people.csv", people(60));
  page.switch_column(1);
  page.set("own_data.label", "3");
  page.settle(400);
  CHECK(page.columns() == Names{"2"});
  CHECK(page.data().input_names == Names{"height"});
  CHECK_FALSE(page.has("playground.column[3]"));
  CHECK(page.has("playground.column[4]"));
  page.set("own_data.separator", "semicolon");
  page.settle(400);
  CHECK(page.state().own_data.draft.columns.empty());
}

TEST_CASE("a spec that names a column which is not there is refused with what there is") {
  ColumnsPage page;
  page.iris();
  Spec wanted = page.state().spec;
  const Spec before = wanted;
  wanted.data.columns = {"petal_width_(cm)", "colour"};
  CHECK_FALSE(try_spec(page.state(), wanted));
  page.frames(2);
  REQUIRE(page.state().refused);
  CHECK(page.state().refused->id == "unknown_column");
  CHECK(page.state().spec == before);
}

TEST_CASE("images and points of the plane have no columns to choose") {
  ColumnsPage page;
  CHECK(page.control("playground.features").label == "2 of 7");
  page.open();
  CHECK_FALSE(page.has("playground.column[1]"));
  page.close();
  choose_data(page.state(), "digits");
  page.settle(400);
  CHECK_FALSE(page.has("playground.features"));
}

TEST_CASE("a phone has the same switches, and nothing stands beyond its sides") {
  for (const Language language : {Language::en, Language::zh}) {
    ColumnsPage page(phone);
    page.app().settings().language = language;
    page.iris();
    page.tap("playground.features");
    page.settle(400);
    page.tap("playground.column[2]");
    page.settle(400);
    CHECK(page.network_inputs() == 3);
    check_fits(page);
  }
}

}  // namespace gradlab::ui::test
