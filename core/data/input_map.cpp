#include "core/data/input_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/number_text.hpp"

namespace gradlab {
namespace {

std::string field_of(std::size_t feature) { return "data.features[" + std::to_string(feature) + "]"; }

Error not_finite(const InputMap& map, Block<const double> raw, std::size_t feature, std::size_t sample,
                 const std::string& text) {
  std::string place = "x = " + number_text(raw.at(0, sample));
  if (map.columns() > 1) place += ", y = " + number_text(raw.at(1, sample));
  return {"feature_not_finite", field_of(feature), {{"value", text}, {"place", std::move(place)}}};
}

}  // namespace

Result<Formula> parse_feature(std::string_view text, bool with_y, const std::string& field) {
  auto formula = parse_formula(text, {with_y, {}, field});
  if (!formula || formula->parameters().empty()) return formula;
  return Error{"feature_unknown_name", field, {{"value", formula->parameters().front().name}}};
}

Result<InputMap> InputMap::create(std::size_t columns, const std::vector<std::string>& features) {
  InputMap map;
  map.columns_ = columns;
  map.scales_.resize(features.empty() ? columns : features.size());
  if (features.empty()) return map;
  if (columns > 2) return Error{"features_need_two", "data.features", {{"value", std::to_string(columns)}}};
  for (std::size_t f = 0; f < features.size(); ++f) {
    const auto formula = parse_feature(features[f], columns == 2, field_of(f));
    if (!formula) return formula.error();
    auto program = Program<double>::compile(*formula);
    if (!program) return Error{program.error().id, field_of(f), program.error().arguments};
    map.features_.push_back(*std::move(program));
  }
  return map;
}

void InputMap::feature(std::size_t input, Block<const double> raw, std::span<double> out) const {
  if (features_.empty()) {
    std::copy_n(raw.unit(input), raw.samples, out.begin());
    return;
  }
  const std::span<const double> x(raw.unit(0), raw.samples);
  const std::span<const double> y(raw.unit(columns_ - 1), raw.samples);
  features_[input].evaluate(x, y, {}, out);
}

template <class T>
void InputMap::apply(Block<const double> raw, Block<T> into) const {
  std::array<double, 512> values{};
  for (std::size_t from = 0; from < raw.samples; from += values.size()) {
    const std::size_t count = std::min(values.size(), raw.samples - from);
    const Block<const double> part{raw.data + from, raw.units, count, raw.stride};
    for (std::size_t i = 0; i < inputs(); ++i) {
      feature(i, part, std::span(values).first(count));
      T* out = into.unit(i) + from;
      for (std::size_t s = 0; s < count; ++s) out[s] = static_cast<T>(scales_[i](values[s]));
    }
  }
}

Result<Done> prepare_inputs(Dataset& data, const std::vector<std::string>& features, const Scaling& scaling) {
  auto map = InputMap::create(data.input_count(), features);
  if (!map) return map.error();
  const Block<const double> raw{data.inputs.data(), data.input_count(), data.samples, data.samples};
  std::vector<double> made;
  if (!features.empty()) made.resize(features.size() * data.samples);
  for (std::size_t f = 0; f < features.size(); ++f) {
    const auto values = std::span(made).subspan(f * data.samples, data.samples);
    map->feature(f, raw, values);
    const auto bad = std::find_if(values.begin(), values.end(), [](double v) { return !std::isfinite(v); });
    if (bad != values.end())
      return not_finite(*map, raw, f, static_cast<std::size_t>(bad - values.begin()), features[f]);
  }
  const std::span<double> columns = features.empty() ? std::span(data.inputs) : std::span(made);
  for (std::size_t i = 0; i < map->inputs(); ++i) {
    const ColumnScale scale = scaling.fit(columns.subspan(i * data.samples, data.samples), data.train_rows);
    if (!std::isfinite(scale.unit) || !std::isfinite(scale.shift))
      return Error{"cannot_scale", "data.scaling", {{"value", features.empty() ? data.input_names[i] : features[i]}}};
    map->set_scale(i, scale);
  }
  for (std::size_t i = 0; i < map->inputs(); ++i) {
    if (map->scale(i) == ColumnScale{}) continue;
    for (double& value : columns.subspan(i * data.samples, data.samples)) value = map->scale(i)(value);
  }
  if (!features.empty()) {
    data.inputs = std::move(made);
    data.input_names = features;
  }
  data.map = std::make_shared<const InputMap>(*std::move(map));
  return Done{};
}

template void InputMap::apply(Block<const double>, Block<float>) const;
template void InputMap::apply(Block<const double>, Block<double>) const;

}  // namespace gradlab
