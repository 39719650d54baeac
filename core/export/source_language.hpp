#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace gradlab {

/// What trained networks and functions can be written in.
enum class SourceLanguage : std::size_t { cpp, numpy, pytorch, javascript };

inline constexpr std::size_t source_language_count = 4;

/// One row of the table of languages; names for people are the languages' own.
struct SourceLanguageRow {
  std::string_view id;
  SourceLanguage language;
  std::string_view name;     ///< as its users write it
  std::string_view ending;   ///< of a file's name, with the dot
  std::string_view comment;  ///< what begins a line of comment
};

std::span<const SourceLanguageRow> source_languages();
const SourceLanguageRow* find_source_language(std::string_view id);
inline const SourceLanguageRow& row_of(SourceLanguage language) {
  return source_languages()[static_cast<std::size_t>(language)];
}

/// Python's two kinds compute whole arrays, C++ and JavaScript one number after the other.
inline bool is_python(SourceLanguage language) {
  return language == SourceLanguage::numpy || language == SourceLanguage::pytorch;
}

/// A number as a literal that reads back as the same double (at most 17 digits) and is never taken for a whole number.
std::string literal(double value, SourceLanguage language);

/// A text as a literal between double quotes. The same escapes serve all four languages; bytes of UTF-8 stay.
std::string quoted(std::string_view text);

}  // namespace gradlab
