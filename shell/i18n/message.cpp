#include "shell/i18n/message.hpp"

#include <vector>

namespace gradlab {

std::string message(const Error& error, Language language) {
  std::vector<Argument> arguments{{"field", error.field}};
  for (const auto& [name, value] : error.arguments) arguments.emplace_back(name, value);
  return fill(tr("error." + error.id, language), arguments);
}

}  // namespace gradlab
