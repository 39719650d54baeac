#include "core/export/function_source.hpp"

#include <algorithm>

#include "core/export/function_table.hpp"
#include "core/formula/written.hpp"

namespace gradlab {
namespace {

using formula::at_least;
using formula::bracketed;
using formula::Hold;
using formula::Node;
using formula::on_right;
using formula::Operation;
using formula::Ref;
using formula::Written;

/// A formula's nodes as lines of one function's body: what is used twice, or lies too deep for a compiler, gets a name.
class BodyWriter {
 public:
  BodyWriter(const Formula& formula, Ref root, SourceFunctions& into)
      : e_(formula.expression()), formula_(formula), root_(root), into_(into), language_(into.language()) {}

  std::string write() {
    const std::vector<bool> part = e_.parts_of(root_);
    count_uses(part);
    written_.resize(root_ + std::size_t{1});
    depth_.resize(written_.size());
    named_.resize(written_.size());
    for (std::size_t at = 0; at < part.size(); ++at)
      if (part[at]) write(static_cast<Ref>(at));
    return body_ + indent() + "return " + result() + end_of_line();
  }

 private:
  static constexpr std::size_t deepest = 24;

  bool python() const { return is_python(language_); }
  std::string indent() const { return python() ? "    " : "  "; }
  std::string end_of_line() const { return python() ? "\n" : ";\n"; }

  void count_uses(const std::vector<bool>& part) {
    uses_.assign(part.size(), 0);
    for (std::size_t at = 0; at < part.size(); ++at) {
      const Node& node = e_[static_cast<Ref>(at)];
      if (!part[at]) continue;
      for (int i = 0; i < operand_count(node.operation); ++i) ++uses_[node.operands[static_cast<std::size_t>(i)]];
    }
  }

  void write(Ref ref) {
    const Node& node = e_[ref];
    const int operands = operand_count(node.operation);
    for (int i = 0; i < operands; ++i) {
      depth_[ref] = std::max(depth_[ref], depth_[node.operands[static_cast<std::size_t>(i)]] + 1);
    }
    written_[ref] = text_of(node);
    if (operands == 0 || ref == root_ || (uses_[ref] < 2 && depth_[ref] < deepest)) return;
    const std::string name = "t" + std::to_string(++names_);
    const std::string_view keyword = language_ == SourceLanguage::cpp          ? "const double "
                                     : language_ == SourceLanguage::javascript ? "const "
                                                                               : "";
    body_ += indent() + std::string(keyword) + name + " = " + written_[ref].text + end_of_line();
    written_[ref] = {name};
    named_[ref] = true;
    depth_[ref] = 0;
  }

  /// Arrays stay arrays, also where the value does not depend on them.
  std::string result() const {
    const std::string& text = written_[root_].text;
    if (!python() || varies(root_)) return text;
    return std::string(language_ == SourceLanguage::numpy ? "np" : "torch") + ".zeros_like(x) + " +
           at_least(Hold::product, written_[root_]);
  }

  Written text_of(const Node& node) {
    switch (node.operation) {
      case Operation::number: return number(node.value);
      case Operation::pi: return number(3.141592653589793);
      case Operation::euler: return number(2.718281828459045);
      case Operation::variable: return {node.index == 0 ? "x" : "y"};
      case Operation::parameter: return {formula_.parameters()[node.index].name + "_"};
      case Operation::negate: return {"-" + on_right(Hold::negation, of(node, 0)), Hold::negation};
      case Operation::add: return infix(node, " + ", Hold::sum);
      case Operation::subtract: return infix(node, " - ", Hold::sum);
      case Operation::multiply: return infix(node, " * ", Hold::product);
      case Operation::divide: return infix(node, " / ", Hold::product);
      case Operation::choose: return chosen(condition(node.operands[0]), of(node, 1), of(node, 2));
      default:
        if (is_comparison(node.operation)) return chosen(compared(node), {"1.0"}, {"0.0"});
        return called(node);
    }
  }

  Written number(double value) const {
    std::string text = literal(value, language_);
    return {text, text.starts_with('-') ? Hold::negation : Hold::atom};
  }

  const Written& of(const Node& node, std::size_t which) const { return written_[node.operands[which]]; }

  Written infix(const Node& node, std::string_view sign, Hold hold) const {
    const Hold stronger = static_cast<Hold>(static_cast<int>(hold) + 1);
    return {at_least(hold, of(node, 0)) + std::string(sign) + on_right(stronger, of(node, 1)), hold};
  }

  std::string compared(const Node& node) const {
    static constexpr std::string_view signs[] = {" < ", " <= ", " > ", " >= ", " == ", " != "};
    const auto which = static_cast<std::size_t>(node.operation) - static_cast<std::size_t>(Operation::less);
    const bool strict = language_ == SourceLanguage::javascript;
    const std::string_view sign = strict && which == 4 ? " === " : strict && which == 5 ? " !== " : signs[which];
    return at_least(Hold::sum, of(node, 0)) + std::string(sign) + at_least(Hold::sum, of(node, 1));
  }

  std::string condition(Ref ref) const {
    if (is_comparison(e_[ref].operation) && !named_[ref]) return compared(e_[ref]);
    return at_least(Hold::sum, written_[ref]) + (language_ == SourceLanguage::javascript ? " !== 0.0" : " != 0.0");
  }

  Written chosen(const std::string& test, const Written& yes, const Written& no) {
    into_.use_choice();
    if (language_ == SourceLanguage::numpy) return {"np.where(" + test + ", " + yes.text + ", " + no.text + ")"};
    if (language_ == SourceLanguage::pytorch) return {"where(" + test + ", " + yes.text + ", " + no.text + ")"};
    return {bracketed(test + " ? " + yes.text + " : " + no.text)};
  }

  Written called(const Node& node) {
    into_.use(node.operation);
    const FunctionInLanguages* row = find_function_in_languages(node.operation);
    std::string text(row->in[static_cast<std::size_t>(language_)].call);
    text += '(';
    for (int i = 0; i < operand_count(node.operation); ++i) {
      const Ref operand = node.operands[static_cast<std::size_t>(i)];
      if (i > 0) text += ", ";
      // PyTorch's functions take no plain numbers.
      const bool wrap = language_ == SourceLanguage::pytorch && !varies(operand);
      text += wrap ? "tensor(" + written_[operand].text + ")" : written_[operand].text;
    }
    return {text + ")"};
  }

  bool varies(Ref ref) const {
    return e_.dependence(ref, Operation::variable, 0)[ref] || e_.dependence(ref, Operation::variable, 1)[ref];
  }

  const formula::Expression& e_;
  const Formula& formula_;
  Ref root_;
  SourceFunctions& into_;
  SourceLanguage language_;
  std::vector<std::size_t> uses_;
  std::vector<Written> written_;
  std::vector<std::size_t> depth_;
  std::vector<bool> named_;
  std::string body_;
  int names_ = 0;
};

constexpr std::string_view pytorch_choice = R"(def where(condition, yes, no):
    return torch.where(torch.as_tensor(condition), tensor(yes), tensor(no))
)";

/// A name of its own line, and an empty line between definitions, as each language's style asks.
std::string set_apart(std::string_view text, SourceLanguage language) {
  return std::string(text) + (is_python(language) ? "\n\n" : "\n");
}

std::string head(const std::string& name, const Formula& formula, const std::vector<double>& defaults, bool with_y,
                 SourceLanguage language) {
  const bool cpp = language == SourceLanguage::cpp;
  std::string text = cpp                                      ? "inline double "
                     : language == SourceLanguage::javascript ? "export function "
                     : language == SourceLanguage::numpy      ? "@np.errstate(all=\"ignore\")\ndef "
                                                              : "def ";
  const auto argument = [&](std::string_view argument_name, bool used) {
    return std::string(cpp ? (used ? "double " : "[[maybe_unused]] double ") : "") + std::string(argument_name);
  };
  text += name + "(" + argument("x", formula.depends_on("x"));
  if (with_y) text += ", " + argument("y", formula.depends_on("y"));
  for (std::size_t i = 0; i < formula.parameters().size(); ++i) {
    const std::string& parameter = formula.parameters()[i].name;
    text += ", " + argument(parameter + "_", formula.depends_on(parameter));
    if (!defaults.empty()) text += (is_python(language) ? "=" : " = ") + literal(defaults[i], language);
  }
  return text + (is_python(language) ? "):\n" : ") {\n");
}

}  // namespace

Result<Done> SourceFunctions::add(const std::string& name, const Formula& formula, const std::vector<double>& defaults,
                                  bool with_y) {
  constexpr std::size_t most_nodes = 5000;
  const auto parts = formula.expression().parts_of(formula.typed());
  if (std::count(parts.begin(), parts.end(), true) > static_cast<std::ptrdiff_t>(most_nodes))
    return Error{"formula_too_large", "formula", {}};
  const std::string body = BodyWriter(formula, formula.typed(), *this).write();
  functions_ += set_apart(head(name, formula, defaults, with_y, language_) + body + (is_python(language_) ? "" : "}\n"),
                          language_);
  return Done{};
}

std::string SourceFunctions::text() const {
  std::string text;
  if (language_ == SourceLanguage::pytorch) {
    text += set_apart("def tensor(value):\n    return torch.as_tensor(value, dtype=torch.float64)\n", language_);
    if (chooses_) text += set_apart(pytorch_choice, language_);
  }
  for (const FunctionInLanguages& row : functions_in_languages()) {
    const std::string_view definition = row.in[static_cast<std::size_t>(language_)].definition;
    if (used_.contains(row.operation) && !definition.empty()) text += set_apart(definition, language_);
  }
  return text + functions_;
}

}  // namespace gradlab
