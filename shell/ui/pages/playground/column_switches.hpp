// The columns of a table as switches, in a sheet.
#pragma once

#include <optional>
#include <span>

#include "shell/ui/controls.hpp"
#include "shell/ui/pages/playground/columns.hpp"

namespace gradlab::ui {

/// Both in design px.
float column_switches_height(std::span<const TableColumn> columns, float width);
/// The one that was switched. What is taken last cannot be left out.
std::optional<std::size_t> column_switches(std::span<const TableColumn> columns, const Rect& where);

}  // namespace gradlab::ui
