#include "shell/ui/pages/playground/columns.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/data/columns.hpp"
#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/pages/playground_state.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

bool is_shipped_table(std::string_view kind) { return kind == "iris"; }

std::shared_ptr<const std::string> text_of(const PlaygroundState& state, const DataSpec& data) {
  if (data.kind != "csv") return nullptr;
  const auto found = state.own_files.texts.find(data.file);
  return found == state.own_files.texts.end() ? nullptr : found->second;
}

/// The names in the order of the table, the label's among them; the label.
std::pair<std::vector<std::string>, std::size_t> read_names(const PlaygroundState& state, const DataSpec& data,
                                                            const std::string* text) {
  if (text) {
    std::vector<std::string> names = columns_of(*text, data);
    const std::size_t label = label_index(names, data.label);
    return {std::move(names), label};
  }
  std::vector<std::string> names;
  if (is_shipped_table(data.kind)) {
    const auto table = PlaygroundFiles(data.kind, state.places()).read(data.kind);
    if (table) names = columns_of(*table, DataSpec{.kind = "csv"});
    return {names, label_index(names, {})};
  }
  const std::size_t inputs = data.kind == "inline" && !data.inputs.empty() ? data.inputs.front().size() : 0;
  for (std::size_t i = 0; inputs > 2 && i < inputs; ++i) names.push_back(plain_input_name(i));
  return {names, names.size()};
}

std::vector<TableColumn> read_columns(const PlaygroundState& state, const DataSpec& data, const std::string* text) {
  const auto [names, label] = read_names(state, data, text);
  std::vector<TableColumn> columns;
  for (std::size_t c = 0; c < names.size(); ++c) {
    if (c == label) continue;
    const auto is_it = [&](const std::string& wanted) {
      return (!names[c].empty() && wanted == names[c]) || column_number(wanted, names.size()) == c;
    };
    columns.push_back({std::to_string(c + 1), column_name(names[c]),
                       data.columns.empty() || std::ranges::any_of(data.columns, is_it)});
  }
  if (columns.size() == 1) columns.clear();  // there is nothing to choose
  return columns;
}

/// Of data that differ in nothing else, the columns have the same names.
DataSpec naming_part(const DataSpec& data) {
  DataSpec part = data.kind == "inline" ? DataSpec{.kind = data.kind} : data;
  part.columns = data.columns;
  // Of rows of numbers their width alone counts.
  if (data.kind == "inline" && !data.inputs.empty()) part.inputs = {data.inputs.front()};
  return part;
}

}  // namespace

std::size_t label_index(const std::vector<std::string>& names, const std::string& label) {
  if (names.empty()) return 0;
  const auto named = label.empty() ? names.end() : std::ranges::find(names, label);
  if (named != names.end()) return static_cast<std::size_t>(named - names.begin());
  return column_number(label, names.size()).value_or(names.size() - 1);
}

const std::vector<TableColumn>& columns_of_table(PlaygroundState& state, const DataSpec& data) {
  TableColumns& known = state.table_columns;
  const auto text = text_of(state, data);
  DataSpec part = naming_part(data);
  if (known.text != text || known.data != part) known = {std::move(part), text, read_columns(state, data, text.get())};
  return known.columns;
}

std::size_t taken_columns(const std::vector<TableColumn>& columns) {
  return static_cast<std::size_t>(std::ranges::count_if(columns, &TableColumn::taken));
}

DataSpec with_column_switched(DataSpec data, std::vector<TableColumn> columns, std::size_t switched) {
  columns[switched].taken = !columns[switched].taken;
  const std::size_t taken = taken_columns(columns);
  if (taken == 0) return data;
  data.features.clear();
  data.columns.clear();
  for (const TableColumn& column : columns)
    if (taken < columns.size() && column.taken) data.columns.push_back(column.number);
  return data;
}

DataSpec with_label(DataSpec data, const std::vector<TableColumn>& columns, const std::string& number) {
  data.label = number;
  if (data.columns.empty()) return data;
  data.columns.clear();
  for (const TableColumn& column : columns)
    if (column.taken && column.number != number) data.columns.push_back(column.number);
  return data;
}

}  // namespace gradlab::ui
