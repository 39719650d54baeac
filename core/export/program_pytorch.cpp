#include <algorithm>

#include "core/export/program_python.hpp"
#include "core/network/batch_norm.hpp"

namespace gradlab::source {
namespace {

constexpr SourceLanguage language = SourceLanguage::pytorch;

/// A torch.nn.Module as people write them, and a state that it loads.
class PytorchProgram {
 public:
  explicit PytorchProgram(const Parts& parts) : parts_(parts), trained_(parts.trained) {}

  std::string write() const {
    return python_head(parts_, language) + module() + state() + python_classes(trained_) + "\n" + answer() +
           python_class_of(trained_, language) + python_main(trained_);
  }

 private:
  static std::string number_of(std::size_t l) { return "_" + std::to_string(l + 1); }
  const Layer<double>& layer(std::size_t l) const { return trained_.network.layers()[l]; }
  std::size_t layers() const { return parts_.calls.size(); }
  bool scales_further() const { return source::scales_further(trained_.inputs); }

  std::string module() const {
    return "class Network(nn.Module):\n"
           "    \"\"\"Takes samples × columns, in their own units; gives samples × outputs.\"\"\"\n\n" +
           constructor() + "\n" + forward() + "\n\n";
  }

  static std::string buffer(const std::string& name, std::size_t size) {
    return "        self.register_buffer(\"" + name + "\", torch.zeros(" + std::to_string(size) + "))\n";
  }

  std::string constructor() const {
    std::string text = "    def __init__(self):\n        super().__init__()\n";
    const std::size_t inputs = trained_.inputs.scales.size();
    if (trained_.inputs.scaled()) text += buffer("input_shift", inputs) + buffer("input_unit", inputs);
    if (trained_.inputs.scaled() && scales_further())
      text += buffer("input_factor", inputs) + buffer("input_offset", inputs);
    for (std::size_t l = 0; l < layers(); ++l) {
      const std::string sums = std::to_string(layer(l).sums);
      text += "        self.linear" + number_of(l) + " = nn.Linear(" + std::to_string(layer(l).inputs) + ", " + sums +
              ")\n";
      if (layer(l).batch_norm)
        text += "        self.norm" + number_of(l) + " = nn.BatchNorm1d(" + sums +
                ", eps=" + literal(batch_norm::eps, language) + ")\n";
      for (const Argument& one : parts_.calls[l].arguments)
        if (one.trained)
          text += "        self." + one.name + "_of" + number_of(l) + " = nn.Parameter(torch.zeros(" +
                  std::to_string(one.values.size()) + "))\n";
      if (layer(l).dropout > 0)
        text += "        self.dropout" + number_of(l) + " = nn.Dropout(" + literal(layer(l).dropout, language) + ")\n";
    }
    return text;
  }

  std::string forward() const {
    std::string text = "    def forward(self, x):\n";
    if (!parts_.features.empty()) text += "        x = torch.stack([" + python_features(parts_) + "], dim=-1)\n";
    if (trained_.inputs.scaled())
      text += std::string("        x = (x - self.input_shift) / self.input_unit") +
              (scales_further() ? " * self.input_factor + self.input_offset\n" : "\n");
    for (std::size_t l = 0; l < layers(); ++l) {
      const Call& call = parts_.calls[l];
      const std::string sums = "self.linear" + number_of(l) + "(x)";
      text += "        x = " + call.function + "(" +
              (layer(l).batch_norm ? "self.norm" + number_of(l) + "(" + sums + ")" : sums);
      for (const Argument& one : call.arguments)
        text += ", " + (one.trained ? "self." + one.name + "_of" + number_of(l)
                                    : python_number(call, one.values.front(), language));
      text += ")\n";
      if (layer(l).dropout > 0) text += "        x = self.dropout" + number_of(l) + "(x)\n";
    }
    return text + "        return x\n";
  }

  static std::string entry(const std::string& name, std::span<const double> values) {
    return "    \"" + name + "\": [\n        " + number_list(values, language, "        ") + "],\n";
  }
  static std::string entry(const std::string& name, const std::vector<std::span<const double>>& rows) {
    std::string text = "    \"" + name + "\": [\n";
    for (const auto row : rows) text += "        [" + number_list(row, language, "         ") + "],\n";
    return text + "    ],\n";
  }

  std::string layer_state(std::size_t l) const {
    const LayerNumbers numbers = numbers_of(trained_.network, l);
    const std::string linear = "linear" + number_of(l), norm = "norm" + number_of(l);
    std::string text = entry(linear + ".weight", numbers.weights) + entry(linear + ".bias", numbers.bias);
    if (!numbers.scale.empty())
      text += entry(norm + ".weight", numbers.scale) + entry(norm + ".bias", numbers.shift) +
              entry(norm + ".running_mean", numbers.mean) + entry(norm + ".running_var", numbers.variance) + "    \"" +
              norm + ".num_batches_tracked\": 0,\n";
    for (const Argument& one : parts_.calls[l].arguments)
      if (one.trained) text += entry(one.name + "_of" + number_of(l), one.values);
    return text;
  }

  std::string state() const {
    const InputSteps& inputs = trained_.inputs;
    std::string text = "STATE = {\n";
    if (inputs.scaled())
      text += entry("input_shift", scale_numbers(inputs, &ColumnScale::shift)) +
              entry("input_unit", scale_numbers(inputs, &ColumnScale::unit));
    if (inputs.scaled() && scales_further())
      text += entry("input_factor", scale_numbers(inputs, &ColumnScale::factor)) +
              entry("input_offset", scale_numbers(inputs, &ColumnScale::offset));
    for (std::size_t l = 0; l < layers(); ++l) text += layer_state(l);
    return text +
           "}\n\n"
           "network = Network().double()\n"
           "network.load_state_dict({name: torch.tensor(values, dtype=torch.float64) for name, values in "
           "STATE.items()})\n"
           "network.eval()\n\n";
  }

  std::string answer() const {
    std::string text =
        "@torch.no_grad()\n"
        "def answer(x):\n    \"\"\"Outputs, or probabilities where these are logits.\"\"\"\n"
        "    y = network(torch.as_tensor(x, dtype=torch.float64))\n";
    if (trained_.reading.logits && trained_.reading.kind == Reading::Kind::threshold)
      text += "    y = torch.sigmoid(y)\n";
    if (trained_.reading.logits && trained_.reading.kind == Reading::Kind::largest)
      text += "    y = torch.softmax(y, dim=-1)\n";
    return text + "    return y\n\n\n";
  }

  const Parts& parts_;
  const TrainedNetwork& trained_;
};

}  // namespace

std::string pytorch_program(const Parts& parts) { return PytorchProgram(parts).write(); }

}  // namespace gradlab::source
