// The values at x as a small table: in the card on the plot, and on the phone below it.
#pragma once

#include <optional>

#include "shell/ui/color.hpp"
#include "shell/ui/pages/functions_state.hpp"

namespace gradlab::ui {

struct ReadoutRow {
  std::string name;
  Color color = 0;
  bool focused = false;
  std::vector<std::string> values;
};

struct Readout {
  std::string x;                     // the number
  std::string name = "x";            // of the axis
  std::vector<std::string> columns;  // markup
  std::vector<ReadoutRow> rows;
  float column = 54;         // design px, of the numbers
  std::size_t left_out = 0;  // functions there was no room for
};

/// The table for at most `height` device pixels; the focused function is always in it. Of all that is shown (f, f',
/// f''), or of one of them.
Readout readout_of(FunctionsState& state, float height, std::optional<std::size_t> only = std::nullopt);

/// The size of the card that holds it.
ImVec2 readout_size(const Readout& table);
void draw_readout(const Readout& table, const Rect& card);

}  // namespace gradlab::ui
