#include "core/base/rng.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

using gradlab::Rng;

TEST_CASE("The same seed gives the same numbers, another seed or stream gives others") {
  Rng a(42), b(42), c(43), d(42, 1);
  const std::uint64_t first = a.next();
  CHECK(first == b.next());
  CHECK(first != c.next());
  CHECK(first != d.next());
}

TEST_CASE("Copying a generator forks its stream") {
  Rng a(1);
  a.normal();
  Rng b = a;
  CHECK(a == b);
  CHECK(a.normal() == b.normal());
}

TEST_CASE("Normal draws have mean 0, variance 1 and the right share within one deviation") {
  Rng rng(3);
  double sum = 0, squares = 0;
  int within = 0;
  constexpr int count = 200'000;
  for (int i = 0; i < count; ++i) {
    const double x = rng.normal();
    sum += x, squares += x * x, within += std::abs(x) < 1;
  }
  CHECK(std::abs(sum / count) < 0.01);
  CHECK(std::abs(squares / count - 1) < 0.02);
  CHECK(std::abs(static_cast<double>(within) / count - 0.6827) < 0.005);
}

TEST_CASE("below(n) reaches every number under n about equally often") {
  Rng rng(4);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70'000; ++i) ++counts[static_cast<std::size_t>(rng.below(7))];
  for (const int count : counts) CHECK(std::abs(count - 10'000) < 500);
}

TEST_CASE("Uniform numbers stay within their bounds") {
  Rng rng(5);
  for (int i = 0; i < 10'000; ++i) {
    const double x = rng.uniform(-2, 3);
    CHECK((x >= -2 && x < 3));
  }
}
