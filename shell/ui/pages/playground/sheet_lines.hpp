// Lines of a sheet: words at the left, a control at the right.
#pragma once

#include <string>
#include <string_view>

#include "core/base/param.hpp"
#include "core/spec/spec.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {

constexpr float sheet_line_pitch = 46;  // design px

/// Cuts a line off, writes its words and gives what they leave to its control.
Rect line_with_label(Rect& from, std::string_view words);

/// One parameter of a row of a table.
void param_line(Rect& from, std::string_view id, const ParamSpec& param, ParamValues& values);

template <class Rows>
bool table_choice(std::string_view id, const Rect& where, std::string_view family, const Rows& table,
                  std::string& chosen) {
  const TableItems& list = TableItems::of(family, table);
  int index = list.index_of(chosen);
  if (!choice(id, where, index, list.items())) return false;
  chosen = table[static_cast<std::size_t>(index)].id;
  return true;
}

/// A row of a table to choose, and its numbers. Nothing where it is hidden.
template <class Rows>
void choice_lines(Rect& from, std::string_view id, std::string_view family, const Rows& table, Choice& chosen) {
  if (!shows(id)) return;
  std::string row_id = chosen.id;
  const Rect where = line_with_label(from, tr("control." + std::string(id)));
  if (table_choice(id, where, family, table, row_id)) chosen = {row_id, {}};
  const std::string param_id = std::string(id) + "_param";
  for (const auto& row : table)
    if (row.id == chosen.id)
      for (const ParamSpec& param : row.params) param_line(from, param_id, param, chosen.params);
}

/// Of these lines; design px.
template <class Rows>
float choice_lines_height(std::string_view id, const Rows& table, const Choice& chosen) {
  if (!shows(id)) return 0;
  float lines = 1;
  for (const auto& row : table)
    if (row.id == chosen.id) lines += static_cast<float>(row.params.size());
  return sheet_line_pitch * lines;
}

/// How the rate goes on over the epochs: which schedule, and its numbers. Nothing where it is hidden.
void schedule_lines(Rect& from, Spec& wanted);
float schedule_height(const Spec& spec);  // design px

}  // namespace gradlab::ui
