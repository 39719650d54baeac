#include "core/data/table.hpp"

#include <algorithm>

#include "core/data/number.hpp"

namespace gradlab {
namespace {

Error quote_error(std::string id, std::size_t row, std::size_t column) {
  return {std::move(id), "", {{"row", std::to_string(row)}, {"column", std::to_string(column)}}};
}

bool is_blank(const std::vector<Cell>& cells) {
  return cells.size() == 1 && !cells[0].quoted && trimmed(cells[0].text).empty();
}

}  // namespace

std::string Cell::value() const {
  if (!quoted) return std::string(trimmed(text));
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    plain.push_back(text[i]);
    if (text[i] == '"') ++i;
  }
  return plain;
}

void TableReader::skip_spaces(Place& place) const {
  while (!place.over() && is_space(place.text[place.at])) ++place.at;
}

/// False at the row's end.
bool TableReader::take_separator(Place& place) const {
  if (separator_ == ' ') {
    skip_spaces(place);
    return !place.at_row_end();
  }
  if (place.at_row_end()) return false;
  ++place.at;
  return true;
}

Result<Cell> TableReader::take_quoted(Place& place, std::size_t column) const {
  const std::string_view text = place.text;
  const std::size_t start = ++place.at;
  for (;;) {
    place.at = std::min(text.find('"', place.at), text.size());
    if (place.over()) return quote_error("unclosed_quote", row_ + 1, column);
    if (place.at + 1 >= text.size() || text[place.at + 1] != '"') break;
    place.at += 2;
  }
  const Cell cell{text.substr(start, place.at - start), true};
  ++place.at;
  const std::size_t behind = place.at;
  skip_spaces(place);
  const bool ends = place.at_row_end() || text[place.at] == separator_ || (separator_ == ' ' && place.at > behind);
  return ends ? Result<Cell>(cell) : quote_error("text_after_quote", row_ + 1, column);
}

Result<Cell> TableReader::take_cell(Place& place, std::size_t column) const {
  const std::size_t start = place.at;
  skip_spaces(place);
  if (!place.over() && place.text[place.at] == '"') return take_quoted(place, column);
  while (!place.at_row_end() && place.text[place.at] != separator_) ++place.at;
  return Cell{place.text.substr(start, place.at - start), false};
}

Result<TableReader::Found> TableReader::next(std::string_view text, std::size_t& at, bool last,
                                             std::vector<Cell>& cells) {
  Place place{text, at, last};
  while (!place.over()) {
    cells.clear();
    if (separator_ == ' ') skip_spaces(place);
    do {
      const Result<Cell> cell = take_cell(place, cells.size() + 1);
      if (!cell && place.over() && !last) return Found::unfinished;
      if (!cell) return cell.error();
      cells.push_back(*cell);
    } while (take_separator(place));
    // A text that ends here may go on with more of this cell, or with the second half of a line's end.
    const bool open = place.over() || (text[place.at] == '\r' && place.at + 1 == text.size());
    if (open && !last) return Found::unfinished;
    if (!place.over() && text[place.at] == '\r') ++place.at;
    if (!place.over() && text[place.at] == '\n') ++place.at;
    at = place.at;
    ++row_;
    if (!is_blank(cells)) return Found::row;
  }
  cells.clear();
  return Found::end;
}

}  // namespace gradlab
