#include "core/export/program.hpp"
#include "core/network/batch_norm.hpp"

namespace gradlab::source {
namespace {

constexpr SourceLanguage cpp = SourceLanguage::cpp;

std::string array(const std::string& name, std::span<const double> values) {
  return "constexpr double " + name + "[] = {\n    " + number_list(values, cpp, "    ") + "};\n";
}

std::string table(const std::string& name, const std::vector<std::span<const double>>& rows) {
  std::string text = "constexpr double " + name + "[][" + std::to_string(rows.front().size()) + "] = {\n";
  for (const auto row : rows) text += "    {" + number_list(row, cpp, "     ") + "},\n";
  return text + "};\n";
}

std::string scaling(const InputSteps& inputs) {
  if (!inputs.scaled()) return {};
  std::string text = array("input_shift", scale_numbers(inputs, &ColumnScale::shift)) +
                     array("input_unit", scale_numbers(inputs, &ColumnScale::unit));
  if (scales_further(inputs))
    text += array("input_factor", scale_numbers(inputs, &ColumnScale::factor)) +
            array("input_offset", scale_numbers(inputs, &ColumnScale::offset));
  return text + "\n";
}

std::string layer_numbers(const Parts& parts, std::size_t l) {
  const std::string number = "_" + std::to_string(l + 1);
  const LayerNumbers numbers = numbers_of(parts.trained.network, l);
  std::string text = table("weights" + number, numbers.weights) + array("bias" + number, numbers.bias);
  if (!numbers.scale.empty())
    text += array("scale" + number, numbers.scale) + array("shift" + number, numbers.shift) +
            array("mean" + number, numbers.mean) + array("variance" + number, numbers.variance);
  for (const Argument& one : parts.calls[l].arguments)
    if (one.values.size() > 1) text += array(one.name + "_of" + number, one.values);
  return text + "\n";
}

std::string activation_call(const Call& call, std::size_t l) {
  if (call.mixes) {
    const double value = call.arguments.front().values.front();
    return "  x = " + call.function + "(z, " +
           (call.pieces ? std::to_string(static_cast<int>(value)) : literal(value, cpp)) + ");\n";
  }
  std::string arguments = "z[u]";
  for (const Argument& one : call.arguments)
    arguments += ", " + (one.values.size() > 1 ? one.name + "_of_" + std::to_string(l + 1) + "[u]"
                                               : literal(one.values.front(), cpp));
  return "  x.resize(z.size());\n  for (std::size_t u = 0; u < z.size(); ++u) x[u] = " + call.function + "(" +
         arguments + ");\n";
}

std::string forward(const Parts& parts) {
  const InputSteps& inputs = parts.trained.inputs;
  std::string text =
      "// A sample's outputs; x: its columns in their own units.\n"
      "inline std::vector<double> forward(std::vector<double> x) {\n";
  for (std::size_t f = 0; f < parts.features.size(); ++f)
    text += (f == 0 ? "  x = {" : ", ") + parts.features[f] + (inputs.columns.size() > 1 ? "(x[0], x[1])" : "(x[0])");
  if (!parts.features.empty()) text += "};\n";
  if (inputs.scaled())
    text += std::string("  for (std::size_t i = 0; i < x.size(); ++i) x[i] = (x[i] - input_shift[i]) / input_unit[i]") +
            (scales_further(inputs) ? " * input_factor[i] + input_offset[i];\n" : ";\n");
  text += "  std::vector<double> z;\n";
  for (std::size_t l = 0; l < parts.calls.size(); ++l) {
    const std::string number = "_" + std::to_string(l + 1);
    text += "  z = sums(x, weights" + number + ", bias" + number + ");\n";
    if (parts.trained.network.layers()[l].batch_norm)
      text += "  for (std::size_t u = 0; u < z.size(); ++u)\n    z[u] = scale" + number + "[u] * (z[u] - mean" +
              number + "[u]) / std::sqrt(variance" + number + "[u] + " + literal(batch_norm::eps, cpp) + ") + shift" +
              number + "[u];\n";
    text += activation_call(parts.calls[l], l);
  }
  return text + "  return x;\n}\n\n";
}

std::string answer(const TrainedNetwork& trained) {
  std::string text =
      "// Outputs, or probabilities where these are logits.\n"
      "inline std::vector<double> answer(const std::vector<double>& x) {\n"
      "  std::vector<double> y = forward(x);\n";
  if (trained.reading.logits && trained.reading.kind == Reading::Kind::threshold)
    text += "  y[0] = 1 / (1 + std::exp(-y[0]));\n";
  if (trained.reading.logits && trained.reading.kind == Reading::Kind::largest)
    text +=
        "  const double largest = *std::max_element(y.begin(), y.end());\n"
        "  double sum = 0;\n"
        "  for (double& one : y) sum += one = std::exp(one - largest);\n"
        "  for (double& one : y) one /= sum;\n";
  text += "  return y;\n}\n\n";
  if (trained.class_names.empty()) return text;
  text += "constexpr const char* classes[] = {";
  for (std::size_t c = 0; c < trained.class_names.size(); ++c)
    text += (c > 0 ? ", " : "") + quoted(csv_cell(trained.class_names[c]));
  text += "};\n\ninline std::size_t class_of(const std::vector<double>& y) {\n";
  text += trained.reading.kind == Reading::Kind::threshold
              ? "  return y[0] > " + literal(trained.threshold(), cpp) + " ? 1 : 0;\n"
              : "  return static_cast<std::size_t>(std::max_element(y.begin(), y.end()) - y.begin());\n";
  return text + "}\n\n";
}

constexpr std::string_view sums = R"(template <std::size_t units, std::size_t inputs>
std::vector<double> sums(const std::vector<double>& x, const double (&weights)[units][inputs], const double (&bias)[units]) {
  std::vector<double> z(bias, bias + units);
  for (std::size_t u = 0; u < units; ++u)
    for (std::size_t i = 0; i < inputs; ++i) z[u] += weights[u][i] * x[i];
  return z;
}

)";

constexpr std::string_view row_reader = R"(// Numbers between commas; empty where the line is something else.
inline std::vector<double> numbers_of(const std::string& line) {
  std::vector<double> numbers;
  const char* at = line.c_str();
  for (;;) {
    char* end = nullptr;
    numbers.push_back(std::strtod(at, &end));
    if (end == at) return {};
    while (*end == ' ' || *end == '\r') ++end;
    if (*end == '\0') return numbers;
    if (*end != ',') return {};
    at = end + 1;
  }
}

)";

std::string program(const TrainedNetwork& trained) {
  const std::string columns = std::to_string(trained.inputs.columns.size());
  std::string text =
      "// With EXPORTED_NO_MAIN defined, the file can be included for its functions alone.\n"
      "#ifndef EXPORTED_NO_MAIN\nint main() {\n  std::string line;\n"
      "  for (int row = 1; std::getline(std::cin, line); ++row) {\n"
      "    if (line.find_first_not_of(\" \\r\") == std::string::npos) continue;\n"
      "    const std::vector<double> x = exported::numbers_of(line);\n"
      "    if (x.size() != " +
      columns +
      ") {\n"
      "      std::fprintf(stderr, \"row %d: " +
      columns +
      " numbers are expected, between commas\\n\", row);\n"
      "      return 2;\n    }\n"
      "    const std::vector<double> y = exported::answer(x);\n"
      "    for (std::size_t i = 0; i < y.size(); ++i) std::printf(i > 0 ? \",%.17g\" : \"%.17g\", y[i]);\n";
  if (!trained.class_names.empty()) text += "    std::printf(\",%s\", exported::classes[exported::class_of(y)]);\n";
  return text + "    std::printf(\"\\n\");\n  }\n}\n#endif\n";
}

}  // namespace

std::string cpp_program(const Parts& parts) {
  std::string text = "// g++ -std=c++17 -O2 network.cpp -o network\n" + includes_of(cpp) +
                     "#include <cstdio>\n#include <cstdlib>\n#include <iostream>\n#include <string>\n\n"
                     "namespace exported {\n\n" +
                     parts.functions;
  text += scaling(parts.trained.inputs);
  for (std::size_t l = 0; l < parts.calls.size(); ++l) text += layer_numbers(parts, l);
  text += std::string(sums) + forward(parts) + answer(parts.trained) + std::string(row_reader);
  return text + "}  // namespace exported\n\n" + program(parts.trained);
}

}  // namespace gradlab::source
