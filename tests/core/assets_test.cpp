#include "assets/assets.hpp"

#include <doctest/doctest.h>

using namespace gradlab;

TEST_CASE("files compiled into the program are found by name") {
  CHECK(assets::find("strings/en.json").starts_with("{"));
  CHECK(assets::find("strings/zh.json").starts_with("{"));
  CHECK(assets::find("data/iris.csv").size() == 2634);
  CHECK(assets::find_data("data/digits.csv").size() == 265358);
}

TEST_CASE("a name that is not compiled in gives nothing") {
  CHECK(assets::find("").empty());
  CHECK(assets::find("data/digits.csv").empty());
  CHECK(assets::find_data("iris.csv").empty());
}
