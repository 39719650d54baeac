#include "core/data/csv.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "core/base/number_text.hpp"
#include "core/base/rng.hpp"
#include "core/data/number.hpp"

namespace {

using namespace gradlab;

const CsvOptions usual{.name = "t.csv"};

/// What is wrong: "id row column", as far as the error names them.
std::string csv_refusal(std::string_view text, const CsvOptions& options = usual) {
  const Result<Dataset> data = read_csv(text, options);
  if (data) return "taken";
  std::string all = data.error().id;
  for (const auto& [name, value] : data.error().arguments)
    if (name == "row" || name == "column") all += " " + value;
  return all;
}

Result<Done> fill(Dataset& data) {
  Stepwise work;
  fill_missing(work, data);
  return work.run();
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
  CHECK(csv_refusal("kind,x\na,1\nb,2\n", {.name = "t", .label_column = "colour"}) == "unknown_label_column");
  CHECK(csv_refusal("kind,x\na,1\nb,2\n", {.name = "t", .label_column = "3"}) == "unknown_label_column");
}

TEST_CASE("Some of the columns become inputs, by name or by number, in the table's order") {
  const std::string text = "name,width,height,kind\nAda,1,2,b\n\"B, C\",3,4,a\n,5,6,b\n";
  const auto data = read_csv(text, {.name = "t", .columns = {"3", "width"}});
  REQUIRE(data);
  CHECK(data->input_names == Names{"width", "height"});
  CHECK(data->inputs == Numbers{1, 3, 5, 2, 4, 6});
  CHECK(data->targets == Numbers{1, 0, 1});
  CHECK(read_csv("7,1,a\n8,2,b\n", {.name = "t", .columns = {"2"}})->input_names == Names{"x2"});
  // A column that is called by a number wins over the number in a header alone.
  CHECK(read_csv("b 1,2,1,kind\n5,6,7,x\n8,9,4,y\n", {.name = "t", .columns = {"1"}, .header = CsvOptions::Header::yes})
            ->inputs == Numbers{7, 4});
  CHECK(read_csv("5 cm,6,kind\n5,6,x\n8,9,y\n", {.name = "t", .columns = {"5 cm"}})->inputs == Numbers{5, 8});
}

TEST_CASE("A column that is left out may hold anything, and is not missed") {
  std::string text = "name,width,kind\n";
  for (int i = 0; i < 40; ++i)
    text += "N" + std::to_string(i) + (i % 7 ? "," : "\t,") + std::to_string(i) + ",k" + std::to_string(i % 2) + "\n";
  CHECK(csv_refusal(text) == "too_many_words 1");
  CHECK(read_csv(text, {.name = "t", .columns = {"width"}})->samples == 40);
  CHECK(csv_refusal("a,b,c\n1,,x\n2,oops,y\n3,5,x\n", {.name = "t", .columns = {"a"}}) == "taken");
  CHECK(csv_refusal("a,b,c\n1,,x,\n2,3,y\n", {.name = "t", .columns = {"a"}}) == "ragged_row 2");
  CHECK(read_csv("1  2   a\n3 4 b\n", {.name = "t", .columns = {"2"}, .separator = ' '})->inputs == Numbers{2, 4});
}

TEST_CASE("Columns that are not there, stand twice or are the label are refused with what there is") {
  const auto wrong = [](std::string_view text, std::vector<std::string> columns) {
    const auto data = read_csv(text, {.name = "t", .columns = std::move(columns)});
    if (data) return std::string("taken");
    std::string all = data.error().id;
    for (const auto& [name, value] : data.error().arguments) all += " " + value;
    return all;
  };
  const std::string_view text = "a,b,kind\n1,2,x\n3,4,y\n";
  CHECK(wrong(text, {"c"}) == "unknown_column c a, b 3");
  CHECK(wrong(text, {"4"}) == "unknown_column 4 a, b 3");
  CHECK(wrong(text, {"kind"}) == "column_is_label kind");
  CHECK(wrong(text, {"3"}) == "column_is_label 3");
  CHECK(wrong(text, {"a", "1"}) == "column_twice 1");
  CHECK(wrong("1,2,x\n3,4,y\n", {"a"}) == "column_without_header a  3");
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
  CHECK(csv_refusal("x,y\n1,a\n\nz,b\n") == "cell_not_a_number 4 1");
}

TEST_CASE("With regression the label is a number") {
  const auto data = read_csv("1,0.5\n2,0.7\n", {.name = "t", .regression = true});
  REQUIRE(data);
  CHECK(data->task == Task::regression);
  CHECK(data->targets == Numbers{0.5, 0.7});
  CHECK(csv_refusal("1,0.5\n2,high\n", {.name = "t", .regression = true}) == "cell_not_a_number 2 2");
}

TEST_CASE("Bad tables are refused with row and column") {
  CHECK(csv_refusal("") == "empty_file");
  CHECK(csv_refusal("\n \n") == "empty_file");
  CHECK(csv_refusal("x,label\n") == "no_rows");
  CHECK(csv_refusal("1\n2\n") == "no_input_column 1");
  CHECK(csv_refusal("1,2,a\n3,b\n") == "ragged_row 2");
  CHECK(csv_refusal("1,2,a\n3,4,b,5\n") == "ragged_row 2");
  CHECK(csv_refusal("1,2,a\n3,four,b\n") == "cell_not_a_number 2 2");
  CHECK(csv_refusal("1,two,a\n3,4,b\n") == "cell_not_a_number 1 2");
  CHECK(csv_refusal("1,2,a\n3,,b\n") == "cells_missing 2 2");
  CHECK(csv_refusal("1,2,a\n3,4,\n") == "cells_missing 2 3");
  CHECK(csv_refusal("1,2,a\n1,-inf,b\n") == "cell_not_finite 2 2");
  CHECK(csv_refusal("1,2,a\n1,1e999,b\n") == "cell_not_finite 2 2");
  CHECK(csv_refusal("1,2,a\n3,4,a\n") == "one_class 3");
  CHECK(csv_refusal("1,2,a\n3,\"4,b\n") == "unclosed_quote 2 2");
  CHECK(csv_refusal("1,2,a\n3,\"4\"4,b\n") == "text_after_quote 2 2");
}

TEST_CASE("A label column of a thousand different numbers is refused") {
  std::string text;
  for (int row = 0; row <= 1000; ++row) text += "1," + std::to_string(row) + "\n";
  CHECK(csv_refusal(text) == "too_many_classes 2");
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
  CHECK(csv_refusal(text + "1,2,3,x,no\n") == "cell_not_a_number " + std::to_string(rows + 2) + " 4");
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
  CHECK(read_number("1,5", ',') == 1.5);
  CHECK(!read_number("1.5", ','));
}

TEST_CASE("Numbers of all lengths are the nearest doubles, as the C library has them") {
  Rng rng(5);
  for (int i = 0; i < 200000; ++i) {
    std::string text = std::to_string(rng.below(1ULL << (1 + rng.below(63))));
    if (rng.uniform() < 0.7) text.insert(static_cast<std::size_t>(rng.below(text.size())) + 1, ".");
    if (rng.uniform() < 0.5) text += "e" + std::to_string(static_cast<int>(rng.below(600)) - 300);
    double scanned = 0;
    const char* const end = scan_number(text.c_str(), '.', scanned);
    const double exact = std::strtod(text.c_str(), nullptr);
    if (end) CHECK_MESSAGE(scanned == exact, text);
    CHECK_MESSAGE(*read_number(text) == exact, text);
  }
}

TEST_CASE("Numbers in the middle between two doubles go to the even one") {
  for (const char* text : {"9007199254740993", "9007199254740995", "9007199254740993.0",
                           "1.00000000000000011102230246251565", "4503599627370497.5", "4503599627370496.5",
                           "900719925474099300e-2", "5e-324", "2.5e-324", "1.7976931348623157e308", "1e23", "8.5e22"})
    CHECK_MESSAGE(*read_number(text) == std::strtod(text, nullptr), std::string(text));
}

TEST_CASE("Separators and decimal commas are found, or taken as given") {
  const auto inputs = [](std::string_view text, char separator = 0, char decimal = 0) {
    const auto data = read_csv(text, {.name = "t", .separator = separator, .decimal = decimal});
    return data ? data->inputs : Numbers{};
  };
  const Numbers expected{1.5, 3, 2, 4.25};
  CHECK(inputs("1.5,2,a\n3,4.25,b\n") == expected);
  CHECK(inputs("1.5;2;a\n3;4.25;b\n") == expected);
  CHECK(inputs("1.5\t2\ta\n3\t4.25\tb\n") == expected);
  CHECK(inputs("1.5|2|a\n3|4.25|b\n") == expected);
  CHECK(inputs("1.5 2 a\n3 4.25 b\n") == expected);
  CHECK(inputs("  1.5    2 a\n3  4.25   b  \n") == expected);
  CHECK(inputs("1.5, 2, a\n3, 4.25, b\n") == expected);
  CHECK(inputs("1,5;2;a\n3;4,25;b\n") == expected);
  CHECK(inputs("1,5;2,0;a\n3,0;4,25;b\n") == expected);
  CHECK(inputs("1,5\t2\ta\n3\t4,25\tb\n") == expected);
  CHECK(inputs("1,5 2 a\n3 4,25 b\n") == expected);
  CHECK(inputs("\"1,5\",2,a\n3,\"4,25\",b\n") == expected);
  CHECK(inputs("first;second, or not;kind\n1.5;2;a, or b\n3;4.25;b\n") == expected);
  CHECK(inputs("1.5;2,a\n3;4.25,b\n", ',').empty());
  CHECK(inputs("1,5;a\n2,5;b\n", ';', '.').empty());
}

TEST_CASE("A number with the other decimal sign is refused with the remedy") {
  const auto refused = read_csv("1;2;a\n3;4.5;b\n5.5;1,25;c\n", usual);
  CHECK(refused.error().id == "cell_other_decimal");
  CHECK(refused.error().arguments.back().second == "comma");
}

TEST_CASE("A header can be said to be there or not") {
  using Header = CsvOptions::Header;
  const auto with = read_csv("1,2,3\n4,5,6\n7,8,9\n", {.name = "t", .header = Header::yes});
  CHECK(with->input_names == Names{"1", "2"});
  CHECK(with->samples == 2);
  CHECK(csv_refusal("a,b,c\n4,5,6\n", {.name = "t", .header = Header::no}) == "cell_not_a_number 1 1");
  CHECK(csv_refusal("1,2,3\n4,5,6\n", {.name = "t", .label_column = "x", .header = Header::no}) ==
        "label_without_header");
  CHECK(read_csv("1,2,3\n4,5,6\n", {.name = "t", .label_column = "1", .header = Header::no})->inputs ==
        Numbers{2, 5, 3, 6});
}

TEST_CASE("Columns without a name in the header get a plain one") {
  CHECK(read_csv(",width,kind\n1,2,a\n3,4,b\n", usual)->input_names == Names{"x1", "width"});
}

TEST_CASE("Missing values are counted, and the first of them are named") {
  const std::string_view text = "x,y,kind\n1,2,a\n?,NA,b\n3,null,\n5,-,b\nN/A,NaN,a\n7,8,b\n";
  const auto refused = read_csv(text, usual);
  REQUIRE(!refused);
  CHECK(refused.error().id == "cells_missing");
  const auto& arguments = refused.error().arguments;
  const auto has = [&](const std::string& key, const std::string& value) {
    return std::find(arguments.begin(), arguments.end(), std::pair(key, value)) != arguments.end();
  };
  CHECK(has("count", "7"));
  CHECK(has("row", "3"));
  CHECK(has("column", "1"));
  CHECK(has("value", "?"));
  CHECK(has("places", "(3, 1), (3, 2), (4, 2), (4, 3), (5, 2), (6, 1), (6, 2)"));
}
TEST_CASE("Of many missing values the first eight are named") {
  std::string text = "x,y,kind\n1,2,a\n2,3,b\n";
  for (int row = 0; row < 20; ++row) text += "1,,a\n";
  const auto refused = read_csv(text, usual);
  REQUIRE(!refused);
  for (const auto& [key, value] : refused.error().arguments)
    if (key == "places") CHECK(value == "(4, 2), (5, 2), (6, 2), (7, 2), (8, 2), (9, 2), (10, 2), (11, 2), …");
}

TEST_CASE("Rows with missing values can be left out") {
  const auto data = read_csv("x,y,kind\n1,2,a\n?,4,b\n3,4,\n5,,b\n7,8,b\n", {.name = "t", .missing = Missing::drop});
  REQUIRE(data);
  CHECK(data->inputs == Numbers{1, 7, 2, 8});
  CHECK(data->missing_cells == 3);
  CHECK(data->dropped_rows == 3);
  CHECK(read_csv("?,a\n?,b\n", {.name = "t", .missing = Missing::drop}).error().id == "no_complete_rows");
}

TEST_CASE("Missing values can become the mean of the training rows that have one") {
  auto data = read_csv("1,10,a\n?,20,b\n3,,a\n100,30,b\n4,5,\n", {.name = "t", .missing = Missing::mean});
  REQUIRE(data);
  REQUIRE(data->samples == 4);
  data->train_rows = {0, 1, 2};
  data->test_rows = {3};
  REQUIRE(fill(*data));
  CHECK(data->inputs == Numbers{1, 2, 3, 100, 10, 20, 15, 30});
  data = read_csv("?,a\n?,b\n3,a\n", {.name = "t", .missing = Missing::mean});
  data->train_rows = {0, 1};
  CHECK(fill(*data).error().id == "column_missing");
}

TEST_CASE("A minus sign and the word none can be labels") {
  CHECK(read_csv("1,+\n2,-\n", usual)->class_names == Names{"+", "-"});
  CHECK(read_csv("1,none\n2,some\n", usual)->class_names == Names{"none", "some"});
}

TEST_CASE("A column of words becomes an input for each of its words") {
  const auto data = read_csv("x,colour,y,kind\n1,red,5,a\n2,blue,6,b\n3,\"red\",7,a\n4,green,8,b\n", usual);
  REQUIRE(data);
  CHECK(data->input_names == Names{"x", "colour=blue", "colour=green", "colour=red", "y"});
  CHECK(data->inputs == Numbers{1, 2, 3, 4, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 5, 6, 7, 8});
  CHECK(data->targets == Numbers{0, 1, 0, 1});
}
TEST_CASE("Words stand beside numbers to predict, in any column, and the label may be words, too") {
  const auto data =
      read_csv("m,1,0.5\nf,2,0.7\nm,3,0.9\n", {.name = "t", .regression = true, .header = CsvOptions::Header::no});
  REQUIRE(data);
  CHECK(data->input_names == Names{"x1=f", "x1=m", "x2"});
  CHECK(data->inputs == Numbers{0, 1, 0, 1, 0, 1, 1, 2, 3});
}
TEST_CASE("A row whose word is missing is refused, left out, or has each word's share") {
  const std::string text = "x,colour,kind\n1,red,a\n2,,b\n3,blue,a\n4,red,b\n";
  CHECK(csv_refusal(text) == "cells_missing 3 2");
  const auto without = read_csv(text, {.name = "t", .missing = Missing::drop});
  REQUIRE(without);
  CHECK(without->inputs == Numbers{1, 3, 4, 0, 1, 0, 1, 0, 1});
  auto filled = read_csv(text, {.name = "t", .missing = Missing::mean});
  REQUIRE(filled);
  filled->train_rows = {0, 1, 2};
  REQUIRE(fill(*filled));
  CHECK(filled->inputs == Numbers{1, 2, 3, 4, 0, 0.5, 1, 0, 1, 0.5, 0, 1});
}
TEST_CASE("A column whose words all stand behind the rows that are taken has no values") {
  auto data = read_csv("x,w,k\n1,,a\n2,,b\n3,red,a\n4,red,b\n", {.name = "t", .missing = Missing::mean, .limit = 2});
  REQUIRE(data);
  CHECK(data->input_names == Names{"x", "w"});
  data->train_rows = {0, 1};
  CHECK(fill(*data).error().id == "column_missing");
}
TEST_CASE("More words than an input can have are refused, and so are words where numbers are to be predicted") {
  std::string text = "x,name,kind\n";
  for (int i = 0; i < 33; ++i) text += "1,n" + std::to_string(i) + (i % 2 ? ",a\n" : ",b\n");
  const auto refused = read_csv(text, usual);
  REQUIRE(!refused);
  CHECK(refused.error().id == "too_many_words");
  CHECK(refused.error().arguments[0].second == "2");
  CHECK(read_csv(text.substr(0, text.rfind("1,n")), usual));
  CHECK(csv_refusal("x,y\n1,low\n2,high\n", {.name = "t", .regression = true}) == "label_of_words 2 2");
}
TEST_CASE("A column of words is told from one wrong cell") {
  const CsvOptions numbers_only{.name = "t", .one_hot = false};
  CHECK(csv_refusal("x,colour,kind\n1,red,a\n2,blue,b\n3,red,a\n", numbers_only) == "column_of_words 2 2");
  CHECK(csv_refusal("x,y,kind\n1,2,a\n2,blue,b\n3,4,a\n") == "cell_not_a_number 3 2");
}

TEST_CASE("Files that are no text in UTF-8 are refused in words") {
  using namespace std::string_literals;
  CHECK(csv_refusal("\xFF\xFEx\0,\0"s) == "file_utf16");
  CHECK(csv_refusal("\xFE\xFF\0x\0,"s) == "file_utf16");
  CHECK(csv_refusal("\x1F\x8B\x08\0"s) == "file_compressed");
  CHECK(csv_refusal("PK\x03\x04\0"s) == "file_compressed");
  CHECK(csv_refusal("1,2\n\0\0"s) == "file_binary");
}

TEST_CASE("The first rows alone can be asked for, and the others are not looked at") {
  CHECK(read_csv("1,a\n2,b\n3,c\nx\n", {.name = "t", .limit = 2})->samples == 2);
  CHECK(read_csv("x,k\n1,a\n\n2,b\n", {.name = "t", .limit = 9})->samples == 2);
}

TEST_CASE("A table is the same however its text is cut into pieces") {
  const std::string text =
      "\xEF\xBB\xBF\"first, \"\"x\"\"\",second,kind\r\n1.25,-2e3,\"one\ntwo\"\r\n\r\n 3 ,4,b\r\n12345678901234567,.5, "
      "b \r\n"
      "\"7\",\"8\",\"\"\"\"\r\n5,6,\xE7\xB1\xBB";
  const auto whole = read_csv(text, usual);
  REQUIRE(whole);
  CHECK(whole->samples == 5);
  // The first 64 kB wait for each other: a longer text is cut behind them, too.
  const std::string long_text = [&] {
    std::string longer = text;
    while (longer.size() < 80000) longer += "\r\n1,2,\"b\"\r\n5,6,\"one\ntwo\"";
    return longer;
  }();
  const auto long_whole = read_csv(long_text, usual);
  for (const std::size_t piece : {1, 2, 3, 7, 64, 1000}) {
    for (const auto& [one, expected] : {std::pair(&text, &whole), std::pair(&long_text, &long_whole)}) {
      CsvReader reader(usual);
      for (std::size_t at = 0; at < one->size(); at += piece)
        REQUIRE(reader.feed(std::string_view(*one).substr(at, piece)));
      const auto data = reader.finish();
      REQUIRE(data);
      CHECK(data->inputs == (*expected)->inputs);
      CHECK(data->targets == (*expected)->targets);
      CHECK(data->class_names == (*expected)->class_names);
    }
  }
}

TEST_CASE("A quote that never closes is found without keeping the whole file") {
  std::string text = "x,kind\n1,a\n\"2,b\n";
  while (text.size() < 20'000'000) text += "1,a\n2,b\n3,a\n";
  CsvReader reader(usual);
  std::size_t fed = 0;
  for (; fed < text.size() && reader.feed(std::string_view(text).substr(fed, 1 << 20)); fed += 1 << 20) {
  }
  CHECK(fed < text.size());
  CHECK(reader.finish().error().id == "unclosed_quote");
}

TEST_CASE("A reader that has refused gives the same refusal again") {
  CsvReader reader(usual);
  std::string text = "1,2,a\n3,4,b\nx,5,a\n";
  text += std::string(70000, '\n');
  const auto first = reader.feed(text);
  REQUIRE(!first);
  CHECK(reader.feed("1,2,a\n").error().id == first.error().id);
  CHECK(reader.finish().error().id == "cell_not_a_number");
}

TEST_CASE("More numbers than allowed are refused with the row") {
  std::string text;
  for (int row = 0; row < 20000; ++row) text += "1,2,3,a\n4,5,6,b\n";
  CHECK(csv_refusal(text, {.name = "t", .most_bytes = 1 << 20}).starts_with("data_too_large "));
  CHECK(csv_refusal(text, {.name = "t", .most_bytes = 2 << 20}) == "taken");
}
