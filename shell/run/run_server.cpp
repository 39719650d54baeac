#include "shell/run/run_server.hpp"

#include <utility>

namespace gradlab::ui {

void RunServer::receive(ToEngine message) {
  if (std::holds_alternative<Seen>(message)) {
    page_ready_ = true;
    return;
  }
  Order& order = std::get<Order>(message);
  heard_ = order.number;
  has_findings_ = has_findings_ || std::holds_alternative<Diagnose>(order.command);
  has_trace_ = has_trace_ || std::holds_alternative<TraceSample>(order.command);
  has_saved_ = has_saved_ || std::holds_alternative<SaveRun>(order.command);
  runner_.send(std::move(order.command));
}

std::optional<RunUpdate> RunServer::news() {
  const RunState& now = runner_.latest();
  const bool rests = next_in() < 0;
  const bool is_new = now.version != told_version_ || heard_ != told_heard_ || has_findings_ || has_trace_ ||
                      has_saved_ || now.slice != told_slice_ || now.rates != told_rates_ || rests != told_rests_;
  if (!page_ready_ || !is_new) return std::nullopt;
  if (now.run != told_run_) told_points_ = 0;
  RunUpdate update{.heard = heard_,
                   .state = {.run = now.run,
                             .version = now.version,
                             .playing = now.playing,
                             .step = now.step,
                             .epoch = now.epoch,
                             .samples_gone = now.samples_gone,
                             .begin = now.begin,
                             .end = now.end,
                             .steps_per_epoch = now.steps_per_epoch,
                             .parameters = now.parameters,
                             .running = now.running,
                             .measured = now.measured,
                             .diverged = now.diverged,
                             .stopped = now.stopped,
                             .history = {},
                             .findings = {},
                             .look = has_findings_ ? now.look : nullptr,
                             .traced = has_trace_ ? now.traced : nullptr,
                             .saved = has_saved_ ? now.saved : nullptr,
                             .slice = now.slice != told_slice_ ? now.slice : nullptr,
                             .rates = now.rates != told_rates_ ? now.rates : nullptr},
                   .history_before = told_points_,
                   .has_findings = has_findings_,
                   .rests = rests};
  update.state.history.append(now.history.points().subspan(told_points_));
  if (has_findings_) update.state.findings = now.findings;
  told_points_ = now.history.points().size();
  told_slice_ = now.slice;
  told_rates_ = now.rates;
  told_version_ = now.version;
  told_heard_ = heard_;
  told_run_ = now.run;
  told_rests_ = rests;
  has_findings_ = has_trace_ = has_saved_ = page_ready_ = false;
  return update;
}

}  // namespace gradlab::ui
