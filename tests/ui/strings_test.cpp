// Words: nothing missing, nothing left over, the same in both languages.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "core/activations/activation.hpp"
#include "core/data/csv.hpp"
#include "core/data/dataset.hpp"
#include "core/data/scaling.hpp"
#include "core/diagnosis/diagnosis.hpp"
#include "core/initializers/initializer.hpp"
#include "core/losses/loss.hpp"
#include "core/optimizers/optimizer.hpp"
#include "core/schedules/schedule.hpp"
#include "core/stops/stop_rule.hpp"
#include "core/surfaces/surface.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/pages/optimizers/examples.hpp"
#include "shell/ui/pages/playground/class_task.hpp"
#include "shell/ui/pages/playground/presets.hpp"
#include "tests/ui/harness.hpp"

namespace gradlab::ui::test {

namespace {

using WordSet = std::set<std::string, std::less<>>;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::filesystem::path> sources() {
  std::vector<std::filesystem::path> found;
  for (const char* const folder : {"core", "shell", "web"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(GRADLAB_SOURCE_DIR) / folder)) {
      const auto type = entry.path().extension();
      if (type == ".cpp" || type == ".hpp" || type == ".js" || type == ".mjs" || type == ".html")
        found.push_back(entry.path());
    }
  }
  return found;
}

// What stands in quotation marks, and the pieces of JavaScript's `…${…}…` and of the page's {{…}}.
WordSet literals() {
  static const std::regex quoted(R"re("((?:[^"\\\n]|\\.)*)"|`([^`]*)`|\{\{(?:en:|zh:)?([a-z0-9_.]+)\}\})re");
  static const std::regex hole(R"re(\$\{[^}]*\})re");
  WordSet found;
  for (const auto& path : sources()) {
    const std::string text = read_file(path);
    for (std::sregex_iterator hit(text.begin(), text.end(), quoted), end; hit != end; ++hit) {
      if ((*hit)[1].matched) found.insert((*hit)[1]);
      if ((*hit)[3].matched) found.insert((*hit)[3]);
      if (!(*hit)[2].matched) continue;
      const std::string pattern = (*hit)[2];
      for (std::sregex_token_iterator piece(pattern.begin(), pattern.end(), hole, -1), last; piece != last; ++piece)
        found.insert(*piece);
    }
  }
  return found;
}

template <class Rows>
void add_family(const std::string& family, const Rows& rows, WordSet& to) {
  for (const auto& row : rows) {
    to.insert(family + "." + std::string(row.id));
    to.insert(family + "." + std::string(row.id) + ".help");
  }
}

// What the tables' rows are called: by contract each has a name and a sentence; a rule of the diagnosis says what is
// so, why, and what to change.
WordSet row_texts() {
  WordSet found;
  add_family("activation", activations<double>(), found);
  add_family("loss", losses<double>(), found);
  add_family("optimizer", optimizers<double>(), found);
  add_family("initializer", initializers(), found);
  add_family("schedule", schedules(), found);
  add_family("stop", stop_rules(), found);
  add_family("surface", surfaces(), found);
  add_family("dataset", data_sources(), found);
  add_family("dataset", given_data(), found);
  add_family("scaling", scalings(), found);
  add_family("preset", presets(), found);
  add_family("race", race_examples(), found);
  for (const Preset& claim : claims())
    for (const char* part : {"", ".truth", ".check"}) found.insert("claim." + claim.id + part);
  for (const ControlGroup& group : control_groups()) found.insert("class.group." + std::string(group.id));
  for (const PageRow& page : page_table())
    for (const FirstWord& word : page.first_words ? page.first_words() : std::span<const FirstWord>())
      found.insert("help." + std::string(page.id) + "." + std::string(word.id));
  for (const DataSource& source : data_sources()) add_family("param", source.params, found);
  for (const CsvChoice& choice : csv_choices()) {
    const std::string name = "own_data." + std::string(choice.field);
    found.insert({"control." + name, "control." + name + ".help"});
    for (const std::string_view id : choice.ids) found.insert(name + "." + std::string(id));
  }
  for (const DiagnosisRule& rule : diagnosis_rules())
    for (const char* part : {"", ".cause", ".fix"}) found.insert("diagnosis." + std::string(rule.id) + part);
  return found;
}

// An id is used if it stands in the sources, or is made of a beginning ("activation.", "expects_"), an id and perhaps
// an end (".help", "_near") that do.
bool is_used(std::string_view id, const WordSet& known) {
  if (known.contains(id)) return true;
  for (std::size_t end = id.find_first_of("._"); end != std::string_view::npos; end = id.find_first_of("._", end + 1)) {
    const std::string_view beginning = id.substr(0, end + 1);
    if (known.contains(beginning) && is_used(id.substr(end + 1), known)) return true;
    if (known.contains(id.substr(end)) && is_used(id.substr(0, end), known)) return true;
  }
  return false;
}

std::set<std::string> placeholders(std::string_view text) {
  static const std::regex placeholder(R"re(\{([a-z_]+)\})re");
  const std::string copy(text);
  std::set<std::string> found;
  for (std::sregex_iterator hit(copy.begin(), copy.end(), placeholder), end; hit != end; ++hit) found.insert((*hit)[1]);
  return found;
}

}  // namespace

TEST_CASE("both languages have the same ids") { CHECK(text_ids(Language::en) == text_ids(Language::zh)); }

TEST_CASE("no text is empty, and its placeholders are the same in both languages") {
  for (const auto& id : text_ids(Language::en)) {
    INFO(id);
    CHECK_FALSE(tr(id, Language::en).empty());
    CHECK_FALSE(tr(id, Language::zh).empty());
    CHECK(placeholders(tr(id, Language::en)) == placeholders(tr(id, Language::zh)));
  }
}

TEST_CASE("every row of every table has a name and a sentence") {
  const auto ids = text_ids(Language::en);
  for (const auto& id : row_texts()) {
    INFO(id);
    CHECK(ids.contains(id));
  }
}

TEST_CASE("every text is used somewhere") {
  WordSet known = literals();
  known.merge(row_texts());
  for (const auto& id : text_ids(Language::en)) {
    INFO(id);
    CHECK(is_used(id, known));
  }
}

TEST_CASE("every id that the sources ask for by name is there") {
  static const std::regex asked(R"re(\b(?:tr|say)\("([a-z0-9_.]+)")re");
  const auto ids = text_ids(Language::en);
  for (const auto& path : sources()) {
    const std::string text = read_file(path);
    for (std::sregex_iterator hit(text.begin(), text.end(), asked), end; hit != end; ++hit) {
      const std::string id = (*hit)[1];
      if (id.ends_with('.')) continue;  // the beginning of an id
      INFO(path.string(), ": ", id);
      CHECK(ids.contains(id));
    }
  }
}

TEST_CASE("no page asks for a text that is missing, in either language, at any width") {
  Harness h;
  for (const auto& [width, height] :
       {std::pair{1440.0F, 900.0F}, std::pair{1024.0F, 768.0F}, std::pair{390.0F, 844.0F}}) {
    h.screen() = {width, height, 1};
    for (const Language language : {Language::en, Language::zh}) {
      h.app().settings().language = language;
      for (const PageRow& page : page_table()) {
        h.app().open_page(page.id);
        h.frames(3);
      }
    }
  }
  for (const auto& id : h.app().translator().missing()) FAIL_CHECK(id);
}

TEST_CASE("placeholders are filled by name") {
  const Argument arguments[] = {{"low", "0"}, {"high", "10"}};
  CHECK(fill("from {low} to {high}, not {other}", arguments) == "from 0 to 10, not {other}");
  CHECK(fill("an open { stays", arguments) == "an open { stays");
}

TEST_CASE("between Chinese and Latin stands a space, wherever parts of a sentence meet") {
  const Argument latin[] = {{"name", "Tanh"}}, chinese[] = {{"name", "学习率"}}, greek[] = {{"name", "α"}};
  CHECK(fill("移除{name}", latin) == "移除 Tanh");
  CHECK(fill("{name}的范围", greek) == "α 的范围");
  CHECK(fill("{name}的范围", chinese) == "学习率的范围");
  CHECK(fill("参数 {name} 不对", chinese) == "参数学习率不对");
  CHECK(fill("参数 {name}：", latin) == "参数 Tanh：");
  CHECK(fill("Remove {name}", latin) == "Remove Tanh");
}

TEST_CASE("Chinese texts have a space beside Latin letters and digits, and none at quotation marks") {
  static const std::regex touching("[\xE4-\xE9][\x80-\xBF][\x80-\xBF][A-Za-z0-9]|[A-Za-z0-9][\xE4-\xE9][\x80-\xBF]");
  static const std::regex quoted("[\xE4-\xE9][\x80-\xBF][\x80-\xBF] “|” [\xE4-\xE9]");
  for (const std::string& id : text_ids(Language::zh)) {
    const std::string text(tr(id, Language::zh));
    CHECK_MESSAGE(!std::regex_search(text, touching), id);
    CHECK_MESSAGE(!std::regex_search(text, quoted), id);
  }
}

TEST_CASE("a missing id is shown as it is, and noted") {
  Translator translator;
  translator.activate();
  CHECK(tr("no.such.id") == "no.such.id");
  CHECK(translator.missing().contains("no.such.id"));
}

TEST_CASE("languages are known by their codes") {
  CHECK(language_from_code("zh-CN") == Language::zh);
  CHECK(language_from_code("zh_Hans_CN.UTF-8") == Language::zh);
  CHECK(language_from_code("en-GB") == Language::en);
  CHECK(language_from_code("") == Language::en);
}

}  // namespace gradlab::ui::test
