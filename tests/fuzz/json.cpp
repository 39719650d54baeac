// libFuzzer: any bytes as a spec, as a sweep, as parameters and as a sweep's output. What is read must be written, and
// what is written must read back as the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/export/trained_network.hpp"
#include "core/spec/json_text.hpp"
#include "core/spec/spec.hpp"
#include "core/sweep/sweep.hpp"
#include "core/sweep/trial.hpp"
#include "tests/fuzz/require.hpp"

namespace {

using namespace gradlab;

void read_spec(std::string_view text) {
  const auto spec = parse_spec(text);
  if (!spec) return require(!spec.error().id.empty(), "an error has an id");
  const std::string written = write_spec(*spec);
  const auto again = parse_spec(written);
  require(static_cast<bool>(again), "a written spec reads back");
  require(*again == *spec, "a written spec is the same");
  require(write_spec(*again) == written, "a spec is written in one way");
  static_cast<void>(spec_with_parameters(text, write_parameters(spec->initial_parameters)));
}

/// Every setting is checked as a spec, so sweeps with many of them say no more than small ones.
bool is_small(const nlohmann::json& json) {
  constexpr double most = 20;
  const auto over = [](const nlohmann::json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() && found->is_number() && found->get<double>() > most;
  };
  if (!json.is_object()) return true;
  if (const auto random = json.find("random"); random != json.end() && over(*random, "settings")) return false;
  const auto vary = json.find("vary");
  if (vary == json.end() || !vary->is_array()) return true;
  double settings = 1;
  for (const auto& axis : *vary) {
    if (over(axis, "count")) return false;
    const bool lists = axis.is_object() && axis.contains("values") && axis["values"].is_array();
    settings *= lists ? static_cast<double>(axis["values"].size()) : most / 4;
  }
  return settings <= most * most;
}

void read_sweep(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !is_small(*json)) return;
  const auto sweep = Sweep::parse(text);
  if (!sweep) return require(!sweep.error().id.empty(), "an error has an id");
  require(sweep->trials() > 0, "a sweep has trials");
  const std::size_t last = sweep->trials() - 1;
  require(static_cast<bool>(sweep->spec_of(last)), "the last trial has a spec");
  TrialRecord record{sweep->fingerprint(),
                     last,
                     sweep->trials(),
                     sweep->setting_of(last),
                     sweep->seed_of(last),
                     sweep->described(sweep->setting_of(last)),
                     {},
                     {},
                     0};
  record.result.hash = "0";
  const std::string line = write_record(record);
  const auto again = read_record(line);
  require(again && write_record(*again) == line, "a record reads back");
}

void read_lines(std::string_view text) {
  const auto output = read_output(text, "output");
  if (!output) return;
  require(output->whole <= text.size(), "an output is no longer than its text");
  for (const TrialRecord& record : output->records) {
    const auto again = read_record(write_record(record));
    require(again && same_outcome(*again, record), "a record reads back");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_spec(text);
  read_sweep(text);
  read_lines(text);
  return 0;
}
