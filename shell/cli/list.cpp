// gradlab list: the rows of every table.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>

#include "core/activations/activation.hpp"
#include "core/base/number_text.hpp"
#include "core/data/dataset.hpp"
#include "core/data/scaling.hpp"
#include "core/initializers/initializer.hpp"
#include "core/losses/loss.hpp"
#include "core/optimizers/optimizer.hpp"
#include "core/schedules/schedule.hpp"
#include "core/stops/stop_rule.hpp"
#include "core/surfaces/surface.hpp"
#include "shell/cli/command.hpp"
#include "shell/cli/json_line.hpp"
#include "shell/i18n/i18n.hpp"

namespace gradlab::cli {
namespace {

/// Of a data set; 0 inputs: as the file has them. 0 classes: a number is to be predicted, or as the file has them.
struct Size {
  std::size_t inputs = 0;
  std::size_t classes = 0;
  bool regression = false;
};

/// One row of any table, as far as lists show it.
struct Entry {
  std::string id;
  std::span<const ParamSpec> params;
  std::string_view formula;
  std::string_view derivative;
  std::string_view origin;
  std::optional<Size> size{};
  std::string_view explained{};  ///< the id of a text that stands in the list, too
};

struct Family {
  std::string name;    ///< as on the command line: "activations"
  std::string prefix;  ///< of the ids of its strings: "activation"
  std::vector<Entry> entries;
};

Size size_of(const DataSource& row) { return {row.inputs, row.classes, row.task == Task::regression}; }

std::string counted(std::size_t count, std::string_view one) {
  return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : one.ends_with('s') ? "es" : "s");
}

/// "2 inputs, 3 classes", "1 input, a number".
std::string size_text(const Size& size) {
  if (size.inputs == 0) return "as given";
  return counted(size.inputs, "input") + ", " + (size.regression ? "a number" : counted(size.classes, "class"));
}

/// null where it is as the file has it.
void write_size(JsonLine& json, const Size& size) {
  json.key("task");
  if (size.inputs == 0)
    json.number(std::nullopt);
  else
    json.text(size.regression ? "regression" : size.classes == 2 ? "binary" : "classes");
  json.key("inputs").number(size.inputs == 0 ? std::nullopt : std::optional(static_cast<double>(size.inputs)));
  json.key("classes").number(size.classes == 0 ? std::nullopt : std::optional(static_cast<double>(size.classes)));
}

std::vector<Family> families() {
  std::vector<Family> all{
      {"activations", "activation", {}},   {"losses", "loss", {}},        {"optimizers", "optimizer", {}},
      {"initializers", "initializer", {}}, {"schedules", "schedule", {}}, {"datasets", "dataset", {}},
      {"surfaces", "surface", {}},         {"scalings", "scaling", {}},   {"stops", "stop", {}}};
  for (const auto& row : activations<double>())
    all[0].entries.push_back({std::string(row.id), row.params, row.formula, row.derivative, row.origin});
  all[0].entries.push_back({"custom", {}, {}, {}, {}, {}, "activation.custom.cli"});
  for (const auto& row : losses<double>())
    all[1].entries.push_back({std::string(row.id), row.params, row.formula, {}, {}});
  for (const auto& row : optimizers<double>())
    all[2].entries.push_back({std::string(row.id), row.params, {}, {}, row.origin});
  for (const auto& row : initializers())
    all[3].entries.push_back({std::string(row.id), row.params, {}, {}, row.origin});
  for (const auto& row : schedules())
    all[4].entries.push_back({std::string(row.id), row.params, row.formula, {}, row.origin});
  for (const DataSource& row : data_sources())
    all[5].entries.push_back({std::string(row.id), row.params, {}, {}, {}, size_of(row)});
  for (const GivenData& row : given_data())
    all[5].entries.push_back({std::string(row.id), {}, {}, {}, {}, Size{row.inputs, row.classes, false}});
  for (const Surface& row : surfaces())
    all[6].entries.push_back({std::string(row.id), {}, row.formula, {}, row.origin});
  for (const Scaling& row : scalings()) all[7].entries.push_back({std::string(row.id), {}, {}, {}, {}});
  for (const StopRule& row : stop_rules()) all[8].entries.push_back({std::string(row.id), row.params, {}, {}, {}});
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
      if (!entry.explained.empty()) json.key("help").text(tr(entry.explained, Language::en));
      if (entry.size) write_size(json, *entry.size);
      json.key("params").begin('[');
      for (const ParamSpec& param : entry.params) write_param(json, param);
      json.end(']').end('}');
    }
    json.end(']');
  }
  return json.end('}').line();
}

/// With spaces up to a width in characters, and one at least.
std::string filled(std::string text, std::size_t width) {
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return text + std::string(width - std::min(width - 1, static_cast<std::size_t>(characters)), ' ');
}

std::string as_table(const std::vector<Family>& shown) {
  constexpr std::size_t id_width = 18;
  constexpr std::size_t name_width = 30;
  constexpr std::size_t size_width = 24;
  std::string text;
  for (const Family& family : shown) {
    text += (text.empty() ? "" : "\n") + family.name + "\n";
    for (const Entry& entry : family.entries) {
      std::string line = "  " + filled(entry.id, id_width) + filled(name_of(family, entry), name_width);
      if (entry.size) line += filled(size_text(*entry.size), size_width);
      if (!entry.explained.empty()) line += tr(entry.explained, Language::en);
      for (const ParamSpec& param : entry.params)
        line += std::string(param.id) + "=" + number_text(param.initial) + (param.trained ? " (trained) " : " ");
      text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
  }
  return text;
}

struct ListOptions {
  std::string family;
  bool json = false;
};

}  // namespace

void add_list(CLI::App& app, Outcome& outcome) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = app.add_subcommand("list", "The ids, names and parameters of every family, or of one.");
  std::vector<std::string> names;
  for (const Family& family : families()) names.push_back(family.name);
  command->add_option("family", options->family, "Which family; all if left out")->check(CLI::IsMember(names));
  command->add_flag(
      "--json", options->json,
      "As one JSON object: {family: [{id, name, params: [...]}]}; data sets have task, inputs and classes, too");
  command->callback([options, &outcome] {
    std::vector<Family> shown = families();
    if (!options->family.empty())
      std::erase_if(shown, [&](const Family& family) { return family.name != options->family; });
    print(options->json ? as_json(shown) : as_table(shown));
    outcome = done;
  });
}

}  // namespace gradlab::cli
