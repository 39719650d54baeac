#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/stepwise.hpp"
#include "core/data/csv_dialect.hpp"
#include "core/data/dataset.hpp"
#include "core/data/table.hpp"

namespace gradlab {

/// What becomes of cells without a value.
enum class Missing {
  refuse,
  drop,  ///< their rows are left out
  mean,  ///< inputs become NaN, to be filled by fill_missing once the training part is known; rows without a label are
         ///< left out
};

/// How to read a table of text. Rows and columns in messages count from 1 as a person counts them in the file.
struct CsvOptions {
  std::string name = "data";         ///< the file's name, for messages
  std::string label_column;          ///< a header's name or a column number from 1; empty: the last column
  std::vector<std::string> columns;  ///< those that become inputs, likewise; empty: all but the label
  bool regression = false;           ///< the label is a number to predict, not a class
  enum class Header { find, yes, no } header = Header::find;
  char separator = 0;  ///< 0: found; ' ' is any number of spaces
  char decimal = 0;    ///< 0: found; '.' or ','
  Missing missing = Missing::refuse;
  bool one_hot = true;               ///< a column of words becomes an input for each word; else it is refused
  std::size_t limit = 0;             ///< rows at most, from the beginning; 0: all
  std::uint64_t bytes = 0;           ///< how long the text will be, if known: memory is then taken once
  std::uint64_t most_bytes = ~0ULL;  ///< of numbers to keep
};

/// What can be chosen by name about a table's text: the field of a data spec, and its values.
struct CsvChoice {
  std::string_view field;
  std::span<const std::string_view> ids;
};
std::span<const CsvChoice> csv_choices();
/// The values' meaning. Ids are those of csv_choices().
void choose(CsvOptions& options, std::string_view header, std::string_view separator, std::string_view decimal,
            std::string_view missing, std::string_view words);

/// Reads a table bit by bit, so that a file of any size neither stops the program nor lies in memory as text. After a
/// refusal it gives the same refusal again.
/// The first row is a header if a label column is given by name, or if none of its input cells is a number. Classes
/// are sorted: by value if all labels are numbers, else by their bytes. A column that has words and no number in the
/// text's beginning becomes an input for each of its words, sorted likewise: "colour=red" is 1 where the word is red.
/// A column that is no input is not looked at: it may hold anything.
/// Refuses, naming row and column: a file that is not text in UTF-8 (or is compressed), an empty file, ragged rows, a
/// word where a number should be, missing values (where the first of them are, and how many), numbers that are not
/// finite, one class only, more than 32 words in a column, no rows, no input column, a quote that does not close, a row
/// of more than 16 MB, more numbers than allowed.
class CsvReader {
 public:
  explicit CsvReader(CsvOptions options);

  /// The next bytes of the text, cut anywhere.
  Result<Done> feed(std::string_view bytes);
  /// After the last bytes.
  Result<Dataset> finish();
  /// The same, but the large part as stages of a work in steps; `data` and this stay where they are until it is over.
  Result<Done> finish(Stepwise& work, Dataset& data);

  std::size_t rows() const { return labels_.size(); }  ///< taken so far
  bool full() const { return full_; }                  ///< the limit is reached: what follows is not looked at

 private:
  /// Words in order of appearance.
  struct Words {
    std::vector<std::string> texts;
    std::map<std::string, std::size_t, std::less<>> index;
    std::size_t last = 0;  ///< of texts: the one that came last in a plain row
  };
  /// One input: a column of numbers, or one word of a column of words.
  struct Output {
    std::size_t input = 0;
    bool is_word = false;
    std::size_t word = 0;  ///< of the texts
    bool last = true;      ///< of its column
  };
  struct MissingPlace {
    std::size_t row = 0, column = 0;
    std::string value;
  };

  Error refusal(std::string id, std::vector<std::pair<std::string, std::string>> arguments = {}) const;
  Error refusal_at(std::string id, std::size_t column, std::string value) const;

  Result<Done> start(bool last);
  Result<Done> check_is_text() const;
  Result<Done> read_head(bool last);
  void find_columns_of_words(std::string_view sample, bool last);
  Result<Done> find_label();
  Result<Done> find_inputs();
  bool has_named_column() const;
  bool looks_like_header() const;

  Result<Done> parse(bool last);
  bool take_plain_row();
  const char* pass_plain_cell(const char* at) const;
  const char* take_plain_word(const char* at, std::size_t column, double& word);
  Result<TableReader::Found> next_row(bool last);
  Result<Done> take_row();
  Result<double> number(std::size_t column);
  Result<double> word(std::size_t column);
  double missing(std::size_t column, std::string value);
  Result<double> index_of(std::string_view text, std::size_t column);
  bool takes_words(std::size_t column) const;
  Error wrong_number(std::size_t column) const;
  Result<Done> keep_row(double label, bool complete);
  Result<Done> unload();
  void reserve();

  Result<Done> check_rows() const;
  std::vector<std::size_t> sorted(const Words& words) const;
  Result<Done> name_classes(Dataset& data);
  Result<Done> list_outputs(Dataset& data);
  void copy(const Output& output, std::size_t from, std::size_t to, Dataset& data) const;

  CsvOptions options_;
  std::string buffer_;  ///< what is not read yet begins at at_
  std::size_t at_ = 0;
  std::size_t wanted_ = 0;  ///< bytes in buffer_ before another try is worth it
  std::uint64_t consumed_ = 0;
  bool started_ = false;
  bool full_ = false;
  std::vector<Error> refused_;  ///< none or one

  CsvDialect dialect_;
  TableReader rows_;
  std::vector<Cell> cells_;
  std::size_t columns_ = 0;
  std::size_t label_ = 0;  ///< column, from 0
  bool header_ = false;
  std::vector<bool> is_input_;      ///< per column: neither the label nor left out
  std::vector<bool> is_words_;      ///< per column: words and no number in the text's beginning
  std::vector<Words> words_;        ///< per column: what a label or a column of words has had
  std::vector<std::string> names_;  ///< of the input columns

  std::vector<double> row_;                  ///< inputs of the row being read
  std::vector<double> stage_;                ///< some rows, row by row
  std::vector<std::vector<double>> inputs_;  ///< by column
  std::vector<double> labels_;               ///< values, or indices of words
  std::vector<double> class_of_word_;
  std::vector<Output> outputs_;

  std::size_t missing_cells_ = 0;
  std::size_t dropped_rows_ = 0;
  std::vector<MissingPlace> first_missing_;
};

/// The whole text at once.
Result<Dataset> read_csv(std::string_view text, CsvOptions options);

/// Stages that make NaN inputs the mean of their column over the training rows that have it. They refuse a column
/// without any. `data` stays where it is until the work is over.
void fill_missing(Stepwise& work, Dataset& data);

}  // namespace gradlab
