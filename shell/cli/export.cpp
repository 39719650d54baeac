// gradlab export: a trained network, or functions alone, as source text in another language.
// gradlab predict: the same network's answers from here, row by row, in the same form.
#include <CLI/CLI.hpp>
#include <memory>

#include "core/base/number_text.hpp"
#include "core/data/table.hpp"
#include "core/export/program.hpp"
#include "core/formula/custom_row.hpp"
#include "core/spec/nearest.hpp"
#include "shell/cli/command.hpp"

namespace gradlab::cli {
namespace {

struct NetworkOptions {
  std::string spec;
  std::string parameters;
};

struct ExportOptions : NetworkOptions {
  std::vector<std::string> activations;
  std::string formula;
  std::vector<std::string> params;
  std::string language;
  std::string out;
};

struct PredictOptions : NetworkOptions {
  std::string rows = "-";
};

Result<TrainedNetwork> read_network(const NetworkOptions& options) {
  const auto text = read_text(options.spec);
  if (!text) return text.error();
  std::string parameters;
  if (!options.parameters.empty()) {
    auto given = read_text(options.parameters);
    if (!given) return given.error();
    parameters = *std::move(given);
  }
  const auto spec = spec_with_parameters(*text, parameters);
  if (!spec) return spec.error();
  return trained_network(*spec, Files(folder_of(options.spec)));
}

Result<FunctionToExport> function_of(const std::string& id, const ParamValues& params) {
  const Activation<double>* row = find_activation<double>(id);
  if (!row && id == "custom") return Error{"custom_needs_formula", "--activation", {}};
  if (!row) {
    std::vector<std::string_view> known;
    for (const auto& one : activations<double>()) known.push_back(one.id);
    return unknown("unknown_id", "--activation", id, known);
  }
  auto values = resolve_params(row->params, params, "--param");
  if (!values) return values.error();
  return FunctionToExport{id, row, *std::move(values)};
}

Result<std::string> functions_of(const ExportOptions& options, SourceLanguage language) {
  const auto params = read_params(options.params);
  if (!params) return params.error();
  std::vector<FunctionToExport> functions;
  for (const std::string& id : options.activations) {
    auto one = function_of(id, *params);
    if (!one) return one.error();
    functions.push_back(*std::move(one));
  }
  std::shared_ptr<const CustomRow<double>> own;  // lives until the text is written
  if (!options.formula.empty()) {
    auto made = CustomRow<double>::create(options.formula, *params);
    if (!made) return made.error();
    own = *std::move(made);
    auto values = resolve_params(own->row().params, *params, "--param");
    if (!values) return values.error();
    functions.push_back({"custom", &own->row(), *std::move(values)});
  }
  return functions_source(functions, language);
}

Result<std::string> exported(const ExportOptions& options) {
  const SourceLanguage language = find_source_language(options.language)->language;
  if (options.spec.empty()) {
    if (options.activations.empty() && options.formula.empty()) return Error{"nothing_to_export", "SPEC", {}};
    return functions_of(options, language);
  }
  const auto trained = read_network(options);
  return trained ? network_source(*trained, language) : trained.error();
}

Outcome run_export(const ExportOptions& options) {
  const auto text = exported(options);
  if (!text) return refuse(text.error());
  if (options.out.empty()) {
    print(*text);
    return done;
  }
  const auto written = write_text(options.out, *text);
  return written ? done : refuse(written.error());
}

Result<std::vector<std::vector<double>>> read_rows(std::string_view text, const InputSteps& inputs) {
  std::vector<std::vector<double>> rows;
  TableReader reader;
  std::vector<Cell> cells;
  for (std::size_t at = 0;;) {
    const auto found = reader.next(text, at, true, cells);
    if (!found) return Error{found.error().id, "rows", found.error().arguments};
    if (*found != TableReader::Found::row) return rows;
    std::vector<std::string> values;
    for (const Cell& cell : cells) values.push_back(cell.value());
    auto numbers = inputs.read_row(values, reader.row());
    if (!numbers) return numbers.error();
    rows.push_back(*std::move(numbers));
  }
}

Outcome predict(const PredictOptions& options) {
  const auto trained = read_network(options);
  if (!trained) return refuse(trained.error());
  const auto text = read_text(options.rows);
  if (!text) return refuse(text.error());
  const auto rows = read_rows(*text, trained->inputs);
  if (!rows) return refuse(rows.error());
  if (rows->empty()) return done;
  std::string lines;
  for (const std::vector<double>& answer : trained->answer(*rows)) {
    for (std::size_t i = 0; i < answer.size(); ++i) lines += (i > 0 ? "," : "") + number_text(answer[i]);
    if (!trained->class_names.empty()) lines += "," + source::csv_cell(trained->class_names[trained->class_of(answer)]);
    lines += "\n";
  }
  print(lines);
  return done;
}

void add_network_options(CLI::App& command, NetworkOptions& options, bool required) {
  auto* spec =
      command.add_option("spec", options.spec, "The spec's file, a run that the page saved, or - for standard input");
  if (required) spec->required();
  command.add_option("--parameters", options.parameters,
                     "What gradlab train --parameters wrote; left out: the spec's initial_parameters");
}

}  // namespace

void add_export(CLI::App& app, Outcome& outcome) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = app.add_subcommand(
      "export", "A trained network as one file of source that runs as it is; or functions and their derivatives.");
  add_network_options(*command, *options, false);
  command->add_option("--activation", options->activations, "Instead of a network: this function; may be repeated")
      ->allow_extra_args(false)
      ->excludes("spec");
  command->add_option("--formula", options->formula, "Instead of a network: the function of a formula in x")
      ->check(refuse_empty_formula)
      ->excludes("spec");
  command->add_option("--param", options->params, "NAME=VALUE of the function, such as alpha=0.2; may be repeated")
      ->allow_extra_args(false);
  std::vector<std::string> languages;
  for (const SourceLanguageRow& row : source_languages()) languages.emplace_back(row.id);
  command->add_option("--language", options->language, "What to write")->required()->check(CLI::IsMember(languages));
  command->add_option("--out", options->out, "Where to write it; standard output if left out");
  command->footer(
      "The program reads rows of comma-separated numbers, the data's columns in their own units (of a column of words\n"
      "the 0 and 1 of each of its words, as the source's first lines name them), and writes for each\n"
      "a row: the outputs (probabilities where they are logits), then the class. It computes in double what "
      "evaluation\n"
      "computes: batch norm by its running statistics, no dropout. gradlab predict gives the same rows.\n"
      "Example: gradlab train s.json --parameters p.json && gradlab export s.json --parameters p.json --language "
      "numpy");
  command->callback([options, &outcome] { outcome = run_export(*options); });
}

void add_predict(CLI::App& app, Outcome& outcome) {
  auto options = std::make_shared<PredictOptions>();
  CLI::App* command = app.add_subcommand("predict", "A trained network's answers to new rows, in double.");
  add_network_options(*command, *options, true);
  command
      ->add_option("--rows", options->rows,
                   "Rows of comma-separated numbers, the data's columns in their own units; a column of words as the "
                   "word itself, or as the 0 and 1 of each of its words; - for standard input")
      ->capture_default_str();
  command->footer(
      "A line for each row: the outputs (probabilities where they are logits), then the class by its name in the "
      "data.\n"
      "Rows have no header and no label.");
  command->callback([options, &outcome] { outcome = predict(*options); });
}

}  // namespace gradlab::cli
