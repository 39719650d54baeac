#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace gradlab::formula {

/// One character of a typed text: UTF-8, one or more bytes.
struct Character {
  char32_t code = 0;         ///< after widening and signs were made plain: （ is (, × is *, ≤ is ≤
  std::uint32_t column = 0;  ///< from 1, in characters a person sees: marks on a letter do not count
  std::uint32_t offset = 0;  ///< in bytes
  std::uint32_t size = 1;
};

inline constexpr char32_t not_a_character = 0xFFFD;  ///< a byte that is not UTF-8

/// Ends with a character of code 0 behind the text. Signs as they are printed or typed with a Chinese keyboard become
/// those of the language: − · × ÷ and the whole block of full-width forms.
std::vector<Character> characters_of(std::string_view text);

}  // namespace gradlab::formula
