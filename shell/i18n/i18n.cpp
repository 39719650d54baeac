#include "shell/i18n/i18n.hpp"

#include <array>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "assets/assets.hpp"

namespace gradlab {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

Texts read_texts(std::string_view json) {
  Texts texts;
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  if (!parsed.is_object()) return texts;
  for (const auto& [id, text] : parsed.items()) {
    if (text.is_string()) texts.emplace(id, text.get<std::string>());
  }
  return texts;
}

Texts& texts_of(Language language) {
  static Texts en = read_texts(assets::find("strings/en.json"));
  static Texts zh = read_texts(assets::find("strings/zh.json"));
  return language == Language::zh ? zh : en;
}

/// The page holds some English words in its second part. False where they are here already.
bool join_later_words() {
  static bool joined = false;
  if (std::exchange(joined, true)) return false;
  // By its address, so that nothing inlines it: the page's first part, where this is, does not hold these words.
  static void (*const volatile add)() = add_later_words;
  add();
  return true;
}

const Texts::value_type* find_text(std::string_view id, Language language) {
  const auto& texts = texts_of(language);
  const auto found = texts.find(id);
  if (found != texts.end()) return &*found;
  // All that is said of activations is in the first part: some have another name, some have not.
  if (language != Language::en || id.starts_with("activation.") || !join_later_words()) return nullptr;
  return find_text(id, language);
}

/// Every word on the page is looked up in every frame, and a map of thousands lies too far apart for that: what was
/// found last stands at a place of its id's own. Texts never go and never move.
const std::string* lookup(std::string_view id, Language language) {
  struct Found {
    const Texts::value_type* text = nullptr;
    Language language = Language::en;
  };
  static std::array<Found, 1024> latest;
  Found& found = latest[std::hash<std::string_view>()(id) % latest.size()];
  if (!found.text || found.language != language || found.text->first != id) {
    const Texts::value_type* const text = find_text(id, language);
    if (!text) return nullptr;
    found = {text, language};
  }
  return &found.text->second;
}

enum class Script { none, letters, chinese };

/// Of the character that begins with this byte of UTF-8: U+4000 to U+9FFF is Chinese, U+0380 to U+03FF Greek.
Script script_of(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte >= 0xE4 && byte <= 0xE9) return Script::chinese;
  const bool latin = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
  return latin || byte == 0xCE || byte == 0xCF ? Script::letters : Script::none;
}

Script last_script(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0) {
    --at;
    const bool continues = (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    if (!continues) return script_of(text[at]);
  }
  return Script::none;
}

std::string_view without_end(std::string_view text, char end) {
  return text.ends_with(end) ? text.substr(0, text.size() - 1) : text;
}

// Which translator tr() reads; like ImGui's current context, not a setting by itself.
Translator* active_translator = nullptr;

}  // namespace

std::string_view language_code(Language language) { return language == Language::zh ? "zh" : "en"; }

Language language_from_code(std::string_view code) {
  return code.starts_with("zh") || code.starts_with("ZH") ? Language::zh : Language::en;
}

bool has_words(Language language) { return !texts_of(language).empty(); }

void add_words(Language language, std::string_view json) { texts_of(language).merge(read_texts(json)); }

void add_later_words() { add_words(Language::en, assets::find_later("strings/en.json")); }

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

void append_words(std::string& text, std::string_view more) {
  // The spaces of either side are made anew.
  const std::string_view left = without_end(text, ' '), right = more.starts_with(' ') ? more.substr(1) : more;
  if (left.empty() || right.empty()) {
    text += more;
    return;
  }
  const Script before = last_script(left), after = script_of(right.front());
  if (before == Script::none || after == Script::none || (before == after && after == Script::letters)) {
    text += more;
    return;
  }
  text.resize(left.size());
  if (before != after) text += ' ';
  text += right;
}

std::string fill(std::string_view text, std::span<const Argument> arguments) {
  std::string filled;
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    append_words(filled, text.substr(0, open));
    const auto name = text.substr(open + 1, close - open - 1);
    auto value = text.substr(open, close - open + 1);
    for (const auto& argument : arguments) {
      if (argument.first == name) value = argument.second;
    }
    append_words(filled, value);
    text.remove_prefix(close + 1);
  }
  append_words(filled, text);
  return filled;
}

bool has_text(std::string_view id) {
  return lookup(id, active_translator ? active_translator->language() : Language::en) != nullptr;
}

std::set<std::string, std::less<>> text_ids(Language language) {
  std::set<std::string, std::less<>> ids;
  if (language == Language::en) join_later_words();
  for (const auto& [id, text] : texts_of(language)) ids.insert(id);
  return ids;
}

}  // namespace gradlab
