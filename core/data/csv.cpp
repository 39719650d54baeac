#include "core/data/csv.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <span>

#include "core/base/number_text.hpp"
#include "core/data/columns.hpp"
#include "core/data/number.hpp"

namespace gradlab {
namespace {

constexpr std::size_t most_words = 32;                     // of an input: each is an input of its own
constexpr std::size_t sample_size = std::size_t{1} << 16;  // what the dialect is found from
constexpr std::size_t longest_row = std::size_t{1} << 24;
constexpr std::size_t most_places = 8;                // of missing cells in a message
constexpr std::size_t staged = std::size_t{1} << 14;  // numbers that wait to be put into their columns
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// What a long cell is cut to in a message.
std::string shown(const Cell& cell) {
  constexpr std::size_t longest = 40;
  std::string text = cell.value();
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not inside a UTF-8 character
  return text.substr(0, end) + "…";
}

}  // namespace

std::span<const CsvChoice> csv_choices() {
  static constexpr std::array<std::string_view, 3> header{"auto", "yes", "no"};
  static constexpr std::array<std::string_view, 6> separator{"auto", "comma", "semicolon", "tab", "pipe", "space"};
  static constexpr std::array<std::string_view, 3> decimal{"auto", "point", "comma"};
  static constexpr std::array<std::string_view, 3> missing{"refuse", "drop", "mean"};
  static constexpr std::array<std::string_view, 2> words{"one_hot", "refuse"};
  static constexpr std::array choices{CsvChoice{"header", header}, CsvChoice{"separator", separator},
                                      CsvChoice{"decimal", decimal}, CsvChoice{"missing", missing},
                                      CsvChoice{"words", words}};
  return choices;
}

void choose(CsvOptions& options, std::string_view header, std::string_view separator, std::string_view decimal,
            std::string_view missing, std::string_view words) {
  const auto index = [](std::size_t choice, std::string_view id) {
    const auto ids = csv_choices()[choice].ids;
    return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
  };
  options.header = static_cast<CsvOptions::Header>(index(0, header));
  options.separator = std::string_view("\0,;\t| ", 6)[index(1, separator)];
  options.decimal = std::string_view("\0.,", 3)[index(2, decimal)];
  options.missing = static_cast<Missing>(index(3, missing));
  options.one_hot = index(4, words) == 0;
}

CsvReader::CsvReader(CsvOptions options) : options_(std::move(options)) {}

Error CsvReader::refusal(std::string id, std::vector<std::pair<std::string, std::string>> arguments) const {
  return {std::move(id), options_.name, std::move(arguments)};
}

Error CsvReader::refusal_at(std::string id, std::size_t column, std::string value) const {
  return refusal(
      std::move(id),
      {{"row", std::to_string(rows_.row())}, {"column", std::to_string(column + 1)}, {"value", std::move(value)}});
}

// ------------------------------------------------------------------------------------------------------- the beginning

Result<Done> CsvReader::check_is_text() const {
  const std::string_view text(buffer_);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return refusal("file_utf16");
  if (text.starts_with("\x1F\x8B") || text.starts_with("PK\x03\x04")) return refusal("file_compressed");
  if (text.substr(0, sample_size).find('\0') != std::string_view::npos) return refusal("file_binary");
  return Done{};
}

Result<Done> CsvReader::start(bool last) {
  started_ = true;
  if (auto text = check_is_text(); !text) return text;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (buffer_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
  // A sample that ends within a row is as good as whole where nothing else is there.
  const bool whole = last || buffer_.find_first_of("\r\n", at_) == std::string::npos;
  const std::string_view sample = std::string_view(buffer_).substr(at_);
  dialect_ = find_dialect(sample, whole, options_.separator, options_.decimal);
  rows_ = TableReader(dialect_.separator);
  return Done{};
}

/// By number or by name. A name such as "3" wins over the third column only in a row that is a header by its other
/// cells, or is said to be one.
Result<Done> CsvReader::find_label() {
  label_ = columns_ - 1;
  if (options_.label_column.empty()) return Done{};
  const std::optional<double> column = read_number(options_.label_column);
  const bool by_number =
      column && *column >= 1 && *column <= static_cast<double>(columns_) && *column == std::floor(*column);
  if (by_number) label_ = static_cast<std::size_t>(*column) - 1;
  const bool may_be_named = options_.header == CsvOptions::Header::yes ||
                            (options_.header == CsvOptions::Header::find && (!by_number || looks_like_header()));
  std::string known;
  for (std::size_t c = 0; c < columns_ && may_be_named; ++c) {
    if (cells_[c].value() == options_.label_column) {
      label_ = c;
      header_ = true;
      return Done{};
    }
    known += (c ? ", " : "") + shown(cells_[c]);
  }
  if (by_number) return Done{};
  if (!may_be_named)
    return refusal("label_without_header", {{"value", options_.label_column}, {"high", std::to_string(columns_)}});
  return refusal("unknown_label_column",
                 {{"value", options_.label_column}, {"known", known}, {"high", std::to_string(columns_)}});
}

/// Whether the first row has a name that is asked for and could be no number of a column.
bool CsvReader::has_named_column() const {
  return std::any_of(options_.columns.begin(), options_.columns.end(), [&](const std::string& wanted) {
    const auto is_it = [&](const Cell& cell) { return cell.value() == wanted; };
    return !column_number(wanted, columns_) && std::any_of(cells_.begin(), cells_.end(), is_it);
  });
}

Result<Done> CsvReader::find_inputs() {
  std::vector<std::string> names(columns_);
  for (std::size_t c = 0; header_ && c < columns_; ++c) names[c] = cells_[c].value();
  auto chosen = chosen_columns(options_.columns, names, label_, options_.name);
  if (!chosen) return chosen.error();
  is_input_ = *std::move(chosen);
  return Done{};
}

/// A row is a header if it has words above the inputs and not one number.
bool CsvReader::looks_like_header() const {
  bool words = false;
  for (std::size_t c = 0; c < columns_; ++c) {
    if (c == label_) continue;
    if (cell_number(cells_[c], dialect_.decimal)) return false;
    words = words || !is_missing(cells_[c].value());
  }
  return words;
}

/// Columns that hold words wherever one looks.
void CsvReader::find_columns_of_words(std::string_view sample, bool last) {
  TableReader reader = rows_;
  std::vector<Cell> cells;
  std::vector<std::size_t> words(columns_, 0), blanks(columns_, 0);
  std::size_t at = 0, rows = 0;
  for (; rows < 100; ++rows) {
    const auto next = reader.next(sample, at, last, cells);
    if (!next || *next != TableReader::Found::row || cells.size() != columns_) break;
    for (std::size_t c = 0; c < columns_; ++c) {
      const bool blank = is_missing(cells[c].value());
      blanks[c] += blank ? 1 : 0;
      words[c] += blank || !cell_number(cells[c], dialect_.decimal) ? 1 : 0;
    }
  }
  for (std::size_t c = 0; c < columns_; ++c) is_words_.push_back(rows > 1 && words[c] == rows && blanks[c] < rows);
}

Result<Done> CsvReader::read_head(bool last) {
  const auto found = next_row(last);
  if (!found) return found.error();
  if (*found == TableReader::Found::end && last) return refusal("empty_file");
  if (*found != TableReader::Found::row) return Done{};
  columns_ = cells_.size();
  if (columns_ < 2) return refusal("no_input_column", {{"row", std::to_string(rows_.row())}});
  if (auto label = find_label(); !label) return label;
  header_ = header_ || options_.header == CsvOptions::Header::yes ||
            (options_.header == CsvOptions::Header::find && (looks_like_header() || has_named_column()));
  if (auto inputs = find_inputs(); !inputs) return inputs;
  for (std::size_t c = 0; c < columns_; ++c) {
    if (!is_input_[c]) continue;
    const std::string name = header_ ? cells_[c].value() : "";
    names_.push_back(name.empty() ? plain_input_name(c > label_ ? c - 1 : c) : name);
  }
  inputs_.resize(names_.size());
  row_.resize(names_.size());
  words_.resize(columns_);
  find_columns_of_words(std::string_view(buffer_).substr(at_), last);
  return header_ ? Result<Done>(Done{}) : take_row();
}

// ---------------------------------------------------------------------------------------------------------------- rows

Result<TableReader::Found> CsvReader::next_row(bool last) {
  auto found = rows_.next(buffer_, at_, last, cells_);
  if (found) return found;
  Error error = found.error();
  error.field = options_.name;
  return error;
}

/// Labels that are classes, and columns of words.
bool CsvReader::takes_words(std::size_t column) const {
  return column == label_ ? !options_.regression : options_.one_hot && is_words_[column];
}

/// Up to the cell's end; null where it is not plain.
const char* CsvReader::pass_plain_cell(const char* at) const {
  const char* const first = at;
  const char separator = dialect_.separator;
  while (*at != separator && *at != '\n' && *at != '\r' && *at != '\0' && *at != '"') ++at;
  const bool is_gap = at == first && separator == ' ';
  return *at == '\0' || *at == '"' || is_gap ? nullptr : at;
}

/// A word without quotes and not empty; null where it is anything else.
const char* CsvReader::take_plain_word(const char* at, std::size_t column, double& word) {
  while (*at == ' ') ++at;
  const char* const first = at;
  const char separator = dialect_.separator;
  while (*at != separator && *at != '\n' && *at != '\r' && *at != '\0' && *at != '"') ++at;
  const std::string_view text = trimmed({first, static_cast<std::size_t>(at - first)});
  if (*at == '\0' || *at == '"' || text.empty()) return nullptr;
  Words& words = words_[column];
  if (words.texts.empty() || text != words.texts[words.last]) {
    if (is_missing_label(text)) return nullptr;
    const Result<double> known = index_of(text, column);
    if (!known) return nullptr;
    words.last = static_cast<std::size_t>(*known);
  }
  word = static_cast<double>(words.last);
  return at;
}

/// The row at at_, if it is made of nothing but numbers and plain words, as nearly all are; otherwise nothing happens.
bool CsvReader::take_plain_row() {
  const char* at = buffer_.data() + at_;
  const char separator = dialect_.separator;
  double label = 0;
  std::size_t input = 0;
  for (std::size_t c = 0; c < columns_; ++c) {
    const bool used = c == label_ || is_input_[c];
    double& value = c == label_ || !used ? label : row_[input++];
    at = !used            ? pass_plain_cell(at)
         : takes_words(c) ? take_plain_word(at, c, value)
                          : scan_number(at, dialect_.decimal, value);
    if (!at) return false;
    if (c + 1 < columns_ && *at++ != separator) return false;
  }
  if (*at == '\r' && at[1] == '\n') ++at;
  if (*at != '\n') return false;
  at_ = static_cast<std::size_t>(at + 1 - buffer_.data());
  rows_.count_row();
  labels_.push_back(label);
  stage_.insert(stage_.end(), row_.begin(), row_.end());
  return true;
}

Error CsvReader::wrong_number(std::size_t column) const {
  const char other = dialect_.decimal == ',' ? '.' : ',';
  if (cell_number(cells_[column], other)) {
    Error error = refusal_at("cell_other_decimal", column, shown(cells_[column]));
    error.arguments.emplace_back("expected", other == ',' ? "comma" : "point");
    return error;
  }
  const bool words = column < is_words_.size() && is_words_[column];
  const char* const id = !words ? "cell_not_a_number" : column == label_ ? "label_of_words" : "column_of_words";
  return refusal_at(id, column, shown(cells_[column]));
}

double CsvReader::missing(std::size_t column, std::string value) {
  if (missing_cells_++ < most_places) first_missing_.push_back({rows_.row(), column + 1, std::move(value)});
  return nothing;
}

Result<double> CsvReader::number(std::size_t column) {
  const Cell& cell = cells_[column];
  const std::optional<double> value = cell_number(cell, dialect_.decimal);
  if (value && std::isfinite(*value)) return *value;
  if (is_missing(cell.value())) return missing(column, cell.value());
  return value ? refusal_at("cell_not_finite", column, shown(cell)) : wrong_number(column);
}

Result<double> CsvReader::index_of(std::string_view text, std::size_t column) {
  Words& words = words_[column];
  const auto known = words.index.find(text);
  if (known != words.index.end()) return static_cast<double>(known->second);
  const bool is_label = column == label_;
  const std::size_t most = is_label ? most_classes : most_words;
  if (words.texts.size() == most)
    return refusal(is_label ? "too_many_classes" : "too_many_words",
                   {{"column", std::to_string(column + 1)}, {"high", std::to_string(most)}});
  words.index.emplace(text, words.texts.size());
  words.texts.emplace_back(text);
  return static_cast<double>(words.texts.size() - 1);
}

Result<double> CsvReader::word(std::size_t column) {
  const std::string text = cells_[column].value();
  return is_missing_label(text) ? missing(column, text) : index_of(text, column);
}

Result<Done> CsvReader::take_row() {
  if (cells_.size() != columns_)
    return refusal("ragged_row", {{"row", std::to_string(rows_.row())},
                                  {"value", std::to_string(cells_.size())},
                                  {"expected", std::to_string(columns_)}});
  const std::size_t missing_before = missing_cells_;
  double target = 0;
  std::size_t input = 0;
  for (std::size_t c = 0; c < columns_; ++c) {
    if (c != label_ && !is_input_[c]) continue;
    const Result<double> value = takes_words(c) ? word(c) : number(c);
    if (!value) return value.error();
    (c == label_ ? target : row_[input++]) = *value;
  }
  return keep_row(target, missing_cells_ == missing_before);
}

Result<Done> CsvReader::keep_row(double label, bool complete) {
  const bool usable = complete || (options_.missing == Missing::mean && !std::isnan(label));
  if (!usable) {
    ++dropped_rows_;
    return Done{};
  }
  labels_.push_back(label);
  stage_.insert(stage_.end(), row_.begin(), row_.end());
  return Done{};
}

/// Room for all rows at once, by the length of those so far.
void CsvReader::reserve() {
  const double read = static_cast<double>(consumed_ + at_);
  const double rows = static_cast<double>(labels_.size());
  if (static_cast<double>(options_.bytes) <= read || rows == 0) return;
  double expected = rows * static_cast<double>(options_.bytes) / read * 1.02 + 64;
  if (options_.limit > 0) expected = std::min(expected, static_cast<double>(options_.limit));
  const std::uint64_t most_rows = options_.most_bytes / ((inputs_.size() + 1) * sizeof(double));
  expected = std::min(expected, static_cast<double>(most_rows));
  if (expected > 1e9) return;
  for (std::vector<double>& column : inputs_) column.reserve(static_cast<std::size_t>(expected));
  labels_.reserve(static_cast<std::size_t>(expected));
}

/// Staged rows go into their columns.
Result<Done> CsvReader::unload() {
  const std::size_t inputs = inputs_.size();
  const std::size_t rows = stage_.size() / inputs;
  const std::uint64_t bytes = static_cast<std::uint64_t>(labels_.size()) * (inputs_.size() + 1) * sizeof(double);
  if (bytes > options_.most_bytes)
    return refusal("data_too_large", {{"row", std::to_string(rows_.row())}, {"high", bytes_text(options_.most_bytes)}});
  if (inputs_.front().empty()) reserve();
  for (std::size_t i = 0; i < inputs; ++i)
    for (std::size_t r = 0; r < rows; ++r) inputs_[i].push_back(stage_[r * inputs + i]);
  stage_.clear();
  return Done{};
}

Result<Done> CsvReader::parse(bool last) {
  if (!started_)
    if (auto begun = start(last); !begun) return begun;
  if (columns_ == 0)
    if (auto head = read_head(last); !head || columns_ == 0) return head;
  while (!full_) {
    full_ = options_.limit > 0 && labels_.size() >= options_.limit;
    if (full_) break;
    if (stage_.size() >= staged)
      if (auto done = unload(); !done) return done;
    if (take_plain_row()) continue;
    const auto found = next_row(last);
    if (!found) return found.error();
    if (*found != TableReader::Found::row) break;
    if (auto taken = take_row(); !taken) return taken;
  }
  return Done{};
}

Result<Done> CsvReader::feed(std::string_view bytes) {
  if (!refused_.empty()) return refused_.front();
  if (full_) return Done{};
  buffer_.append(bytes);
  if (buffer_.size() < (started_ ? wanted_ : sample_size)) return Done{};
  Result<Done> parsed = parse(false);
  if (parsed && buffer_.size() - at_ > longest_row) {
    const auto row = next_row(true);
    parsed = row ? refusal("row_too_long", {{"row", std::to_string(rows_.row())}}) : row.error();
  }
  if (!parsed) {
    refused_.push_back(parsed.error());
    return parsed;
  }
  consumed_ += at_;
  buffer_.erase(0, full_ ? buffer_.size() : at_);
  at_ = 0;
  wanted_ = std::min(2 * buffer_.size(), longest_row + 1);  // a row over many pieces is not begun at every piece anew
  return Done{};
}

// ------------------------------------------------------------------------------------------------------------- the end

/// Indices of the words: by value if all are numbers, else by their bytes.
std::vector<std::size_t> CsvReader::sorted(const Words& words) const {
  std::vector<std::pair<double, std::size_t>> order;  // value (0 for words), index by appearance
  bool numbers = true;
  for (const std::string& text : words.texts) {
    const std::optional<double> value = read_number(text, dialect_.decimal);
    numbers = numbers && value && std::isfinite(*value);
    order.emplace_back(value.value_or(0), order.size());
  }
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (numbers && a.first != b.first) return a.first < b.first;
    return words.texts[a.second] < words.texts[b.second];
  });
  std::vector<std::size_t> indices;
  for (const auto& one : order) indices.push_back(one.second);
  return indices;
}

Result<Done> CsvReader::name_classes(Dataset& data) {
  const Words& words = words_[label_];
  if (words.texts.size() < 2)
    return refusal("one_class", {{"column", std::to_string(label_ + 1)}, {"value", words.texts.front()}});
  class_of_word_.resize(words.texts.size());
  for (const std::size_t word : sorted(words)) {
    class_of_word_[word] = static_cast<double>(data.class_names.size());
    data.class_names.push_back(words.texts[word]);
  }
  data.task = data.class_count() == 2 ? Task::binary : Task::classes;
  return Done{};
}

Result<Done> CsvReader::list_outputs(Dataset& data) {
  std::size_t input = 0;
  for (std::size_t c = 0; c < columns_; ++c) {
    if (!is_input_[c]) continue;
    if (!takes_words(c) || words_[c].texts.empty()) {  // of no word in the rows taken: nothing but gaps
      outputs_.push_back({input});
      data.input_names.push_back(names_[input]);
    } else {
      WordColumn& column = data.word_columns.emplace_back();
      column.first = data.input_names.size();
      column.name = names_[input];
      for (const std::size_t word : sorted(words_[c])) {
        column.words.push_back(words_[c].texts[word]);
        outputs_.push_back({input, true, word, false});
        data.input_names.push_back(names_[input] + "=" + words_[c].texts[word]);
      }
      outputs_.back().last = true;
    }
    ++input;
  }
  const std::uint64_t bytes = static_cast<std::uint64_t>(data.samples) * (outputs_.size() + 1) * sizeof(double);
  if (bytes > options_.most_bytes)
    return refusal("data_too_large", {{"row", std::to_string(rows_.row())}, {"high", bytes_text(options_.most_bytes)}});
  data.inputs.reserve(data.samples * outputs_.size());
  return Done{};
}

Result<Done> CsvReader::check_rows() const {
  if (options_.missing == Missing::refuse && missing_cells_ > 0) {
    std::string places;
    for (const MissingPlace& one : first_missing_)
      places += (places.empty() ? "(" : ", (") + std::to_string(one.row) + ", " + std::to_string(one.column) + ")";
    if (missing_cells_ > first_missing_.size()) places += ", …";
    return refusal("cells_missing", {{"value", first_missing_.front().value},
                                     {"row", std::to_string(first_missing_.front().row)},
                                     {"column", std::to_string(first_missing_.front().column)},
                                     {"places", std::move(places)},
                                     {"count", std::to_string(missing_cells_)}});
  }
  if (labels_.empty() && dropped_rows_ > 0)
    return refusal("no_complete_rows", {{"count", std::to_string(dropped_rows_)}});
  return labels_.empty() ? Result<Done>(refusal("no_rows")) : Done{};
}

void CsvReader::copy(const Output& output, std::size_t from, std::size_t to, Dataset& data) const {
  const std::span<const double> part = std::span(inputs_[output.input]).subspan(from, to - from);
  if (!output.is_word) {
    data.inputs.insert(data.inputs.end(), part.begin(), part.end());
    return;
  }
  const double wanted = static_cast<double>(output.word);
  for (const double word : part) data.inputs.push_back(std::isnan(word) ? nothing : word == wanted ? 1 : 0);
}

/// The columns one behind the other; each is let go when it has been copied.
Result<Done> CsvReader::finish(Stepwise& work, Dataset& data) {
  if (!refused_.empty()) return refused_.front();
  if (!full_)
    if (auto parsed = parse(true); !parsed) return parsed;
  if (columns_ == 0) return refusal("empty_file");
  if (auto checked = check_rows(); !checked) return checked;
  if (auto unloaded = unload(); !unloaded) return unloaded;
  data.task = Task::regression;
  data.samples = labels_.size();
  data.targets = std::move(labels_);
  data.missing_cells = missing_cells_;
  data.dropped_rows = dropped_rows_;
  if (!options_.regression)
    if (auto named = name_classes(data); !named) return named;
  if (auto listed = list_outputs(data); !listed) return listed;
  const std::size_t classes = options_.regression ? 0 : 1;
  work.then([this, classes, &data]() -> Result<Stage> {
    return Stage{classes, data.samples, [this, &data](auto, auto from, auto to) {
                   for (double& target : std::span(data.targets).subspan(from, to - from))
                     target = class_of_word_[static_cast<std::size_t>(target)];
                   return Done{};
                 }};
  });
  work.then([this, &data]() -> Result<Stage> {
    const auto part = [this, &data](auto output, auto from, auto to) {
      copy(outputs_[output], from, to, data);
      return Done{};
    };
    const auto after = [this](auto output) {
      if (outputs_[output].last) inputs_[outputs_[output].input] = {};
      return Done{};
    };
    return Stage{outputs_.size(), data.samples, part, after};
  });
  return Done{};
}

Result<Dataset> CsvReader::finish() {
  Dataset data;
  Stepwise work;
  if (auto finished = finish(work, data); !finished) return finished.error();
  if (auto done = work.run(); !done) return done.error();
  return data;
}

Result<Dataset> read_csv(std::string_view text, CsvOptions options) {
  constexpr std::size_t piece = std::size_t{1} << 20;
  options.bytes = text.size();
  CsvReader reader(std::move(options));
  for (std::size_t at = 0; at < text.size() && !reader.full(); at += piece)
    if (auto fed = reader.feed(text.substr(at, piece)); !fed) return fed.error();
  return reader.finish();
}

void fill_missing(Stepwise& work, Dataset& data) {
  struct Column {
    bool has_gaps = false;
    double sum = 0, count = 0;
  };
  const auto columns = std::make_shared<std::vector<Column>>();
  work.then([columns, &data]() -> Result<Stage> {
    columns->resize(data.missing_cells > 0 ? data.input_count() : 0);
    return Stage{columns->size(), data.samples, [columns, &data](auto i, auto from, auto to) {
                   const auto part = std::span(data.inputs).subspan(i * data.samples + from, to - from);
                   Column& column = (*columns)[i];
                   column.has_gaps |= std::any_of(part.begin(), part.end(), [](double v) { return std::isnan(v); });
                   return Done{};
                 }};
  });
  work.then([columns, &data]() -> Result<Stage> {
    const auto part = [columns, &data](auto i, auto from, auto to) {
      Column& column = (*columns)[i];
      for (const std::uint32_t row : std::span(data.train_rows).subspan(from, to - from)) {
        const double value = data.input(i, row);
        if (std::isnan(value)) continue;
        column.sum += value;
        ++column.count;
      }
      return Done{};
    };
    const auto after = [columns, &data](auto i) -> Result<Done> {
      if (!(*columns)[i].has_gaps || (*columns)[i].count > 0) return Done{};
      return Error{"column_missing", "data.missing", {{"value", data.input_names[i]}}};
    };
    return Stage{columns->size(), data.train_rows.size(), part, after};
  });
  work.then([columns, &data]() -> Result<Stage> {
    return Stage{columns->size(), data.samples, [columns, &data](auto i, auto from, auto to) {
                   const double mean = (*columns)[i].sum / (*columns)[i].count;
                   for (double& value : std::span(data.inputs).subspan(i * data.samples + from, to - from))
                     if (std::isnan(value)) value = mean;
                   return Done{};
                 }};
  });
}

}  // namespace gradlab
