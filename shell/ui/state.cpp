#include "shell/ui/state.hpp"

#include <nlohmann/json.hpp>

namespace gradlab::ui {

std::string Settings::json() const {
  nlohmann::json object{{"language", language_code(language)},
                        {"theme", theme == ThemeName::dark ? "dark" : "light"},
                        {"zoom", zoom},
                        {"page", page},
                        {"trains_unseen", trains_unseen},
                        {"views", views}};
  if (signals) object["signals"] = *signals;
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void Settings::read(std::string_view json) {
  const auto object = nlohmann::json::parse(json, nullptr, false);
  if (!object.is_object()) return;
  const auto text = [&](const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  if (const auto code = text("language"); !code.empty()) language = language_from_code(code);
  if (const auto name = text("theme"); !name.empty()) theme = name == "dark" ? ThemeName::dark : ThemeName::light;
  if (const auto id = text("page"); !id.empty()) page = id;
  if (const auto shown = object.find("signals"); shown != object.end() && shown->is_boolean())
    signals = shown->get<bool>();
  if (const auto unseen = object.find("trains_unseen"); unseen != object.end() && unseen->is_boolean())
    trains_unseen = unseen->get<bool>();
  if (const auto kept = object.find("views"); kept != object.end() && kept->is_object()) {
    for (const auto& [id, view] : kept->items())
      if (view.is_string()) views[id] = view.get<std::string>();
  }
  const auto factor = object.find("zoom");
  if (factor == object.end() || !factor->is_number()) return;
  const auto wanted = factor->get<float>();
  for (const float step : {1.0F, 1.25F, 1.5F}) {
    if (wanted == step) zoom = step;
  }
}

}  // namespace gradlab::ui
