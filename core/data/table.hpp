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

/// Cuts text (RFC 4180, with any separator and any line ending) into rows. Rows count from 1, blank lines included.
/// The separator ' ' stands for any number of spaces, and spaces at a row's ends are nothing.
class TableReader {
 public:
  explicit TableReader(char separator = ',') : separator_(separator) {}

  enum class Found { row, end, unfinished };

  /// Next row that is not blank, from text[at] on, into `cells`; `at` goes behind it. `unfinished`: the text ends
  /// within a row and is not the last; `at` stays at the row's beginning, for another try with more text. Refuses an
  /// unclosed quote, and text between a closing quote and the next separator.
  Result<Found> next(std::string_view text, std::size_t& at, bool last, std::vector<Cell>& cells);

  std::size_t row() const { return row_; }  ///< number of the row that `next` gave last
  void count_row() { ++row_; }              ///< one that somebody else has read

 private:
  struct Place {
    std::string_view text;
    std::size_t at = 0;
    bool last = false;

    bool over() const { return at >= text.size(); }
    bool at_row_end() const { return over() || text[at] == '\n' || text[at] == '\r'; }
  };
  Result<Cell> take_cell(Place& place, std::size_t column) const;
  Result<Cell> take_quoted(Place& place, std::size_t column) const;
  bool is_space(char c) const { return c == ' ' || (c == '\t' && separator_ != '\t'); }
  void skip_spaces(Place& place) const;
  bool take_separator(Place& place) const;

  char separator_;
  std::size_t row_ = 0;
};

}  // namespace gradlab
