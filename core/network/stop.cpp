#include "core/network/stop.hpp"

#include "core/stops/stop_rule.hpp"

namespace gradlab {

template <class T>
std::optional<StopReason> stop_reason(Trainer<T>& trainer) {
  const Choice& choice = trainer.spec().stop;
  const StopRule* rule = find_stop_rule(choice.id);
  if (rule->params.empty() || trainer.diverged() || trainer.epochs_done() == 0 || trainer.moment().position != 0)
    return std::nullopt;
  const auto params = resolve_params(rule->params, choice.params, "stop");
  if (!params) return std::nullopt;
  StopMoment now{trainer.epochs_done(), {}, {}};
  StopReason reason{choice.id, now.epoch, static_cast<double>(now.epoch), params->front(), false};
  if (rule->measures) {
    const Snapshot<T> seen = trainer.snapshot();
    reason.on_test = !trainer.data().test_rows.empty();
    const Score& score = reason.on_test ? seen.test : seen.train;
    now.loss = score.loss;
    now.accuracy = score.accuracy;
    reason.value = (choice.id == "loss" ? now.loss : now.accuracy).value_or(0);
  }
  if (!rule->met(now, *params)) return std::nullopt;
  return reason;
}

template std::optional<StopReason> stop_reason(Trainer<float>&);
template std::optional<StopReason> stop_reason(Trainer<double>&);

}  // namespace gradlab
