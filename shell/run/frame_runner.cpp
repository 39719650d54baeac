#include "shell/run/frame_runner.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

#include "core/diagnosis/diagnosis.hpp"

namespace gradlab::ui {
namespace {

constexpr double look_every = 0.0003;       // seconds between two looks at the clock
constexpr double measures_per_second = 15;  // of what is shown; the history has its own rule
constexpr double measuring_share = 0.1;     // of the time, at most
constexpr double heavy_diagnosis = 0.03;    // seconds
constexpr double diagnosing_share = 0.05;   // of the time, for a heavy one
constexpr double asked_share = 0.4;         // of the time while the run plays
constexpr double answers_per_second = 15;   // that are shown while there is more to come
constexpr double most_owed_seconds = 0.1;   // after a pause of the window a run does not rush to catch up
constexpr std::uint64_t largest_chunk = 4096;

std::optional<double> if_measured(float value) {
  return std::isnan(value) ? std::nullopt : std::optional<double>(value);
}

/// About a hundred moments of the history, evenly spaced as the diagnosis wants them, the latest among them.
std::vector<RunRecord> records_of(const RunState& state) {
  constexpr std::uint64_t moments = 100;
  const std::uint64_t stride = std::max<std::uint64_t>(1, state.step / moments);
  std::vector<RunRecord> records;
  const std::span<const LossPoint> points = state.history.points();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const LossPoint& point = points[i];
    if (point.step > state.step) break;  // what it has been gone back from
    const bool due = records.empty() || point.step >= records.back().step + stride;
    if (!due && i + 1 < points.size()) continue;
    records.push_back({point.step,
                       point.step / state.steps_per_epoch,
                       {if_measured(point.train_loss), if_measured(point.train_accuracy)},
                       {if_measured(point.test_loss), if_measured(point.test_accuracy)}});
  }
  return records;
}

/// Measuring a large data set at each of the first steps would take longer than the steps: then fewer moments are kept,
/// by a rule that knows the spec and the data alone.
std::uint64_t history_stride(const Trainer<float>& trainer) {
  constexpr double soon_done = 1e6;  // multiply-adds: about a millisecond
  constexpr double share = 0.25;     // of the steps' own work
  constexpr double passes_a_step = 3;
  const auto samples = static_cast<double>(trainer.data().samples);
  if (samples * static_cast<double>(trainer.network().parameters().size()) <= soon_done) return 1;
  const double batch =
      static_cast<double>(trainer.data().train_rows.size()) / static_cast<double>(trainer.steps_per_epoch());
  return std::bit_ceil(static_cast<std::uint64_t>(std::ceil(samples / (passes_a_step * batch * share))));
}

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

}  // namespace

double Runner::steady_seconds() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

FrameRunner::FrameRunner(Clock clock) : clock_(std::move(clock)) {}

void FrameRunner::send(RunCommand command) {
  std::visit(
      Overloaded{
          [&](StartRun& start_run) { start(std::move(start_run)); },
          [&](Play&) { state_.playing = trainer_ && !state_.diverged; },
          [&](Pause&) { state_.playing = false, wanted_ = 0; },
          [&](SeekTo& to) {
            if (!trainer_) return;
            state_.playing = false, wanted_ = 0;
            forget_stop();
            timeline_.begin_seek(*trainer_, to.step);
            seeking_ = true;
          },
          [&](Advance& advance) { wanted_ += advance.steps; },
          [&](AdvanceEpoch&) { wanted_ += state_.steps_per_epoch - (state_.step + wanted_) % state_.steps_per_epoch; },
          [&](SetSpeed& set) { speed_ = set.speed, owed_ = 0; },
          [&](Hold& hold) { held_ = hold.on, last_pump_ = -1; },
          [&](Diagnose&) { diagnose(); },
          [&](TraceSample& wanted) { trace(wanted); },
          [&](SaveRun&) {
            if (trainer_) state_.saved = std::make_shared<const SavedMoment>(save_moment(*trainer_));
          },
          [&](SliceLoss& wanted) {
            if (trainer_)
              slice_.emplace(wanted, *trainer_, timeline_.path_to(*trainer_)), take_up(slice_, state_.slice);
          },
          [&](FindRate& wanted) {
            if (trainer_) rates_.emplace(wanted, *trainer_), take_up(rates_, state_.rates);
          },
          [&](TrainerCommand& told) { tell_trainer(told); },
      },
      command);
  if (!only_asks(command)) ++state_.version;
}

void FrameRunner::start(StartRun run) {
  trainer_.emplace(std::move(run.trainer));
  begin_run(std::move(run.history));
}

void FrameRunner::tell_trainer(const TrainerCommand& command) {
  if (!trainer_) return;
  if (const auto* hand = std::get_if<SetHand>(&command)) return take_hand(*hand);
  const Result<Done> done = trainer_->apply(command);
  if (!done) return;
  if (std::holds_alternative<SetStop>(command)) return forget_stop();
  if (std::holds_alternative<Rewind>(command)) return begin_run();
  timeline_.was_told(*trainer_);
  if (std::holds_alternative<DrawPoints>(command)) return look_anew();
  state_.measured.rate = static_cast<float>(trainer_->learning_rate());
}

/// The same step on other points: what was measured here is of those before.
void FrameRunner::look_anew() {
  if (timeline_.ends_at(*trainer_)) {
    ++state_.run;
    state_.history.cut_from(trainer_->steps_done());
    layers_.cut_from(trainer_->steps_done());
    look_at_layers();
  }
  measure();
  publish();
}

/// From the first edit that is another on, the way is another. Where that is now, the number is written at once; where
/// it was earlier, the run goes back to it.
void FrameRunner::take_hand(const SetHand& hand) {
  const std::vector<HandEdit> before = trainer_->spec().edits;
  if (!trainer_->apply(hand)) return;
  const auto [was, is] = std::ranges::mismatch(before, hand.edits);
  if (was == before.end() && is == hand.edits.end()) return timeline_.was_told(*trainer_);
  const std::uint64_t now = trainer_->steps_done();
  const auto step_of = [](const auto& at, const auto& end) {
    return at == end ? std::numeric_limits<std::uint64_t>::max() : at->step;
  };
  const std::uint64_t from = std::min(step_of(was, before.end()), step_of(is, hand.edits.end()));
  const auto written_again = [&](const HandEdit& edit) {
    return std::any_of(is, hand.edits.end(), [&](const HandEdit& other) { return other.place == edit.place; });
  };
  const bool in_place = from > now || (from == now && std::all_of(was, before.end(), written_again));
  if (!in_place && from <= timeline_.begin_step()) {
    static_cast<void>(trainer_->apply(Rewind{}));
    return begin_run();
  }
  ++state_.run;
  if (in_place) {
    timeline_.cut(*trainer_);
    timeline_.was_told(*trainer_);
    state_.history.cut_from(now);
    layers_.cut_from(now);
    look_at_layers();
    measure();
  } else {
    state_.playing = false, wanted_ = 0;
    timeline_.cut_back(*trainer_, from);
    state_.history.cut_from(from);
    layers_.cut_from(from);
    seeking_ = true;
  }
  forget_stop();
  publish();
}

void FrameRunner::begin_run(LossHistory history) {
  ++state_.run;
  forget_stop();
  wanted_ = 0;
  owed_ = 0;
  chunk_ = 1;
  state_.history = std::move(history);
  state_.diverged.reset();
  state_.findings.clear();
  state_.look.reset();
  slice_.reset();
  state_.slice.reset();
  rates_.reset();
  state_.rates.reset();
  state_.traced.reset();
  state_.saved.reset();
  stride_ = history_stride(*trainer_);
  layers_.begin(trainer_->network().layers().size(), stride_);
  look_at_layers();
  state_.steps_per_epoch = std::max<std::size_t>(1, trainer_->steps_per_epoch());
  seeking_ = false;
  timeline_.begin(*trainer_);
  measure();
  publish();
}

void FrameRunner::pump(double budget_seconds) {
  if (!trainer_ || held_) return;
  const double now = clock_();
  const double until = now + budget_seconds * (state_.playing ? asked_share : 1);
  work_on(slice_, state_.slice, until);
  work_on(rates_, state_.rates, until);
  if (seeking_) return seek(now + budget_seconds);
  const std::uint64_t before = state_.step;
  owe_steps(now);
  take_steps(now + budget_seconds);
  const bool standing = !working();
  const double pause = std::max(1 / measures_per_second, measuring_took_ / measuring_share);
  if (state_.measured.step != trainer_->steps_done() && (standing || now - last_measure_ >= pause)) measure();
  const std::size_t gone = samples_gone();
  if (gone != state_.samples_gone || trainer_->steps_done() != before ||
      trainer_->diverged() != state_.diverged.has_value())
    publish();
}

double FrameRunner::steps_a_unit() const {
  switch (speed_.unit) {
    case Speed::Unit::samples: return 1 / static_cast<double>(std::max<std::size_t>(1, trainer_->batch_size()));
    case Speed::Unit::epochs: return static_cast<double>(state_.steps_per_epoch);
    default: return 1;
  }
}

/// Owed parts of a step are samples of its batch.
std::size_t FrameRunner::samples_gone() const {
  if (!state_.playing || speed_.unit != Speed::Unit::samples) return 0;
  const std::size_t batch = trainer_->batch_size();
  return std::min(static_cast<std::size_t>(owed_ * static_cast<double>(batch)), batch - 1);
}

void FrameRunner::owe_steps(double now) {
  const double passed = last_pump_ < 0 ? 0 : std::min(now - last_pump_, most_owed_seconds);
  last_pump_ = now;
  if (!state_.playing) return;
  const double steps_a_second = speed_.per_second * steps_a_unit();
  owed_ = std::min(owed_ + passed * steps_a_second, std::max(1.0, steps_a_second * most_owed_seconds));
}

void FrameRunner::take_steps(double deadline) {
  double looked = clock_();
  while (!trainer_->diverged()) {
    const bool unlimited = state_.playing && speed_.unit == Speed::Unit::unlimited;
    const std::uint64_t due =
        unlimited ? largest_chunk : wanted_ + static_cast<std::uint64_t>(state_.playing ? owed_ : 0);
    if (due == 0) return;
    const std::uint64_t now_taken = std::min(due, chunk_);
    for (std::uint64_t i = 0; i < now_taken && working(); ++i) take_one_step();
    const double now = clock_();
    // A whole chunk tells how long steps take; the next one is as long as a look at the clock should be apart.
    if (now - looked > look_every) {
      chunk_ = std::max<std::uint64_t>(1, chunk_ / 2);
    } else if (now_taken == chunk_ && now - looked < look_every / 2) {
      chunk_ = std::min(largest_chunk, chunk_ * 2);
    }
    looked = now;
    if (now >= deadline) return;
  }
}

void FrameRunner::seek(double deadline) {
  constexpr std::uint64_t steps_a_look = 16;
  for (std::uint64_t taken = 1; seeking_; ++taken) {
    seeking_ = !timeline_.seek_on(*trainer_);
    if (taken % steps_a_look == 0 && clock_() >= deadline) break;
  }
  if (!seeking_) measure();
  publish();
}

void FrameRunner::look_for_stop() {
  state_.stopped.reset();
  if (stop_passed_) return;
  state_.stopped = stop_reason(*trainer_);
  if (!state_.stopped) return;
  stop_passed_ = true;
  state_.playing = false;
  wanted_ = 0;
}

void FrameRunner::forget_stop() {
  stop_passed_ = false;
  state_.stopped.reset();
}

void FrameRunner::take_one_step() {
  if (wanted_ > 0) {
    --wanted_;
  } else {
    owed_ = std::max(0.0, owed_ - 1);
  }
  if (!timeline_.ends_at(*trainer_)) {
    timeline_.cut(*trainer_);
    state_.history.cut(trainer_->steps_done());
    layers_.cut_from(trainer_->steps_done() + 1);
    ++state_.run;
  }
  trainer_->step();
  timeline_.took_step(*trainer_);
  look_for_stop();
  if (!trainer_->diverged()) look_at_layers();
  if (!trainer_->diverged() && LossHistory::wants(trainer_->steps_done(), stride_)) measure();
}

void FrameRunner::measure() {
  const double before = clock_();
  const Snapshot<float> snapshot = trainer_->snapshot();
  state_.measured = loss_point(snapshot.step, snapshot.train, snapshot.test, trainer_->learning_rate());
  if (timeline_.ends_at(*trainer_)) state_.history.add(state_.measured, stride_);
  last_measure_ = clock_();
  measuring_took_ = last_measure_ - before;
  ++state_.version;
}

void FrameRunner::publish() {
  state_.step = trainer_->steps_done();
  state_.epoch = trainer_->epochs_done();
  state_.samples_gone = samples_gone();
  const auto parameters = trainer_->network().parameters();
  state_.parameters.assign(parameters.begin(), parameters.end());
  const auto running = trainer_->network().running();
  state_.running.assign(running.begin(), running.end());
  state_.begin = timeline_.begin_step();
  state_.end = timeline_.end();
  state_.diverged.reset();
  if (trainer_->diverged()) {
    state_.diverged = trainer_->snapshot().diverged;
    state_.playing = false;
    wanted_ = 0;
  }
  ++state_.version;
}

void FrameRunner::look_at_layers() {
  constexpr std::size_t samples = 256;
  if (layers_.wants(trainer_->steps_done())) layers_.add(analyse_here(*trainer_, samples));
}

void FrameRunner::diagnose() {
  if (!trainer_) return;
  // A large run is looked at when it stands: its steps and what it is told shall not wait for long.
  const bool heavy = diagnosing_took_ > heavy_diagnosis;
  if (heavy && working() && clock_() - last_diagnosis_ < diagnosing_took_ / diagnosing_share) return;
  const double before = clock_();
  Evidence evidence = gather_evidence(*trainer_, records_of(state_));
  evidence.spec.layers.back().units = 0;  // what is proposed leaves the outputs to the data, as the page does
  state_.findings = gradlab::diagnose(evidence);
  RunLook look{trainer_->steps_done(), {}, layers_.layers(), {layers_.moments().begin(), layers_.moments().end()}};
  for (const LayerAnalysis& layer : evidence.now.layers)
    for (const double norm : layer.unit_gradient_norm) look.unit_gradients.push_back(static_cast<float>(norm));
  state_.look = std::make_shared<const RunLook>(std::move(look));
  last_diagnosis_ = clock_();
  diagnosing_took_ = last_diagnosis_ - before;
}

void FrameRunner::trace(const TraceSample& wanted) {
  if (!trainer_) return;
  const std::vector<std::uint32_t> rows = trainer_->next_rows();
  TracedSample traced{.place = std::nullopt, .batch = rows.size(), .numbers = {}};
  if (!wanted.row) traced.place = std::min(wanted.place, rows.size() - 1);
  traced.numbers = trace_sample(*trainer_, wanted.row ? *wanted.row : rows[*traced.place]);
  state_.traced = std::make_shared<const TracedSample>(std::move(traced));
}

template <class Work, class Found>
void FrameRunner::take_up(std::optional<Work>& work, std::shared_ptr<const Found>& shown) {
  shown = work->found();
  if (work->finished()) work.reset();
}

template <class Work, class Found>
void FrameRunner::work_on(std::optional<Work>& work, std::shared_ptr<const Found>& shown, double deadline) {
  if (!work) return;
  double now = 0;
  do {
    work->work();
    now = clock_();
  } while (!work->finished() && now < deadline);
  if (!work->finished() && now - last_shown_ < 1 / answers_per_second) return;
  last_shown_ = now;
  take_up(work, shown);
}

double FrameRunner::next_in() const {
  constexpr double at_least_every = 1.0 / 30;  // so that a slow run's owed steps are counted in time
  if (!busy()) return -1;
  if (wanted_ > 0 || asked() || !state_.playing || speed_.unit == Speed::Unit::unlimited) return 0;
  const double steps_a_second = speed_.per_second * steps_a_unit();
  return std::clamp((1 - owed_) / steps_a_second, 0.0, at_least_every);
}

void FrameBudget::frame_took(double interval_seconds) {
  constexpr double late = 0.018, least = 0.002, most = 0.008;
  const double next = interval_seconds > late ? seconds_ * 0.8 : seconds_ + 0.0002;
  seconds_ = std::clamp(next, least, most);
}

}  // namespace gradlab::ui
