// Which columns of a table the network takes. No ImGui here.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/spec/spec.hpp"

namespace gradlab::ui {

struct PlaygroundState;

/// A column that can be an input.
struct TableColumn {
  std::string number;  // from 1, as data.columns has it
  std::string name;    // for people; empty: none
  bool taken = true;
};

/// The columns of the table looked at last: a header is not read in every frame.
struct TableColumns {
  DataSpec data;
  std::shared_ptr<const std::string> text;
  std::vector<TableColumn> columns;
};

/// More than these are not listed.
inline constexpr std::size_t most_listed_columns = 60;

/// All columns but the label, of a table (a file or one that comes with the program) and of rows with more than two
/// numbers; none of images, drawn points and generated sets.
const std::vector<TableColumn>& columns_of_table(PlaygroundState& state, const DataSpec& data);
std::size_t taken_columns(const std::vector<TableColumn>& columns);

/// Without a column, or with it; the last one stays. Formulas go: they were of other columns.
DataSpec with_column_switched(DataSpec data, std::vector<TableColumn> columns, std::size_t switched);
/// Another label: it is no input.
DataSpec with_label(DataSpec data, const std::vector<TableColumn>& columns, const std::string& number);

/// The column of a label that is named or numbered, or the last; from 0.
std::size_t label_index(const std::vector<std::string>& names, const std::string& label);

}  // namespace gradlab::ui
