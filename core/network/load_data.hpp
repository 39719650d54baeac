#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "core/data/dataset.hpp"
#include "core/network/data_files.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// Generates or reads what the spec names, splits it, makes the features and scales. Without explicit rows the test set
/// is drawn by the seed, from each class the same share; both sets are then in the order of the rows.
Result<Dataset> load_data(const DataSpec& data, std::uint64_t seed, const DataFiles& files);

/// The same bit by bit, for files that take longer than a frame. To cancel is to let it go: nothing else knows of it.
///   auto loading = DataLoading::begin(spec.data, spec.seed, files);
///   … each frame: auto done = loading->advance(1 << 20); show(loading->progress());
///   … when *done: auto data = loading->finish();
/// A step of a megabyte takes some milliseconds (tests/bench/loading_steps).
class DataLoading {
 public:
  static Result<DataLoading> begin(const DataSpec& data, std::uint64_t seed, const DataFiles& files);
  DataLoading(DataLoading&&) noexcept;
  DataLoading& operator=(DataLoading&&) noexcept;
  ~DataLoading();

  /// Reads about so many bytes more, or does as much of what comes after the reading; true when all is done.
  Result<bool> advance(std::size_t bytes);
  double progress() const;     ///< 0 … 1; while bytes are read whose number is not known, 0
  std::uint64_t size() const;  ///< bytes of the files; 0: not known, or nothing is read
  Result<Dataset> finish();    ///< what is left to do, and the data. Once

 private:
  struct State;
  explicit DataLoading(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace gradlab
