#include "core/spec/spec.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/activations/activation.hpp"
#include "core/base/number_text.hpp"
#include "core/data/csv.hpp"
#include "core/data/dataset.hpp"
#include "core/data/input_map.hpp"
#include "core/initializers/initializer.hpp"
#include "core/losses/loss.hpp"
#include "core/optimizers/optimizer.hpp"
#include "core/schedules/schedule.hpp"
#include "core/spec/layer_activation.hpp"
#include "core/spec/limits.hpp"
#include "core/spec/nearest.hpp"
#include "core/stops/stop_rule.hpp"

namespace gradlab {
namespace {

Result<Done> in_range(double value, double low, double high, std::string field) {
  if (value >= low && value <= high) return Done{};  // false for NaN
  return Error{"out_of_range",
               std::move(field),
               {{"value", number_text(value)}, {"low", number_text(low)}, {"high", number_text(high)}}};
}

Result<Done> whole_in_range(std::uint64_t value, std::uint64_t low, std::uint64_t high, std::string field) {
  if (value >= low && value <= high) return Done{};
  return Error{"out_of_range",
               std::move(field),
               {{"value", std::to_string(value)}, {"low", std::to_string(low)}, {"high", std::to_string(high)}}};
}

template <class Rows>
std::vector<std::string_view> ids_of(const Rows& rows) {
  std::vector<std::string_view> ids;
  for (const auto& row : rows) ids.push_back(row.id);
  return ids;
}

template <class Row>
Result<Done> check_row(const Row* row, std::span<const Row> rows, const std::string& id, const ParamValues& params,
                       const std::string& id_field, const std::string& params_field) {
  if (!row) return unknown("unknown_id", id_field, id, ids_of(rows));
  const auto resolved = resolve_params(row->params, params, params_field);
  return resolved ? Result<Done>(Done{}) : resolved.error();
}

template <class Row>
Result<Done> check_choice(const Row* row, std::span<const Row> rows, const Choice& choice, const std::string& field) {
  return check_row(row, rows, choice.id, choice.params, field, field);
}

Result<Done> check_inline(const DataSpec& data) {
  if (data.inputs.empty()) return Error{"empty_list", "data.inputs", {}};
  const bool several = !data.target_rows.empty();
  const std::size_t targets = several ? data.target_rows.size() : data.targets.size();
  if (targets != data.inputs.size())
    return Error{"wrong_length",
                 "data.targets",
                 {{"value", std::to_string(targets)}, {"expected", std::to_string(data.inputs.size())}}};
  const auto check_rows = [](const std::vector<std::vector<double>>& rows, const std::string& field) -> Result<Done> {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const std::string name = field + "[" + std::to_string(r) + "]";
      if (rows[r].empty()) return Error{"empty_list", name, {}};
      if (rows[r].size() != rows[0].size())
        return Error{"wrong_length",
                     name,
                     {{"value", std::to_string(rows[r].size())}, {"expected", std::to_string(rows[0].size())}}};
      for (const double value : rows[r])
        if (!std::isfinite(value)) return Error{"not_finite", name, {}};
    }
    return Done{};
  };
  if (auto checked = check_rows(data.inputs, "data.inputs"); !checked) return checked;
  for (const double value : data.targets)
    if (!std::isfinite(value)) return Error{"not_finite", "data.targets", {}};
  return check_rows(data.target_rows, "data.targets");
}

/// Points of a curve: pairs of numbers, from left to right.
Result<Done> check_curve(const std::vector<std::vector<double>>& curve) {
  if (curve.empty()) return Error{"required", "data.curve", {}};
  if (curve.size() < 2 || curve.size() > limits::curve_points)
    return Error{
        "curve_length",
        "data.curve",
        {{"value", std::to_string(curve.size())}, {"low", "2"}, {"high", std::to_string(limits::curve_points)}}};
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const std::string field = "data.curve[" + std::to_string(i) + "]";
    if (curve[i].size() != 2)
      return Error{"wrong_length", field, {{"value", std::to_string(curve[i].size())}, {"expected", "2"}}};
    for (const double number : curve[i])
      if (auto ok = in_range(number, -limits::curve_number, limits::curve_number, field); !ok) return ok;
    if (i > 0 && curve[i][0] <= curve[i - 1][0])
      return Error{
          "curve_order", field, {{"value", number_text(curve[i][0])}, {"before", number_text(curve[i - 1][0])}}};
  }
  return Done{};
}

Result<Done> check_csv(const DataSpec& data) {
  const std::array<const std::string*, 5> given{&data.header, &data.separator, &data.decimal, &data.missing,
                                                &data.words};
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto [field, ids] = csv_choices()[i];
    if (std::find(ids.begin(), ids.end(), *given[i]) == ids.end())
      return unknown("unknown_id", "data." + std::string(field), *given[i], {ids.begin(), ids.end()});
  }
  return Done{};
}

/// Whether they are there is known when the table is.
Result<Done> check_columns(const std::vector<std::string>& columns) {
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (std::find(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(c), columns[c]) !=
        columns.begin() + static_cast<std::ptrdiff_t>(c))
      return Error{"column_twice", "data.columns[" + std::to_string(c) + "]", {{"value", columns[c]}}};
  return Done{};
}

Result<Done> check_features(const std::vector<std::string>& features) {
  if (features.size() > limits::features)
    return Error{"too_many_features",
                 "data.features",
                 {{"value", std::to_string(features.size())}, {"high", std::to_string(limits::features)}}};
  for (std::size_t f = 0; f < features.size(); ++f) {
    const auto formula = parse_feature(features[f], true, "data.features[" + std::to_string(f) + "]");
    if (!formula) return formula.error();
  }
  return Done{};
}

Result<Done> check_layer(const LayerSpec& layer, const std::string& field, bool last) {
  if (!last || layer.units != 0)
    if (auto ok = whole_in_range(layer.units, 1, limits::units, field + ".units"); !ok) return ok;
  if (auto ok = in_range(layer.dropout, 0, last ? 0 : limits::dropout, field + ".dropout"); !ok) return ok;
  const auto activation = activation_of<double>(layer, field);
  if (!activation) return activation.error();
  const auto params = resolve_params(activation->row->params, layer.params, field + ".params");
  return params ? Result<Done>(Done{}) : params.error();
}

/// The perceptron's rule has no gradient to hand on: it knows one layer of steps.
Result<Done> check_rule(const Spec& spec) {
  if (spec.rule == "gradient") return Done{};
  if (spec.rule != "perceptron") return unknown("unknown_id", "rule", spec.rule, {"gradient", "perceptron"});
  if (spec.layers.size() != 1)
    return Error{"perceptron_layers", "layers", {{"value", std::to_string(spec.layers.size())}}};
  if (spec.layers[0].activation != "step")
    return Error{"perceptron_activation", "layers[0].activation", {{"value", spec.layers[0].activation}}};
  return Done{};
}

/// What can be said of weights set or kept by hand before the network is there.
Result<Done> check_hand(const Spec& spec) {
  const auto check_place = [&](const WeightPlace& place, const std::string& field) {
    return whole_in_range(place.layer, 0, spec.layers.size() - 1, field + ".layer");
  };
  for (std::size_t i = 0; i < spec.frozen.size(); ++i)
    if (auto ok = check_place(spec.frozen[i], "frozen[" + std::to_string(i) + "]"); !ok) return ok;
  if (auto ok = whole_in_range(spec.edits.size(), 0, limits::edits, "edits"); !ok) return ok;
  for (std::size_t i = 0; i < spec.edits.size(); ++i) {
    const std::string field = "edits[" + std::to_string(i) + "]";
    const HandEdit& edit = spec.edits[i];
    if (auto ok = check_place(edit.place, field); !ok) return ok;
    if (auto ok = in_range(edit.value, -limits::edit, limits::edit, field + ".value"); !ok) return ok;
    const std::uint64_t before = i == 0 ? 0 : spec.edits[i - 1].step;
    if (auto ok = whole_in_range(edit.step, before, limits::seed, field + ".step"); !ok) return ok;
  }
  return Done{};
}

}  // namespace

Result<Done> check_data(const DataSpec& data) {
  std::vector<std::string_view> kinds = ids_of(data_sources());
  const std::vector<std::string_view> given = ids_of(given_data());
  kinds.insert(kinds.end(), given.begin(), given.end());
  if (std::find(kinds.begin(), kinds.end(), data.kind) == kinds.end())
    return unknown("unknown_id", "data.kind", data.kind, kinds);
  const DataSource* source = find_data_source(data.kind);
  const std::span<const ParamSpec> params = source ? source->params : std::span<const ParamSpec>{};
  if (auto resolved = resolve_params(params, data.params, "data.params"); !resolved) return resolved.error();
  if (source) {
    if (auto ok = whole_in_range(data.points, limits::fewest_points, limits::points, "data.points"); !ok) return ok;
    if (auto ok = in_range(data.noise, 0, limits::noise, "data.noise"); !ok) return ok;
    if (auto ok = whole_in_range(data.seed.value_or(0), 0, limits::seed, "data.seed"); !ok) return ok;
  }
  if (auto ok = in_range(data.test_share, 0, limits::test_share, "data.test_share"); !ok) return ok;
  if (!find_scaling(data.scaling)) return unknown("unknown_id", "data.scaling", data.scaling, ids_of(scalings()));
  if (auto ok = check_columns(data.columns); !ok) return ok;
  if (auto ok = check_features(data.features); !ok) return ok;
  if (data.kind == "curve")
    if (auto ok = check_curve(data.curve); !ok) return ok;
  if ((data.kind == "csv" || data.kind == "idx") && data.file.empty()) return Error{"required", "data.file", {}};
  if (data.kind == "idx" && data.label_file.empty()) return Error{"required", "data.label_file", {}};
  if (auto ok = whole_in_range(data.limit, 0, limits::samples, "data.limit"); !ok) return ok;
  if (auto ok = check_csv(data); !ok) return ok;
  return data.kind == "inline" ? check_inline(data) : Result<Done>(Done{});
}

DataSpec usual_data(std::string_view kind) {
  DataSpec data{.kind = std::string(kind)};
  if (const DataSource* source = find_data_source(kind)) {
    data.points = source->points;
    data.noise = source->noise;
    data.test_share = source->test_share;
  }
  if (kind == "inline") data.test_share = 0;
  if (kind == "curve") data.curve = {{-3, -1}, {-1.5, 1}, {0, 0}, {1, 0.2}, {2, -0.8}, {3, 1}};
  return data;
}

Result<Done> check_spec(const Spec& spec) {
  if (auto ok = check_data(spec.data); !ok) return ok;
  if (auto ok = whole_in_range(spec.layers.size(), 1, limits::layers, "layers"); !ok) return ok;
  for (std::size_t l = 0; l < spec.layers.size(); ++l) {
    const std::string field = "layers[" + std::to_string(l) + "]";
    if (auto ok = check_layer(spec.layers[l], field, l + 1 == spec.layers.size()); !ok) return ok;
  }
  if (auto ok = check_choice(find_loss<double>(spec.loss.id), losses<double>(), spec.loss, "loss"); !ok) return ok;
  const auto* optimizer = find_optimizer<double>(spec.optimizer.id);
  if (!optimizer) return unknown("unknown_id", "optimizer", spec.optimizer.id, ids_of(optimizers<double>()));
  if (auto params = resolve_optimizer(*optimizer, spec.optimizer.params, "optimizer"); !params) return params.error();
  if (auto ok = check_choice(find_initializer(spec.initializer.id), initializers(), spec.initializer, "initializer");
      !ok)
    return ok;
  if (auto ok = check_choice(find_schedule(spec.schedule.id), schedules(), spec.schedule, "schedule"); !ok) return ok;
  if (auto ok = check_choice(find_stop_rule(spec.stop.id), stop_rules(), spec.stop, "stop"); !ok) return ok;
  if (auto ok = check_rule(spec); !ok) return ok;
  if (auto ok = check_hand(spec); !ok) return ok;
  if (auto ok = in_range(spec.l1, 0, limits::penalty, "l1"); !ok) return ok;
  if (auto ok = in_range(spec.l2, 0, limits::penalty, "l2"); !ok) return ok;
  if (auto ok = whole_in_range(spec.batch, 0, limits::batch, "batch"); !ok) return ok;
  if (auto ok = whole_in_range(spec.seed, 0, limits::seed, "seed"); !ok) return ok;
  if (auto ok = whole_in_range(spec.epochs, 0, limits::epochs, "epochs"); !ok) return ok;
  const std::size_t given = spec.initial_parameters.size();
  if (given != 0 && given != spec.layers.size())
    return Error{"wrong_length",
                 "initial_parameters.layers",
                 {{"value", std::to_string(given)}, {"expected", std::to_string(spec.layers.size())}}};
  return Done{};
}

}  // namespace gradlab
