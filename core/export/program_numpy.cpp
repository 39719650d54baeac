#include "core/export/program_python.hpp"
#include "core/network/batch_norm.hpp"

namespace gradlab::source {
namespace {

constexpr SourceLanguage language = SourceLanguage::numpy;

/// Arrays of numbers, and a function for each step.
class NumpyProgram {
 public:
  explicit NumpyProgram(const Parts& parts) : parts_(parts), trained_(parts.trained) {}

  std::string write() const {
    std::string text = python_head(parts_, language) + scaling();
    for (std::size_t l = 0; l < parts_.calls.size(); ++l) text += layer_numbers(l);
    text += python_classes(trained_);
    return text + "\n" + forward() + answer() + python_class_of(trained_, language) + python_main(trained_);
  }

 private:
  static std::string array(const std::string& name, std::span<const double> values) {
    return name + " = np.array([\n    " + number_list(values, language, "    ") + "])\n";
  }
  static std::string table(const std::string& name, const std::vector<std::span<const double>>& rows) {
    std::string text;
    for (const auto row : rows) text += "    [" + number_list(row, language, "     ") + "],\n";
    return name + " = np.array([\n" + text + "])\n";
  }

  std::string scaling() const {
    const InputSteps& inputs = trained_.inputs;
    if (!inputs.scaled()) return {};
    std::string text = array("INPUT_SHIFT", scale_numbers(inputs, &ColumnScale::shift)) +
                       array("INPUT_UNIT", scale_numbers(inputs, &ColumnScale::unit));
    if (scales_further(inputs))
      text += array("INPUT_FACTOR", scale_numbers(inputs, &ColumnScale::factor)) +
              array("INPUT_OFFSET", scale_numbers(inputs, &ColumnScale::offset));
    return text + "\n";
  }

  std::string layer_numbers(std::size_t l) const {
    const std::string number = "_" + std::to_string(l + 1);
    const LayerNumbers numbers = numbers_of(trained_.network, l);
    std::string text = table("WEIGHTS" + number, numbers.weights) + array("BIAS" + number, numbers.bias);
    if (!numbers.scale.empty())
      text += array("SCALE" + number, numbers.scale) + array("SHIFT" + number, numbers.shift) +
              array("MEAN" + number, numbers.mean) + array("VARIANCE" + number, numbers.variance);
    for (const Argument& one : parts_.calls[l].arguments)
      if (one.values.size() > 1) text += array(one.name + "_of" + number, one.values);
    return text + "\n";
  }

  std::string call(std::size_t l) const {
    const Call& call = parts_.calls[l];
    std::string text = "    x = " + call.function + "(z";
    for (const Argument& one : call.arguments)
      text += ", " + (one.values.size() > 1 ? one.name + "_of_" + std::to_string(l + 1)
                                            : python_number(call, one.values.front(), language));
    return text + ")\n";
  }

  std::string forward() const {
    std::string text =
        "@np.errstate(all=\"ignore\")\n"
        "def forward(x):\n"
        "    \"\"\"x: samples × columns, in their own units; gives samples × outputs.\"\"\"\n"
        "    x = np.asarray(x, dtype=float)\n";
    if (!parts_.features.empty()) text += "    x = np.stack([" + python_features(parts_) + "], axis=-1)\n";
    if (trained_.inputs.scaled())
      text += std::string("    x = (x - INPUT_SHIFT) / INPUT_UNIT") +
              (scales_further(trained_.inputs) ? " * INPUT_FACTOR + INPUT_OFFSET\n" : "\n");
    for (std::size_t l = 0; l < parts_.calls.size(); ++l) {
      const std::string number = "_" + std::to_string(l + 1);
      text += "    z = x @ WEIGHTS" + number + ".T + BIAS" + number + "\n";
      if (trained_.network.layers()[l].batch_norm)
        text += "    z = SCALE" + number + " * (z - MEAN" + number + ") / np.sqrt(VARIANCE" + number + " + " +
                literal(batch_norm::eps, language) + ") + SHIFT" + number + "\n";
      text += call(l);
    }
    return text + "    return x\n\n\n";
  }

  std::string answer() const {
    std::string text =
        "def answer(x):\n    \"\"\"Outputs, or probabilities where these are logits.\"\"\"\n"
        "    y = forward(x)\n";
    if (trained_.reading.logits && trained_.reading.kind == Reading::Kind::threshold)
      text += "    y = 1.0 / (1.0 + np.exp(-y))\n";
    if (trained_.reading.logits && trained_.reading.kind == Reading::Kind::largest)
      text +=
          "    y = np.exp(y - np.max(y, axis=-1, keepdims=True))\n"
          "    y = y / np.sum(y, axis=-1, keepdims=True)\n";
    return text + "    return y\n\n\n";
  }

  const Parts& parts_;
  const TrainedNetwork& trained_;
};

}  // namespace

std::string numpy_program(const Parts& parts) { return NumpyProgram(parts).write(); }

}  // namespace gradlab::source
