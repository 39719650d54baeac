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
  const FormulaParameter& first = formula->parameters().front();
  return Error{"feature_unknown_name", field, {{"value", first.name}, {"column", std::to_string(first.column)}}};
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

namespace {

/// The inputs on their way: what the data keep until the end, so that a refusal leaves them as they were.
class InputPreparation {
 public:
  InputPreparation(Dataset& data, const std::vector<std::string>& features, const Scaling& scaling)
      : data_(data), features_(features), scaling_(scaling) {}

  Result<Stage> make_features() {
    auto map = InputMap::create(data_.input_count(), features_);
    if (!map) return map.error();
    map_ = *std::move(map);
    made_.reserve(features_.size() * data_.samples);
    return Stage{features_.size(), data_.samples,
                 [this](auto feature, auto from, auto to) { return make_feature(feature, from, to); }};
  }

  Result<Stage> look() {
    facts_.resize(map_.inputs());
    return over_training_rows(1, &ColumnFacts::look);
  }
  Result<Stage> look_again() { return over_training_rows(2, &ColumnFacts::look_again); }

  Result<Done> fit() {
    for (std::size_t i = 0; i < map_.inputs(); ++i) {
      const ColumnScale scale = scaling_.fit(facts_[i]);
      if (!std::isfinite(scale.unit) || !std::isfinite(scale.shift))
        return Error{
            "cannot_scale", "data.scaling", {{"value", features_.empty() ? data_.input_names[i] : features_[i]}}};
      map_.set_scale(i, scale);
    }
    return Done{};
  }

  Result<Stage> scale() {
    return Stage{map_.inputs(), data_.samples, [this](auto input, auto from, auto to) {
                   const ColumnScale& scale = map_.scale(input);
                   if (scale == ColumnScale{}) return Done{};
                   for (double& value : column(input).subspan(from, to - from)) value = scale(value);
                   return Done{};
                 }};
  }

  Result<Done> keep() {
    if (!features_.empty()) {
      data_.inputs = std::move(made_);
      data_.input_names = features_;
    }
    data_.map = std::make_shared<const InputMap>(std::move(map_));
    return Done{};
  }

 private:
  Result<Done> make_feature(std::size_t feature, std::size_t from, std::size_t to) {
    const Block<const double> raw{data_.inputs.data() + from, data_.input_count(), to - from, data_.samples};
    made_.resize(feature * data_.samples + to);
    const auto values = std::span(made_).last(to - from);
    map_.feature(feature, raw, values);
    const auto bad = std::find_if(values.begin(), values.end(), [](double v) { return !std::isfinite(v); });
    if (bad == values.end()) return Done{};
    return not_finite(map_, raw, feature, static_cast<std::size_t>(bad - values.begin()), features_[feature]);
  }

  using Look = void (ColumnFacts::*)(std::span<const double>, std::span<const std::uint32_t>);
  Result<Stage> over_training_rows(int pass, Look at) {
    if (scaling_.passes < pass) return Stage{};
    return Stage{map_.inputs(), data_.train_rows.size(), [this, at](auto input, auto from, auto to) {
                   (facts_[input].*at)(column(input), std::span(data_.train_rows).subspan(from, to - from));
                   return Done{};
                 }};
  }

  std::span<double> column(std::size_t input) {
    const std::span<double> columns = features_.empty() ? std::span(data_.inputs) : std::span(made_);
    return columns.subspan(input * data_.samples, data_.samples);
  }

  Dataset& data_;
  std::vector<std::string> features_;
  const Scaling& scaling_;
  InputMap map_;
  std::vector<double> made_;
  std::vector<ColumnFacts> facts_;
};

}  // namespace

void prepare_inputs(Stepwise& work, Dataset& data, const std::vector<std::string>& features, const Scaling& scaling) {
  const auto inputs = std::make_shared<InputPreparation>(data, features, scaling);
  work.then([inputs] { return inputs->make_features(); });
  work.then([inputs] { return inputs->look(); });
  work.then([inputs] { return inputs->look_again(); });
  work.then_at_once([inputs] { return inputs->fit(); });
  work.then([inputs] { return inputs->scale(); });
  work.then_at_once([inputs] { return inputs->keep(); });
}

Result<Done> prepare_inputs(Dataset& data, const std::vector<std::string>& features, const Scaling& scaling) {
  Stepwise work;
  prepare_inputs(work, data, features, scaling);
  return work.run();
}

template void InputMap::apply(Block<const double>, Block<float>) const;
template void InputMap::apply(Block<const double>, Block<double>) const;

}  // namespace gradlab
