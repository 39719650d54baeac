#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace gradlab::formula {

struct Token {
  enum class Kind { number, name, sign, bad, end };
  Kind kind = Kind::end;
  std::string text;  ///< the name, the sign ("<=", "≤" is "<="), or what stands there
  double value = 0;  ///< of a number
  std::uint32_t column = 1;
  Error error;         ///< of a bad token: said when the parser gets there, so that the first mistake is named
  bool glued = false;  ///< a letter of a longer name, behind another: the y of xy

  bool is(std::string_view sign) const { return kind == Kind::sign && text == sign; }
};

/// Numbers are 1, .5, 1., 1e-3, whatever the locale. A name begins with a letter or _ and goes on with digits too.
/// Greek letters stand for their names: α is alpha, π is pi. The last token is the end.
std::vector<Token> tokens_of(std::string_view text);

}  // namespace gradlab::formula
