#include "shell/i18n/i18n.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "assets/assets.hpp"

namespace gradlab {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

Texts read_texts(std::string_view file) {
  Texts texts;
  const auto parsed = nlohmann::json::parse(assets::find(file), nullptr, false);
  if (!parsed.is_object()) return texts;
  for (const auto& [id, text] : parsed.items()) {
    if (text.is_string()) texts.emplace(id, text.get<std::string>());
  }
  return texts;
}

// Read once, never changed after.
const Texts& texts_of(Language language) {
  static const Texts en = read_texts("strings/en.json");
  static const Texts zh = read_texts("strings/zh.json");
  return language == Language::zh ? zh : en;
}

const std::string* lookup(std::string_view id, Language language) {
  const auto& texts = texts_of(language);
  const auto found = texts.find(id);
  return found == texts.end() ? nullptr : &found->second;
}

// Which translator tr() reads; like ImGui's current context, not a setting by itself.
Translator* active_translator = nullptr;

}  // namespace

std::string_view language_code(Language language) { return language == Language::zh ? "zh" : "en"; }

Language language_from_code(std::string_view code) {
  return code.starts_with("zh") || code.starts_with("ZH") ? Language::zh : Language::en;
}

Translator::~Translator() {
  if (active_translator == this) active_translator = nullptr;
}

void Translator::activate() { active_translator = this; }

Translator* Translator::active() { return active_translator; }

std::string_view tr(std::string_view id, Language language) {
  if (const auto* text = lookup(id, language)) return *text;
  if (active_translator) active_translator->note_missing(id);
  if (const auto* text = lookup(id, Language::en)) return *text;
  if (!active_translator) return id;
  // The caller's view may not outlive the call; the noted copy does.
  return *active_translator->missing().find(id);
}

std::string_view tr(std::string_view id) {
  return tr(id, active_translator ? active_translator->language() : Language::en);
}

std::string tr(std::string_view id, std::initializer_list<Argument> arguments) {
  return fill(tr(id), std::span(arguments.begin(), arguments.size()));
}

std::string tr(std::string_view id, std::span<const Argument> arguments) { return fill(tr(id), arguments); }

std::string fill(std::string_view text, std::span<const Argument> arguments) {
  std::string filled;
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    filled += text.substr(0, open);
    const auto name = text.substr(open + 1, close - open - 1);
    auto value = text.substr(open, close - open + 1);
    for (const auto& argument : arguments) {
      if (argument.first == name) value = argument.second;
    }
    filled += value;
    text.remove_prefix(close + 1);
  }
  filled += text;
  return filled;
}

bool has_text(std::string_view id) {
  return lookup(id, active_translator ? active_translator->language() : Language::en) != nullptr;
}

std::set<std::string, std::less<>> text_ids(Language language) {
  std::set<std::string, std::less<>> ids;
  for (const auto& [id, text] : texts_of(language)) ids.insert(id);
  return ids;
}

}  // namespace gradlab
