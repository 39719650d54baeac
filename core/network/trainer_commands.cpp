#include <algorithm>
#include <string>

#include "core/network/trainer.hpp"

// What a person tells a running training.
namespace gradlab {

template <class T>
Result<Done> Trainer<T>::apply(const TrainerCommand& command) {
  *places_ = {};
  if (const auto* set = std::get_if<SetOptimizer>(&command)) {
    if (auto chosen = now_.optimizer.choose(set->choice, gradient_.size()); !chosen) return chosen;
    spec_.optimizer = set->choice;
    return Done{};
  }
  if (const auto* set = std::get_if<SetSchedule>(&command)) {
    Spec changed = spec_;
    changed.schedule = set->choice;
    return change_spec(changed);
  }
  if (const auto* set = std::get_if<SetStop>(&command)) {
    Spec changed = spec_;
    changed.stop = set->choice;
    return change_spec(changed);
  }
  if (const auto* set = std::get_if<SetHand>(&command)) {
    Spec changed = spec_;
    changed.frozen = set->frozen;
    changed.edits = set->edits;
    if (auto ok = check_spec(changed); !ok) return ok;
    if (auto ok = take_hand(set->frozen, set->edits); !ok) return ok;
    make_edits();
    return Done{};
  }
  if (const auto* drawn = std::get_if<DrawPoints>(&command)) return draw_points(drawn->seed);
  if (const auto* set = std::get_if<SetPenalties>(&command)) {
    Spec changed = spec_;
    changed.l1 = set->l1;
    changed.l2 = set->l2;
    return change_spec(changed);
  }
  rewind();
  return Done{};
}

/// Takes what needs no other network, data or start.
template <class T>
Result<Done> Trainer<T>::change_spec(const Spec& changed) {
  if (auto ok = check_spec(changed); !ok) return ok;
  spec_ = changed;
  look_for_extras();
  return choose_schedule(spec_.schedule);
}

/// choice: one that check_spec has let through.
template <class T>
Result<Done> Trainer<T>::choose_schedule(const Choice& choice) {
  schedule_ = find_schedule(choice.id);
  auto params = resolve_params(schedule_->params, choice.params, "schedule");
  if (!params) return params.error();
  schedule_params_ = *std::move(params);
  set_rate_factor();
  return Done{};
}

/// The epoch goes on with the new points at the places of the old: whatever the seed, a set gives each class as many.
template <class T>
Result<Done> Trainer<T>::draw_points(std::optional<std::uint64_t> seed) {
  if (seed == spec_.data.seed) return Done{};
  const Error not_drawn{"points_not_drawn", "data.seed", {{"kind", spec_.data.kind}}};
  if (!find_data_source(spec_.data.kind)) return not_drawn;
  Spec changed = spec_;
  changed.data.seed = seed;
  if (auto ok = check_spec(changed); !ok) return ok;
  auto data = load_data(changed.data, spec_.seed, NoFiles());
  if (!data) return data.error();
  const std::vector<std::uint32_t> before = data_.train_rows;
  if (data->train_rows.size() != before.size()) return not_drawn;
  if (auto taken = take_data(*std::move(data)); !taken) return taken;
  spec_ = std::move(changed);
  if (before == data_.train_rows) return Done{};
  for (std::uint32_t& row : now_.order) {
    const auto place = std::ranges::lower_bound(before, row) - before.begin();
    row = data_.train_rows[static_cast<std::size_t>(place)];
  }
  return Done{};
}

/// Refuses places that the network does not have; then nothing is changed.
template <class T>
Result<Done> Trainer<T>::take_hand(const std::vector<WeightPlace>& frozen, const std::vector<HandEdit>& edits) {
  std::vector<std::size_t> kept, edited;
  for (std::size_t i = 0; i < frozen.size(); ++i) {
    const auto index = now_.network.index_of(frozen[i], "frozen[" + std::to_string(i) + "]");
    if (!index) return index.error();
    kept.push_back(*index);
  }
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const auto index = now_.network.index_of(edits[i].place, "edits[" + std::to_string(i) + "]");
    if (!index) return index.error();
    edited.push_back(*index);
  }
  spec_.frozen = frozen;
  spec_.edits = edits;
  frozen_ = std::move(kept);
  edited_ = std::move(edited);
  look_for_extras();
  return Done{};
}

/// Once, instead of one question after the other in every step.
template <class T>
void Trainer<T>::look_for_extras() {
  extras_ = spec_.l1 > 0 || spec_.l2 > 0 || !frozen_.empty() || !edited_.empty() || !now_.network.running().empty();
}

/// What a hand wrote at this step.
template <class T>
void Trainer<T>::make_edits() {
  const std::vector<HandEdit>& edits = spec_.edits;
  const auto due = std::ranges::equal_range(edits, now_.step, {}, &HandEdit::step);
  if (!due.empty()) now_.divergence.reset();
  for (auto edit = due.begin(); edit != due.end(); ++edit) {
    const std::size_t index = edited_[static_cast<std::size_t>(edit - edits.begin())];
    // Before as well: a step that is taken back does not take back what the hand did.
    now_.before[index] = now_.network.parameters()[index] = static_cast<T>(edit->value);
  }
}

template Result<Done> Trainer<float>::apply(const TrainerCommand&);
template Result<Done> Trainer<float>::choose_schedule(const Choice&);
template Result<Done> Trainer<float>::take_hand(const std::vector<WeightPlace>&, const std::vector<HandEdit>&);
template void Trainer<float>::make_edits();
template void Trainer<float>::look_for_extras();
template Result<Done> Trainer<float>::change_spec(const Spec&);
template Result<Done> Trainer<float>::draw_points(std::optional<std::uint64_t>);
template Result<Done> Trainer<double>::apply(const TrainerCommand&);
template Result<Done> Trainer<double>::choose_schedule(const Choice&);
template Result<Done> Trainer<double>::take_hand(const std::vector<WeightPlace>&, const std::vector<HandEdit>&);
template void Trainer<double>::make_edits();
template void Trainer<double>::look_for_extras();
template Result<Done> Trainer<double>::change_spec(const Spec&);
template Result<Done> Trainer<double>::draw_points(std::optional<std::uint64_t>);

}  // namespace gradlab
