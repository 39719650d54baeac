#include "shell/ui/pages/playground_words.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <utility>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"

namespace gradlab::ui {
namespace {

// Columns of the data sets that come with the program, and their names for people.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> known_columns{{
    {"sepal_length_(cm)", "column.sepal_length"},
    {"sepal_width_(cm)", "column.sepal_width"},
    {"petal_length_(cm)", "column.petal_length"},
    {"petal_width_(cm)", "column.petal_width"},
}};

/// Takes out " (…)" and "（…）".
std::string without_brackets(std::string_view text) {
  std::string result(text);
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{" (", ")"}, {"（", "）"}}) {
    const std::size_t from = result.find(open);
    const std::size_t to = from == std::string::npos ? from : result.find(close, from);
    if (to == std::string::npos) continue;
    const std::string rest = result.substr(to + close.size());
    result.resize(from);
    append_words(result, rest);
  }
  return result;
}

}  // namespace

std::string layer_name(const Spec& spec, std::size_t layer) {
  if (layer + 1 >= spec.layers.size()) return std::string(tr("playground.output"));
  return tr("playground.layer_n", {{"n", std::to_string(layer + 1)}});
}

std::string short_name(std::string_view family, std::string_view id) {
  const std::string key = std::string(family) + "." + std::string(id);
  const std::string own = key + ".short";
  return has_text(own) ? std::string(tr(own)) : without_brackets(tr(key));
}

std::string input_name(const Dataset& data, std::size_t input) { return column_name(data.input_names[input]); }

std::string column_name(std::string_view name) {
  for (const auto& [column, id] : known_columns) {
    if (name == column) return std::string(tr(id));
  }
  std::string spoken(name);
  std::replace(spoken.begin(), spoken.end(), '_', ' ');
  return spoken;
}

std::string class_name(const Dataset& data, std::size_t label) {
  const std::string& name = data.class_names[label];
  const std::string id = "class." + name;
  return has_text(id) ? std::string(tr(id)) : name;
}

std::string speed_name(const Speed& speed) {
  const std::string n = compact(speed.per_second);
  switch (speed.unit) {
    case Speed::Unit::samples: return tr("playground.speed.sample", {{"n", n}});
    case Speed::Unit::steps:
      return tr(speed.per_second == 1 ? "playground.speed.step" : "playground.speed.steps", {{"n", n}});
    case Speed::Unit::epochs:
      return tr(speed.per_second == 1 ? "playground.speed.epoch" : "playground.speed.epochs", {{"n", n}});
    case Speed::Unit::unlimited: break;
  }
  return std::string(tr("playground.speed.unlimited"));
}

std::string error_words(const Error& error) {
  std::vector<Argument> arguments{{"field", error.field}};
  for (const auto& [name, value] : error.arguments) arguments.push_back({name, value});
  return tr("error." + error.id, arguments);
}

std::string shape_words(const Spec& spec, std::size_t inputs, std::size_t outputs) {
  std::string words = std::to_string(inputs);
  for (std::size_t layer = 0; layer + 1 < spec.layers.size(); ++layer)
    words += "–" + std::to_string(spec.layers[layer].units);
  return words + "–" + std::to_string(outputs);
}

TableItems& TableItems::kept_of(std::string_view family) {
  static std::map<std::string, TableItems, std::less<>> lists;
  // Chinese words arrive some time after the language was chosen.
  static std::pair<Language, bool> words_of;
  const Language language = Translator::active()->language();
  const std::pair now{language, has_words(language)};
  if (words_of != now) lists.clear();
  words_of = now;
  return lists.try_emplace(std::string(family)).first->second;
}

void TableItems::add(std::string_view family, std::string_view id) {
  ids_.push_back(id);
  labels_.push_back(without_brackets(tr(std::string(family) + "." + std::string(id))));
  short_labels_.push_back(short_name(family, id));
}

void TableItems::link() {
  for (std::size_t i = 0; i < ids_.size(); ++i)
    items_.push_back({.id = ids_[i], .label = labels_[i], .short_label = short_labels_[i]});
}

int TableItems::index_of(std::string_view id) const {
  const auto found = std::find(ids_.begin(), ids_.end(), id);
  return found == ids_.end() ? -1 : static_cast<int>(found - ids_.begin());
}

}  // namespace gradlab::ui
