#include "core/formula/lexer.hpp"

#include <array>
#include <cmath>

#include "core/data/number.hpp"
#include "core/formula/characters.hpp"

namespace gradlab::formula {
namespace {

// From U+03B1 on; the second sigma is the one at the end of a word.
constexpr std::array<std::string_view, 25> greek{
    "alpha", "beta",    "gamma", "delta", "epsilon", "zeta",  "eta", "theta",   "iota", "kappa", "lambda", "mu",   "nu",
    "xi",    "omicron", "pi",    "rho",   "sigma",   "sigma", "tau", "upsilon", "phi",  "chi",   "psi",    "omega"};
constexpr char32_t alpha = 0x3B1;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_greek(char32_t c) { return c >= alpha && c < alpha + greek.size(); }
bool begins_name(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_greek(c); }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text), characters_(characters_of(text)) {}

  std::vector<Token> all() {
    std::vector<Token> tokens;
    do {
      while (code() == ' ') ++at_;
      begin_ = at_;
      tokens.push_back(next());
      tokens.back().column = characters_[begin_].column;
    } while (tokens.back().kind != Token::Kind::end);
    return tokens;
  }

 private:
  char32_t code(std::size_t ahead = 0) const {
    const std::size_t i = at_ + ahead;
    return i < characters_.size() ? characters_[i].code : 0;
  }
  bool at_end() const { return at_ + 1 == characters_.size(); }

  Token next() {
    if (at_end()) return {};
    if (is_digit(code()) || (code() == '.' && is_digit(code(1)))) return number();
    if (begins_name(code())) return name();
    return sign();
  }

  std::size_t take_digits(std::string& digits) {
    std::size_t count = 0;
    for (; is_digit(code()); ++at_, ++count) digits += static_cast<char>(code());
    return count;
  }

  /// An e belongs to the number only if digits follow: 2e is 2 times e.
  void take_exponent(std::string& digits) {
    if (code() != 'e' && code() != 'E') return;
    const bool is_signed = code(1) == '-' || code(1) == '+';
    if (!is_digit(code(is_signed ? 2 : 1))) return;
    digits += 'e';
    if (is_signed) digits += static_cast<char>(code(1));
    at_ += is_signed ? 2 : 1;
    take_digits(digits);
  }

  Token number() {
    std::string digits;
    take_digits(digits);
    if (code() == '.') {
      digits += '.';
      ++at_;
      take_digits(digits);
    }
    take_exponent(digits);
    if (code() == '.' || is_digit(code())) {  // 1.2.3
      while (code() == '.' || is_digit(code())) ++at_;
      return bad("formula_not_a_number");
    }
    const auto value = read_number(digits);
    if (!value) return bad("formula_not_a_number");
    if (!std::isfinite(*value)) return bad("formula_number_too_large");
    return {Token::Kind::number, std::string(typed()), *value, 1, {}};
  }

  Token name() {
    std::string name;
    for (; begins_name(code()) || is_digit(code()); ++at_) {
      if (is_greek(code()))
        name += greek[code() - alpha];
      else
        name += static_cast<char>(code());
    }
    return {Token::Kind::name, std::move(name), 0, 1, {}};
  }

  Token sign() {
    const char32_t first = code(), second = code(1);
    const std::string_view comparison = first == 0x2264 ? "<=" : first == 0x2265 ? ">=" : first == 0x2260 ? "!=" : "";
    ++at_;
    if (!comparison.empty()) return plain_sign(comparison);
    if (second == '=' && (first == '<' || first == '>' || first == '=' || first == '!')) {
      ++at_;
      return plain_sign(std::string{static_cast<char>(first), '='});
    }
    constexpr std::string_view signs = "+-*/^()<>?:,";
    if (first < 0x80 && signs.find(static_cast<char>(first)) != std::string_view::npos)
      return plain_sign(std::string(1, static_cast<char>(first)));
    return bad(first == '=' ? "formula_single_equals" : "formula_unknown_character");
  }

  static Token plain_sign(std::string_view text) { return {Token::Kind::sign, std::string(text), 0, 1, {}}; }

  std::string_view typed() const {
    const std::size_t from = characters_[begin_].offset;
    return text_.substr(from, characters_[at_].offset - from);
  }

  Token bad(std::string_view id) {
    const bool readable = characters_[begin_].code != not_a_character;
    const std::string found = readable ? std::string(typed()) : std::string("\xEF\xBF\xBD");
    return {Token::Kind::bad, found, 0, 1, Error{std::string(id), {}, {{"value", found}}}};
  }

  std::string_view text_;
  std::vector<Character> characters_;
  std::size_t at_ = 0, begin_ = 0;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text) { return Lexer(text).all(); }

}  // namespace gradlab::formula
