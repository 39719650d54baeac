#include "shell/ui/field_mistake.hpp"

#include "core/formula/characters.hpp"
#include "shell/i18n/message.hpp"
#include "shell/ui/format.hpp"

namespace gradlab::ui {

FieldMistake mistake_of(const Error& error, std::string_view text) {
  FieldMistake mistake{message(error, Translator::active()->language())};
  const auto argument = [&](std::string_view name) -> std::string_view {
    for (const auto& [key, value] : error.arguments)
      if (key == name) return value;
    return {};
  };
  double column = 0;
  if (!parse_number(argument("column"), column)) return mistake;
  for (const formula::Character& character : formula::characters_of(text)) {
    if (static_cast<double>(character.column) != column) continue;
    mistake.offset = static_cast<std::ptrdiff_t>(character.offset);
    const std::string_view value = argument("value");
    mistake.size = text.substr(character.offset).starts_with(value) ? value.size() : 1;
    break;
  }
  return mistake;
}

}  // namespace gradlab::ui
