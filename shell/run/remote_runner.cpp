#include "shell/run/remote_runner.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace gradlab::ui {

void RemoteRunner::send(RunCommand command) {
  ++orders_;
  if (const auto* start = std::get_if<StartRun>(&command)) {
    start_order_ = orders_;
    show_start(*start);
  }
  const bool plays = std::holds_alternative<Play>(command);
  if (plays || std::holds_alternative<Pause>(command) || std::holds_alternative<SeekTo>(command)) {
    playing_order_ = orders_;
    state_.playing = plays && has_run_ && !state_.diverged;
  }
  if (!only_asks(command)) ++state_.version;
  link_->post(Order{orders_, std::move(command)});
}

void RemoteRunner::show_start(const StartRun& start) {
  constexpr float nothing = std::numeric_limits<float>::quiet_NaN();
  const Trainer<float>& trainer = start.trainer;
  const auto parameters = trainer.network().parameters();
  const auto running = trainer.network().running();
  state_ = {.run = state_.run + 1,
            .version = state_.version,
            .playing = state_.playing,
            .step = trainer.steps_done(),
            .epoch = trainer.epochs_done(),
            .samples_gone = 0,
            .begin = trainer.steps_done(),
            .end = trainer.steps_done(),
            .steps_per_epoch = std::max<std::size_t>(1, trainer.steps_per_epoch()),
            .parameters = {parameters.begin(), parameters.end()},
            .running = {running.begin(), running.end()},
            .measured = {trainer.steps_done(), nothing, nothing, nothing, nothing,
                         static_cast<float>(trainer.learning_rate())},
            .diverged = trainer.divergence(),
            .stopped = {},
            .history = start.history,
            .findings = {},
            .look = {},
            .traced = {},
            .saved = {},
            .slice = {},
            .rates = {}};
  has_run_ = true;
}

void RemoteRunner::pump(double) {
  while (std::optional<RunUpdate> update = link_->receive()) {
    link_->post(Seen{});
    heard_ = update->heard;
    rests_ = update->rests;
    if (update->heard >= start_order_) show(*std::move(update));
  }
}

void RemoteRunner::show(RunUpdate update) {
  const std::uint64_t version = state_.version + 1;
  const bool playing = state_.playing;
  LossHistory history = std::move(state_.history);
  std::vector<Finding> findings = std::move(state_.findings);
  std::shared_ptr<const RunLook> look = std::move(state_.look);
  std::shared_ptr<const TracedSample> traced = std::move(state_.traced);
  std::shared_ptr<const SavedMoment> saved = std::move(state_.saved);
  std::shared_ptr<const SlicedLoss> slice = std::move(state_.slice);
  std::shared_ptr<const SweptRates> rates = std::move(state_.rates);
  if (update.history_before == 0) {
    history.clear();
    findings.clear();
    look.reset();
    traced.reset();
    saved.reset();
    slice.reset();
    rates.reset();
  }
  history.append(update.state.history.points());
  const bool only_answers =
      (update.has_findings || update.state.traced || update.state.saved || update.state.slice || update.state.rates) &&
      update.state.version == engine_version_;
  engine_version_ = update.state.version;
  state_ = std::move(update.state);
  state_.history = std::move(history);
  if (!update.has_findings) state_.findings = std::move(findings), state_.look = std::move(look);
  if (!state_.traced) state_.traced = std::move(traced);
  if (!state_.saved) state_.saved = std::move(saved);
  if (!state_.slice) state_.slice = std::move(slice);
  if (!state_.rates) state_.rates = std::move(rates);
  state_.version = only_answers ? version - 1 : version;
  if (update.heard < playing_order_) state_.playing = playing;
}

}  // namespace gradlab::ui
