#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/export/source_language.hpp"
#include "core/formula/formula.hpp"

namespace gradlab {

/// Functions in one language, with the definitions they lean on; each of these stands once.
class SourceFunctions {
 public:
  explicit SourceFunctions(SourceLanguage language) : language_(language) {}

  /// A function of x and the formula's parameters, which get a final underscore: no name is then a word of a language.
  /// In Python x is an array (or tensor) of any shape, parameters are numbers or arrays that fit. `defaults`: what the
  /// parameters are where they are left out; empty: they may not be left out. with_y: y follows on x. Refuses a formula
  /// that is too large to be written ("formula_too_large").
  Result<Done> add(const std::string& name, const Formula& formula, const std::vector<double>& defaults = {},
                   bool with_y = false);
  void add_text(const std::string& text) { functions_ += text; }

  /// The definitions first.
  std::string text() const;
  SourceLanguage language() const { return language_; }
  void use(formula::Operation operation) { used_.insert(operation); }
  void use_choice() { chooses_ = true; }

 private:
  SourceLanguage language_;
  std::set<formula::Operation> used_;
  bool chooses_ = false;
  std::string functions_;
};

}  // namespace gradlab
