#include "core/data/csv.hpp"

#include <doctest/doctest.h>

#include <string>

#include "core/base/number_text.hpp"
#include "core/base/rng.hpp"
#include "core/data/number.hpp"

namespace {

using namespace gradlab;

const CsvOptions usual{.name = "t.csv"};

/// What is wrong: "id row column", as far as the error names them.
std::string refusal(std::string_view text, const CsvOptions& options = usual) {
  const Result<Dataset> data = read_csv(text, options);
  if (data) return "taken";
  std::string all = data.error().id;
  for (const auto& [name, value] : data.error().arguments)
    if (name == "row" || name == "column") all += " " + value;
  return all;
}

using Names = std::vector<std::string>;
using Numbers = std::vector<double>;

}  // namespace

TEST_CASE("A table with a header: names, inputs by column, classes sorted") {
  const auto data = read_csv("width,height,kind\n1,2,b\n3,4,a\n5,6,b\n", usual);
  REQUIRE(data);
  CHECK(data->input_names == Names{"width", "height"});
  CHECK(data->class_names == Names{"a", "b"});
  CHECK(data->inputs == Numbers{1, 3, 5, 2, 4, 6});
  CHECK(data->targets == Numbers{1, 0, 1});
  CHECK(data->task == Task::binary);
}

TEST_CASE("A table without a header gets plain names") {
  const auto data = read_csv("1,2,a\n3,4,b\n5,6,c", usual);
  REQUIRE(data);
  CHECK(data->input_names == Names{"x1", "x2"});
  CHECK(data->samples == 3);
  CHECK(data->task == Task::classes);
}

TEST_CASE("Numeric labels are sorted by value") {
  CHECK(read_csv("1,10\n2,9\n3,-1\n", usual)->class_names == Names{"-1", "9", "10"});
}

TEST_CASE("The label column is found by name or by number") {
  CHECK(read_csv("kind,x\na,1\nb,2\n", {.name = "t", .label_column = "kind"})->input_names == Names{"x"});
  CHECK(read_csv("a,1\nb,2\n", {.name = "t", .label_column = "1"})->inputs == Numbers{1, 2});
  CHECK(refusal("kind,x\na,1\nb,2\n", {.name = "t", .label_column = "colour"}) == "unknown_label_column");
  CHECK(refusal("kind,x\na,1\nb,2\n", {.name = "t", .label_column = "3"}) == "unknown_label_column");
}

TEST_CASE("Quoted cells may hold commas, line ends and doubled quotes") {
  const auto data = read_csv("\"x, or \"\"x\"\"\",label\r\n\"1.5\",\"two\nlines\"\r\n 2 , plain \r\n", usual);
  REQUIRE(data);
  CHECK(data->input_names == Names{"x, or \"x\""});
  CHECK(data->class_names == Names{"plain", "two\nlines"});
  CHECK(data->inputs == Numbers{1.5, 2});
}

TEST_CASE("A byte order mark, old line ends and blank lines do no harm") {
  CHECK(read_csv("\xEF\xBB\xBFx,y\r1,a\r\r2,b\r", usual)->inputs == Numbers{1, 2});
  CHECK(refusal("x,y\n1,a\n\nz,b\n") == "cell_not_a_number 4 1");
}

TEST_CASE("With regression the label is a number") {
  const auto data = read_csv("1,0.5\n2,0.7\n", {.name = "t", .regression = true});
  REQUIRE(data);
  CHECK(data->task == Task::regression);
  CHECK(data->targets == Numbers{0.5, 0.7});
  CHECK(refusal("1,0.5\n2,high\n", {.name = "t", .regression = true}) == "cell_not_a_number 2 2");
}

TEST_CASE("Bad tables are refused with row and column") {
  CHECK(refusal("") == "empty_file");
  CHECK(refusal("\n \n") == "empty_file");
  CHECK(refusal("x,label\n") == "no_rows");
  CHECK(refusal("1\n2\n") == "no_input_column 1");
  CHECK(refusal("1,2,a\n3,b\n") == "ragged_row 2");
  CHECK(refusal("1,2,a\n3,4,b,5\n") == "ragged_row 2");
  CHECK(refusal("1,2,a\n3,four,b\n") == "cell_not_a_number 2 2");
  CHECK(refusal("1,two,a\n3,4,b\n") == "cell_not_a_number 1 2");
  CHECK(refusal("1,2,a\n3,,b\n") == "cell_missing 2 2");
  CHECK(refusal("1,2,a\n3,4,\n") == "cell_missing 2 3");
  CHECK(refusal("1,2,a\nnan,4,b\n") == "cell_not_finite 2 1");
  CHECK(refusal("1,2,a\n1,-inf,b\n") == "cell_not_finite 2 2");
  CHECK(refusal("1,2,a\n1,1e999,b\n") == "cell_not_finite 2 2");
  CHECK(refusal("1,2,a\n3,4,a\n") == "one_class 3");
  CHECK(refusal("1,2,a\n3,\"4,b\n") == "unclosed_quote 2 2");
  CHECK(refusal("1,2,a\n3,\"4\"4,b\n") == "text_after_quote 2 2");
}

TEST_CASE("A label column of a thousand different numbers is refused") {
  std::string text;
  for (int row = 0; row <= 1000; ++row) text += "1," + std::to_string(row) + "\n";
  CHECK(refusal(text) == "too_many_classes 2");
}

TEST_CASE("A table of 10 MB is read whole, and a bad cell in its last row is found") {
  std::string text = "a,b,c,d,label\n";
  std::size_t rows = 0;
  for (; text.size() < 10'000'000; ++rows)
    text += "0.12345678,-5.5,1e-3,1234.5," + std::string(rows % 2 ? "yes" : "no") + "\n";
  const auto data = read_csv(text, usual);
  REQUIRE(data);
  CHECK(data->samples == rows);
  CHECK(data->input(3, rows - 1) == 1234.5);
  CHECK(refusal(text + "1,2,3,x,no\n") == "cell_not_a_number " + std::to_string(rows + 2) + " 4");
}

TEST_CASE("Every double's text reads back as the same double") {
  Rng rng(3);
  for (int i = 0; i < 20000; ++i) {
    const double exponent = rng.uniform(-320, 320);
    const double value = std::strtod(
        (std::to_string(rng.uniform(-10, 10)) + "e" + std::to_string(static_cast<int>(exponent))).c_str(), nullptr);
    if (value - value == 0) CHECK(read_number(number_text(value)) == value);
  }
}

TEST_CASE("Only whole numbers of characters are numbers") {
  for (const char* text : {"1.", ".5", "+1", " 2 ", "1e5", "1E+05", "-0.0", "00012", "0.1234567890123456789012345"})
    CHECK(read_number(text));
  for (const char* text : {"", ".", "-", "1e", "1e+", "1,5", "1 2", "0x10", "1f", "--1", "e5", "12a"})
    CHECK(!read_number(text));
}
