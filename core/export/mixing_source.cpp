#include "core/export/mixing_source.hpp"

#include <algorithm>

#include "core/export/activation_source.hpp"

namespace gradlab {
namespace {

constexpr MixingRow softmax{
    "softmax",
    {{{R"(inline std::vector<double> {name}(std::vector<double> x, double temperature_{default}) {
  const double largest = *std::max_element(x.begin(), x.end());
  double sum = 0;
  for (double& one : x) sum += one = std::exp((one - largest) / temperature_);
  for (double& one : x) one /= sum;
  return x;
}
)",
       R"(inline std::vector<std::vector<double>> {derivative}(const std::vector<double>& x, double temperature_{default}) {
  const std::vector<double> p = {name}(x, temperature_);
  std::vector<std::vector<double>> jacobian(p.size(), std::vector<double>(p.size()));
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = 0; j < p.size(); ++j) jacobian[i][j] = p[i] * ((i == j ? 1 : 0) - p[j]) / temperature_;
  return jacobian;
}
)"},
      {R"(def {name}(x, temperature_{default}):
    powers = np.exp((x - np.max(x, axis=-1, keepdims=True)) / temperature_)
    return powers / np.sum(powers, axis=-1, keepdims=True)
)",
       R"(def {derivative}(x, temperature_{default}):
    p = {name}(x, temperature_)
    return (np.diag(p) - np.outer(p, p)) / temperature_
)"},
      {R"(def {name}(x, temperature_{default}):
    return torch.softmax(x / temperature_, dim=-1)
)",
       R"(def {derivative}(x, temperature_{default}):
    p = {name}(x, temperature_)
    return (torch.diag(p) - torch.outer(p, p)) / temperature_
)"},
      {R"(export function {name}(x, temperature_{default}) {
  const largest = Math.max(...x);
  const powers = x.map((one) => Math.exp((one - largest) / temperature_));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((one) => one / sum);
}
)",
       R"(export function {derivative}(x, temperature_{default}) {
  const p = {name}(x, temperature_);
  return p.map((a, i) => p.map((b, j) => (a * ((i === j ? 1 : 0) - b)) / temperature_));
}
)"}}}};

constexpr MixingRow maxout{
    "maxout",
    {{{R"(inline std::vector<double> {name}(const std::vector<double>& x, std::size_t pieces{default}) {
  std::vector<double> largest;
  for (std::size_t first = 0; first < x.size(); first += pieces)
    largest.push_back(*std::max_element(&x[first], &x[first] + pieces));
  return largest;
}
)",
       R"(inline std::vector<std::vector<double>> {derivative}(const std::vector<double>& x, std::size_t pieces{default}) {
  std::vector<std::vector<double>> jacobian;
  for (std::size_t first = 0; first < x.size(); first += pieces) {
    jacobian.emplace_back(x.size());
    jacobian.back()[first + static_cast<std::size_t>(std::max_element(&x[first], &x[first] + pieces) - &x[first])] = 1;
  }
  return jacobian;
}
)"},
      {R"(def {name}(x, pieces{default}):
    return np.max(np.reshape(x, (*x.shape[:-1], -1, pieces)), axis=-1)
)",
       R"(def {derivative}(x, pieces{default}):
    winners = np.argmax(np.reshape(x, (-1, pieces)), axis=1)
    return np.eye(x.size)[winners + pieces * np.arange(winners.size)]
)"},
      {R"(def {name}(x, pieces{default}):
    return torch.amax(x.reshape(*x.shape[:-1], -1, pieces), dim=-1)
)",
       R"(def {derivative}(x, pieces{default}):
    winners = torch.argmax(x.reshape(-1, pieces), dim=1)
    return torch.eye(x.numel(), dtype=x.dtype)[winners + pieces * torch.arange(winners.numel())]
)"},
      {R"(export function {name}(x, pieces{default}) {
  const largest = [];
  for (let first = 0; first < x.length; first += pieces) largest.push(Math.max(...x.slice(first, first + pieces)));
  return largest;
}
)",
       R"(export function {derivative}(x, pieces{default}) {
  return {name}(x, pieces).map((largest, unit) => {
    const winner = x.indexOf(largest, unit * pieces);
    return x.map((_, i) => (i === winner ? 1 : 0));
  });
}
)"}}}};

constexpr std::array table{softmax, maxout};

std::string filled(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string>> places) {
  std::string result(text);
  for (const auto& [place, value] : places)
    for (std::size_t at = 0; (at = result.find(place, at)) != std::string::npos; at += value.size())
      result.replace(at, place.size(), value);
  return result;
}

}  // namespace

std::span<const MixingRow> mixing_rows() { return table; }

void add_mixing(SourceFunctions& into, const std::string& name, std::string_view id, bool derivative,
                const std::vector<double>& defaults) {
  const SourceLanguage language = into.language();
  const auto row = std::find_if(table.begin(), table.end(), [id](const MixingRow& one) { return one.id == id; });
  if (row == table.end()) return;
  std::string given;
  // A whole number of pieces is no literal with a point.
  if (!defaults.empty())
    given = (is_python(language) ? "=" : " = ") +
            (id == "maxout" ? std::to_string(static_cast<int>(defaults.front())) : literal(defaults.front(), language));
  const MixingText& text = row->in[static_cast<std::size_t>(language)];
  const auto add = [&](std::string_view one) {
    into.add_text(filled(one, {{"{name}", name_in(language, name)},
                               {"{derivative}", name_in(language, name + "_derivative")},
                               {"{default}", given}}) +
                  (is_python(language) ? "\n\n" : "\n"));
  };
  add(text.value);
  if (derivative) add(text.derivative);
}

}  // namespace gradlab
