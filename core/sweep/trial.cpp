#include "core/sweep/trial.hpp"

#include "core/network/fingerprint.hpp"
#include "core/network/stop.hpp"

namespace gradlab {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

OrderedJson number(const std::optional<double>& value) { return value ? OrderedJson(*value) : OrderedJson(nullptr); }

std::optional<double> number(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

/// A whole number that fits; false otherwise.
template <class Whole>
bool read_whole(const Json& json, const char* key, Whole& into) {
  constexpr double most = 9007199254740992.0;
  const auto value = number(json, key);
  if (!value || *value < 0 || *value > most) return false;
  into = static_cast<Whole>(*value);
  return static_cast<double>(into) == *value;
}

bool read_text(const Json& json, const char* key, std::string& into) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string()) return false;
  into = found->get<std::string>();
  return true;
}

}  // namespace

template <class T>
Result<Trainer<T>> TrialRunner::trainer(std::size_t trial) {
  const auto spec = sweep_->spec_of(trial);
  if (!spec) return spec.error();
  if (!data_spec_ || !(*data_spec_ == spec->data) || data_seed_ != spec->seed) {
    data_spec_.reset();
    auto data = load_data(spec->data, spec->seed, *files_);
    if (!data) return data.error();
    data_ = *std::move(data);
    data_spec_ = spec->data;
    data_seed_ = spec->seed;
  }
  return Trainer<T>::create(*spec, data_);
}

template <class T>
Result<TrialResult> TrialRunner::run_in(std::size_t trial) {
  auto made = trainer<T>(trial);
  if (!made) return made.error();
  Trainer<T>& training = *made;
  while (training.epochs_done() < training.spec().epochs && !training.diverged() && !stop_reason(training))
    training.step();
  const Snapshot<T> end = training.snapshot();
  TrialResult result;
  result.epochs = end.epoch;
  result.hash = hex(gradlab::fingerprint<T>(end.parameters));
  result.diverged = end.diverged;
  if (!end.diverged) {
    result.train = end.train;
    result.test = end.test;
  }
  return result;
}

Result<TrialResult> TrialRunner::run(std::size_t trial) {
  return sweep_->in_double() ? run_in<double>(trial) : run_in<float>(trial);
}

Result<Done> TrialRunner::check(std::size_t trial) {
  const auto made = trainer<float>(trial);
  return made ? Result<Done>(Done{}) : made.error();
}

std::string write_record(const TrialRecord& record) {
  OrderedJson json;
  json["sweep"] = record.sweep;
  json["trial"] = record.trial;
  json["trials"] = record.trials;
  json["setting"] = record.setting;
  json["seed"] = record.seed;
  json["values"] = record.values;
  if (!record.files.empty()) json["files"] = record.files;
  json["epochs"] = record.result.epochs;
  json["train_loss"] = number(record.result.train.loss);
  json["test_loss"] = number(record.result.test.loss);
  json["train_accuracy"] = number(record.result.train.accuracy);
  json["test_accuracy"] = number(record.result.test.accuracy);
  json["hash"] = record.result.hash;
  if (record.result.diverged)
    json["diverged"] = {{"step", record.result.diverged->step}, {"cause", record.result.diverged->cause}};
  else
    json["diverged"] = nullptr;
  json["seconds"] = record.seconds;
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::optional<TrialRecord> read_record(std::string_view line) {
  const auto ordered = OrderedJson::parse(line, nullptr, false);
  if (!ordered.is_object()) return std::nullopt;
  const Json json = Json::parse(line, nullptr, false);
  TrialRecord record;
  TrialResult& result = record.result;
  const bool whole = read_text(json, "sweep", record.sweep) && read_whole(json, "trial", record.trial) &&
                     read_whole(json, "trials", record.trials) && read_whole(json, "setting", record.setting) &&
                     read_whole(json, "seed", record.seed) && read_whole(json, "epochs", result.epochs) &&
                     read_text(json, "hash", result.hash) && json.contains("values") && json.contains("diverged") &&
                     json["values"].is_object();
  if (!whole || record.trials > Sweep::most_trials || record.trial >= record.trials) return std::nullopt;
  record.values = ordered["values"];
  const Json files = json.value("files", Json::object());
  if (!files.is_object()) return std::nullopt;
  for (const auto& [name, hash] : files.items()) {
    if (!hash.is_string()) return std::nullopt;
    record.files[name] = hash.get<std::string>();
  }
  result.train = {number(json, "train_loss"), number(json, "train_accuracy")};
  result.test = {number(json, "test_loss"), number(json, "test_accuracy")};
  record.seconds = number(json, "seconds").value_or(0);
  if (const Json& diverged = json["diverged"]; diverged.is_object()) {
    result.diverged.emplace();
    if (!read_whole(diverged, "step", result.diverged->step) || !read_text(diverged, "cause", result.diverged->cause))
      return std::nullopt;
  }
  return record;
}

bool same_outcome(const TrialRecord& a, const TrialRecord& b) {
  const auto without_time = [](TrialRecord record) {
    record.seconds = 0;
    return write_record(record);
  };
  return without_time(a) == without_time(b);
}

Result<BegunOutput> read_output(std::string_view text, const std::string& name) {
  BegunOutput output;
  for (std::size_t row = 1; output.whole < text.size(); ++row) {
    const std::size_t end = text.find('\n', output.whole);
    const bool last = end == std::string_view::npos;
    auto record = read_record(text.substr(output.whole, last ? end : end - output.whole));
    if (!record && last) break;
    if (!record) return Error{"sweep_line", name, {{"row", std::to_string(row)}}};
    output.records.push_back(*std::move(record));
    output.lacks_line_end = last;
    output.whole = last ? text.size() : end + 1;
  }
  return output;
}

}  // namespace gradlab
