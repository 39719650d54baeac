#include "core/formula/characters.hpp"

#include <algorithm>

namespace gradlab::formula {
namespace {

struct Decoded {
  char32_t code = not_a_character;
  std::uint32_t size = 1;
};

Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::uint32_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return {};
  char32_t code = first & (0xFFu >> (size + 1));
  for (std::uint32_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0u) != 0x80u) return {};
    code = code << 6 | (byte(i) & 0x3Fu);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  return code < least[size] || code > 0x10FFFF || surrogate ? Decoded{} : Decoded{code, size};
}

char32_t plain(char32_t code) {
  if (code >= 0xFF01 && code <= 0xFF5E) return code - 0xFEE0;  // full-width forms
  switch (code) {
    case 0x2212: return '-';    // −
    case 0x00B7:                // ·
    case 0x22C5:                // ⋅
    case 0x00D7: return '*';    // ×
    case 0x00F7: return '/';    // ÷
    case 0x00B5: return 0x3BC;  // µ, on keyboards the unit's, for the letter
    case 0x00A0:                // spaces
    case 0x2009:
    case 0x202F:
    case 0x3000:
    case 0x200B:  // and what is not drawn
    case 0x2060:
    case 0xFEFF:
    case '\t':
    case '\n':
    case '\r': return ' ';
    default: return code;
  }
}

/// Drawn onto the character before, or not drawn at all.
bool takes_no_column(char32_t code) {
  return (code >= 0x300 && code <= 0x36F) || (code >= 0x200B && code <= 0x200F) || (code >= 0xFE00 && code <= 0xFE0F) ||
         (code >= 0x20D0 && code <= 0x20FF) || code == 0x2060 || code == 0xFEFF;
}

}  // namespace

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> characters;
  std::uint32_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded one = decode(text.substr(at));
    if (!takes_no_column(one.code)) ++column;
    characters.push_back({plain(one.code), std::max(1u, column), static_cast<std::uint32_t>(at), one.size});
    at += one.size;
  }
  characters.push_back({0, column + 1, static_cast<std::uint32_t>(text.size()), 0});
  return characters;
}

}  // namespace gradlab::formula
