// gradlab merge: joins a sweep's outputs, tells what is missing, and sums the seeds up.
#include "core/sweep/merge.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>

#include "core/base/number_text.hpp"
#include "shell/cli/command.hpp"

namespace gradlab::cli {
namespace {

using OrderedJson = nlohmann::ordered_json;

struct MergeOptions {
  std::vector<std::string> files;
  std::string out;
  bool json = false;
  bool csv = false;
};

std::string text_of(const nlohmann::ordered_json& value) {
  return value.is_string() ? value.get<std::string>()
                           : value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::string csv_text(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

OrderedJson number_json(double value) { return std::isfinite(value) ? OrderedJson(value) : OrderedJson(nullptr); }

std::string as_json(const MergedSweep& merged) {
  OrderedJson json;
  json["sweep"] = merged.fingerprint;
  json["trials"] = merged.trials;
  json["done"] = merged.records.size();
  json["missing"] = merged.missing;
  json["contradictory"] = merged.contradictory;
  json["settings"] = OrderedJson::array();
  for (const SettingSummary& one : merged.settings) {
    OrderedJson& setting = json["settings"].emplace_back();
    setting["setting"] = one.setting;
    setting["values"] = one.values;
    setting["seeds"] = one.seeds;
    setting["diverged"] = one.diverged;
    for (std::size_t n = 0; n < trial_numbers.size(); ++n) {
      OrderedJson& number = setting[std::string(trial_numbers[n])];
      if (const auto& interval = one.numbers[n])
        number = {{"median", number_json(interval->median)},
                  {"low", number_json(interval->low)},
                  {"high", number_json(interval->high)},
                  {"coverage", interval->coverage}};
    }
  }
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

using Table = std::vector<std::vector<std::string>>;

/// What the settings differ in, and how their seeds came out. `all`: every column; else those that are read first.
Table table_of(const MergedSweep& merged, bool all) {
  const auto is_there = [&](std::size_t n) { return merged.settings.front().numbers[n].has_value(); };
  std::vector<std::size_t> columns;
  if (all)
    columns = {0, 1, 2, 3};
  else {
    columns.push_back(is_there(1) ? 1 : 0);
    if (is_there(2)) columns.push_back(is_there(3) ? 3 : 2);
  }
  Table table(1);
  table[0].push_back("setting");
  for (const auto& [path, value] : merged.settings.front().values.items()) table[0].push_back(path);
  table[0].insert(table[0].end(), {"seeds", "diverged"});
  for (const std::size_t n : columns)
    for (const char* which : {"", "_low", "_high"}) table[0].push_back(std::string(trial_numbers[n]) + which);
  const auto number = [&](double value) {
    if (all) return std::isfinite(value) ? number_text(value) : std::string("inf");
    char text[32];
    std::snprintf(text, sizeof text, "%.5g", value);
    return std::string(text);
  };
  for (const SettingSummary& one : merged.settings) {
    auto& row = table.emplace_back();
    row.push_back(std::to_string(one.setting));
    for (const auto& [path, value] : one.values.items()) row.push_back(text_of(value));
    row.insert(row.end(), {std::to_string(one.seeds), std::to_string(one.diverged)});
    for (const std::size_t n : columns) {
      const auto& interval = one.numbers[n];
      for (const double MedianInterval::* which :
           {&MedianInterval::median, &MedianInterval::low, &MedianInterval::high})
        row.push_back(interval ? number(*interval.*which) : "");
    }
  }
  return table;
}

std::string as_csv(const Table& table) {
  std::string text;
  for (const auto& row : table)
    for (std::size_t c = 0; c < row.size(); ++c) text += csv_text(row[c]) + (c + 1 < row.size() ? "," : "\n");
  return text;
}

std::string as_columns(const Table& table) {
  std::vector<std::size_t> widths(table[0].size());
  for (const auto& row : table)
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], row[c].size());
  std::string text;
  for (const auto& row : table)
    for (std::size_t c = 0; c < row.size(); ++c)
      text += row[c] + (c + 1 < row.size() ? std::string(widths[c] - row[c].size() + 2, ' ') : "\n");
  return text;
}

/// What the numbers beside the medians mean, with the seeds that are there.
std::string interval_note(const MergedSweep& merged) {
  double least = 1;
  for (const SettingSummary& one : merged.settings)
    for (const auto& interval : one.numbers)
      if (interval) least = std::min(least, interval->coverage);
  char text[200];
  std::snprintf(text, sizeof text,
                "low and high: order statistics that hold the seeds' median with a probability of %.1f %% or more",
                100 * least);
  return text;
}

Result<std::vector<NamedOutput>> read_all(const std::vector<std::string>& files) {
  std::vector<NamedOutput> outputs;
  for (const std::string& file : files) {
    const auto text = read_text(file);
    if (!text) return text.error();
    auto begun = read_output(*text, file);
    if (!begun) return begun.error();
    if (begun->whole < text->size()) say("gradlab: " + file + ": a torn last line is left out");
    outputs.push_back({file, std::move(begun->records)});
  }
  return outputs;
}

Outcome merge(const MergeOptions& options) {
  const auto outputs = read_all(options.files);
  if (!outputs) return refuse(outputs.error());
  const auto merged = merge_outputs(*outputs);
  if (!merged) return refuse(merged.error());
  if (!options.out.empty()) {
    std::string lines;
    for (const TrialRecord& record : merged->records) lines += write_record(record) + "\n";
    if (const auto written = write_text(options.out, lines); !written) return refuse(written.error());
  }
  print(options.json  ? as_json(*merged)
        : options.csv ? as_csv(table_of(*merged, true))
                      : as_columns(table_of(*merged, false)));
  if (!options.json && !options.csv) say(interval_note(*merged));
  say("gradlab: " + std::to_string(merged->records.size()) + " of " + std::to_string(merged->trials) + " trials");
  if (!merged->missing.empty()) say("gradlab: missing: " + ranges_text(merged->missing));
  if (!merged->contradictory.empty())
    say("gradlab: run more than once with different outcomes: " + ranges_text(merged->contradictory));
  return merged->missing.empty() && merged->contradictory.empty() ? done : failed;
}

}  // namespace

void add_merge(CLI::App& app, Outcome& outcome) {
  auto options = std::make_shared<MergeOptions>();
  CLI::App* command =
      app.add_subcommand("merge", "Joins a sweep's outputs: what is missing, and medians over the seeds.");
  command->add_option("files", options->files, "Outputs of gradlab sweep")->required();
  command->add_option("--out", options->out, "Where to write all lines, in the order of the trials");
  auto* json = command->add_flag("--json", options->json, "One object with every setting; null where not finite");
  command->add_flag("--csv", options->csv, "Every setting as a row, with every column")->excludes(json);
  command->footer(
      "A trial that diverged counts as an infinite loss and an accuracy of 0. Beside each median stand low and high:\n"
      "the k-th number from below and from above, with the largest k for which they hold the distribution's median\n"
      "with 95 % probability, whatever the distribution; under 6 seeds the lowest and the highest, with less "
      "(coverage\n"
      "in --json: 1 - 2^(1-n)). Ends with 1 where trials are missing or contradict each other.");
  command->callback([options, &outcome] { outcome = merge(*options); });
}

}  // namespace gradlab::cli
