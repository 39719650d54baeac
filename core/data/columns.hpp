// Which columns of a table become inputs.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/data/dataset.hpp"

namespace gradlab {

/// "3" as an index from 0, if there are so many columns.
std::optional<std::size_t> column_number(std::string_view text, std::size_t columns);

/// For each column whether it is wanted. wanted: names, else numbers from 1; none: all but the label. names: one for
/// each column, empty where it has none. Refuses what no column is called, the label, and a column that is named twice;
/// `field` is where the columns are.
Result<std::vector<bool>> chosen_columns(const std::vector<std::string>& wanted, const std::vector<std::string>& names,
                                         std::optional<std::size_t> label, const std::string& field);

/// Takes the other inputs out of data that have no words among them. On refusal nothing is changed.
Result<Done> keep_columns(Dataset& data, const std::vector<std::string>& wanted);

}  // namespace gradlab
