#include "shell/run/timeline.hpp"

#include <algorithm>

namespace gradlab::ui {
namespace {

/// About what a moment takes: the parameters, what they were before, the optimizer's two numbers for each, the order.
std::size_t bytes_of(const Trainer<float>& trainer) {
  constexpr std::size_t numbers_a_parameter = 4;
  return sizeof(float) * (numbers_a_parameter * trainer.network().parameters().size() + trainer.data().samples);
}

}  // namespace

Timeline::Settings Timeline::settings_of(const Trainer<float>& trainer) {
  const Spec& spec = trainer.spec();
  return {spec.optimizer, spec.schedule, spec.l1, spec.l2, spec.frozen, spec.data.seed};
}

void Timeline::set(Trainer<float>& trainer, const Settings& settings) {
  // What was accepted once is accepted again.
  static_cast<void>(trainer.apply(SetOptimizer{settings.optimizer}));
  static_cast<void>(trainer.apply(SetSchedule{settings.schedule}));
  static_cast<void>(trainer.apply(SetPenalties{settings.l1, settings.l2}));
  static_cast<void>(trainer.apply(DrawPoints{settings.points}));
  if (trainer.spec().frozen != settings.frozen)
    static_cast<void>(trainer.apply(SetHand{settings.frozen, trainer.spec().edits}));
}

void Timeline::go_back_to(Trainer<float>& trainer, const Moment<float>& moment) {
  const Settings& there = settings_at(moment.step);
  // The order of a moment is one of the points that it was made with.
  static_cast<void>(trainer.apply(DrawPoints{there.points}));
  trainer.restore(moment);
  untouched_ = true;
  set(trainer, there);
}

const Timeline::Settings& Timeline::settings_at(std::uint64_t step) const {
  const auto later = std::ranges::upper_bound(changes_, step, {}, &Change::step);
  return std::prev(later)->settings;
}

void Timeline::begin(const Trainer<float>& trainer) {
  constexpr std::size_t least_moments = 8;
  present_ = settings_of(trainer);
  moments_.clear();
  changes_.assign(1, {trainer.steps_done(), present_});
  end_ = target_ = trainer.steps_done();
  spacing_ = 1;
  room_ = std::clamp(most_bytes / std::max<std::size_t>(bytes_of(trainer), 1), least_moments, most_moments);
  untouched_ = true;
  keep(trainer);
}

void Timeline::keep(const Trainer<float>& trainer) {
  if (moments_.size() >= room_) thin_out();
  moments_.push_back(trainer.moment());
}

/// Every second goes, the start stays.
void Timeline::thin_out() {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < moments_.size(); i += 2) {
    if (kept != i) moments_[kept] = std::move(moments_[i]);
    ++kept;
  }
  moments_.resize(kept);
  spacing_ *= 2;
}

void Timeline::took_step(const Trainer<float>& trainer) {
  if (trainer.diverged()) return;
  end_ = trainer.steps_done();
  if (end_ % spacing_ == 0 && end_ > moments_.back().step) keep(trainer);
}

void Timeline::was_told(const Trainer<float>& trainer) {
  present_ = settings_of(trainer);
  if (!ends_at(trainer)) {
    untouched_ = false;
    return;
  }
  std::erase_if(changes_, [&](const Change& change) { return change.step == end_; });
  changes_.push_back({end_, present_});
  // A rule that began its state anew cannot be trained up to: the moment is kept as it is now.
  if (moments_.back().step == end_) moments_.pop_back();
  keep(trainer);
}

void Timeline::begin_seek(Trainer<float>& trainer, std::uint64_t step) {
  target_ = std::clamp(step, begin_step(), end_);
  const auto after = std::ranges::upper_bound(moments_, target_, {}, &Moment<float>::step);
  const Moment<float>& nearest = *std::prev(after);
  const std::uint64_t here = trainer.steps_done();
  if (untouched_ && !trainer.diverged() && here <= target_ && here >= nearest.step) return;
  go_back_to(trainer, nearest);
}

bool Timeline::seek_on(Trainer<float>& trainer) {
  if (trainer.steps_done() < target_ && !trainer.diverged()) {
    trainer.step();
    if (const Settings& there = settings_at(trainer.steps_done()); there != settings_of(trainer)) set(trainer, there);
    return false;
  }
  if (settings_of(trainer) != present_) {
    set(trainer, present_);
    untouched_ = false;
  }
  return true;
}

ParameterPath Timeline::path_to(const Trainer<float>& trainer) const {
  ParameterPath path(2 * most_moments);
  for (const Moment<float>& moment : moments_)
    if (moment.step < trainer.steps_done()) path.visit(moment.step, moment.network.parameters());
  path.visit(trainer.steps_done(), trainer.network().parameters());
  return path;
}

void Timeline::cut(const Trainer<float>& trainer) {
  const std::uint64_t step = trainer.steps_done();
  end_ = step;
  std::erase_if(moments_, [step](const Moment<float>& moment) { return moment.step > step; });
  std::erase_if(changes_, [step](const Change& change) { return change.step > step; });
  untouched_ = true;
  if (changes_.back().settings == present_) return;
  was_told(trainer);
}

void Timeline::cut_back(Trainer<float>& trainer, std::uint64_t step) {
  present_ = settings_of(trainer);
  std::erase_if(moments_, [step](const Moment<float>& moment) { return moment.step >= step; });
  std::erase_if(changes_, [step](const Change& change) { return change.step >= step; });
  if (changes_.back().settings != present_) changes_.push_back({step, present_});
  end_ = step;
  go_back_to(trainer, moments_.back());
  target_ = step;
}

}  // namespace gradlab::ui
