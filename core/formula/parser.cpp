#include "core/formula/parser.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/formula/lexer.hpp"
#include "core/spec/nearest.hpp"

namespace gradlab::formula {
namespace {

using Kind = Token::Kind;

/// How strongly a sign binds; the operand of a stronger one ends before a weaker one.
enum Strength : int { any = 0, choice = 1, comparison = 2, sum = 3, product = 4, negation = 5, exponent = 6 };

struct Infix {
  std::string_view sign;
  Operation operation;
  Strength strength;
};

constexpr std::array infixes{
    Infix{"+", Operation::add, sum},
    Infix{"-", Operation::subtract, sum},
    Infix{"*", Operation::multiply, product},
    Infix{"/", Operation::divide, product},
    Infix{"^", Operation::power, exponent},
    Infix{"<", Operation::less, comparison},
    Infix{"<=", Operation::less_equal, comparison},
    Infix{">", Operation::greater, comparison},
    Infix{">=", Operation::greater_equal, comparison},
    Infix{"==", Operation::equal, comparison},
    Infix{"!=", Operation::not_equal, comparison},
};

const Infix* infix_of(const Token& token) {
  if (token.kind != Kind::sign) return nullptr;
  const auto found =
      std::find_if(infixes.begin(), infixes.end(), [&](const Infix& one) { return one.sign == token.text; });
  return found == infixes.end() ? nullptr : &*found;
}

/// Precedence climbing. Once an error is set every step returns at once; the first one stays.
class Parser {
 public:
  Parser(std::string_view text, bool with_y, std::string_view field, const ParamValues& named)
      : with_y_(with_y), field_(field) {
    const std::vector<Token> written = tokens_of(text);
    for (std::size_t i = 0; i < written.size(); ++i) {
      const bool is_product = written[i].kind == Kind::name && written[i].text.size() > 1 &&
                              written[i].text.find_first_not_of("xy") == std::string::npos && !written[i + 1].is("(") &&
                              named.find(written[i].text) == named.end();
      is_product ? take_apart(written[i]) : tokens_.push_back(written[i]);
    }
  }

  Result<Parsed> whole() {
    if (now().kind == Kind::end) return Error{"formula_empty", field_, {}};
    parsed_.root = expression(any);
    if (!error_ && now().kind != Kind::end) now().is(")") ? fail("formula_unopened") : unexpected(infix_sign);
    if (!error_ && parsed_.expression.full()) fail("formula_too_large");
    if (error_) return *std::move(error_);
    return std::move(parsed_);
  }

 private:
  /// xy is x*y.
  void take_apart(const Token& name) {
    for (std::size_t i = 0; i < name.text.size(); ++i) {
      Token letter = name;
      letter.text = name.text[i];
      letter.column = name.column + static_cast<std::uint32_t>(i);
      letter.glued = i > 0;
      tokens_.push_back(std::move(letter));
    }
  }

  const Token& now() const { return tokens_[at_]; }
  const Token& before() const { return tokens_[at_ - 1]; }
  bool take(std::string_view sign) {
    if (error_ || !now().is(sign)) return false;
    ++at_;
    return true;
  }

  Ref fail_at(const Token& token, std::string id, std::vector<std::pair<std::string, std::string>> arguments = {}) {
    if (error_) return 0;
    arguments.insert(arguments.begin(), {"column", std::to_string(token.column)});
    error_ = Error{std::move(id), field_, std::move(arguments)};
    return 0;
  }
  Ref fail(std::string id, std::vector<std::pair<std::string, std::string>> arguments = {}) {
    return fail_at(now(), std::move(id), std::move(arguments));
  }
  /// What was expected: the error where something else stands there, and the one where the text is over.
  struct Expected {
    const char *id, *at_end;
  };
  static constexpr Expected value{"formula_expects_value", "formula_expects_value_end"};
  static constexpr Expected infix_sign{"formula_expects_operator", "formula_expects_operator"};  // never at the end
  static constexpr Expected closing{"formula_expects_closing", "formula_expects_closing_end"};
  static constexpr Expected colon{"formula_expects_colon", "formula_expects_colon_end"};
  static constexpr Expected bracket{"formula_expects_bracket", "formula_expects_bracket_end"};

  Ref unexpected(Expected expected, std::vector<std::pair<std::string, std::string>> arguments = {}) {
    if (now().kind == Kind::bad) return fail(now().error.id, now().error.arguments);
    if (now().kind == Kind::end) return fail(expected.at_end, std::move(arguments));
    arguments.emplace_back("value", now().text);
    return fail(expected.id, std::move(arguments));
  }

  /// Everything up to a sign weaker than `least`.
  Ref expression(int least) {
    if (error_) return 0;
    if (depth_ == deepest) return fail("formula_too_deep", {{"high", std::to_string(deepest)}});
    ++depth_;
    Ref left = prefix();
    const Infix* latest = nullptr;
    while (!error_) {
      if (follows_directly()) {
        if (latest && (latest->operation == Operation::divide || latest->operation == Operation::power))
          left = fail("formula_ambiguous", {{"value", now().text}});
        if (product < least) break;
        left = make(Operation::multiply, left, expression(product + 1));
        continue;
      }
      const Infix* next = infix_of(now());
      if (!next || next->strength < least) break;
      left = continued(left, *next, latest);
      latest = next;
    }
    if (least <= choice && take("?")) left = chosen(left);
    --depth_;
    return left;
  }

  Ref continued(Ref left, const Infix& next, const Infix* latest) {
    if (latest && latest->strength == comparison && next.strength == comparison) return fail("formula_chained");
    ++at_;
    const bool from_right = next.strength == exponent;
    const Ref right = expression(from_right ? next.strength : next.strength + 1);
    return make(next.operation, left, right);
  }

  Ref chosen(Ref condition) {
    const Token question = before();
    const Ref yes = expression(choice);
    if (!take(":")) return unexpected(colon, {{"opened", std::to_string(question.column)}});
    return make(Operation::choose, condition, yes, expression(choice));
  }

  /// 2x, 2(x+1), (x+1)(x-1), 2exp(x): a name or bracket right behind a number or a closing bracket; and xy.
  bool follows_directly() const {
    if (now().glued) return true;
    const bool factor = before().kind == Kind::number || before().is(")");
    return factor && (now().kind == Kind::name || now().is("("));
  }

  Ref prefix() {
    if (take("-")) return make(Operation::negate, expression(negation));
    if (take("+")) return expression(negation);
    if (take("(")) return bracketed(before());
    if (now().kind == Kind::number) return parsed_.expression.number(tokens_[at_++].value);
    if (now().kind == Kind::name) return named();
    return unexpected(value);
  }

  Ref bracketed(const Token& opening) {
    const Ref inner = expression(any);
    if (!take(")")) return unexpected_in_brackets(opening);
    return inner;
  }
  Ref unexpected_in_brackets(const Token& opening) {
    return unexpected(closing, {{"opened", std::to_string(opening.column)}});
  }

  Ref named() {
    const Token& name = tokens_[at_++];
    if (now().is("(")) return called(name);
    if (name.text == "x") return parsed_.expression.variable(0);
    if (name.text == "y") {
      if (!with_y_) return fail_at(name, "formula_no_y");
      return parsed_.expression.variable(1);
    }
    if (name.text == "pi") return parsed_.expression.make(Operation::pi);
    if (name.text == "e") return parsed_.expression.make(Operation::euler);
    if (const Function* function = find_function(name.text))
      return unexpected(bracket, {{"name", std::string(function->name)}});
    return parameter(name);
  }

  Ref parameter(const Token& name) {
    auto& names = parsed_.parameters;
    const auto found = std::find(names.begin(), names.end(), name.text);
    if (found == names.end() && names.size() == most_parameters)
      return fail_at(name, "formula_too_many_parameters", {{"high", std::to_string(most_parameters)}});
    const auto index = static_cast<std::uint32_t>(found - names.begin());
    if (found == names.end()) {
      names.push_back(name.text);
      parsed_.columns.push_back(name.column);
    }
    return parsed_.expression.parameter(index);
  }

  Ref called(const Token& name) {
    const Function* function = find_function(name.text == "sigma" ? std::string_view("sigmoid") : name.text);
    if (!function) return not_a_function(name);
    const Token& opening = tokens_[at_++];
    std::vector<Ref> arguments;
    do arguments.push_back(expression(any));
    while (take(","));
    if (error_) return 0;
    if (!take(")")) return unexpected_in_brackets(opening);
    const auto expected = static_cast<std::size_t>(function->operands);
    if (arguments.size() < expected || (expected == 1 && arguments.size() > 1))
      return fail_at(name, expected == 1 ? "formula_takes_one" : "formula_takes_two",
                     {{"name", std::string(function->name)}, {"value", std::to_string(arguments.size())}});
    Ref result = expected == 1 ? make(function->operation, arguments[0]) : arguments[0];
    for (std::size_t i = 1; i < arguments.size(); ++i) result = make(function->operation, result, arguments[i]);
    return result;
  }

  Ref not_a_function(const Token& name) {
    std::vector<std::string_view> known;
    std::string all;
    for (const Function& one : functions()) {
      known.push_back(one.name);
      all += (all.empty() ? "" : ", ") + std::string(one.name);
    }
    const std::string_view near = name.text.size() > 1 ? nearest(name.text, known) : std::string_view{};
    if (near.empty()) return fail_at(name, "formula_not_a_function", {{"value", name.text}, {"known", all}});
    return fail_at(name, "formula_not_a_function_near", {{"value", name.text}, {"nearest", std::string(near)}});
  }

  Ref make(Operation operation, Ref a, Ref b = 0, Ref c = 0) {
    return error_ ? 0 : parsed_.expression.make(operation, a, b, c);
  }

  std::vector<Token> tokens_;
  bool with_y_;
  std::string field_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Parsed parsed_;
  std::optional<Error> error_;
};

}  // namespace

Result<Parsed> parse(std::string_view text, bool with_y, std::string_view field, const ParamValues& named) {
  if (text.size() > most_characters)
    return Error{"formula_too_long",
                 std::string(field),
                 {{"value", std::to_string(text.size())}, {"high", std::to_string(most_characters)}}};
  return Parser(text, with_y, field, named).whole();
}

}  // namespace gradlab::formula
