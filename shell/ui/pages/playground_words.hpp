// How the playground names things.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/data/dataset.hpp"
#include "core/spec/spec.hpp"
#include "shell/run/run.hpp"
#include "shell/ui/controls.hpp"

namespace gradlab::ui {

/// "Layer 2", or "Output" for the last.
std::string layer_name(const Spec& spec, std::size_t layer);
/// The name of a row of a table without what stands in brackets: "He normal" for "He (Kaiming) normal".
std::string short_name(std::string_view family, std::string_view id);
/// A column's name for people: "petal length (cm)".
std::string column_name(std::string_view name);
std::string input_name(const Dataset& data, std::size_t input);
std::string class_name(const Dataset& data, std::size_t label);
std::string speed_name(const Speed& speed);
std::string error_words(const Error& error);
/// "2–8–6–1"
std::string shape_words(const Spec& spec, std::size_t inputs, std::size_t outputs);

/// The rows of a table as items of a choice.
class TableItems {
 public:
  /// The rows of the family in the language in force. Their words are put together once, not in every frame: the list
  /// holds until the language is another.
  template <class Rows>
  static const TableItems& of(std::string_view family, const Rows& rows) {
    TableItems& kept = kept_of(family);
    if (!kept.items_.empty()) return kept;
    for (const auto& row : rows) kept.add(family, row.id);
    kept.link();
    return kept;
  }
  std::span<const Item> items() const { return items_; }
  /// -1 when it is not there.
  int index_of(std::string_view id) const;

 private:
  static TableItems& kept_of(std::string_view family);
  void add(std::string_view family, std::string_view id);
  void link();
  std::vector<std::string_view> ids_;
  std::vector<std::string> labels_, short_labels_;
  std::vector<Item> items_;
};

}  // namespace gradlab::ui
