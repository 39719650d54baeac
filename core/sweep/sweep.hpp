#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/spec/spec.hpp"
#include "core/sweep/json_path.hpp"

namespace gradlab {

/// What one field of the spec runs through. The values of a grid, or what random settings are drawn from.
struct SweepAxis {
  enum class Kind { values, linear, log, integer };

  JsonPath path;
  Kind kind = Kind::values;
  std::vector<nlohmann::json> values;  ///< kind values; of a grid: of every kind
  double low = 0, high = 1;            ///< the other kinds: both ends belong to it
};

/// Many trainings around one spec, from JSON:
///   {"base": SPEC, "seeds": [1, 2, 3], "scalar": "float",
///    "vary": [{"path": "optimizer.lr", "log": [1e-4, 1], "count": 5},
///             {"path": "layers[*].activation", "values": ["relu", "tanh"]}],
///    "random": {"settings": 20, "seed": 1}}
/// Without "random" every combination is a setting, the last of "vary" changing fastest; "linear", "log" and "integer"
/// then need a "count" of evenly spaced values. With it, so many settings are drawn. "seeds": a list, or how many from
/// the base's on; left out: the base's. Fields are set in the order of "vary".
/// A trial is a setting with a seed: trial t has setting t / seeds and seed t % seeds.
class Sweep {
 public:
  static constexpr std::size_t most_trials = 1'000'000;

  /// Refuses what is no sweep, a field that a spec does not have, and values that a spec refuses. Then the error is the
  /// spec's own, with two more arguments: "trial" and "settings", the values as JSON.
  static Result<Sweep> parse(std::string_view json);

  std::size_t trials() const { return settings() * seeds_.size(); }
  std::size_t settings() const { return settings_; }
  std::size_t setting_of(std::size_t trial) const { return trial / seeds_.size(); }
  std::uint64_t seed_of(std::size_t trial) const { return seeds_[trial % seeds_.size()]; }
  const std::vector<std::uint64_t>& seeds() const { return seeds_; }
  const std::vector<SweepAxis>& axes() const { return axes_; }
  bool in_double() const { return in_double_; }

  /// The value of every axis, in their order.
  std::vector<nlohmann::json> values_of(std::size_t setting) const;
  /// The same as an object of paths and values.
  nlohmann::ordered_json described(std::size_t setting) const;
  Result<Spec> spec_of(std::size_t trial) const;

  /// 64 bits as hexadecimal digits, of all that decides the numbers of a trial: sweeps with the same fingerprint have
  /// the same trials. (What a file of data holds is not read for it: DataContents.)
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  nlohmann::json base_;
  std::vector<SweepAxis> axes_;
  std::vector<std::uint64_t> seeds_;
  std::size_t settings_ = 1;
  std::vector<std::vector<nlohmann::json>> drawn_;  ///< of random settings
  bool in_double_ = false;
  std::string fingerprint_;

  friend class SweepReader;
};

/// A hash as 16 hexadecimal digits.
std::string hex(std::uint64_t value);

}  // namespace gradlab
