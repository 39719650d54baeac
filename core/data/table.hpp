#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace gradlab {

/// One cell of a text table. Its text points into the file, between the quotes if it had any.
struct Cell {
  std::string_view text;
  bool quoted = false;

  std::string value() const;  ///< doubled quotes undone; not quoted: spaces around it taken away
};

/// Cuts comma-separated text (RFC 4180, and any line ending) into rows. Rows count from 1, blank lines included.
class TableReader {
 public:
  explicit TableReader(std::string_view text);

  /// Next row that is not blank into `cells`; false at the end of the text. Refuses an unclosed quote, and text
  /// between a closing quote and the next comma.
  Result<bool> next(std::vector<Cell>& cells);

  std::size_t row() const { return row_; }  ///< number of the row that `next` gave last

 private:
  Result<Cell> take_cell(std::size_t column);
  Result<Cell> take_quoted(std::size_t column);
  bool at_row_end() const;
  void end_row();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t row_ = 0;
};

}  // namespace gradlab
