#include <doctest/doctest.h>

#include <string>

#include "core/losses/loss.hpp"
#include "tests/core/golden.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// The file's rows are samples; a block's are units.
template <class T>
struct Matrix {
  std::size_t units = 0, samples = 0;
  std::vector<T> values;

  Matrix(std::size_t unit_count, std::size_t sample_count)
      : units(unit_count), samples(sample_count), values(units * samples) {}
  Block<T> block() { return {values.data(), units, samples, samples}; }
};

template <class T>
Matrix<T> matrix(const nlohmann::json& rows, std::size_t units) {
  Matrix<T> result(units, rows.size());
  for (std::size_t s = 0; s < rows.size(); ++s) {
    for (std::size_t u = 0; u < units; ++u) {
      const bool index = !rows[s].is_array();
      const double value = index ? (rows[s].get<std::size_t>() == u ? 1.0 : 0.0) : rows[s][u].get<double>();
      result.block().at(u, s) = static_cast<T>(value);
    }
  }
  return result;
}

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
