// gradlab list: the rows of every table.
#include <CLI/CLI.hpp>
#include <memory>

#include "core/activations/activation.hpp"
#include "core/base/number_text.hpp"
#include "core/data/dataset.hpp"
#include "core/initializers/initializer.hpp"
#include "core/losses/loss.hpp"
#include "core/optimizers/optimizer.hpp"
#include "core/schedules/schedule.hpp"
#include "core/surfaces/surface.hpp"
#include "shell/cli/command.hpp"
#include "shell/cli/json_line.hpp"
#include "shell/i18n/i18n.hpp"

namespace gradlab::cli {
namespace {

/// One row of any table, as far as lists show it.
struct Entry {
  std::string id;
  std::span<const ParamSpec> params;
  std::string_view formula;
  std::string_view derivative;
  std::string_view origin;
};

struct Family {
  std::string name;    ///< as on the command line: "activations"
  std::string prefix;  ///< of the ids of its strings: "activation"
  std::vector<Entry> entries;
};

std::vector<Family> families() {
  std::vector<Family> all{{"activations", "activation", {}}, {"losses", "loss", {}},
                          {"optimizers", "optimizer", {}},   {"initializers", "initializer", {}},
                          {"schedules", "schedule", {}},     {"datasets", "dataset", {}},
                          {"surfaces", "surface", {}}};
  for (const auto& row : activations<double>())
    all[0].entries.push_back({std::string(row.id), row.params, row.formula, row.derivative, row.origin});
  for (const auto& row : losses<double>())
    all[1].entries.push_back({std::string(row.id), row.params, row.formula, {}, {}});
  for (const auto& row : optimizers<double>())
    all[2].entries.push_back({std::string(row.id), row.params, {}, {}, row.origin});
  for (const auto& row : initializers())
    all[3].entries.push_back({std::string(row.id), row.params, {}, {}, row.origin});
  for (const auto& row : schedules())
    all[4].entries.push_back({std::string(row.id), row.params, row.formula, {}, row.origin});
  for (const auto& row : data_sources()) all[5].entries.push_back({std::string(row.id), {}, {}, {}, {}});
  for (const char* id : {"iris", "digits", "csv", "inline"}) all[5].entries.push_back({id, {}, {}, {}, {}});
  for (const Surface& row : surfaces())
    all[6].entries.push_back({std::string(row.id), {}, row.formula, {}, row.origin});
  return all;
}

/// What people call it; its id where no string stands for it.
std::string name_of(const Family& family, const Entry& entry) {
  const std::string key = family.prefix + "." + entry.id;
  return has_text(key) ? std::string(tr(key, Language::en)) : entry.id;
}

void write_param(JsonLine& json, const ParamSpec& param) {
  json.begin('{').key("id").text(param.id).key("default").number(param.initial);
  json.key("low").number(param.low).key("high").number(param.high);
  constexpr std::string_view kinds[] = {"real", "whole", "toggle"};
  json.key("kind").text(kinds[static_cast<std::size_t>(param.kind)]).key("trained").truth(param.trained).end('}');
}

std::string as_json(const std::vector<Family>& shown) {
  JsonLine json;
  json.begin('{');
  for (const Family& family : shown) {
    json.key(family.name).begin('[');
    for (const Entry& entry : family.entries) {
      json.begin('{').key("id").text(entry.id).key("name").text(name_of(family, entry));
      if (!entry.formula.empty()) json.key("formula").text(entry.formula);
      if (!entry.derivative.empty()) json.key("derivative").text(entry.derivative);
      if (!entry.origin.empty()) json.key("origin").text(entry.origin);
      json.key("params").begin('[');
      for (const ParamSpec& param : entry.params) write_param(json, param);
      json.end(']').end('}');
    }
    json.end(']');
  }
  return json.end('}').line();
}

std::string as_table(const std::vector<Family>& shown) {
  constexpr std::size_t id_width = 18;
  constexpr std::size_t name_width = 30;
  std::string text;
  for (const Family& family : shown) {
    text += (text.empty() ? "" : "\n") + family.name + "\n";
    for (const Entry& entry : family.entries) {
      const std::string name = name_of(family, entry);
      std::string line = "  " + entry.id + std::string(id_width - std::min(id_width - 1, entry.id.size()), ' ');
      line += name + std::string(name_width - std::min(name_width - 1, name.size()), ' ');
      for (const ParamSpec& param : entry.params)
        line += std::string(param.id) + "=" + number_text(param.initial) + (param.trained ? " (trained) " : " ");
      text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
  }
  return text;
}

struct Options {
  std::string family;
  bool json = false;
};

}  // namespace

void add_list(CLI::App& app, Outcome& outcome) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("list", "The ids, names and parameters of every family, or of one.");
  std::vector<std::string> names;
  for (const Family& family : families()) names.push_back(family.name);
  command->add_option("family", options->family, "Which family; all if left out")->check(CLI::IsMember(names));
  command->add_flag("--json", options->json, "As one JSON object: {family: [{id, name, params: [...]}]}");
  command->callback([options, &outcome] {
    std::vector<Family> shown = families();
    if (!options->family.empty())
      std::erase_if(shown, [&](const Family& family) { return family.name != options->family; });
    print(options->json ? as_json(shown) : as_table(shown));
    outcome = done;
  });
}

}  // namespace gradlab::cli
