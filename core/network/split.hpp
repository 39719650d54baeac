#pragma once

#include <cstdint>

#include "core/base/stepwise.hpp"
#include "core/data/dataset.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// Stages that fill train_rows and test_rows. They refuse explicit rows that are not there or named twice. `into` and
/// `spec` stay where they are until the work is over.
void split_data(Stepwise& work, Dataset& into, const DataSpec& spec, std::uint64_t seed);

}  // namespace gradlab
