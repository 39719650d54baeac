#include "core/spec/nearest.hpp"

#include <algorithm>
#include <numeric>

namespace gradlab {
namespace {

/// Edit distance: letters put in, left out or changed (Levenshtein 1966).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known) {
  constexpr std::size_t longest = 40;
  if (word.size() > longest) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : known) {
    const std::size_t d = distance(word, candidate);
    if (d < best_distance) {
      best = candidate;
      best_distance = d;
    }
  }
  return best;
}

Error unknown(std::string id, std::string field, std::string_view word, const std::vector<std::string_view>& known) {
  std::string list;
  for (const std::string_view one : known) {
    if (!list.empty()) list += ", ";
    list += one;
  }
  Error error{std::move(id), std::move(field), {{"value", std::string(word)}, {"known", std::move(list)}}};
  const std::string_view near = nearest(word, known);
  if (near.empty()) return error;
  error.id += "_near";
  error.arguments.emplace_back("nearest", near);
  return error;
}

}  // namespace gradlab
