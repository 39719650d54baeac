#include "shell/cli/numbers.hpp"

#include <cmath>
#include <string>

#include "core/data/number.hpp"

namespace gradlab::cli {
namespace {

constexpr double most_numbers = 10'000'000;

Error not_numbers(std::string_view text, std::string_view field) {
  return {"not_numbers", std::string(field), {{"value", std::string(text)}}};
}

Result<std::vector<double>> cut(std::string_view text, char separator, std::string_view field) {
  std::vector<double> numbers;
  for (std::string_view rest = text;;) {
    const std::size_t end = rest.find(separator);
    const auto number = read_number(rest.substr(0, end));
    if (!number || !std::isfinite(*number)) return not_numbers(text, field);
    numbers.push_back(*number);
    if (end == std::string_view::npos) return numbers;
    rest.remove_prefix(end + 1);
  }
}

}  // namespace

Result<std::vector<double>> read_numbers(std::string_view text, std::string_view field) {
  if (text.find(':') == std::string_view::npos) return cut(text, ',', field);
  auto range = cut(text, ':', field);
  if (!range) return range;
  if (range->size() != 3) return not_numbers(text, field);
  const double from = (*range)[0], to = (*range)[1], step = (*range)[2];
  const double count = std::floor((to - from) / step + 1e-9) + 1;  // the end is meant even where 0.1 is not exact
  if (step == 0 || !(count >= 1) || count > most_numbers) return not_numbers(text, field);
  std::vector<double> numbers(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = from + static_cast<double>(i) * step;
  return numbers;
}

Result<Point> read_point(std::string_view text, std::string_view field) {
  const auto numbers = read_numbers(text, field);
  if (!numbers) return numbers.error();
  if (numbers->size() != 2)
    return Error{"wrong_length", std::string(field), {{"value", std::to_string(numbers->size())}, {"expected", "2"}}};
  return Point{(*numbers)[0], (*numbers)[1]};
}

}  // namespace gradlab::cli
