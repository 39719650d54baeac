// Words for people. Every visible string has an id and stands in assets/strings/en.json and zh.json
// (flat objects, id -> text). No ImGui here: the command line uses it too.
#pragma once

#include <initializer_list>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace gradlab {

enum class Language { en, zh };

/// "en" or "zh": the name used in settings, options and links.
std::string_view language_code(Language language);

/// The language of a code such as "zh", "zh-CN" or "en_US.UTF-8"; English for everything that does not begin with "zh".
Language language_from_code(std::string_view code);

/// A value for a {placeholder}: name without braces, text as it is to appear.
using Argument = std::pair<std::string_view, std::string_view>;

/// The language in force and the ids that were asked for in vain.
/// The program owns one; tr() below reads the one that is active. English until one is activated.
class Translator {
 public:
  explicit Translator(Language language = Language::en) : language_(language) {}
  ~Translator();
  Translator(const Translator&) = delete;
  Translator& operator=(const Translator&) = delete;

  Language language() const { return language_; }
  void set_language(Language language) { language_ = language; }

  /// Makes this the one that tr() reads.
  void activate();
  static Translator* active();

  /// Ids that were looked up and stand in no file of the language; tests demand that this stays empty.
  const std::set<std::string, std::less<>>& missing() const { return missing_; }
  void note_missing(std::string_view id) { missing_.emplace(id); }

 private:
  Language language_;
  std::set<std::string, std::less<>> missing_;
};

/// The page is without the Chinese words until they are wanted: then they come as the file strings/zh.json. English
/// ones are always there.
bool has_words(Language language);
/// Takes a file of words. Texts that are there already stay as they are.
void add_words(Language language, std::string_view json);

/// Adds the English words of the page's second part; looking for one of them does so.
void add_later_words();

/// The text of an id in the active language. An id missing in Chinese is shown in English, one missing in both
/// as the id itself; both are noted in Translator::missing(). The text lives as long as the program.
std::string_view tr(std::string_view id);
std::string_view tr(std::string_view id, Language language);

/// The text with its placeholders filled in: tr("control.refused.range", {{"low", "0"}, …}).
/// A placeholder without an argument stays as it is.
std::string tr(std::string_view id, std::initializer_list<Argument> arguments);
std::string tr(std::string_view id, std::span<const Argument> arguments);

/// Puts `more` after `text`. Between a Chinese character and a Latin or Greek letter or a digit stands a space, between
/// two Chinese characters none, whatever the parts are that meet.
void append_words(std::string& text, std::string_view more);

/// Fills placeholders of a text that was already looked up.
std::string fill(std::string_view text, std::span<const Argument> arguments);

/// True if the id stands in the active language; looks without noting anything.
bool has_text(std::string_view id);

/// All ids of a language, sorted (for tests and for the font subset).
std::set<std::string, std::less<>> text_ids(Language language);

}  // namespace gradlab
