#include "shell/ui/pages/playground/kept_runs.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

using OrderedJson = nlohmann::ordered_json;

/// A choice is an object even where it is its id alone; the rate is written where it is the rule's own; lists of many
/// numbers are said by their length.
OrderedJson plain(const Spec& spec) {
  OrderedJson json = OrderedJson::parse(write_spec(spec));
  for (const char* key : {"loss", "optimizer", "schedule", "stop", "initializer"})
    if (json.contains(key) && json[key].is_string()) json[key] = OrderedJson{{"id", json[key]}};
  json["optimizer"]["lr"] = learning_rate(spec);
  for (const char* key : {"frozen", "edits"})
    if (json.contains(key)) json[key] = json[key].size();
  if (json.contains("initial_parameters")) json["initial_parameters"] = json["initial_parameters"]["layers"].size();
  OrderedJson& data = json["data"];
  for (const char* key : {"inputs", "targets", "curve", "train_rows", "test_rows"})
    if (data.contains(key)) data[key] = data[key].size();
  for (const char* key : {"columns", "features"}) {
    if (!data.contains(key)) continue;
    std::string all;
    for (const OrderedJson& one : data[key]) all += (all.empty() ? "" : ", ") + one.get<std::string>();
    data[key] = all;
  }
  return json;
}

/// The words for a place in a spec's text: "/layers/0/units".
std::string words_of(const std::string& path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> names{
      {{"/data/kind", "playground.data"},
       {"/data/scaling", "playground.scaling"},
       {"/data/test_share", "playground.test_share"},
       {"/data/columns", "playground.columns"},
       {"/data/features", "control.playground.features"},
       {"/initializer/id", "control.playground.start"},
       {"/optimizer/lr", "control.playground.rate"},
       {"/optimizer/id", "control.playground.optimizer"},
       {"/loss/id", "control.playground.loss"},
       {"/schedule/id", "control.playground.schedule"},
       {"/stop/id", "control.playground.stop"},
       {"/frozen", "playground.frozen_weights"},
       {"/edits", "playground.hand_edits"},
       {"/initial_parameters", "playground.given_weights"},
       {"/data/params", "playground.data"}}};
  for (const auto& [place, id] : names)
    if (path == place) return std::string(tr(id));
  const std::string last = path.substr(path.rfind('/') + 1);
  std::string word = last;
  for (const char* family : {"control.playground.", "playground.part.", "param."})
    if (const std::string id = family + last; has_text(id)) {
      word = tr(id);
      break;
    }
  constexpr std::string_view layers = "/layers/";
  if (!path.starts_with(layers)) return word;
  const int layer = std::atoi(path.c_str() + layers.size()) + 1;
  return tr("playground.layer_n", {{"n", std::to_string(layer)}}) + ": " + word;
}

std::string value_words(const std::string& path, const OrderedJson& value) {
  if (value.is_null()) return "–";
  if (value.is_boolean()) return std::string(tr(value.get<bool>() ? "playground.yes" : "playground.no"));
  if (value.is_number()) return compact(value.get<double>());
  if (!value.is_string()) return value.dump();
  auto text = value.get<std::string>();
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> families{
      {{"/data/kind", "dataset"},
       {"/data/scaling", "scaling"},
       {"/loss/id", "loss"},
       {"/optimizer/id", "optimizer"},
       {"/schedule/id", "schedule"},
       {"/stop/id", "stop"},
       {"/initializer/id", "initializer"},
       {"activation", "activation"}}};
  for (const auto& [place, family] : families)
    if ((path == place || path.ends_with("/" + std::string(place))) && has_text(std::string(family) + "." + text))
      return short_name(family, text);
  return text;
}

}  // namespace

void keep_run(std::vector<KeptRun>& kept, const Spec& spec, const RunState& run) {
  // The lowest number that no kept run has.
  std::string name;
  for (std::size_t n = 1; name.empty(); ++n) {
    const std::string wanted = tr("playground.run_n", {{"n", std::to_string(n)}});
    if (std::ranges::find(kept, wanted, &KeptRun::name) == kept.end()) name = wanted;
  }
  KeptRun one{std::move(name), spec, run.history, run.epoch, static_cast<double>(run.steps_per_epoch)};
  one.history.cut_from(run.measured.step);  // what the run has been gone back from is not its way
  one.history.append({&run.measured, 1});
  add_kept_run(kept, std::move(one));
}

std::vector<SpecDifference> spec_differences(const Spec& here, const Spec& there) {
  const OrderedJson a = plain(here).flatten(), b = plain(there).flatten();
  std::vector<SpecDifference> found;
  std::vector<std::string> paths;
  for (const auto& item : a.items()) paths.push_back(item.key());
  for (const auto& item : b.items())
    if (!a.contains(item.key())) paths.push_back(item.key());
  for (const std::string& path : paths) {
    const OrderedJson one = a.contains(path) ? a[path] : OrderedJson(),
                      other = b.contains(path) ? b[path] : OrderedJson();
    if (one != other) found.push_back({words_of(path), value_words(path, one), value_words(path, other)});
  }
  return found;
}

}  // namespace gradlab::ui
