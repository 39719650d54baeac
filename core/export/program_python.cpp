#include "core/export/program.hpp"
#include "core/network/batch_norm.hpp"

namespace gradlab::source {
namespace {

/// NumPy's and PyTorch's programs differ in how an array is made and in a few names.
class PythonProgram {
 public:
  PythonProgram(const Parts& parts, SourceLanguage language)
      : parts_(parts), trained_(parts.trained), language_(language), torch_(language == SourceLanguage::pytorch) {}

  std::string write() const {
    const bool needs_math = parts_.functions.find("math.") != std::string::npos;
    std::string text =
        std::string(needs_math ? "import math\n" : "") + "import sys\n\n" + includes_of(language_) + "\n\n";
    text += parts_.functions;
    text += scaling();
    for (std::size_t l = 0; l < parts_.calls.size(); ++l) text += layer_numbers(l);
    if (!trained_.class_names.empty()) text += classes();
    return text + "\n" + forward() + answer() + program();
  }

 private:
  std::string made(const std::string& list) const {
    return torch_ ? "torch.tensor(" + list + ", dtype=torch.float64)" : "np.array(" + list + ")";
  }
  std::string array(const std::string& name, std::span<const double> values) const {
    return name + " = " + made("[\n    " + number_list(values, language_, "    ") + "]") + "\n";
  }
  std::string table(const std::string& name, const std::vector<std::span<const double>>& rows) const {
    std::string text;
    for (const auto row : rows) text += "    [" + number_list(row, language_, "     ") + "],\n";
    return name + " = " + made("[\n" + text + "]") + "\n";
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

  std::string features() const {
    if (parts_.features.empty()) return {};
    std::string text = torch_ ? "    x = torch.stack([" : "    x = np.stack([";
    for (std::size_t f = 0; f < parts_.features.size(); ++f)
      text += (f > 0 ? ", " : "") + parts_.features[f] +
              (trained_.inputs.columns.size() > 1 ? "(x[..., 0], x[..., 1])" : "(x[..., 0])");
    return text + (torch_ ? "], dim=-1)\n" : "], axis=-1)\n");
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

  std::string classes() const {
    std::string text = "CLASSES = [";
    for (std::size_t c = 0; c < trained_.class_names.size(); ++c)
      text += (c > 0 ? ", " : "") + quoted(csv_cell(trained_.class_names[c]));
    return text + "]\n\n";
  }

  std::string call(std::size_t l) const {
    const Call& call = parts_.calls[l];
    std::string text = "    x = " + call.function + "(z";
    for (const Argument& one : call.arguments) {
      text += ", ";
      if (one.values.size() > 1)
        text += one.name + "_of_" + std::to_string(l + 1);
      else
        text +=
            call.pieces ? std::to_string(static_cast<int>(one.values.front())) : literal(one.values.front(), language_);
    }
    return text + ")\n";
  }

  std::string forward() const {
    std::string text = std::string(torch_ ? "" : "@np.errstate(all=\"ignore\")\n") +
                       "def forward(x):\n"
                       "    \"\"\"x: samples × columns, in their own units; gives samples × outputs.\"\"\"\n" +
                       (torch_ ? "    x = tensor(x)\n" : "    x = np.asarray(x, dtype=float)\n");
    text += features();
    if (trained_.inputs.scaled())
      text += std::string("    x = (x - INPUT_SHIFT) / INPUT_UNIT") +
              (scales_further(trained_.inputs) ? " * INPUT_FACTOR + INPUT_OFFSET\n" : "\n");
    for (std::size_t l = 0; l < parts_.calls.size(); ++l) {
      const std::string number = "_" + std::to_string(l + 1);
      text += "    z = x @ WEIGHTS" + number + ".T + BIAS" + number + "\n";
      if (trained_.network.layers()[l].batch_norm)
        text += "    z = SCALE" + number + " * (z - MEAN" + number + ") / " + (torch_ ? "torch" : "np") +
                ".sqrt(VARIANCE" + number + " + " + literal(batch_norm::eps, language_) + ") + SHIFT" + number + "\n";
      text += call(l);
    }
    return text + "    return x\n\n\n";
  }

  std::string answer() const {
    std::string text =
        "def answer(x):\n    \"\"\"Outputs, or probabilities where these are logits.\"\"\"\n"
        "    y = forward(x)\n";
    const std::string library = torch_ ? "torch" : "np";
    if (trained_.reading.logits && trained_.reading.kind == Reading::Kind::threshold)
      text += torch_ ? "    y = torch.sigmoid(y)\n" : "    y = 1.0 / (1.0 + np.exp(-y))\n";
    if (trained_.reading.logits && trained_.reading.kind == Reading::Kind::largest)
      text += torch_ ? "    y = torch.softmax(y, dim=-1)\n"
                     : "    y = np.exp(y - np.max(y, axis=-1, keepdims=True))\n"
                       "    y = y / np.sum(y, axis=-1, keepdims=True)\n";
    text += "    return y\n\n\n";
    if (trained_.class_names.empty()) return text;
    text += "def class_of(y):\n    \"\"\"One sample's class by its answer.\"\"\"\n    return ";
    text += trained_.reading.kind == Reading::Kind::threshold
                ? "int(y[0] > " + literal(trained_.threshold(), language_) + ")"
                : "int(" + library + ".argmax(y))";
    return text + "\n\n\n";
  }

  std::string program() const {
    const std::string columns = std::to_string(trained_.inputs.columns.size());
    std::string text =
        "def main():\n    rows = []\n"
        "    for number, line in enumerate(sys.stdin, 1):\n"
        "        if not line.strip():\n            continue\n"
        "        try:\n            row = [float(cell) for cell in line.split(\",\")]\n"
        "        except ValueError:\n            row = []\n"
        "        if len(row) != " +
        columns +
        ":\n"
        "            print(f\"row {number}: " +
        columns +
        " numbers are expected, between commas\", file=sys.stderr)\n"
        "            return 2\n        rows.append(row)\n"
        "    if not rows:\n        return 0\n"
        "    for y in answer(rows):\n        cells = [repr(float(value)) for value in y]\n";
    if (!trained_.class_names.empty()) text += "        cells.append(CLASSES[class_of(y)])\n";
    return text +
           "        print(\",\".join(cells))\n    return 0\n\n\n"
           "if __name__ == \"__main__\":\n    sys.exit(main())\n";
  }

  const Parts& parts_;
  const TrainedNetwork& trained_;
  SourceLanguage language_;
  bool torch_;
};

}  // namespace

std::string python_program(const Parts& parts, SourceLanguage language) {
  return PythonProgram(parts, language).write();
}

}  // namespace gradlab::source
