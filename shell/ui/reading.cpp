#include "shell/ui/reading.hpp"

#include <string>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/context.hpp"

namespace gradlab::ui {

void record_reading(std::string_view word, std::string_view value, const Rect& where) {
  const std::size_t page = word.find('.') + 1;
  ui().registry.add({.id = std::string(word.substr(0, page)) + "reading." + std::string(word.substr(page)) + ui().scope,
                     .role = ControlRole::image,
                     .label = std::string(tr(word)),
                     .value = std::string(value),
                     .rect = where});
}

}  // namespace gradlab::ui
