#include "core/data/table.hpp"

#include "core/data/number.hpp"

namespace gradlab {
namespace {

Error quote_error(std::string id, std::size_t row, std::size_t column) {
  return {std::move(id), "", {{"row", std::to_string(row)}, {"column", std::to_string(column)}}};
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

TableReader::TableReader(std::string_view text) : text_(text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
}

bool TableReader::at_row_end() const { return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

void TableReader::end_row() {
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') ++at_;
}

Result<Cell> TableReader::take_quoted(std::size_t column) {
  const std::size_t start = ++at_;
  for (;;) {
    at_ = text_.find('"', at_);
    if (at_ == std::string_view::npos) return quote_error("unclosed_quote", row_, column);
    if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
    at_ += 2;
  }
  const Cell cell{text_.substr(start, at_ - start), true};
  ++at_;
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  if (!at_row_end() && text_[at_] != ',') return quote_error("text_after_quote", row_, column);
  return cell;
}

Result<Cell> TableReader::take_cell(std::size_t column) {
  const std::size_t start = at_;
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  if (at_ < text_.size() && text_[at_] == '"') return take_quoted(column);
  while (!at_row_end() && text_[at_] != ',') ++at_;
  return Cell{text_.substr(start, at_ - start), false};
}

Result<bool> TableReader::next(std::vector<Cell>& cells) {
  cells.clear();
  while (at_ < text_.size()) {
    ++row_;
    for (;;) {
      Result<Cell> cell = take_cell(cells.size() + 1);
      if (!cell) return cell.error();
      cells.push_back(*cell);
      if (at_row_end()) break;
      ++at_;  // the comma
    }
    end_row();
    const bool blank = cells.size() == 1 && !cells[0].quoted && trimmed(cells[0].text).empty();
    if (!blank) return true;
    cells.clear();
  }
  return false;
}

}  // namespace gradlab
