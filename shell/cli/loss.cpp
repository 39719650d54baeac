// gradlab loss: a loss and its gradient for given predictions, in double.
#include "core/losses/loss.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "core/base/number_text.hpp"
#include "core/spec/json_object.hpp"
#include "core/spec/json_text.hpp"
#include "shell/cli/command.hpp"
#include "shell/cli/json_line.hpp"

namespace gradlab::cli {
namespace {

using Rows = std::vector<std::vector<double>>;

struct LossOptions {
  std::string id;
  std::string file;
  std::vector<std::string> params;
  bool json = false;
};

struct Input {
  Rows prediction;
  Rows target;  ///< rows as long as the prediction's
};

Error wrong_length(std::string field, std::size_t value, std::size_t expected) {
  return {"wrong_length", std::move(field), {{"value", std::to_string(value)}, {"expected", std::to_string(expected)}}};
}

/// One number a sample: a class index where the loss shares out probabilities, else the only entry of its row.
Result<Done> spread_numbers(const std::vector<double>& numbers, TargetKind kind, Input& input) {
  const std::size_t outputs = input.prediction.front().size();
  for (std::size_t s = 0; s < numbers.size(); ++s) {
    if (kind != TargetKind::distribution) {
      input.target.push_back({numbers[s]});
      continue;
    }
    const double label = numbers[s];
    if (!(label >= 0 && label < static_cast<double>(outputs) && label == std::floor(label)))
      return Error{"out_of_range",
                   "target[" + std::to_string(s) + "]",
                   {{"value", number_text(label)}, {"low", "0"}, {"high", std::to_string(outputs - 1)}}};
    input.target.emplace_back(outputs, 0.0)[static_cast<std::size_t>(label)] = 1;
  }
  return Done{};
}

Result<Done> check_target(const Rows& target, TargetKind kind) {
  for (std::size_t s = 0; s < target.size(); ++s)
    for (const double value : target[s]) {
      const std::string field = "target[" + std::to_string(s) + "]";
      const bool share = kind == TargetKind::unit_interval || kind == TargetKind::distribution;
      if (share && !(value >= 0 && value <= 1))
        return Error{"out_of_range", field, {{"value", number_text(value)}, {"low", "0"}, {"high", "1"}}};
      if (kind == TargetKind::signs && value != 1 && value != -1)
        return Error{"not_a_sign", field, {{"value", number_text(value)}}};
    }
  return Done{};
}

Result<Done> check_shape(const Input& input) {
  const std::size_t outputs = input.prediction.front().size();
  if (outputs == 0) return Error{"empty_list", "prediction[0]", {}};
  if (input.target.size() != input.prediction.size())
    return wrong_length("target", input.target.size(), input.prediction.size());
  for (std::size_t s = 0; s < input.prediction.size(); ++s) {
    const std::string at = "[" + std::to_string(s) + "]";
    if (input.prediction[s].size() != outputs)
      return wrong_length("prediction" + at, input.prediction[s].size(), outputs);
    if (input.target[s].size() != outputs) return wrong_length("target" + at, input.target[s].size(), outputs);
  }
  return Done{};
}

Result<Input> read_input(std::string_view text, TargetKind kind) {
  const auto json = parse_json(text);
  if (!json) return json.error();
  JsonReader reader;
  JsonObject object(*json, "", reader);
  Input input;
  std::vector<double> numbers;
  if (!object.read("prediction", input.prediction)) reader.fail({"required", "prediction", {}});
  const auto* target = object.find("target");
  if (!target) reader.fail({"required", "target", {}});
  const bool rows = target && target->is_array() && !target->empty() && target->front().is_array();
  if (target && rows) reader.read(*target, "target", input.target);
  if (target && !rows) reader.read(*target, "target", numbers);
  object.refuse_others();
  if (reader.error()) return *reader.error();
  if (input.prediction.empty()) return Error{"empty_list", "prediction", {}};
  if (!rows)
    if (auto spread = spread_numbers(numbers, kind, input); !spread) return spread.error();
  if (auto shape = check_shape(input); !shape) return shape.error();
  if (auto checked = check_target(input.target, kind); !checked) return checked.error();
  return input;
}

/// Rows of samples to units × samples.
std::vector<double> by_unit(const Rows& rows) {
  std::vector<double> values;
  for (std::size_t u = 0; u < rows.front().size(); ++u)
    for (const std::vector<double>& row : rows) values.push_back(row[u]);
  return values;
}

std::string report(double value, const std::vector<double>& gradient, std::size_t samples, bool json) {
  JsonLine line;
  line.begin('{').key("value").number(value).key("gradient").begin('[');
  std::string text = "value " + number_text(value) + "\ngradient\n";
  for (std::size_t s = 0; s < samples; ++s) {
    std::vector<double> row;
    for (std::size_t u = 0; u * samples < gradient.size(); ++u) row.push_back(gradient[u * samples + s]);
    line.numbers(row);
    for (const double number : row) text += "  " + number_text(number);
    text += "\n";
  }
  return json ? line.end(']').end('}').line() : text;
}

Result<std::string> evaluate(const LossOptions& options) {
  const Loss<double>* row = find_loss<double>(options.id);
  if (!row) {
    std::vector<std::string_view> known;
    for (const auto& one : losses<double>()) known.push_back(one.id);
    return unknown("unknown_id", "ID", options.id, known);
  }
  const auto given = read_params(options.params);
  if (!given) return given.error();
  const auto params = resolve_params(row->params, *given, "--param");
  if (!params) return params.error();
  const auto text = read_text(options.file);
  if (!text) return text.error();
  const auto input = read_input(*text, row->target);
  if (!input) return input.error();
  const std::size_t samples = input->prediction.size(), outputs = input->prediction.front().size();
  const std::vector<double> prediction = by_unit(input->prediction), target = by_unit(input->target);
  std::vector<double> gradient(prediction.size());
  const Block<const double> p{prediction.data(), outputs, samples, samples},
      t{target.data(), outputs, samples, samples};
  row->gradient(p, t, *params, {gradient.data(), outputs, samples, samples});
  return report(row->value(p, t, *params), gradient, samples, options.json);
}

}  // namespace

void add_loss(CLI::App& app, Outcome& outcome) {
  auto options = std::make_shared<LossOptions>();
  CLI::App* command = app.add_subcommand("loss", "A loss and its gradient for given predictions, in double.");
  command->add_option("id", options->id, "Which loss; see gradlab list losses")->required();
  command->add_option("file", options->file, "{\"prediction\": [[..]], \"target\": [..]}; - for standard input")
      ->required();
  command->add_option("--param", options->params, "NAME=VALUE, such as delta=0.5; may be repeated")
      ->allow_extra_args(false);
  command->add_flag("--json", options->json, "{\"value\": number, \"gradient\": [[..]]}");
  command->footer(
      "Rows are samples. target: rows like the prediction's; for cross_entropy class indices or rows of "
      "probabilities.\n"
      "bce and cross_entropy take logits. All losses are means: cross_entropy over samples, the others over all "
      "entries.");
  command->callback([options, &outcome] {
    const auto text = evaluate(*options);
    outcome = text ? done : refuse(text.error());
    if (text) print(*text);
  });
}

}  // namespace gradlab::cli
