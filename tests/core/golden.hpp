#pragma once

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/param.hpp"

namespace gradlab::test {

/// A reference file of tests/golden (made by generate.py there).
inline nlohmann::json golden(const std::string& name, const std::string& folder = GRADLAB_GOLDEN) {
  std::ifstream file(folder + "/" + name);
  return nlohmann::json::parse(file, nullptr, false);
}

inline ParamValues params_of(const nlohmann::json& object) {
  ParamValues values;
  for (const auto& [id, value] : object.items()) {
    if (value.is_number()) values[id] = value.get<double>();
  }
  return values;
}

/// null, where the function has no derivative, becomes NaN.
inline std::vector<double> column(const nlohmann::json& list) {
  std::vector<double> values;
  for (const nlohmann::json& value : list) values.push_back(value.is_null() ? std::nan("") : value.get<double>());
  return values;
}

template <class T>
std::vector<T> narrowed(const std::vector<double>& values) {
  std::vector<T> result;
  for (const double value : values) result.push_back(static_cast<T>(value));
  return result;
}

/// Relative, and absolute under `floor`.
inline bool is_close(double computed, double exact, double relative, double floor) {
  return std::isnan(exact) || std::abs(computed - exact) <= relative * std::abs(exact) + floor;
}

}  // namespace gradlab::test
