#pragma once

#include <cstdint>

#include "core/base/result.hpp"
#include "core/data/dataset.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// Fills train_rows and test_rows. Refuses explicit rows that are not there or named twice.
Result<Done> split_data(Dataset& into, const DataSpec& spec, std::uint64_t seed);

}  // namespace gradlab
