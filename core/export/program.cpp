#include "core/export/program.hpp"

#include <algorithm>

namespace gradlab {
namespace source {

std::string number_list(std::span<const double> values, SourceLanguage language, const std::string& indent) {
  constexpr std::size_t widest = 110;
  std::string text, line;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string number = literal(values[i], language) + (i + 1 < values.size() ? "," : "");
    if (!line.empty() && indent.size() + line.size() + number.size() + 1 > widest) {
      text += line + "\n" + indent;
      line.clear();
    }
    line += (line.empty() ? "" : " ") + number;
  }
  return text + line;
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  return cell + "\"";
}

std::string summary(const TrainedNetwork& trained) {
  std::string text = "columns: ";
  for (std::size_t i = 0; i < trained.inputs.columns.size(); ++i)
    text += (i > 0 ? ", " : "") + csv_cell(trained.inputs.columns[i]);
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == '\\') c = ' ';
  return text;
}

std::vector<double> scale_numbers(const InputSteps& inputs, double ColumnScale::* which) {
  std::vector<double> numbers;
  for (const ColumnScale& scale : inputs.scales) numbers.push_back(scale.*which);
  return numbers;
}

bool scales_further(const InputSteps& inputs) {
  return std::any_of(inputs.scales.begin(), inputs.scales.end(),
                     [](const ColumnScale& one) { return one.factor != 1 || one.offset != 0; });
}

LayerNumbers numbers_of(const Network<double>& network, std::size_t index) {
  const Layer<double>& layer = network.layers()[index];
  const auto all = network.parameters();
  LayerNumbers numbers;
  for (std::size_t s = 0; s < layer.sums; ++s)
    numbers.weights.push_back(all.subspan(layer.weights + s * layer.inputs, layer.inputs));
  numbers.bias = all.subspan(layer.bias, layer.sums);
  if (!layer.batch_norm) return numbers;
  numbers.scale = all.subspan(layer.norm_scale, layer.sums);
  numbers.shift = all.subspan(layer.norm_scale + layer.sums, layer.sums);
  numbers.mean = network.running().subspan(layer.running, layer.sums);
  numbers.variance = network.running().subspan(layer.running + layer.sums, layer.sums);
  return numbers;
}

namespace {

/// All parameters of the layer's activation in the row's order, trained ones as they were learned.
std::vector<Argument> arguments_of(const Network<double>& network, const Layer<double>& layer) {
  std::vector<Argument> arguments;
  const std::size_t in_set = layer.trained_in_set();
  std::size_t trained = 0;
  for (std::size_t p = 0; p < layer.activation->params.size(); ++p) {
    const ParamSpec& param = layer.activation->params[p];
    Argument& argument = arguments.emplace_back(Argument{std::string(param.id), {}, param.trained});
    if (!param.trained) {
      argument.values = {layer.fixed_params[p]};
      continue;
    }
    for (std::size_t at = trained; at < layer.trained_count; at += in_set)
      argument.values.push_back(network.parameters()[layer.trained_params + at]);
    ++trained;
  }
  return arguments;
}

}  // namespace
}  // namespace source

Result<std::string> network_source(const TrainedNetwork& trained, SourceLanguage language) {
  SourceFunctions functions(language);
  source::Parts parts{trained, {}, {}, {}};
  const bool with_y = trained.inputs.columns.size() > 1;
  for (const std::string& feature : trained.inputs.features) {
    const auto formula = parse_feature(feature, with_y, "data.features");
    if (!formula) return formula.error();
    parts.features.push_back(name_in(language, "feature_" + std::to_string(parts.features.size() + 1)));
    if (auto ok = functions.add(parts.features.back(), *formula, {}, with_y); !ok) return ok.error();
  }
  std::vector<std::string_view> written;
  const auto layers = trained.network.layers();
  for (std::size_t l = 0; l < layers.size(); ++l) {
    const Activation<double>& row = *layers[l].activation;
    const bool own = row.group == ActivationGroup::own;
    const std::string name = std::string(row.id) + (own ? "_" + std::to_string(l + 1) : "");
    parts.calls.push_back({name_in(language, name), source::arguments_of(trained.network, layers[l]), row.mixes(),
                           row.pieces_param >= 0});
    if (!own && std::find(written.begin(), written.end(), row.id) != written.end()) continue;
    written.push_back(row.id);
    if (auto ok = add_activation(functions, name, row, {.derivative = false}); !ok) return ok.error();
  }
  parts.functions = functions.text();
  std::string text(row_of(language).comment);
  text += " A trained network, written by Gradlab. Reads rows of " + std::to_string(trained.inputs.columns.size()) +
          " comma-separated numbers from standard input.\n" + std::string(row_of(language).comment) + " " +
          source::summary(trained) + "\n";
  switch (language) {
    case SourceLanguage::cpp: return text + source::cpp_program(parts);
    case SourceLanguage::javascript: return text + source::javascript_program(parts);
    case SourceLanguage::pytorch: return text + source::pytorch_program(parts);
    default: return text + source::numpy_program(parts);
  }
}

}  // namespace gradlab
