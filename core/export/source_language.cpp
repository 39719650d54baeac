#include "core/export/source_language.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.hpp"

namespace gradlab {
namespace {

constexpr std::array<SourceLanguageRow, source_language_count> table{{
    {"cpp", SourceLanguage::cpp, "C++", ".cpp", "//"},
    {"numpy", SourceLanguage::numpy, "NumPy", ".py", "#"},
    {"pytorch", SourceLanguage::pytorch, "PyTorch", ".py", "#"},
    {"javascript", SourceLanguage::javascript, "JavaScript", ".mjs", "//"},
}};

std::string_view infinity_in(SourceLanguage language) {
  switch (language) {
    case SourceLanguage::cpp: return "INFINITY";
    case SourceLanguage::javascript: return "Infinity";
    default: return "math.inf";
  }
}

std::string_view nan_in(SourceLanguage language) {
  switch (language) {
    case SourceLanguage::cpp: return "NAN";
    case SourceLanguage::javascript: return "NaN";
    default: return "math.nan";
  }
}

}  // namespace

std::span<const SourceLanguageRow> source_languages() { return table; }

const SourceLanguageRow* find_source_language(std::string_view id) {
  const auto found = std::find_if(table.begin(), table.end(), [id](const auto& row) { return row.id == id; });
  return found == table.end() ? nullptr : &*found;
}

std::string literal(double value, SourceLanguage language) {
  if (std::isnan(value)) return std::string(nan_in(language));
  if (std::isinf(value)) return (value < 0 ? "-" : "") + std::string(infinity_in(language));
  std::string text = number_text(value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') result += '\\';
    // Classes come from files: nothing that ends a line may end the literal.
    if (byte >= 0x20 && byte != 0x7f)
      result += c;
    else
      result += ' ';
  }
  return result + "\"";
}

}  // namespace gradlab
