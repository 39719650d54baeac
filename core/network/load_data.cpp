#include "core/network/load_data.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/number_text.hpp"
#include "core/data/csv.hpp"
#include "core/data/input_map.hpp"
#include "core/network/split.hpp"

namespace gradlab {
namespace {

Result<Dataset> generate(const DataSource& source, const DataSpec& spec, std::uint64_t seed) {
  const auto params = resolve_params(source.params, spec.params, "data.params");
  if (!params) return params.error();
  std::vector<std::array<double, 2>> curve;
  for (const std::vector<double>& point : spec.curve) curve.push_back({point[0], point[1]});
  Dataset data;
  data.task = source.task;
  source.generate({spec.points, spec.noise, seed, *params, curve}, data);
  return data;
}

Result<Dataset> read_file(const DataSpec& spec, const DataFiles& files) {
  const bool own = spec.kind == "csv";
  const Result<std::string> text = files.read(own ? spec.file : spec.kind);
  if (!text) return text.error();
  CsvOptions options{.name = own ? spec.file : spec.kind};
  if (own) {
    options.label_column = spec.label;
    options.regression = spec.regression;
  }
  Result<Dataset> data = read_csv(*text, options);
  if (data && spec.kind == "iris") data->class_names = {"setosa", "versicolor", "virginica"};
  return data;
}

Result<Done> take_values(const DataSpec& spec, Dataset& data) {
  data.task = Task::regression;
  data.target_count = spec.target_rows.empty() ? 1 : spec.target_rows.front().size();
  if (spec.target_rows.empty()) data.targets = spec.targets;
  for (std::size_t t = 0; t < data.target_count && !spec.target_rows.empty(); ++t)
    for (const std::vector<double>& row : spec.target_rows) data.targets.push_back(row[t]);
  return Done{};
}

/// Targets are class indices, or all of them -1 and +1.
Result<Done> take_classes(const DataSpec& spec, Dataset& data) {
  constexpr double most_classes = 1000;
  if (!spec.target_rows.empty()) return Error{"expects_number", "data.targets[0]", {{"value", "[...]"}}};
  const bool signs = std::any_of(spec.targets.begin(), spec.targets.end(), [](double t) { return t == -1; });
  double last = 1;
  for (std::size_t s = 0; s < spec.targets.size(); ++s) {
    const double target = spec.targets[s];
    const bool fits =
        signs ? target == -1 || target == 1 : target >= 0 && target < most_classes && target == std::floor(target);
    if (!fits) return Error{"not_a_class", "data.targets[" + std::to_string(s) + "]", {{"value", number_text(target)}}};
    data.targets.push_back(signs ? (target + 1) / 2 : target);
    last = std::max(last, target);
  }
  for (double c = 0; c <= last; ++c) data.class_names.push_back(number_text(signs ? 2 * c - 1 : c));
  data.task = data.class_count() == 2 ? Task::binary : Task::classes;
  return Done{};
}

Result<Dataset> take_inline(const DataSpec& spec) {
  Dataset data;
  data.samples = spec.inputs.size();
  const std::size_t inputs = spec.inputs.empty() ? 0 : spec.inputs.front().size();
  for (std::size_t i = 0; i < inputs; ++i) {
    data.input_names.push_back(plain_input_name(i));
    for (const std::vector<double>& row : spec.inputs) data.inputs.push_back(row[i]);
  }
  const Result<Done> taken = spec.regression ? take_values(spec, data) : take_classes(spec, data);
  return taken ? Result<Dataset>(std::move(data)) : taken.error();
}

Result<Dataset> load_rows(const DataSpec& spec, std::uint64_t seed, const DataFiles& files) {
  if (const DataSource* source = find_data_source(spec.kind)) return generate(*source, spec, seed);
  return spec.kind == "inline" ? take_inline(spec) : read_file(spec, files);
}

}  // namespace

Result<Dataset> load_data(const DataSpec& spec, std::uint64_t seed, const DataFiles& files) {
  if (auto checked = check_data(spec); !checked) return checked.error();
  Result<Dataset> data = load_rows(spec, seed, files);
  if (!data) return data;
  if (auto split = split_data(*data, spec, seed); !split) return split.error();
  if (auto prepared = prepare_inputs(*data, spec.features, *find_scaling(spec.scaling)); !prepared)
    return prepared.error();
  return data;
}

}  // namespace gradlab
