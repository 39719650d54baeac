#include "core/data/csv_dialect.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "core/data/number.hpp"

namespace gradlab {
namespace {

constexpr std::size_t rows_looked_at = 100;

/// The first rows of a sample, as one separator cuts them. Stops at what is not a table.
struct Cut {
  std::vector<std::vector<Cell>> rows;
};

Cut cut(std::string_view sample, bool whole, char separator) {
  Cut found;
  TableReader reader(separator);
  std::size_t at = 0;
  std::vector<Cell> cells;
  while (found.rows.size() < rows_looked_at) {
    const auto next = reader.next(sample, at, whole, cells);
    if (!next || *next != TableReader::Found::row) break;
    found.rows.push_back(cells);
  }
  return found;
}

bool has(const Cell& cell, char c) { return cell.text.find(c) != std::string_view::npos; }

/// Numbers that only the one or only the other sign makes.
char decimal_of(const Cut& table) {
  std::size_t commas = 0, points = 0;
  for (const auto& row : table.rows) {
    for (const Cell& cell : row) {
      commas += has(cell, ',') && cell_number(cell, ',') ? 1 : 0;
      points += has(cell, '.') && cell_number(cell, '.') ? 1 : 0;
    }
  }
  return commas > points ? ',' : '.';
}

/// Share of rows as wide as the first, plus share of cells below it that are numbers; 0 for a single column.
double score(const Cut& table, char decimal) {
  if (table.rows.empty() || table.rows.front().size() < 2) return 0;
  const std::size_t width = table.rows.front().size();
  std::size_t alike = 0, cells = 0, numbers = 0;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    alike += table.rows[r].size() == width ? 1 : 0;
    if (r == 0 && table.rows.size() > 1) continue;
    for (const Cell& cell : table.rows[r]) {
      ++cells;
      numbers += cell_number(cell, decimal) ? 1 : 0;
    }
  }
  return static_cast<double>(alike) / static_cast<double>(table.rows.size()) +
         static_cast<double>(numbers) / static_cast<double>(cells);
}

}  // namespace

std::optional<double> cell_number(const Cell& cell, char decimal) {
  return cell.quoted ? read_number(cell.value(), decimal) : read_number(cell.text, decimal);
}

bool is_missing_label(std::string_view text) {
  constexpr std::array<std::string_view, 6> tokens{"", "na", "n/a", "nan", "?", "null"};
  text = trimmed(text);
  return std::any_of(tokens.begin(), tokens.end(), [text](auto token) { return equals_ignoring_case(text, token); });
}

bool is_missing(std::string_view text) {
  return is_missing_label(text) || trimmed(text) == "-" || equals_ignoring_case(trimmed(text), "none");
}

CsvDialect find_dialect(std::string_view sample, bool whole, char separator, char decimal) {
  CsvDialect best{separator == 0 ? ',' : separator, decimal == 0 ? '.' : decimal};
  double best_score = 0;
  for (const char candidate : {'\t', ';', ',', '|', ' '}) {  // the rarer in texts, the earlier
    if (separator != 0 && candidate != separator) continue;
    const Cut table = cut(sample, whole, candidate);
    const char sign = decimal == 0 ? decimal_of(table) : decimal;
    const double points = score(table, sign);
    if (points <= best_score) continue;
    best_score = points;
    best = {candidate, sign};
  }
  return best;
}

}  // namespace gradlab
