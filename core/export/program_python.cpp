#include "core/export/program_python.hpp"

namespace gradlab::source {

std::string python_features(const Parts& parts) {
  std::string text;
  for (std::size_t f = 0; f < parts.features.size(); ++f)
    text += (f > 0 ? ", " : "") + parts.features[f] +
            (parts.trained.inputs.columns.size() > 1 ? "(x[..., 0], x[..., 1])" : "(x[..., 0])");
  return text;
}

std::string python_head(const Parts& parts, SourceLanguage language) {
  const bool needs_math = parts.functions.find("math.") != std::string::npos;
  return std::string(needs_math ? "import math\n" : "") + "import sys\n\n" + includes_of(language) +
         (language == SourceLanguage::pytorch ? "from torch import nn\n" : "") + "\n\n" + parts.functions;
}

std::string python_number(const Call& call, double value, SourceLanguage language) {
  return call.pieces ? std::to_string(static_cast<int>(value)) : literal(value, language);
}

std::string python_classes(const TrainedNetwork& trained) {
  if (trained.class_names.empty()) return {};
  std::string text = "CLASSES = [";
  for (std::size_t c = 0; c < trained.class_names.size(); ++c)
    text += (c > 0 ? ", " : "") + quoted(csv_cell(trained.class_names[c]));
  return text + "]\n\n";
}

std::string python_class_of(const TrainedNetwork& trained, SourceLanguage language) {
  if (trained.class_names.empty()) return {};
  const std::string library = language == SourceLanguage::pytorch ? "torch" : "np";
  return "def class_of(y):\n    \"\"\"One sample's class by its answer.\"\"\"\n    return " +
         (trained.reading.kind == Reading::Kind::threshold
              ? "int(y[0] > " + literal(trained.threshold(), language) + ")"
              : "int(" + library + ".argmax(y))") +
         "\n\n\n";
}

std::string python_main(const TrainedNetwork& trained) {
  const std::string columns = std::to_string(trained.inputs.columns.size());
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
  if (!trained.class_names.empty()) text += "        cells.append(CLASSES[class_of(y)])\n";
  return text +
         "        print(\",\".join(cells))\n    return 0\n\n\n"
         "if __name__ == \"__main__\":\n    sys.exit(main())\n";
}

}  // namespace gradlab::source
