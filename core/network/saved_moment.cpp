#include "core/network/saved_moment.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

namespace gradlab {
namespace {

std::vector<float> copy_of(std::span<const float> numbers) { return {numbers.begin(), numbers.end()}; }

Result<Done> check_numbers(std::string_view field, std::span<const float> given, std::size_t expected) {
  if (given.size() != expected)
    return Error{"run_numbers",
                 std::string(field),
                 {{"count", std::to_string(given.size())}, {"expected", std::to_string(expected)}}};
  const bool finite = std::all_of(given.begin(), given.end(), [](float number) { return std::isfinite(number); });
  if (!finite) return Error{"run_not_finite", std::string(field), {}};
  return Done{};
}

bool is_permutation_of(std::vector<std::uint32_t> order, std::vector<std::uint32_t> rows) {
  std::sort(order.begin(), order.end());
  std::sort(rows.begin(), rows.end());
  return order == rows;
}

bool is_sound(const Rng::Words& words) {
  return std::any_of(words.begin(), words.end(), [](std::uint64_t word) { return word != 0; });
}

Result<Done> check_place(const Trainer<float>& trainer, const SavedMoment& saved) {
  const std::size_t batch = trainer.batch_size();
  const bool fits = saved.position < saved.order.size() && saved.position % batch == 0 &&
                    saved.step == saved.epoch * trainer.steps_per_epoch() + saved.position / batch;
  if (fits) return Done{};
  return Error{"run_place",
               "run.step",
               {{"step", std::to_string(saved.step)},
                {"epoch", std::to_string(saved.epoch)},
                {"position", std::to_string(saved.position)}}};
}

Result<Done> check_divergence(const std::optional<Divergence>& diverged) {
  constexpr std::array<std::string_view, 4> causes{"inputs", "initialisation", "activation", "learning_rate"};
  if (!diverged || std::find(causes.begin(), causes.end(), diverged->cause) != causes.end()) return Done{};
  return Error{"run_cause", "run.diverged.cause", {{"value", diverged->cause}}};
}

}  // namespace

SavedMoment save_moment(const Trainer<float>& trainer) {
  const Moment<float>& now = trainer.moment();
  return {.step = now.step,
          .epoch = now.epoch,
          .position = now.position,
          .parameters = copy_of(now.network.parameters()),
          .running = copy_of(now.network.running()),
          .before = copy_of(now.before),
          .optimizer_steps = now.optimizer.steps(),
          .optimizer_state = copy_of(now.optimizer.state()),
          .optimizer_scalars = copy_of(now.optimizer.scalars()),
          .order = now.order,
          .order_rng = now.order_rng.words(),
          .dropout_rng = now.dropout_rng.words(),
          .batch_loss = now.batch_loss,
          .diverged = now.divergence};
}

Result<Done> restore_moment(Trainer<float>& trainer, const SavedMoment& saved) {
  Moment<float> moment = trainer.moment();
  const std::size_t count = moment.network.parameters().size();
  struct Part {
    std::string_view field;
    std::span<const float> given;
    std::size_t expected;
  };
  const std::array parts{Part{"parameters", saved.parameters, count},
                         Part{"parameters", saved.running, moment.network.running().size()},
                         Part{"run.before", saved.before, count},
                         Part{"run.optimizer.state", saved.optimizer_state, moment.optimizer.state().size()},
                         Part{"run.optimizer.scalars", saved.optimizer_scalars, moment.optimizer.scalars().size()}};
  for (const Part& part : parts)
    if (auto fits = check_numbers(part.field, part.given, part.expected); !fits) return fits;
  if (!is_permutation_of(saved.order, trainer.data().train_rows)) return Error{"run_order", "run.order", {}};
  if (!is_sound(saved.order_rng) || !is_sound(saved.dropout_rng)) return Error{"run_random", "run.order_rng", {}};
  if (auto fits = check_place(trainer, saved); !fits && !saved.diverged) return fits;  // a step taken back is no place
  if (auto known = check_divergence(saved.diverged); !known) return known;
  std::copy(saved.parameters.begin(), saved.parameters.end(), moment.network.parameters().begin());
  std::copy(saved.running.begin(), saved.running.end(), moment.network.running().begin());
  moment.optimizer.put_back(saved.optimizer_state, saved.optimizer_scalars, saved.optimizer_steps);
  moment.order_rng = Rng(saved.order_rng);
  moment.dropout_rng = Rng(saved.dropout_rng);
  moment.order = saved.order;
  moment.position = saved.position;
  moment.step = saved.step;
  moment.epoch = saved.epoch;
  moment.batch_loss = saved.batch_loss;
  moment.divergence = saved.diverged;
  moment.before.assign(saved.before.begin(), saved.before.end());
  moment.before_running = saved.running;
  trainer.restore(std::move(moment));
  return Done{};
}

}  // namespace gradlab
