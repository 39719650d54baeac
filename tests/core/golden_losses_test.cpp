#include <doctest/doctest.h>

#include <string>

#include "core/losses/loss.hpp"
#include "tests/core/golden.hpp"
#include "tests/core/matrix.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

template <class T>
void check_loss(const nlohmann::json& entry, double relative, double floor) {
  const Loss<T>& row = *find_loss<T>(entry["id"].get<std::string>());
  const std::vector<T> params = narrowed<T>(*resolve_params(row.params, params_of(entry["params"]), ""));
  const std::size_t units = entry["prediction"][0].size();
  Matrix<T> prediction = matrix<T>(entry["prediction"], units), target = matrix<T>(entry["target"], units);
  Matrix<T> exact = matrix<T>(entry["gradient"], units), d(units, exact.samples);
  const double value = static_cast<double>(row.value(prediction.block(), target.block(), params));
  row.gradient(prediction.block(), target.block(), params, d.block());
  CAPTURE(std::string(row.id));
  CHECK(is_close(value, entry["value"], relative, floor));
  for (std::size_t i = 0; i < d.values.size(); ++i) {
    CHECK(is_close(static_cast<double>(d.values[i]), static_cast<double>(exact.values[i]), relative, floor));
  }
}

}  // namespace

TEST_CASE("Losses and their gradients agree with the reference values") {
  for (const nlohmann::json& entry : golden("losses.json")) check_loss<double>(entry, 1e-12, 1e-323);
}

TEST_CASE("Losses in float agree with the reference values to float accuracy") {
  for (const nlohmann::json& entry : golden("losses.json")) check_loss<float>(entry, 2e-6, 1e-7);
}

TEST_CASE("Every loss has reference values") {
  const nlohmann::json reference = golden("losses.json");
  for (const Loss<double>& row : losses<double>()) {
    bool found = false;
    for (const nlohmann::json& entry : reference) found = found || entry["id"] == std::string(row.id);
    CHECK_MESSAGE(found, std::string(row.id));
  }
}
