#include "core/export/trained_network.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/elementary.hpp"
#include "core/data/number.hpp"
#include "core/network/trainer.hpp"
#include "core/spec/json_text.hpp"

namespace gradlab {
namespace {

std::string joined(std::span<const std::string> names) {
  std::string text;
  for (const std::string& one : names) text += (text.empty() ? "" : ", ") + one;
  return text;
}

/// Reads the cells of one row, with words where the file had words.
class RowOfWords {
 public:
  RowOfWords(const InputSteps& steps, std::span<const std::string> cells) : steps_(steps), cells_(cells) {}

  /// The file's own columns.
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < steps_.columns.size(); ++i) {
      const WordColumn* words = words_at(i);
      names.push_back(words ? words->name : steps_.columns[i]);
      if (words) i += words->words.size() - 1;
    }
    return names;
  }

  Result<std::optional<std::vector<double>>> numbers(std::size_t row) const {
    std::vector<double> numbers;
    for (const std::string& cell : cells_) {
      const WordColumn* words = words_at(numbers.size());
      if (!words) {
        const auto number = read_number(cell);
        if (!number) return std::optional<std::vector<double>>();
        numbers.push_back(*number);
        continue;
      }
      const auto found = std::find(words->words.begin(), words->words.end(), cell);
      if (found == words->words.end())
        return Error{
            "row_unknown_word",
            "rows",
            {{"row", std::to_string(row)}, {"value", cell}, {"name", words->name}, {"known", joined(words->words)}}};
      for (auto word = words->words.begin(); word != words->words.end(); ++word)
        numbers.push_back(word == found ? 1 : 0);
    }
    return std::optional(std::move(numbers));
  }

 private:
  const WordColumn* words_at(std::size_t input) const {
    for (const WordColumn& one : steps_.words)
      if (one.first == input) return &one;
    return nullptr;
  }

  const InputSteps& steps_;
  std::span<const std::string> cells_;
};

double logistic(double x) { return elementary::sigmoid(x); }

void share_out(std::vector<double>& logits) {
  const double largest = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (double& one : logits) sum += one = elementary::exp(one - largest);
  for (double& one : logits) one /= sum;
}

}  // namespace

bool InputSteps::scaled() const {
  return std::any_of(scales.begin(), scales.end(), [](const ColumnScale& one) { return !(one == ColumnScale{}); });
}

std::vector<std::vector<double>> TrainedNetwork::answer(const std::vector<std::vector<double>>& rows) const {
  Batch<double> columns, batch;
  const Block<double> raw = columns.resize(inputs.columns.size(), rows.size());
  for (std::size_t s = 0; s < rows.size(); ++s)
    for (std::size_t c = 0; c < raw.units; ++c) raw.at(c, s) = rows[s][c];
  inputs.map->apply<double>(raw, batch.resize(network.inputs(), rows.size()));
  Pass<double> pass;
  network.forward(batch.block(), pass);
  const Block<const double> output = pass.output(network.layers().size() - 1);
  std::vector<std::vector<double>> answers(rows.size());
  for (std::size_t s = 0; s < rows.size(); ++s) {
    for (std::size_t u = 0; u < output.units; ++u) answers[s].push_back(output.at(u, s));
    if (!reading.logits) continue;
    if (reading.kind == Reading::Kind::threshold) answers[s][0] = logistic(answers[s][0]);
    if (reading.kind == Reading::Kind::largest) share_out(answers[s]);
  }
  return answers;
}

std::size_t TrainedNetwork::class_of(const std::vector<double>& answer) const {
  if (reading.kind == Reading::Kind::threshold) return answer[0] > threshold() ? 1 : 0;
  return static_cast<std::size_t>(std::max_element(answer.begin(), answer.end()) - answer.begin());
}

Result<std::vector<double>> InputSteps::read_row(std::span<const std::string> cells, std::size_t row) const {
  if (cells.size() == columns.size()) {
    std::vector<double> numbers;
    for (const std::string& cell : cells)
      if (const auto number = read_number(cell)) numbers.push_back(*number);
    if (numbers.size() == cells.size()) return numbers;
  }
  const RowOfWords own(*this, cells);
  const std::vector<std::string> names = own.names();
  if (!words.empty() && cells.size() == names.size()) {
    auto numbers = own.numbers(row);
    if (!numbers) return numbers.error();
    if (*numbers) return **std::move(numbers);
  }
  Error error{
      "row_of_numbers",
      "rows",
      {{"row", std::to_string(row)}, {"expected", std::to_string(columns.size())}, {"columns", joined(columns)}}};
  if (words.empty()) return error;
  error.id = "row_of_cells";
  error.arguments.push_back({"cells", std::to_string(names.size())});
  error.arguments.push_back({"names", joined(names)});
  return error;
}

InputSteps input_steps(const Spec& spec, const Dataset& data, std::shared_ptr<const InputMap> map) {
  InputSteps steps{data.input_names, data.word_columns, spec.data.features, {}, std::move(map)};
  if (!steps.features.empty()) {
    steps.columns = {"x", "y"};
    steps.columns.resize(steps.map->columns());
    steps.words.clear();
  }
  for (std::size_t i = 0; i < steps.map->inputs(); ++i) steps.scales.push_back(steps.map->scale(i));
  return steps;
}

Result<TrainedNetwork> trained_network(const Spec& spec, const Network<float>& network, InputSteps inputs,
                                       const Reading& reading, std::vector<std::string> class_names) {
  std::vector<LayerSpec> layers = spec.layers;
  layers.back().units = network.outputs();
  auto made = Network<double>::create(layers, network.inputs());
  if (!made) return made.error();
  if (const auto fits = made->assign(network.describe()); !fits) return fits.error();
  return TrainedNetwork{std::move(inputs), *std::move(made), reading, std::move(class_names)};
}

Result<Spec> spec_with_parameters(std::string_view spec, std::string_view parameters) {
  auto json = parse_json(spec);
  if (!json) return json.error();
  if (json->is_object() && json->contains("gradlab") && json->contains("spec")) {
    nlohmann::json kept = (*json)["spec"];
    if (kept.is_object() && json->contains("parameters")) kept["initial_parameters"] = (*json)["parameters"];
    *json = std::move(kept);
  }
  if (!parameters.empty() && json->is_object()) {
    auto given = parse_json(parameters);
    if (!given) return given.error();
    (*json)["initial_parameters"] = *std::move(given);
  }
  return parse_spec(json->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

Result<TrainedNetwork> trained_network(const Spec& spec, const DataFiles& files) {
  if (spec.initial_parameters.empty()) return Error{"parameters_needed", "initial_parameters", {}};
  auto data = load_data(spec.data, spec.seed, files);
  if (!data) return data.error();
  InputSteps steps = input_steps(spec, *data, data->map);
  std::vector<std::string> class_names = data->class_names;
  const auto trainer = Trainer<double>::create(spec, *std::move(data));
  if (!trainer) return trainer.error();
  return TrainedNetwork{std::move(steps), trainer->network(), trainer->reading(), std::move(class_names)};
}

}  // namespace gradlab
