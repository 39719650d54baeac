#pragma once

#include <string>
#include <string_view>

#include "core/data/dataset.hpp"

namespace gradlab {

/// How to read a table of text. Rows and columns in messages count from 1 as a person counts them in the file.
struct CsvOptions {
  std::string name = "data";  ///< the file's name, for messages
  std::string label_column;   ///< a header's name or a column number from 1; empty: the last column
  bool regression = false;    ///< the label is a number to predict, not a class
};

/// Reads the whole text or nothing. The first row is a header if a label column is given by name, or if none of its
/// input cells is a number. Classes are sorted: by value if all labels are numbers, else by their bytes.
/// Refuses, naming row and column: an empty file, ragged rows, a word where a number should be, a missing value,
/// not-finite numbers, one class only, no rows, no input column, a quote that does not close.
Result<Dataset> read_csv(std::string_view text, const CsvOptions& options);

}  // namespace gradlab
