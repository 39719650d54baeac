#include "core/data/columns.hpp"

#include <algorithm>
#include <cmath>

#include "core/data/number.hpp"

namespace gradlab {
namespace {

std::string listed(const std::vector<std::string>& names, std::optional<std::size_t> label) {
  constexpr std::size_t most = 20;
  std::string text;
  std::size_t count = 0;
  for (std::size_t c = 0; c < names.size(); ++c) {
    if (c == label || names[c].empty()) continue;
    if (++count > most) return text + ", …";
    text += (text.empty() ? "" : ", ") + names[c];
  }
  return text;
}

}  // namespace

std::optional<std::size_t> column_number(std::string_view text, std::size_t columns) {
  const std::optional<double> number = read_number(text);
  if (!number || *number < 1 || *number > static_cast<double>(columns) || *number != std::floor(*number))
    return std::nullopt;
  return static_cast<std::size_t>(*number) - 1;
}

Result<std::vector<bool>> chosen_columns(const std::vector<std::string>& wanted, const std::vector<std::string>& names,
                                         std::optional<std::size_t> label, const std::string& field) {
  std::vector<bool> chosen(names.size(), wanted.empty());
  if (label) chosen[*label] = false;
  for (const std::string& column : wanted) {
    const auto named = column.empty() ? names.end() : std::find(names.begin(), names.end(), column);
    std::optional<std::size_t> place = column_number(column, names.size());
    if (named != names.end()) place = static_cast<std::size_t>(named - names.begin());
    if (!place) {
      std::string known = listed(names, label);
      return Error{known.empty() ? "column_without_header" : "unknown_column",
                   field,
                   {{"value", column}, {"known", std::move(known)}, {"high", std::to_string(names.size())}}};
    }
    if (place == label) return Error{"column_is_label", field, {{"value", column}}};
    if (chosen[*place]) return Error{"column_twice", field, {{"value", column}}};
    chosen[*place] = true;
  }
  return chosen;
}

Result<Done> keep_columns(Dataset& data, const std::vector<std::string>& wanted) {
  const auto chosen = chosen_columns(wanted, data.input_names, std::nullopt, "data.columns");
  if (!chosen) return chosen.error();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < chosen->size(); ++i) {
    if (!(*chosen)[i]) continue;
    if (kept != i) {
      const auto from = data.inputs.begin() + static_cast<std::ptrdiff_t>(i * data.samples);
      std::copy_n(from, data.samples, data.inputs.begin() + static_cast<std::ptrdiff_t>(kept * data.samples));
      data.input_names[kept] = std::move(data.input_names[i]);
    }
    ++kept;
  }
  data.input_names.resize(kept);
  data.inputs.resize(kept * data.samples);
  return Done{};
}

}  // namespace gradlab
