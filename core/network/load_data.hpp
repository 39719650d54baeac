#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/data/dataset.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// Where the bytes of data sets come from: the program's own assets, a file, a browser's upload.
struct DataFiles {
  virtual ~DataFiles() = default;
  /// name: "iris" or "digits", or for kind csv what the spec gives as its file.
  virtual Result<std::string> read(std::string_view name) const = 0;
};

/// Generates or reads what the spec names, splits it, makes the features and scales. Without explicit rows the test set
/// is drawn by the seed, from each class the same share; both sets are then in the order of the rows.
Result<Dataset> load_data(const DataSpec& data, std::uint64_t seed, const DataFiles& files);

}  // namespace gradlab
