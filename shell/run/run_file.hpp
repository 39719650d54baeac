// A run to keep: what was set, the weights, how it stands and how it came there, as one JSON file.
//   {"gradlab": "run",
//    "spec": {…},                      as `gradlab train` takes it
//    "parameters": {"layers": […]},    as `gradlab train --parameters` writes them
//    "run": {"step": 120, …},          all else that the next step depends on; left out: the run begins with these
//    weights
//    "history": {…}, "kept": [{…}]}    its curve, and runs to compare it with, as history_json.hpp says
// A number is written with as many digits as bring back the same bits.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "shell/run/kept_run.hpp"
#include "shell/run/run.hpp"

namespace gradlab::ui {

struct RunFile {
  Spec spec;
  std::vector<InitialLayer> parameters;
  std::optional<SavedMoment> moment;  ///< without the parameters and running statistics, which are in `parameters`
  LossHistory history;
  std::vector<KeptRun> kept = {};
};

std::string write_run_file(const RunFile& file);
/// Also takes a spec alone. Refuses with the field's name what is not such a file; whether moment and parameters fit
/// the spec's data is seen by resume_run.
Result<RunFile> parse_run_file(std::string_view json);

/// Whether a text is a file of parameters alone, as `gradlab train --parameters` writes it.
bool is_parameters_file(std::string_view json);

/// The run of the file, ready to go on; trainer: of the file's spec.
Result<StartRun> resume_run(Trainer<float> trainer, const RunFile& file);

}  // namespace gradlab::ui
