#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace gradlab {

/// One of several parts of a sweep: trials index, index + count, index + 2 count …
struct Shard {
  std::size_t index = 0;  ///< from 0
  std::size_t count = 1;

  bool has(std::size_t trial) const { return trial % count == index; }
  /// "3-of-8", counted from 1: for names of files.
  std::string name() const { return std::to_string(index + 1) + "-of-" + std::to_string(count); }
};

/// "3/8", counted from 1. Refuses anything else ("not_a_shard").
Result<Shard> parse_shard(std::string_view text);

/// Environment variables by name; null where one is not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;

/// What an engine says of this process: SLURM_ARRAY_TASK_ID with _COUNT (and _MIN and _STEP, where the array does not
/// begin at 0), OMPI_COMM_WORLD_RANK with _SIZE, JOB_COMPLETION_INDEX with JOB_COMPLETIONS. Several at once, such as
/// mpirun in an array, multiply. Empty where none says anything; refuses half of a pair and numbers that do not fit.
Result<std::optional<Shard>> shard_of_environment(const Environment& environment);

}  // namespace gradlab
