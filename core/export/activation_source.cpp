#include "core/export/activation_source.hpp"

#include "core/export/mixing_source.hpp"

namespace gradlab {

std::string name_in(SourceLanguage language, std::string_view snake_case) {
  if (language != SourceLanguage::javascript) return std::string(snake_case);
  std::string name;
  bool raise = false;
  for (const char c : snake_case) {
    if (c == '_') {
      raise = true;
      continue;
    }
    name += raise && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    raise = false;
  }
  return name;
}

Result<Done> add_activation(SourceFunctions& into, const std::string& name, const Activation<double>& row,
                            ActivationParts parts, const std::vector<double>& defaults) {
  if (row.mixes()) {
    add_mixing(into, name, row.id, parts.derivative, defaults);
    return Done{};
  }
  const auto formula = parse_formula(row.expression);
  if (!formula) return formula.error();
  if (parts.value)
    if (auto ok = into.add(name_in(into.language(), name), *formula, defaults); !ok) return ok;
  if (!parts.derivative) return Done{};
  const auto slope = formula->derivative("x");
  if (!slope) return slope.error();
  return into.add(name_in(into.language(), name + "_derivative"), *slope, defaults);
}

std::string includes_of(SourceLanguage language) {
  switch (language) {
    case SourceLanguage::cpp: return "#include <algorithm>\n#include <cmath>\n#include <cstddef>\n#include <vector>\n";
    case SourceLanguage::numpy: return "import numpy as np\n";
    case SourceLanguage::pytorch: return "import torch\n";
    case SourceLanguage::javascript: return "";
  }
  return "";
}

Result<std::string> functions_source(const std::vector<FunctionToExport>& functions, SourceLanguage language) {
  SourceFunctions made(language);
  for (const FunctionToExport& one : functions)
    if (auto ok = add_activation(made, one.name, *one.row, {}, one.params); !ok) return ok.error();
  const bool cpp = language == SourceLanguage::cpp;
  std::string text(row_of(language).comment);
  text += " Functions and their derivatives, written by Gradlab.\n";
  std::string includes = includes_of(language);
  // Of Python's standard library, only NumPy's erf and infinite numbers need something.
  if (is_python(language) && made.text().find("math.") != std::string::npos) includes = "import math\n\n" + includes;
  if (cpp) text += "#pragma once\n\n";
  text += includes + (includes.empty() ? "" : is_python(language) ? "\n\n" : "\n");
  if (cpp) text += "namespace exported {\n\n";
  text += made.text();
  if (cpp) text += "}  // namespace exported\n";
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace gradlab
