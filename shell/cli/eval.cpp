// gradlab eval: a function and its derivatives at given places, in double.
#include <CLI/CLI.hpp>
#include <memory>

#include "core/activations/activation.hpp"
#include "core/base/number_text.hpp"
#include "core/formula/custom_row.hpp"
#include "core/spec/nearest.hpp"
#include "shell/cli/command.hpp"
#include "shell/cli/json_line.hpp"
#include "shell/cli/numbers.hpp"

namespace gradlab::cli {
namespace {

using Row = Activation<double>;

struct EvalOptions {
  std::string id;
  std::string formula;
  std::string x;
  std::vector<std::string> params;
  bool json = false;
  bool csv = false;
};

/// A named column of numbers, one for each x.
struct Column {
  std::string name;
  std::vector<double> values;
};

std::vector<double> filled(std::size_t count) { return std::vector<double>(count); }

/// x, f, df, d2f, and a column "dparam.<id>" for each parameter.
std::vector<Column> scalar_columns(const Row& row, const std::vector<double>& x, const std::vector<double>& params) {
  std::vector<Column> columns{{"x", x}, {"f", filled(x.size())}, {"df", filled(x.size())}, {"d2f", filled(x.size())}};
  const auto block = [&](std::vector<double>& values) { return Block<double>{values.data(), 1, x.size(), x.size()}; };
  const UnitParams<double> p = row.with(params.data());
  std::vector<double> copy = x;
  const Block<const double> in = block(copy);
  const Block<double> f = block(columns[1].values);
  row.f(in, p, f);
  row.df(in, f, p, block(columns[2].values));
  row.d2f(in, f, p, block(columns[3].values));
  for (std::size_t i = 0; i < params.size(); ++i) {
    columns.push_back({"dparam." + std::string(row.params[i].id), filled(x.size())});
    row.dfdp(in, i, p, block(columns.back().values));
  }
  return columns;
}

JsonLine head(const Row& row, const std::vector<double>& params) {
  JsonLine json;
  json.begin('{').key("id").text(row.id).key("params").begin('{');
  for (std::size_t i = 0; i < params.size(); ++i) json.key(row.params[i].id).number(params[i]);
  json.end('}');
  return json;
}

std::string scalar_json(const Row& row, const std::vector<double>& params, const std::vector<Column>& columns,
                        const EvalOptions& options) {
  JsonLine json = head(row, params);
  if (!options.formula.empty()) json.key("formula").text(options.formula);
  for (std::size_t c = 0; c < 4; ++c) json.key(columns[c].name).numbers(columns[c].values);
  json.key("dparam").begin('{');
  for (std::size_t c = 4; c < columns.size(); ++c) json.key(row.params[c - 4].id).numbers(columns[c].values);
  return json.end('}').end('}').line();
}

/// Comma-separated; or, for reading, columns of equal width.
std::string as_rows(const std::vector<Column>& columns, bool csv) {
  constexpr std::size_t width = 26;
  std::string text;
  const auto put = [&](const std::string& cell, bool last) {
    text += cell;
    if (csv && !last) text += ',';
    if (!csv && !last) text += std::string(width - std::min(width - 1, cell.size()), ' ');
    if (last) text += '\n';
  };
  for (std::size_t c = 0; c < columns.size(); ++c) put(columns[c].name, c + 1 == columns.size());
  for (std::size_t i = 0; i < columns[0].values.size(); ++i)
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const double value = columns[c].values[i];
      put(std::isfinite(value) ? number_text(value) : csv ? "" : "-", c + 1 == columns.size());
    }
  return text;
}

/// A row that mixes: x is one sample's numbers. The output and, row by row, the Jacobian ∂y_i/∂x_j.
Result<std::string> mixed(const Row& row, std::vector<double> x, const std::vector<double>& params,
                          const EvalOptions& options) {
  const std::size_t pieces = row.inputs_per_output(params);
  if (x.size() % pieces != 0)
    return Error{"not_in_groups", "--x", {{"value", std::to_string(x.size())}, {"expected", std::to_string(pieces)}}};
  const std::size_t outputs = x.size() / pieces;
  const UnitParams<double> p{params.data(), params.size(), 0};
  std::vector<double> y(outputs), unit(outputs), slope(x.size());
  const Block<const double> z{x.data(), x.size(), 1, 1};
  row.mix(z, p, {y.data(), outputs, 1, 1});
  std::vector<std::vector<double>> jacobian;
  for (std::size_t i = 0; i < outputs; ++i) {
    unit.assign(outputs, 0.0);
    unit[i] = 1;
    row.mix_vjp(z, {y.data(), outputs, 1, 1}, {unit.data(), outputs, 1, 1}, p, {slope.data(), x.size(), 1, 1});
    jacobian.push_back(slope);
  }
  const char* name = row.id == "softmax" ? "p" : "f";
  if (options.json) {
    JsonLine json = head(row, params);
    json.key("x").numbers(x).key(name).numbers(y).key("jacobian").begin('[');
    for (const auto& one : jacobian) json.numbers(one);
    return json.end(']').end('}').line();
  }
  std::vector<Column> columns{{name, y}};
  for (std::size_t j = 0; j < x.size(); ++j) {
    columns.push_back({"d/dx" + std::to_string(j + 1), {}});
    for (const auto& one : jacobian) columns.back().values.push_back(one[j]);
  }
  return as_rows(columns, options.csv);
}

Result<std::string> evaluate(const Row* row, const EvalOptions& options) {
  const auto given = read_params(options.params);
  if (!given) return given.error();
  const auto params = resolve_params(row->params, *given, "--param");
  if (!params) return params.error();
  const auto x = read_numbers(options.x, "--x");
  if (!x) return x.error();
  if (row->mixes()) return mixed(*row, *x, *params, options);
  const std::vector<Column> columns = scalar_columns(*row, *x, *params);
  return options.json ? scalar_json(*row, *params, columns, options) : as_rows(columns, options.csv);
}

Result<std::string> evaluate(const EvalOptions& options) {
  if (!options.formula.empty()) {
    const auto custom = CustomRow<double>::create(options.formula);
    return custom ? evaluate(&(*custom)->row(), options) : custom.error();
  }
  if (const Row* row = find_activation<double>(options.id)) return evaluate(row, options);
  if (options.id == "custom") return Error{"custom_needs_formula", "ID", {}};
  std::vector<std::string_view> known;
  for (const Row& one : activations<double>()) known.push_back(one.id);
  return unknown("unknown_id", "ID", options.id, known);
}

}  // namespace

void add_eval(CLI::App& app, Outcome& outcome) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* command = app.add_subcommand("eval", "An activation and its derivatives at given places, in double.");
  auto* which = command->add_option_group("Function", "One of the two");
  which->add_option("id", options->id, "Which activation; see gradlab list activations");
  which
      ->add_option("--formula", options->formula,
                   "A formula in x, such as \"x*tanh(log(1+exp(x)))\"; other names in it\n"
                   "are parameters, at 1 if --param does not set them")
      ->check(refuse_empty_formula);
  which->require_option(1);
  command->add_option("--x", options->x, "Places: 0.5,1,2 or from:to:step, such as --x=-10:10:0.1")->required();
  command->add_option("--param", options->params, "NAME=VALUE, such as alpha=0.2; may be repeated")
      ->allow_extra_args(false);
  auto* json = command->add_flag(
      "--json", options->json,
      "{id, params, x, f, df, d2f, dparam: {name: []}}; for softmax {x, p, jacobian}; null where undefined");
  command->add_flag("--csv", options->csv, "Columns x,f,df,d2f,dparam.name; empty where undefined")->excludes(json);
  command->callback([options, &outcome] {
    const auto text = evaluate(*options);
    outcome = text ? done : refuse(text.error());
    if (text) print(*text);
  });
}

}  // namespace gradlab::cli
