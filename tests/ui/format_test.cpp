#include "shell/ui/format.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

namespace gradlab::ui::test {

TEST_CASE("readouts keep their width and use the minus sign") {
  CHECK(readout(0.6224593) == "0.622");
  CHECK(readout(-1.5) == "\u22121.500");
  CHECK(readout(27.1) == "27.10");
  CHECK(readout(1.2345e-5) == "1.2e\u22125");
  CHECK(readout(0) == "0.000");
}

TEST_CASE("a negative number that rounds to nothing has no sign") { CHECK(fixed(-0.0001, 2) == "0.00"); }

TEST_CASE("compact numbers have no needless zeros") {
  CHECK(compact(0.05) == "0.05");
  CHECK(compact(16) == "16");
  CHECK(compact(-2.5) == "\u22122.5");
  CHECK(compact(1e-5) == "1e\u22125");
  CHECK(compact(0.1 + 0.2) == "0.3");
}

TEST_CASE("what is not finite is a word of mathematics") {
  CHECK(readout(std::nan("")) == "NaN");
  CHECK(compact(-std::numeric_limits<double>::infinity()) == "\u2212\u221E");
}

TEST_CASE("thousands are grouped") {
  CHECK(grouped(2700) == "2,700");
  CHECK(grouped(-1234567) == "\u22121,234,567");
  CHECK(grouped(999) == "999");
}

TEST_CASE("shares are percents") { CHECK(percent(0.9583) == "95.8 %"); }

TEST_CASE("typed numbers are understood with minus sign, comma and fraction") {
  double value = 0;
  CHECK((parse_number("\u22121,5", value) && value == -1.5));
  CHECK((parse_number(" 1e-3 ", value) && value == 0.001));
  CHECK((parse_number("1/4", value) && value == 0.25));
}

TEST_CASE("what is no number leaves the value alone") {
  double value = 7;
  for (const char* const text : {"", "x", "nan", "inf", "1e999", "1/0", "0x10", "1 2 3e", "--2"}) {
    CHECK_FALSE(parse_number(text, value));
    CHECK(value == 7);
  }
}

}  // namespace gradlab::ui::test
