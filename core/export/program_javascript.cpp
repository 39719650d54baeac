#include "core/export/program.hpp"
#include "core/network/batch_norm.hpp"

namespace gradlab::source {
namespace {

constexpr SourceLanguage javascript = SourceLanguage::javascript;

std::string array(const std::string& name, std::span<const double> values) {
  return "const " + name + " = [\n  " + number_list(values, javascript, "  ") + "];\n";
}

std::string table(const std::string& name, const std::vector<std::span<const double>>& rows) {
  std::string text = "const " + name + " = [\n";
  for (const auto row : rows) text += "  [" + number_list(row, javascript, "   ") + "],\n";
  return text + "];\n";
}

std::string scaling(const InputSteps& inputs) {
  if (!inputs.scaled()) return {};
  std::string text = array("inputShift", scale_numbers(inputs, &ColumnScale::shift)) +
                     array("inputUnit", scale_numbers(inputs, &ColumnScale::unit));
  if (scales_further(inputs))
    text += array("inputFactor", scale_numbers(inputs, &ColumnScale::factor)) +
            array("inputOffset", scale_numbers(inputs, &ColumnScale::offset));
  return text + "\n";
}

std::string layer_numbers(const Parts& parts, std::size_t l) {
  const std::string number = std::to_string(l + 1);
  const LayerNumbers numbers = numbers_of(parts.trained.network, l);
  std::string text = table("weights" + number, numbers.weights) + array("bias" + number, numbers.bias);
  if (!numbers.scale.empty())
    text += array("scale" + number, numbers.scale) + array("shift" + number, numbers.shift) +
            array("mean" + number, numbers.mean) + array("variance" + number, numbers.variance);
  for (const Argument& one : parts.calls[l].arguments)
    if (one.values.size() > 1) text += array(one.name + "Of" + number, one.values);
  return text + "\n";
}

std::string activation_call(const Call& call, std::size_t l) {
  std::string arguments;
  bool per_unit = false;
  for (const Argument& one : call.arguments) {
    const bool several = one.values.size() > 1;
    per_unit = per_unit || several;
    arguments += ", " + (several       ? one.name + "Of" + std::to_string(l + 1) + "[u]"
                         : call.pieces ? std::to_string(static_cast<int>(one.values.front()))
                                       : literal(one.values.front(), javascript));
  }
  if (call.mixes) return "  x = " + call.function + "(z" + arguments + ");\n";
  return std::string("  x = z.map((one") + (per_unit ? ", u" : "") + ") => " + call.function + "(one" + arguments +
         "));\n";
}

std::string forward(const Parts& parts) {
  std::string text =
      "/** A sample's outputs; x: its columns in their own units. */\n"
      "export function forward(x) {\n";
  const InputSteps& inputs = parts.trained.inputs;
  for (std::size_t f = 0; f < parts.features.size(); ++f)
    text += (f == 0 ? "  x = [" : ", ") + parts.features[f] + (inputs.columns.size() > 1 ? "(x[0], x[1])" : "(x[0])");
  if (!parts.features.empty()) text += "];\n";
  if (inputs.scaled())
    text += scales_further(inputs)
                ? "  x = x.map((one, i) => ((one - inputShift[i]) / inputUnit[i]) * inputFactor[i] + inputOffset[i]);\n"
                : "  x = x.map((one, i) => (one - inputShift[i]) / inputUnit[i]);\n";
  text += "  let z;\n";
  for (std::size_t l = 0; l < parts.calls.size(); ++l) {
    const std::string number = std::to_string(l + 1);
    text += "  z = sums(x, weights" + number + ", bias" + number + ");\n";
    if (parts.trained.network.layers()[l].batch_norm)
      text += "  z = z.map((one, u) => (scale" + number + "[u] * (one - mean" + number + "[u])) / Math.sqrt(variance" +
              number + "[u] + " + literal(batch_norm::eps, javascript) + ") + shift" + number + "[u]);\n";
    text += activation_call(parts.calls[l], l);
  }
  return text + "  return x;\n}\n\n";
}

std::string answer(const TrainedNetwork& trained) {
  std::string text =
      "/** Outputs, or probabilities where these are logits. */\n"
      "export function answer(x) {\n  const y = forward(x);\n";
  if (trained.reading.logits && trained.reading.kind == Reading::Kind::threshold)
    text += "  y[0] = 1 / (1 + Math.exp(-y[0]));\n";
  if (trained.reading.logits && trained.reading.kind == Reading::Kind::largest)
    text +=
        "  const largest = Math.max(...y);\n"
        "  const powers = y.map((one) => Math.exp(one - largest));\n"
        "  const sum = powers.reduce((a, b) => a + b, 0);\n"
        "  for (let i = 0; i < y.length; ++i) y[i] = powers[i] / sum;\n";
  text += "  return y;\n}\n\n";
  if (trained.class_names.empty()) return text;
  text += "export const classes = [";
  for (std::size_t c = 0; c < trained.class_names.size(); ++c)
    text += (c > 0 ? ", " : "") + quoted(csv_cell(trained.class_names[c]));
  text += "];\n\nexport function classOf(y) {\n  return ";
  text += trained.reading.kind == Reading::Kind::threshold
              ? "y[0] > " + literal(trained.threshold(), javascript) + " ? 1 : 0"
              : std::string("y.indexOf(Math.max(...y))");
  return text + ";\n}\n\n";
}

constexpr std::string_view sums = R"(function sums(x, weights, bias) {
  return weights.map((row, u) => row.reduce((sum, weight, i) => sum + weight * x[i], bias[u]));
}

)";

std::string program(const TrainedNetwork& trained) {
  const std::string columns = std::to_string(trained.inputs.columns.size());
  std::string text = R"(async function main() {
  const { readFileSync } = await import("node:fs");
  const lines = readFileSync(0, "utf8").split("\n");
  const answers = [];
  for (let row = 0; row < lines.length; ++row) {
    if (lines[row].trim() === "") continue;
    const cells = lines[row].split(",");
    const x = cells.map((cell) => (cell.trim() === "" ? NaN : Number(cell)));
    if (x.length !== )" +
                     columns + R"( || x.some(Number.isNaN)) {
      console.error(`row ${row + 1}: )" +
                     columns + R"( numbers are expected, between commas`);
      process.exitCode = 2;
      return;
    }
    const y = answer(x);
    answers.push()";
  text += trained.class_names.empty() ? "y.join(\",\")" : "[...y, classes[classOf(y)]].join(\",\")";
  return text + R"();
  }
  if (answers.length > 0) console.log(answers.join("\n"));
}

// As a program under Node; not where it is imported.
if (typeof process === "object" && process.argv?.[1]) {
  const { realpathSync } = await import("node:fs");
  const { pathToFileURL } = await import("node:url");
  if (import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) await main();
}
)";
}

}  // namespace

std::string javascript_program(const Parts& parts) {
  std::string text = "// node network.mjs < rows.csv\n\n" + parts.functions;
  text += scaling(parts.trained.inputs);
  for (std::size_t l = 0; l < parts.calls.size(); ++l) text += layer_numbers(parts, l);
  return text + std::string(sums) + forward(parts) + answer(parts.trained) + program(parts.trained);
}

}  // namespace gradlab::source
