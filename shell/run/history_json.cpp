#include "shell/run/history_json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "core/spec/limits.hpp"

namespace gradlab::ui {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

namespace {

constexpr std::array<const char*, 6> columns{"step",           "train_loss",    "test_loss",
                                             "train_accuracy", "test_accuracy", "rate"};
constexpr std::size_t first_columns = 5;  // of files from before there was the rate
constexpr std::array figures{&LossPoint::train_loss, &LossPoint::test_loss, &LossPoint::train_accuracy,
                             &LossPoint::test_accuracy, &LossPoint::rate};

/// A step and as many figures as there are columns, null where there was nothing to measure.
void read_row(const Json& row, std::size_t size, const std::string& path, JsonReader& reader,
              std::vector<LossPoint>& into) {
  if (!row.is_array() || row.size() != size) return reader.expects("list", path, row);
  LossPoint point;
  point.rate = std::numeric_limits<float>::quiet_NaN();
  reader.read_whole(row[0], path + "[0]", 0, limits::seed, point.step);
  for (std::size_t i = 0; i + 1 < size; ++i) {
    double figure = std::numeric_limits<double>::quiet_NaN();
    const Json& value = row[i + 1];
    if (!value.is_null()) reader.read(value, path + "[" + std::to_string(i + 1) + "]", figure);
    point.*figures[i] = static_cast<float>(figure);
  }
  if (!into.empty() && point.step <= into.back().step) reader.fail({"run_history", path, {}});
  into.push_back(point);
}

KeptRun read_kept_run(const Json& json, const std::string& path, JsonReader& reader) {
  KeptRun run;
  JsonObject object(json, path, reader);
  const auto required = [&](std::string_view key, bool is_there) {
    if (!is_there) reader.fail({"required", object.path_of(key), {}});
  };
  required("name", object.read("name", run.name));
  const Json* spec = object.find("spec");
  required("spec", spec != nullptr);
  if (spec) {
    auto read = parse_spec(spec->dump(-1, ' ', false, Json::error_handler_t::replace));
    if (read)
      run.spec = *std::move(read);
    else
      reader.fail(read.error());
  }
  required("epoch", object.read_whole("epoch", 0, limits::seed, run.epoch));
  required("steps_per_epoch", object.read("steps_per_epoch", run.steps_per_epoch));
  if (!(run.steps_per_epoch >= 1)) run.steps_per_epoch = 1;
  const Json* history = object.find("history");
  required("history", history != nullptr);
  if (history) run.history = read_history(*history, object.path_of("history"), reader);
  if (run.history.points().empty()) reader.fail({"run_history", object.path_of("history"), {}});
  object.refuse_others();
  return run;
}

}  // namespace

OrderedJson history_json(const LossHistory& history) {
  OrderedJson rows = OrderedJson::array();
  for (const LossPoint& point : history.points()) {
    OrderedJson row = OrderedJson::array({point.step});
    for (const auto figure : figures) {
      if (std::isfinite(point.*figure))
        row.push_back(point.*figure);
      else
        row.push_back(nullptr);
    }
    rows.push_back(std::move(row));
  }
  return {{"columns", columns}, {"rows", std::move(rows)}};
}

LossHistory read_history(const Json& json, const std::string& path, JsonReader& reader) {
  JsonObject object(json, path, reader);
  std::vector<std::string> names;
  object.read("columns", names);
  const bool known = names.size() == first_columns || names.size() == columns.size();
  if (!known || !std::equal(names.begin(), names.end(), columns.begin()))
    reader.fail({"run_history", object.path_of("columns"), {}});
  std::vector<LossPoint> points;
  const Json* rows = object.find("rows");
  if (!rows || !rows->is_array()) reader.fail({"run_history", object.path_of("rows"), {}});
  for (std::size_t i = 0; rows && i < rows->size() && !reader.error(); ++i)
    read_row((*rows)[i], names.size(), object.path_of("rows") + "[" + std::to_string(i) + "]", reader, points);
  object.refuse_others();
  LossHistory history;
  history.append(points);
  return history;
}

OrderedJson kept_run_json(const KeptRun& run) {
  return {{"name", run.name},
          {"spec", OrderedJson::parse(write_spec(run.spec))},
          {"epoch", run.epoch},
          {"steps_per_epoch", run.steps_per_epoch},
          {"history", history_json(run.history)}};
}

std::vector<KeptRun> read_kept_runs(const Json& json, const std::string& path, JsonReader& reader) {
  std::vector<KeptRun> runs;
  if (!json.is_array()) reader.expects("list", path, json);
  for (std::size_t i = 0; i < json.size() && !reader.error(); ++i) {
    KeptRun run = read_kept_run(json[i], path + "[" + std::to_string(i) + "]", reader);
    if (!reader.error()) add_kept_run(runs, std::move(run));
  }
  if (reader.error()) runs.clear();
  return runs;
}

}  // namespace gradlab::ui
