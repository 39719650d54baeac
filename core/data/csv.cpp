#include "core/data/csv.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "core/data/number.hpp"
#include "core/data/table.hpp"

namespace gradlab {
namespace {

constexpr std::size_t most_classes = 1000;

/// What a long cell is cut to in a message.
std::string shown(const Cell& cell) {
  constexpr std::size_t longest = 40;
  std::string text = cell.value();
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not inside a UTF-8 character
  return text.substr(0, end) + "…";
}

/// Reads a table row by row into row-major numbers and labels, and turns them into a Dataset at the end.
class CsvReader {
 public:
  CsvReader(std::string_view text, const CsvOptions& options) : text_(text), rows_(text), options_(options) {}

  Result<Dataset> read();

 private:
  Error refusal(std::string id, std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    return {std::move(id), options_.name, std::move(arguments)};
  }
  Error refusal_at(std::string id, std::size_t column, std::string value) const {
    return refusal(
        std::move(id),
        {{"row", std::to_string(rows_.row())}, {"column", std::to_string(column + 1)}, {"value", std::move(value)}});
  }

  Result<bool> next_row();
  Result<Done> read_head();
  Result<Done> find_label();
  bool looks_like_header() const;
  Result<Done> take_row();
  Result<double> number(std::size_t column) const;
  Result<Done> take_label(const Cell& cell);
  Result<Dataset> finish();
  Result<Done> name_classes(Dataset& data) const;

  std::string_view text_;
  TableReader rows_;
  const CsvOptions& options_;
  std::vector<Cell> cells_;
  std::size_t columns_ = 0;
  std::size_t label_ = 0;  ///< column, from 0
  bool header_ = false;
  std::vector<std::string> names_;  ///< of the input columns
  std::vector<double> inputs_;      ///< samples × inputs, row by row
  std::vector<double> labels_;      ///< values, or indices into label_texts_ in order of appearance
  std::vector<std::string> label_texts_;
  std::map<std::string, std::size_t, std::less<>> label_index_;
};

Result<bool> CsvReader::next_row() {
  Result<bool> more = rows_.next(cells_);
  if (more) return more;
  Error error = more.error();
  error.field = options_.name;
  return error;
}

/// By number or by name. A name such as "3" wins over the third column only in a row that is a header by its other
/// cells.
Result<Done> CsvReader::find_label() {
  label_ = columns_ - 1;
  if (options_.label_column.empty()) return Done{};
  const std::optional<double> column = read_number(options_.label_column);
  const bool by_number =
      column && *column >= 1 && *column <= static_cast<double>(columns_) && *column == std::floor(*column);
  if (by_number) label_ = static_cast<std::size_t>(*column) - 1;
  if (by_number && !looks_like_header()) return Done{};
  std::string known;
  for (std::size_t c = 0; c < columns_; ++c) {
    if (cells_[c].value() == options_.label_column) {
      label_ = c;
      header_ = true;
      return Done{};
    }
    known += (c ? ", " : "") + shown(cells_[c]);
  }
  if (by_number) return Done{};
  return refusal("unknown_label_column",
                 {{"value", options_.label_column}, {"known", known}, {"high", std::to_string(columns_)}});
}

/// A row is a header if it has words above the inputs and not one number.
bool CsvReader::looks_like_header() const {
  bool words = false;
  for (std::size_t c = 0; c < columns_; ++c) {
    if (c == label_) continue;
    const std::string text = cells_[c].value();
    if (read_number(text)) return false;
    words = words || !text.empty();
  }
  return words;
}

Result<Done> CsvReader::read_head() {
  const Result<bool> more = next_row();
  if (!more) return more.error();
  if (!*more) return refusal("empty_file");
  columns_ = cells_.size();
  if (columns_ < 2) return refusal("no_input_column", {{"row", std::to_string(rows_.row())}});
  if (Result<Done> found = find_label(); !found) return found;
  header_ = header_ || looks_like_header();
  for (std::size_t c = 0; c < columns_; ++c)
    if (c != label_) names_.push_back(header_ ? cells_[c].value() : plain_input_name(names_.size()));
  return header_ ? Result<Done>(Done{}) : take_row();
}

Result<double> CsvReader::number(std::size_t column) const {
  const Cell& cell = cells_[column];
  const std::optional<double> value = cell.quoted ? read_number(cell.value()) : read_number(cell.text);
  if (value && std::isfinite(*value)) return *value;
  if (value) return refusal_at("cell_not_finite", column, shown(cell));
  if (cell.value().empty()) return refusal_at("cell_missing", column, "");
  return refusal_at("cell_not_a_number", column, shown(cell));
}

Result<Done> CsvReader::take_label(const Cell& cell) {
  const std::string text = cell.value();
  if (text.empty()) return refusal_at("cell_missing", label_, "");
  auto known = label_index_.find(text);
  if (known == label_index_.end()) {
    if (label_texts_.size() == most_classes)
      return refusal("too_many_classes",
                     {{"column", std::to_string(label_ + 1)}, {"high", std::to_string(most_classes)}});
    known = label_index_.emplace(text, label_texts_.size()).first;
    label_texts_.push_back(text);
  }
  labels_.push_back(static_cast<double>(known->second));
  return Done{};
}

Result<Done> CsvReader::take_row() {
  if (cells_.size() != columns_)
    return refusal("ragged_row", {{"row", std::to_string(rows_.row())},
                                  {"value", std::to_string(cells_.size())},
                                  {"expected", std::to_string(columns_)}});
  for (std::size_t c = 0; c < columns_; ++c) {
    if (c == label_ && !options_.regression) {
      if (Result<Done> taken = take_label(cells_[c]); !taken) return taken;
      continue;
    }
    const Result<double> value = number(c);
    if (!value) return value.error();
    (c == label_ ? labels_ : inputs_).push_back(*value);
  }
  return Done{};
}

/// Sorts the classes and gives every sample the sorted index.
Result<Done> CsvReader::name_classes(Dataset& data) const {
  const std::size_t count = label_texts_.size();
  if (count < 2) return refusal("one_class", {{"column", std::to_string(label_ + 1)}, {"value", label_texts_.front()}});
  std::vector<std::pair<double, std::size_t>> order;  // value (0 for words), index by appearance
  bool numbers = true;
  for (const std::string& text : label_texts_) {
    const std::optional<double> value = read_number(text);
    numbers = numbers && value && std::isfinite(*value);
    order.emplace_back(value.value_or(0), order.size());
  }
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (numbers && a.first != b.first) return a.first < b.first;
    return label_texts_[a.second] < label_texts_[b.second];
  });
  std::vector<double> sorted_index(count);
  for (std::size_t c = 0; c < count; ++c) {
    sorted_index[order[c].second] = static_cast<double>(c);
    data.class_names.push_back(label_texts_[order[c].second]);
  }
  for (double& target : data.targets) target = sorted_index[static_cast<std::size_t>(target)];
  data.task = count == 2 ? Task::binary : Task::classes;
  return Done{};
}

Result<Dataset> CsvReader::finish() {
  if (labels_.empty()) return refusal("no_rows");
  Dataset data;
  data.task = Task::regression;
  data.samples = labels_.size();
  data.input_names = std::move(names_);
  data.targets = std::move(labels_);
  if (!options_.regression)
    if (Result<Done> named = name_classes(data); !named) return named.error();
  const std::size_t inputs = data.input_count();
  data.inputs.resize(inputs_.size());
  for (std::size_t s = 0; s < data.samples; ++s)
    for (std::size_t i = 0; i < inputs; ++i) data.inputs[i * data.samples + s] = inputs_[s * inputs + i];
  return data;
}

Result<Dataset> CsvReader::read() {
  if (Result<Done> head = read_head(); !head) return head.error();
  const auto lines = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n')) + 1;
  inputs_.reserve(lines * (columns_ - 1));
  labels_.reserve(lines);
  for (;;) {
    const Result<bool> more = next_row();
    if (!more) return more.error();
    if (!*more) return finish();
    if (Result<Done> taken = take_row(); !taken) return taken.error();
  }
}

}  // namespace

Result<Dataset> read_csv(std::string_view text, const CsvOptions& options) { return CsvReader(text, options).read(); }

}  // namespace gradlab
