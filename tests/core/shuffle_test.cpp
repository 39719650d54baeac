#include "core/network/shuffle.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <vector>

using namespace gradlab;

TEST_CASE("An epoch's shuffle gives every order about equally often, of an even and of an odd number of rows") {
  for (const std::uint32_t count : {4U, 5U}) {
    CAPTURE(count);
    std::map<std::vector<std::uint32_t>, int> seen;
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    const int orders = count == 4 ? 24 : 120;
    constexpr int each = 400;
    Rng rng(11);
    for (int i = 0; i < orders * each; ++i) {
      shuffle_quickly<std::uint32_t>(order, rng);
      ++seen[order];
    }
    CHECK(seen.size() == static_cast<std::size_t>(orders));
    double chi_squared = 0;
    for (const auto& [unused, times] : seen) chi_squared += std::pow(times - each, 2) / each;
    // Of orders - 1 degrees of freedom; five deviations above its mean.
    CHECK(chi_squared < orders - 1 + 5 * std::sqrt(2.0 * (orders - 1)));
  }
}

TEST_CASE("No row, one row and two rows are shuffled, too") {
  Rng rng(12);
  std::vector<std::uint32_t> none;
  shuffle_quickly<std::uint32_t>(none, rng);
  CHECK(none.empty());
  std::vector<std::uint32_t> one{7};
  shuffle_quickly<std::uint32_t>(one, rng);
  CHECK(one == std::vector<std::uint32_t>{7});
  int turned = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::vector<std::uint32_t> two{1, 2};
    shuffle_quickly<std::uint32_t>(two, rng);
    turned += two.front() == 2;
  }
  CHECK(std::abs(turned - 5000) < 250);
}

TEST_CASE("Random bits that stand for no place are drawn again") {
  // 2^32 = 3 * 1431655765 + 1: of all bits, one has to go.
  const Rng fresh(13);
  Rng rng = fresh;
  CHECK(place_below(3, 1, rng) == 0);
  CHECK(place_below(3, 0xffffffff, rng) == 2);
  CHECK(rng == fresh);
  CHECK(place_below(3, 0, rng) < 3);
  CHECK(rng != fresh);
  // Of 3 * 2^30 places, a quarter of all bits has to go; were it kept, every third place would come twice as often.
  std::array<int, 3> counts{};
  for (int i = 0; i < 30'000; ++i) {
    const auto bits = static_cast<std::uint32_t>(rng.next() >> 32);
    const std::uint32_t place = place_below(3U << 30, bits, rng);
    CHECK(place < 3U << 30);
    ++counts[place % 3];
  }
  for (const int count : counts) CHECK(std::abs(count - 10'000) < 500);
}
