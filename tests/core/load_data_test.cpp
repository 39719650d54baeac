#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/data/scaling.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

Result<Dataset> load(const DataSpec& spec, std::uint64_t seed = 1) { return load_data(spec, seed, ShippedFiles{}); }

double mean_of_input(const Dataset& data, std::size_t i) {
  double sum = 0;
  for (const std::uint32_t row : data.train_rows) sum += data.input(i, row);
  return sum / static_cast<double>(data.train_rows.size());
}

}  // namespace

TEST_CASE("The same seed gives the same points; another seed, or noise, gives others") {
  const DataSpec spec{.kind = "gauss"};
  CHECK(load(spec, 1)->inputs == load(spec, 1)->inputs);
  CHECK(load(spec, 1)->inputs != load(spec, 2)->inputs);
  CHECK(load({.kind = "spiral", .noise = 0}, 1)->inputs != load({.kind = "spiral", .noise = 0.1}, 1)->inputs);
}

TEST_CASE("Iris has three classes of 50 and four inputs") {
  const auto data = load({.kind = "iris"});
  REQUIRE(data);
  CHECK(data->input_count() == 4);
  CHECK(data->class_names == std::vector<std::string>{"setosa", "versicolor", "virginica"});
  for (const double c : {0.0, 1.0, 2.0}) CHECK(std::count(data->targets.begin(), data->targets.end(), c) == 50);
}

TEST_CASE("Of any data some columns can be the inputs") {
  const auto all = load({.kind = "iris"}), some = load({.kind = "iris", .columns = {"petal_width_(cm)", "3"}});
  REQUIRE(some);
  CHECK(some->input_names == std::vector<std::string>{"petal_length_(cm)", "petal_width_(cm)"});
  CHECK(some->input(1, 77) == all->input(3, 77));
  CHECK(some->train_rows == all->train_rows);
  const DataSpec own{.kind = "inline", .columns = {"1", "x3"}, .inputs = {{1, 2, 3}, {4, 5, 6}}, .targets = {0, 1}};
  CHECK(load(own)->inputs == std::vector<double>{1, 4, 3, 6});
  CHECK(load(own)->input_names == std::vector<std::string>{"x1", "x3"});
  DataSpec wrong = own;
  wrong.columns = {"4"};
  CHECK(load(wrong).error().id == "unknown_column");
  CHECK(load({.kind = "xor", .columns = {"x2"}, .features = {"x^2"}})->input_names == std::vector<std::string>{"x^2"});
}

TEST_CASE("Digits have ten classes and 64 inputs") {
  const auto data = load({.kind = "digits"});
  REQUIRE(data);
  CHECK(data->samples == 1797);
  CHECK(data->input_count() == 64);
  CHECK(data->class_count() == 10);
}

TEST_CASE("The split takes the same share of every class and every row once") {
  const auto data = load({.kind = "iris", .test_share = 0.3});
  std::set<std::uint32_t> all(data->train_rows.begin(), data->train_rows.end());
  all.insert(data->test_rows.begin(), data->test_rows.end());
  CHECK(all.size() == 150);
  CHECK(data->train_rows.size() == 105);
  for (const double c : {0.0, 1.0, 2.0})
    CHECK(std::count_if(data->test_rows.begin(), data->test_rows.end(),
                        [&](auto row) { return data->target(row) == c; }) == 15);
}

TEST_CASE("An explicit split is taken as it is; rows that are not there or come twice are refused") {
  DataSpec spec{.kind = "iris"};
  spec.train_rows = {140, 2, 77};
  CHECK(load(spec)->train_rows == spec.train_rows);
  CHECK(load(spec)->test_rows.empty());
  spec.test_rows = {2};
  CHECK(load(spec).error().id == "row_twice");
  spec.test_rows = {150};
  CHECK(load(spec).error().field == "data.test_rows[0]");
}

TEST_CASE("Where only test rows are given, all others train") {
  DataSpec spec{.kind = "iris"};
  spec.test_rows = {0, 1};
  CHECK(load(spec)->train_rows.size() == 148);
}

TEST_CASE("Standardised inputs have mean 0 and deviation 1 over the training rows alone") {
  const auto data = load({.kind = "iris", .scaling = "standardise"});
  for (std::size_t i = 0; i < 4; ++i) {
    double squares = 0;
    for (const std::uint32_t row : data->train_rows) squares += data->input(i, row) * data->input(i, row);
    CHECK(std::abs(mean_of_input(*data, i)) < 1e-12);
    CHECK(squares / 105 == doctest::Approx(1));
  }
}

TEST_CASE("Scaled inputs fill their interval over the training rows, and test values may lie outside") {
  const auto check = [](const std::string& scaling, double low, double high) {
    const auto data = load({.kind = "iris", .test_share = 0.9, .scaling = scaling});
    REQUIRE(data);
    double most = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      std::vector<double> trained;
      for (const std::uint32_t row : data->train_rows) trained.push_back(data->input(i, row));
      CHECK(*std::min_element(trained.begin(), trained.end()) == low);
      CHECK(*std::max_element(trained.begin(), trained.end()) == high);
      for (const std::uint32_t row : data->test_rows) most = std::max(most, data->input(i, row));
    }
    CHECK(most > high);
  };
  check("unit_interval", 0, 1);
  check("signed_interval", -1, 1);
}

TEST_CASE("Scaling looks at the training rows alone") {
  for (const Scaling& scaling : scalings()) {
    DataSpec spec{.kind = "inline", .test_share = 0, .scaling = std::string(scaling.id)};
    spec.inputs = {{5, 1}, {7, 2}, {100, -100}};
    spec.targets = {0, 1, 0};
    spec.test_rows = {2};
    const auto one = load(spec);
    spec.inputs[2] = {-3, 1e6};
    const auto other = load(spec);
    for (const std::uint32_t row : {0U, 1U})
      for (std::size_t i = 0; i < 2; ++i) CHECK(one->input(i, row) == other->input(i, row));
  }
}

TEST_CASE("Columns that no double can scale are refused by name") {
  DataSpec spec{.kind = "inline", .test_share = 0, .scaling = "unit_interval"};
  spec.inputs = {{1, -1e308}, {2, 1e308}};
  spec.targets = {0, 1};
  CHECK(load(spec).error().id == "cannot_scale");
  CHECK(load(spec).error().arguments[0].second == "x2");
}

TEST_CASE("A constant input is only shifted by scaling") {
  for (const Scaling& scaling : scalings().subspan(1)) {
    DataSpec spec{.kind = "inline", .test_share = 0, .scaling = std::string(scaling.id)};
    spec.inputs = {{5}, {5}, {5}};
    spec.targets = {0, 1, 0};
    CHECK(load(spec)->inputs == std::vector<double>{0, 0, 0});
  }
}

TEST_CASE("A file that is not there is named") {
  CHECK(load({.kind = "csv", .file = "none.csv"}).error().field == "none.csv");
}
