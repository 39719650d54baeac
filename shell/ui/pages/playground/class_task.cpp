#include "shell/ui/pages/playground/class_task.hpp"

namespace gradlab::ui {

std::span<const ControlGroup> control_groups() {
  static const std::vector<ControlGroup> groups{
      {"data", true, {"playground.data", "playground.all_data"}},
      {"own_data", false, {"playground.own_data", "playground.draw"}},
      {"noise", false, {"playground.noise"}},
      {"amount", false, {"playground.points", "playground.train_share", "playground.data_param", "playground.redraw"}},
      {"presets", false, {"playground.presets"}},
      {"features", false, {"playground.features", "playground.features_plus", "playground.column"}},
      {"layers",
       true,
       {"playground.add_layer", "playground.remove_layer", "playground.units", "playground.sheet_units",
        "playground.sheet_remove", "playground.sheet_add_layer"}},
      {"activation", true, {"playground.activation"}},
      {"layer_settings",
       false,
       {"playground.activation_param", "playground.layer_settings", "playground.formula", "playground.formula_param",
        "playground.formula_learned", "playground.per_unit", "playground.dropout", "playground.batch_norm"}},
      {"weights", false, {"playground.weight", "playground.freeze", "playground.freeze_unit"}},
      {"loss", false, {"playground.loss"}},
      {"optimizer", false, {"playground.optimizer"}},
      {"rate", true, {"playground.rate", "playground.take_rate"}},
      {"batch", false, {"playground.batch"}},
      {"start", false, {"playground.start"}},
      {"seed", false, {"playground.seed", "playground.dice"}},
      {"settings", false, {"playground.more"}},
      {"schedule", false, {"playground.schedule", "playground.schedule_param"}},
      {"penalties", false, {"playground.l1", "playground.l1_on", "playground.l2", "playground.l2_on"}},
      {"stop", false, {"playground.stop", "playground.stop_param"}},
      {"play", true, {"playground.play", "playground.rewind"}},
      {"steps",
       false,
       {"playground.step_sample", "playground.step_batch", "playground.step_epoch", "playground.step_size",
        "playground.slow"}},
      {"speed", false, {"playground.speed"}},
      {"timeline", false, {"playground.timeline"}},
      {"inspect", false, {"playground.inspector"}},
      {"loss_scale", false, {"playground.loss_scale"}},
      {"test_points", false, {"playground.test_points"}},
      {"curves", false, {"playground.curves", "playground.landscape", "playground.rates"}},
      {"diagnosis", false, {"playground.note", "playground.note.fix"}},
      {"view", false, {"playground.simple"}},
  };
  return groups;
}

std::vector<std::string_view> groups_named(std::string_view id) {
  if (id == "points") return {"noise", "amount"};
  if (id == "more") return {"settings", "schedule"};
  for (const ControlGroup& group : control_groups())
    if (group.id == id) return {group.id};
  return {};
}

ControlRules control_rules(bool simple, const ClassTask* task) {
  ControlRules rules;
  for (const ControlGroup& group : control_groups()) {
    ControlRule rule = simple && !group.basic && group.id != "view" ? ControlRule::hidden : ControlRule::shown;
    if (task)
      if (const auto set = task->rules.find(group.id); set != task->rules.end()) rule = std::max(rule, set->second);
    if (rule == ControlRule::shown) continue;
    for (const std::string_view id : group.controls) rules.set(id, rule);
  }
  return rules;
}

}  // namespace gradlab::ui
