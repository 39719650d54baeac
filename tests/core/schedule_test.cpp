#include "core/schedules/schedule.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

double factor(std::string_view id, std::uint64_t epoch, const std::vector<double>& params) {
  return gradlab::find_schedule(id)->factor(epoch, params);
}

}  // namespace

TEST_CASE("Every schedule's factor stays in 0 … 1 with its initial parameters") {
  for (const gradlab::Schedule& row : gradlab::schedules()) {
    std::vector<double> params;
    for (const gradlab::ParamSpec& spec : row.params) params.push_back(spec.initial);
    for (std::uint64_t epoch = 0; epoch < 500; ++epoch) {
      CAPTURE(std::string(row.id));
      CHECK(row.factor(epoch, params) >= 0);
      CHECK(row.factor(epoch, params) <= 1);
    }
  }
}

TEST_CASE("The step schedule takes a stair every so many epochs") {
  CHECK(factor("step", 29, {30, 0.1}) == 1);
  CHECK(factor("step", 30, {30, 0.1}) == 0.1);
  CHECK(factor("step", 60, {30, 0.1}) == doctest::Approx(0.01));
}

TEST_CASE("The cosine schedule starts at 1, is half way in the middle and ends at its floor") {
  CHECK(factor("cosine", 0, {100, 0.1}) == 1);
  CHECK(factor("cosine", 50, {100, 0.1}) == doctest::Approx(0.55));
  CHECK(factor("cosine", 100, {100, 0.1}) == doctest::Approx(0.1));
  CHECK(factor("cosine", 900, {100, 0.1}) == doctest::Approx(0.1));
}

TEST_CASE("Warm-up rises evenly to the full rate and stays there") {
  CHECK(factor("warmup", 0, {4, 0.2}) == 0.2);
  CHECK(factor("warmup", 2, {4, 0.2}) == doctest::Approx(0.6));
  CHECK(factor("warmup", 9, {4, 0.2}) == 1);
}
