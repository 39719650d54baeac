#pragma once

#include <cstddef>
#include <vector>

#include "core/base/block.hpp"
#include "tests/core/golden.hpp"

namespace gradlab::test {

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

}  // namespace gradlab::test
