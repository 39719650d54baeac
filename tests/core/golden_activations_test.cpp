#include <doctest/doctest.h>

#include <string>
#include <type_traits>

#include "core/activations/activation.hpp"
#include "tests/core/golden.hpp"
#include "tests/core/row_values.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

// double: 1e-12 relative, also where the value is denormal (give or take two of its last places).
// float: results under 1e-30 may be 0, as in training; f' of sigmoid and tanh comes from f, to 7e-7 absolute.
template <class T>
constexpr bool is_float = std::is_same_v<T, float>;
template <class T>
constexpr double relative = is_float<T> ? 2e-6 : 1e-12;
template <class T>
constexpr double floor_of = is_float<T> ? 7e-7 : 1e-323;

template <class T>
void check_column(const std::string& name, const std::vector<double>& x, const std::vector<T>& computed,
                  const std::vector<double>& exact) {
  REQUIRE(computed.size() == exact.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double value = static_cast<double>(computed[i]);
    CHECK_MESSAGE(is_close(value, exact[i], relative<T>, floor_of<T>), name, " at ", x[i], ": ", value, " for ",
                  exact[i]);
  }
}

template <class T>
void check_row(const nlohmann::json& entry, const std::vector<double>& x) {
  const std::string name = entry["id"].get<std::string>() + entry["params"].dump();
  const Activation<T>& row = *find_activation<T>(entry["id"].get<std::string>());
  const std::vector<T> params = narrowed<T>(*resolve_params(row.params, params_of(entry["params"]), "")),
                       at = narrowed<T>(x);
  check_column(name, x, f_of(row, at, params), column(entry["f"]));
  check_column(name + " f'", x, derivative_of(row, 1, at, params), column(entry["df"]));
  check_column(name + " f''", x, derivative_of(row, 2, at, params), column(entry["d2f"]));
  for (std::size_t p = 0; p < row.params.size(); ++p) {
    const std::string param(row.params[p].id);
    check_column(name + " by " + param, x, param_derivative_of(row, p, at, params), column(entry["dparam"][param]));
  }
}

}  // namespace

TEST_CASE_TEMPLATE("Activations, their slopes and curvatures agree with the reference values", T, float, double) {
  const nlohmann::json reference = golden("activations.json");
  REQUIRE(!reference.is_discarded());
  const std::vector<double> x = column(reference["x"]);
  for (const nlohmann::json& entry : reference["rows"]) check_row<T>(entry, x);
}

TEST_CASE("Every reference is of an activation, and a scalar activation without one is named") {
  const nlohmann::json reference = golden("activations.json");
  for (const nlohmann::json& entry : reference["rows"])
    CHECK(find_activation<double>(entry["id"].get<std::string>()) != nullptr);
  for (const Activation<double>& row : activations<double>()) {
    bool found = row.mixes();
    for (const nlohmann::json& entry : reference["rows"]) found = found || entry["id"] == std::string(row.id);
    WARN_MESSAGE(found, std::string(row.id), " has no reference values: add it to tests/golden/activations.py");
  }
}
