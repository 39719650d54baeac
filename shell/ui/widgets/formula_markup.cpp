#include "shell/ui/widgets/formula_markup.hpp"

#include <array>
#include <cctype>

namespace gradlab::ui {
namespace {

using Kind = MathNode::Kind;
using Role = MathNode::Role;

struct Word {
  std::string_view name, text;
  bool italic;
  Role role;
};

constexpr std::array words{
    Word{"alpha", "α", true, Role::ordinary},      Word{"beta", "β", true, Role::ordinary},
    Word{"gamma", "γ", true, Role::ordinary},      Word{"delta", "δ", true, Role::ordinary},
    Word{"epsilon", "ε", true, Role::ordinary},    Word{"eta", "η", true, Role::ordinary},
    Word{"lambda", "λ", true, Role::ordinary},     Word{"mu", "μ", true, Role::ordinary},
    Word{"pi", "π", true, Role::ordinary},         Word{"sigma", "σ", true, Role::ordinary},
    Word{"phi", "φ", true, Role::ordinary},        Word{"Phi", "Φ", false, Role::ordinary},
    Word{"Sigma", "Σ", false, Role::ordinary},     Word{"infty", "∞", false, Role::ordinary},
    Word{"partial", "∂", true, Role::ordinary},    Word{"sum", "Σ", false, Role::ordinary},
    Word{"cdots", "⋯", false, Role::ordinary},     Word{"max", "max", false, Role::function},
    Word{"min", "min", false, Role::function},     Word{"tanh", "tanh", false, Role::function},
    Word{"sinh", "sinh", false, Role::function},   Word{"cosh", "cosh", false, Role::function},
    Word{"sech", "sech", false, Role::function},   Word{"sin", "sin", false, Role::function},
    Word{"cos", "cos", false, Role::function},     Word{"ln", "ln", false, Role::function},
    Word{"log", "log", false, Role::function},     Word{"exp", "exp", false, Role::function},
    Word{"erf", "erf", false, Role::function},     Word{"sign", "sign", false, Role::function},
    Word{"cdot", "·", false, Role::operation},     Word{"times", "×", false, Role::operation},
    Word{"pm", "±", false, Role::operation},       Word{"le", "≤", false, Role::relation},
    Word{"ge", "≥", false, Role::relation},        Word{"ne", "≠", false, Role::relation},
    Word{"approx", "≈", false, Role::relation},    Word{"to", "→", false, Role::relation},
    Word{"leftarrow", "←", false, Role::relation}, Word{"Delta", "Δ", false, Role::ordinary},
    Word{"in", "∈", false, Role::relation},
};

constexpr int deepest = 24;

/// Recursive descent; `broken_` once set makes every further step return at once.
class Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {}

  std::optional<MathNode> whole() {
    MathNode node = row("");
    if (broken_ || !rest_.empty()) return std::nullopt;
    return node;
  }

 private:
  void skip_spaces() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }
  bool take(std::string_view token) {
    skip_spaces();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  bool at_word(std::string_view name) const {
    if (!rest_.starts_with("\\") || !rest_.substr(1).starts_with(name)) return false;
    const std::size_t end = name.size() + 1;
    return rest_.size() == end || std::isalpha(static_cast<unsigned char>(rest_[end])) == 0;
  }
  MathNode fail() {
    broken_ = true;
    return {};
  }

  /// Up to a closing brace, a bracket of `until`, a column or line of cases, \right, or the end; the stop is left in
  /// place.
  MathNode row(std::string_view until) {
    MathNode node;
    if (++depth_ > deepest) return fail();
    for (;;) {
      skip_spaces();
      if (broken_ || rest_.empty() || rest_.front() == '}' || rest_.front() == '&') break;
      if (rest_.starts_with("\\\\") || at_word("right")) break;
      if (!until.empty() && rest_.starts_with(until)) break;
      node.children.push_back(scripted());
    }
    --depth_;
    return node;
  }

  MathNode group() {
    if (!take("{")) return fail();
    MathNode inner = row("");
    if (!take("}")) return fail();
    return inner;
  }

  /// What an exponent or index takes: a group, or one atom.
  MathNode argument() {
    skip_spaces();
    if (rest_.starts_with("{")) return group();
    return rest_.empty() ? fail() : math_row({atom()});
  }

  MathNode scripted() {
    MathNode base = atom();
    MathNode super, sub;
    while (!broken_) {
      if (take("^"))
        super = argument();
      else if (take("_"))
        sub = argument();
      else
        break;
    }
    if (super.children.empty() && sub.children.empty()) return base;
    MathNode node;
    node.kind = Kind::script;
    node.role = base.role;
    node.children = {std::move(base), std::move(super), std::move(sub)};
    return node;
  }

  MathNode atom() {
    if (++depth_ > deepest) return fail();
    MathNode node = rest_.front() == '\\' ? command() : rest_.front() == '{' ? group() : character();
    --depth_;
    return node;
  }

  MathNode character() {
    const char c = rest_.front();
    if (c == '^' || c == '_') return fail();
    if (c == '(' || c == '|') return bracket(c == '(' ? ")" : "|");
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) return digits();
    std::size_t size = 1;
    while (size < rest_.size() && (static_cast<unsigned char>(rest_[size]) & 0xC0U) == 0x80U) ++size;
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    if (c == '-') return math_text("−", false, Role::operation);
    if (c == '\'') return math_text("′", true);
    if (c == '+' || c == '/') return math_text(text, false, Role::operation);
    if (c == '=' || c == '<' || c == '>') return math_text(text, false, Role::relation);
    if (c == ',' || c == ';') return math_text(text, false, Role::punctuation);
    return math_text(text, std::isalpha(static_cast<unsigned char>(c)) != 0);
  }

  MathNode digits() {
    std::size_t size = 0;
    while (size < rest_.size() && (std::isdigit(static_cast<unsigned char>(rest_[size])) != 0 || rest_[size] == '.'))
      ++size;
    MathNode node = math_text(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return node;
  }

  /// Is there a closing bracket for the opening one that `rest_` begins with?
  bool has_partner(char opening, char closing) const {
    if (opening == closing) return rest_.find(closing, 1) != std::string_view::npos;
    int open = 0;
    for (const char c : rest_) {
      open += c == opening ? 1 : c == closing ? -1 : 0;
      if (open == 0) return true;
    }
    return false;
  }

  /// A bracket without a partner is only a sign.
  MathNode bracket(std::string_view closing) {
    const std::string opening(rest_.substr(0, 1));
    const bool pair = has_partner(opening.front(), closing.front());
    rest_.remove_prefix(1);
    if (!pair) return math_text(opening);
    MathNode node = math_fence(row(closing));
    node.text = opening;
    node.closing = std::string(closing);
    return take(closing) ? node : fail();
  }

  MathNode command() {
    rest_.remove_prefix(1);
    if (take(",")) return math_text(" ");
    std::size_t size = 0;
    while (size < rest_.size() && std::isalpha(static_cast<unsigned char>(rest_[size])) != 0) ++size;
    const std::string_view name = rest_.substr(0, size);
    rest_.remove_prefix(size);
    if (name == "frac") return fraction();
    if (name == "sqrt") return single(Kind::root);
    if (name == "cases") return cases();
    if (name == "left") return sized_bracket();
    if (name == "text") return words_of_text();
    for (const Word& word : words) {
      if (word.name == name) return math_text(word.text, word.italic, word.role);
    }
    return fail();
  }

  MathNode fraction() {
    MathNode node;
    node.kind = Kind::fraction;
    node.children.push_back(group());
    if (!broken_) node.children.push_back(group());
    return node;
  }

  MathNode single(Kind kind) {
    MathNode node;
    node.kind = kind;
    node.children.push_back(group());
    return node;
  }

  MathNode cases() {
    MathNode node;
    node.kind = Kind::cases;
    if (!take("{")) return fail();
    do {
      node.children.push_back(row(""));
      if (broken_ || !take("&")) return fail();
      node.children.push_back(row(""));
    } while (!broken_ && take("\\\\"));
    return take("}") ? node : fail();
  }

  MathNode sized_bracket() {
    skip_spaces();
    if (rest_.empty()) return fail();
    MathNode node;
    node.kind = Kind::fence;
    node.text = std::string(rest_.substr(0, 1));
    rest_.remove_prefix(1);
    node.children.push_back(row(""));
    if (broken_ || !at_word("right")) return fail();
    rest_.remove_prefix(6);
    skip_spaces();
    if (rest_.empty()) return fail();
    node.closing = std::string(rest_.substr(0, 1));
    rest_.remove_prefix(1);
    return node;
  }

  MathNode words_of_text() {
    const std::size_t end = rest_.find('}');
    if (!rest_.starts_with("{") || end == std::string_view::npos) return fail();
    MathNode node = math_text(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    return node;
  }

  std::string_view rest_;
  int depth_ = 0;
  bool broken_ = false;
};

}  // namespace

MathNode math_row(std::vector<MathNode> children) {
  MathNode node;
  node.children = std::move(children);
  return node;
}

MathNode math_text(std::string_view text, bool italic, MathNode::Role role) {
  MathNode node;
  node.kind = Kind::text;
  node.role = role;
  node.italic = italic;
  node.text = std::string(text);
  return node;
}

MathNode math_fence(MathNode inner) {
  MathNode node;
  node.kind = Kind::fence;
  node.text = "(";
  node.closing = ")";
  node.children.push_back(std::move(inner));
  return node;
}

std::optional<MathNode> parse_math(std::string_view markup) { return Parser(markup).whole(); }

MathNode math_or_text(std::string_view markup) {
  if (auto node = parse_math(markup)) return *std::move(node);
  return math_text(markup);
}

}  // namespace gradlab::ui
