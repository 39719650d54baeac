#include "core/base/param.hpp"

#include <doctest/doctest.h>

#include <array>
#include <limits>

namespace {

using namespace gradlab;

constexpr std::array param_specs{ParamSpec{"alpha", 0.5, 0, 1}, ParamSpec{"k", 2, 1, 8, ParamKind::whole},
                                 ParamSpec{"temperature", 1, 0, 9, ParamKind::real, false, false, true}};

std::string param_refusal(const ParamValues& given) {
  const Result<std::vector<double>> result = resolve_params(param_specs, given, "here");
  return result ? "" : result.error().id + " " + result.error().field;
}

}  // namespace

TEST_CASE("Parameters that are not given take their initial value, in the row's order") {
  const Result<std::vector<double>> values = resolve_params(param_specs, {{"k", 3}}, "here");
  REQUIRE(values);
  CHECK(*values == std::vector<double>{0.5, 3, 1});
}

TEST_CASE("A parameter that cannot be is refused with its field and reason") {
  CHECK(param_refusal({{"beta", 1}}) == "unknown_param here.beta");
  CHECK(param_refusal({{"alpha", 2}}) == "out_of_range here.alpha");
  CHECK(param_refusal({{"alpha", std::numeric_limits<double>::quiet_NaN()}}) == "not_finite here.alpha");
  CHECK(param_refusal({{"k", 2.5}}) == "not_whole here.k");
  CHECK(param_refusal({{"temperature", 0}}) == "out_of_range_above here.temperature");
}

TEST_CASE("A refusal names the value and the range") {
  const Result<std::vector<double>> result = resolve_params(param_specs, {{"alpha", -3}}, "here");
  REQUIRE(!result);
  CHECK(result.error().arguments[0].second == "-3");
  CHECK(result.error().arguments[2].second == "1");
}
