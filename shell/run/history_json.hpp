// Curves and kept runs as JSON, for the file of a run and for what a page remembers.
//   history: {"columns": ["step", "train_loss", "test_loss", "train_accuracy", "test_accuracy"], "rows": [[…]]}
//   kept run: {"name": "…", "spec": {…}, "epoch": 12, "steps_per_epoch": 15, "history": {…}}
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/spec/json_object.hpp"
#include "shell/run/kept_run.hpp"

namespace gradlab::ui {

nlohmann::ordered_json history_json(const LossHistory& history);
LossHistory read_history(const nlohmann::json& json, const std::string& path, JsonReader& reader);

nlohmann::ordered_json kept_run_json(const KeptRun& run);
/// Of a list: none where anything is wrong, which the reader then tells.
std::vector<KeptRun> read_kept_runs(const nlohmann::json& json, const std::string& path, JsonReader& reader);

}  // namespace gradlab::ui
