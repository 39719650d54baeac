#include "shell/ui/pages/playground/keep.hpp"

#include <algorithm>

#include "core/base/number_text.hpp"
#include "core/export/program.hpp"
#include "core/export/trained_network.hpp"
#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/pages/playground_state.hpp"
#include "shell/ui/widgets/sort_table.hpp"

namespace gradlab::ui {

std::string run_file_text(const PlaygroundState& state, const SavedMoment& moment) {
  Network<float> network = state.run->network();
  std::copy(moment.parameters.begin(), moment.parameters.end(), network.parameters().begin());
  std::copy(moment.running.begin(), moment.running.end(), network.running().begin());
  LossHistory history = state.run->state().history;
  history.cut(moment.step);
  return write_run_file(
      {to_hand_on(state, most_rows_in_a_run_file), network.describe(), moment, std::move(history), state.curves.kept});
}

bool is_run_text(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && bytes[first] == '{';
}

namespace {

/// Weights alone: a run of the present set-up that begins with them.
Result<RunFile> with_parameters(const PlaygroundState& state, std::string_view parameters) {
  auto spec = spec_with_parameters(write_spec(state.spec), parameters);
  if (!spec) return spec.error();
  return RunFile{*std::move(spec), {}, {}, {}, {}};
}

bool is_among(const KeptRun& run, const std::vector<KeptRun>& runs) {
  return std::ranges::any_of(runs,
                             [&](const KeptRun& other) { return other.name == run.name && other.spec == run.spec; });
}

}  // namespace

Result<Done> open_run_text(PlaygroundState& state, std::string_view json) {
  auto file = is_parameters_file(json) ? with_parameters(state, json) : parse_run_file(json);
  if (!file) return file.error();
  if (!file->moment && !file->parameters.empty()) file->spec.initial_parameters = file->parameters;
  const Spec wanted = file->spec;
  const std::vector<KeptRun> kept = std::move(file->kept);
  state.lesson.clear();
  state.resuming = *std::move(file);
  if (open_spec(state, wanted)) {
    for (const KeptRun& run : kept)
      if (!is_among(run, state.curves.kept)) add_kept_run(state.curves.kept, run);
    return Done{};
  }
  const Error reason = *state.refused;
  state.refused.reset();
  return reason;
}

bool resumes(const PlaygroundState& state, const Spec& spec) { return state.resuming && state.resuming->spec == spec; }

std::string data_csv(const PlaygroundState& state) {
  const Dataset& data = state.run->data();
  std::string text;
  for (const std::string& name : data.input_names) text += csv_field(name) + ",";
  text += data.task == Task::regression ? "target" : "label";
  for (std::size_t t = 1; t < data.target_count; ++t) text += ",target_" + std::to_string(t + 1);
  for (std::size_t s = 0; s < data.samples; ++s) {
    text += "\r\n";
    for (std::size_t i = 0; i < data.input_count(); ++i) text += gradlab::number_text(data.input(i, s)) + ",";
    const double target = data.target(s);
    const auto label = static_cast<std::size_t>(target);
    const bool named = data.task != Task::regression && label < data.class_names.size();
    text += named ? csv_field(data.class_names[label]) : gradlab::number_text(target);
    for (std::size_t t = 1; t < data.target_count; ++t) text += "," + gradlab::number_text(data.target(s, t));
  }
  return text + "\r\n";
}

Result<std::string> network_code(const PlaygroundState& state, SourceLanguage language) {
  const PlaygroundRun& run = *state.run;
  auto trained = trained_network(state.spec, run.network(), input_steps(state.spec, run.data(), run.source().map),
                                 run.reading(), run.data().class_names);
  return trained ? network_source(*trained, language) : trained.error();
}

}  // namespace gradlab::ui
