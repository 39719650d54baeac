#include "core/sweep/sweep.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <set>

#include "core/sweep/merge.hpp"
#include "core/sweep/shard.hpp"
#include "core/sweep/trial.hpp"
#include "tests/core/shipped_files.hpp"

using namespace gradlab;
using namespace gradlab::test;

namespace {

Sweep sweep_of(std::string_view json) {
  auto sweep = Sweep::parse(json);
  REQUIRE_MESSAGE(sweep, sweep.error().id << " " << sweep.error().field);
  return *std::move(sweep);
}

Error sweep_refusal(std::string_view json) {
  const auto sweep = Sweep::parse(json);
  REQUIRE(!sweep);
  return sweep.error();
}

std::string argument(const Error& error, std::string_view name) {
  for (const auto& [key, value] : error.arguments)
    if (key == name) return value;
  return {};
}

constexpr std::string_view small_sweep = R"({"base": {"data": {"kind": "xor", "points": 40}, "epochs": 3},
  "seeds": 3, "vary": [{"path": "optimizer.lr", "values": [0.1, 0.5]},
                       {"path": "layers[0].units", "integer": [2, 4], "count": 3}]})";

TrialRecord record_of(std::size_t trial, double loss, std::size_t seeds = 5) {
  TrialRecord record{"f", trial, 10, trial / seeds, trial % seeds, nlohmann::ordered_json::object(), {}, {}, 0.5};
  record.values["optimizer.lr"] = 0.1;
  record.result.train.loss = loss;
  record.result.hash = "00";
  return record;
}

}  // namespace

TEST_CASE("a grid has every combination once, the last field changing fastest, each with every seed") {
  const Sweep sweep = sweep_of(small_sweep);
  CHECK(sweep.settings() == 6);
  CHECK(sweep.trials() == 18);
  CHECK(sweep.seeds() == std::vector<std::uint64_t>{1, 2, 3});
  std::set<std::string> seen;
  for (std::size_t s = 0; s < sweep.settings(); ++s) seen.insert(sweep.described(s).dump());
  CHECK(seen.size() == 6);
  CHECK(sweep.described(0).dump() == R"({"optimizer.lr":0.1,"layers[0].units":2})");
  CHECK(sweep.described(1).dump() == R"({"optimizer.lr":0.1,"layers[0].units":3})");
  const auto spec = sweep.spec_of(3 * sweep.seeds().size() + 2);
  REQUIRE(spec);
  CHECK(spec->optimizer.params.at("lr") == 0.5);
  CHECK(spec->layers[0].units == 2);
  CHECK(spec->seed == 3);
}

TEST_CASE("evenly spaced values keep their ends, and logarithmic ones their ratio") {
  const Sweep sweep = sweep_of(R"({"vary": [{"path": "optimizer.lr", "log": [0.001, 1], "count": 4},
                                            {"path": "l2", "linear": [0, 0.3], "count": 4}]})");
  CHECK(sweep.axes()[0].values == std::vector<nlohmann::json>{0.001, 0.01, 0.1, 1.0});
  CHECK(sweep.axes()[1].values == std::vector<nlohmann::json>{0.0, 0.1, 0.2, 0.3});
}

TEST_CASE("random settings stay in their ranges, and another seed draws others") {
  const auto text = [](int seed) {
    return R"({"vary": [{"path": "optimizer.lr", "log": [0.0001, 0.1]}, {"path": "batch", "integer": [1, 6]},
                        {"path": "layers[*].activation", "values": ["relu", "tanh"]}],
               "random": {"settings": 400, "seed": )" +
           std::to_string(seed) + "}}";
  };
  const Sweep sweep = sweep_of(text(1)), again = sweep_of(text(1)), other = sweep_of(text(2));
  std::map<int, int> batches;
  int under_middle = 0;
  for (std::size_t s = 0; s < sweep.settings(); ++s) {
    const auto values = sweep.values_of(s);
    CHECK(values == again.values_of(s));
    const double rate = values[0].get<double>();
    CHECK((rate >= 0.0001 && rate <= 0.1));
    under_middle += rate < std::sqrt(0.0001 * 0.1) ? 1 : 0;
    ++batches[values[1].get<int>()];
  }
  CHECK(batches.size() == 6);
  CHECK(batches.begin()->first == 1);
  CHECK(batches.rbegin()->first == 6);
  // Half of them, within five standard deviations of a fair coin.
  CHECK(std::abs(under_middle - 200) < 50);
  CHECK(sweep.values_of(0) != other.values_of(0));
  CHECK(sweep.fingerprint() == again.fingerprint());
  CHECK(sweep.fingerprint() != other.fingerprint());
}

TEST_CASE("layers[*] leaves the output layer alone, layers[-1] is it, and whole objects find their place") {
  const Sweep sweep = sweep_of(
      R"({"base": {"layers": [{"units": 3, "activation": "sine"}, {"units": 4, "activation": "sine"}, {"activation": "sigmoid"}]},
    "vary": [{"path": "layers[*].activation", "values": ["relu"]}, {"path": "layers[-1].activation", "values": ["tanh"]},
             {"path": "optimizer", "values": ["adam"]}, {"path": "optimizer.beta1", "values": [0.5]},
             {"path": "layers[1]", "values": [{"units": 7, "activation": "prelu"}]}, {"path": "loss", "values": ["mse"]}]})");
  const auto spec = sweep.spec_of(0);
  REQUIRE(spec);
  CHECK(spec->layers[0].activation == "relu");
  CHECK(spec->layers[1] == LayerSpec{7, "prelu"});
  CHECK(spec->layers[2].activation == "tanh");
  CHECK(spec->optimizer == Choice{"adam", {{"beta1", 0.5}}});
}

TEST_CASE("a bad sweep is refused before anything runs, with the trial where it is one's") {
  const auto id_of = [](std::string_view json) { return sweep_refusal(json).id; };
  CHECK(id_of("[1]") == "expects_object");
  CHECK(id_of(R"({"vari": []})") == "unknown_key_near");
  CHECK(id_of(R"({"vary": [{"values": [1]}]})") == "required");
  CHECK(id_of(R"({"vary": [{"path": "layers[", "values": [1]}]})") == "sweep_path");
  CHECK(id_of(R"({"vary": [{"path": "[0]", "values": [1]}]})") == "sweep_path");
  CHECK(id_of(R"({"vary": [{"path": "layers[9].units", "values": [1]}]})") == "sweep_path");
  CHECK(id_of(R"({"vary": [{"path": "seed.x", "values": [1]}]})") == "sweep_path");
  CHECK(id_of(R"({"vary": [{"path": "seed", "values": [1, 2]}]})") == "sweep_seed");
  CHECK(id_of(R"({"vary": [{"path": "l2", "values": [0], "log": [1, 2]}]})") == "sweep_axis");
  CHECK(id_of(R"({"vary": [{"path": "l2", "log": [0, 2], "count": 2}]})") == "sweep_range");
  CHECK(id_of(R"({"vary": [{"path": "l2", "linear": [0, 2]}]})") == "required");
  CHECK(id_of(R"({"vary": [{"path": "batch", "integer": [0.5, 2], "count": 2}]})") == "sweep_range");
  CHECK(id_of(R"({"seeds": []})") == "empty_list");
  CHECK(id_of(R"({"seeds": [3, 1, 3]})") == "repeated_seed");
  CHECK(sweep_refusal(R"({"seeds": [3, 1, 3]})").field == "seeds[2]");
  CHECK(id_of(R"({"seeds": 1e6, "vary": [{"path": "batch", "values": [1, 2]}]})") == "out_of_range");
  CHECK(sweep_refusal(R"({"base": {"epochs": -1}})").field == "base.epochs");

  const Error unknown_path = sweep_refusal(R"({"vary": [{"path": "optimizer.rate", "values": [1]}]})");
  CHECK(unknown_path.field.starts_with("optimizer"));
  CHECK(argument(unknown_path, "trial") == "0");
  const Error value = sweep_refusal(R"({"seeds": 4, "vary": [{"path": "optimizer.lr", "values": [0.1, 0.2, -1]}]})");
  CHECK(value.field == "optimizer.lr");
  CHECK(argument(value, "trial") == "8");
  CHECK(argument(value, "settings") == R"({"optimizer.lr":-1})");
}

TEST_CASE("shards share the trials out without rest or overlap") {
  for (const std::size_t count : {1, 2, 3, 7, 20}) {
    std::vector<int> owners(18);
    for (std::size_t index = 0; index < count; ++index)
      for (std::size_t trial = 0; trial < owners.size(); ++trial)
        owners[trial] += Shard{index, count}.has(trial) ? 1 : 0;
    CHECK(owners == std::vector<int>(18, 1));
  }
  CHECK(parse_shard("2/8")->index == 1);
  for (const char* wrong : {"", "2", "0/3", "4/3", "1/", "/2", "a/b", "-1/2", "1/9999999999"})
    CHECK(!parse_shard(wrong));
}

TEST_CASE("the environment of Slurm, Open MPI and indexed jobs says which shard this is") {
  const auto with = [](const std::map<std::string, std::string>& given) {
    return shard_of_environment([given](const char* name) -> std::optional<std::string> {
      const auto found = given.find(name);
      return found == given.end() ? std::nullopt : std::optional(found->second);
    });
  };
  CHECK(!*with({}));
  const auto is = [](const Result<std::optional<Shard>>& shard, std::size_t index, std::size_t count) {
    return shard && *shard && (*shard)->index == index && (*shard)->count == count;
  };
  CHECK(is(with({{"SLURM_ARRAY_TASK_ID", "5"}, {"SLURM_ARRAY_TASK_COUNT", "4"}, {"SLURM_ARRAY_TASK_MIN", "3"}}), 2, 4));
  CHECK(is(with({{"SLURM_ARRAY_TASK_ID", "9"},
                 {"SLURM_ARRAY_TASK_COUNT", "4"},
                 {"SLURM_ARRAY_TASK_MIN", "1"},
                 {"SLURM_ARRAY_TASK_STEP", "4"}}),
           2, 4));
  CHECK(is(with({{"OMPI_COMM_WORLD_RANK", "0"}, {"OMPI_COMM_WORLD_SIZE", "2"}}), 0, 2));
  CHECK(is(with({{"JOB_COMPLETION_INDEX", "6"}, {"JOB_COMPLETIONS", "7"}}), 6, 7));
  CHECK(is(with({{"SLURM_ARRAY_TASK_ID", "1"},
                 {"SLURM_ARRAY_TASK_COUNT", "3"},
                 {"OMPI_COMM_WORLD_RANK", "1"},
                 {"OMPI_COMM_WORLD_SIZE", "2"}}),
           3, 6));
  CHECK(!with({{"JOB_COMPLETION_INDEX", "6"}}));
  CHECK(!with({{"OMPI_COMM_WORLD_RANK", "2"}, {"OMPI_COMM_WORLD_SIZE", "2"}}));
  CHECK(!with({{"SLURM_ARRAY_TASK_ID", "x"}, {"SLURM_ARRAY_TASK_COUNT", "2"}}));
}

TEST_CASE("a trial gives what a training of its spec gives") {
  const Sweep sweep = sweep_of(small_sweep);
  TrialRunner runner(sweep, ShippedFiles{});
  for (const std::size_t trial : {0, 17, 4}) {
    const auto result = runner.run(trial);
    REQUIRE(result);
    const Spec spec = *sweep.spec_of(trial);
    auto training = *Trainer<float>::create(spec, *load_data(spec.data, spec.seed, ShippedFiles{}));
    run_epochs(training, spec.epochs);
    CHECK(result->train.loss == training.snapshot().train.loss);
    CHECK(result->epochs == spec.epochs);
  }
}

TEST_CASE("a record reads back as it was written; anything else is none") {
  TrialRecord record = record_of(3, 0.1);
  record.result.test = {1e-300, 0.5};
  const std::string text = write_record(record);
  REQUIRE(read_record(text));
  CHECK(write_record(*read_record(text)) == text);
  record.result.diverged = Divergence{7, "learning_rate"};
  CHECK(write_record(*read_record(write_record(record))) == write_record(record));
  record.files = {{"a \"quoted\".csv", "0123456789abcdef"}, {"b", "f"}};
  CHECK(write_record(*read_record(write_record(record))) == write_record(record));
  CHECK(read_record(write_record(record))->files == record.files);
  for (std::size_t cut = 0; cut < text.size(); ++cut) CHECK(!read_record(text.substr(0, cut)));
  for (const char* files : {"3", "[]", "\"x\"", "{\"x\": 1}"})
    CHECK(!read_record(text.substr(0, text.size() - 1) + ", \"files\": " + files + "}"));
  CHECK(!read_record(R"({"sweep": "f", "trial": 12, "trials": 10})"));
}

TEST_CASE("an output that was begun keeps its whole lines, wherever it was torn") {
  const std::string first = write_record(record_of(0, 0.25)) + "\n", second = write_record(record_of(1, 0.5));
  for (std::size_t cut = 0; cut < second.size(); ++cut) {
    const auto begun = read_output(first + second.substr(0, cut), "o");
    REQUIRE(begun);
    CHECK(begun->records.size() == 1);
    CHECK(begun->whole == first.size());
  }
  const auto ended = read_output(first + second, "o");
  CHECK((ended && ended->records.size() == 2 && ended->lacks_line_end));
  const auto broken = read_output("no record\n" + first, "o");
  REQUIRE(!broken);
  CHECK(broken.error().id == "sweep_line");
}

TEST_CASE("medians have the intervals of the binomial distribution") {
  // Coverage of (k, n+1-k) from tables of order statistics: n = 6: 0.96875 with k = 1; 10: 0.97852 with 2; 20: 0.95861
  // with 6; n = 5 has 0.9375 at most.
  const auto of = [](std::size_t n) {
    std::vector<double> numbers(n);
    for (std::size_t i = 0; i < n; ++i) numbers[(i * 7) % n] = static_cast<double>(i + 1);
    return *median_interval(numbers);
  };
  const auto check = [&](std::size_t n, double low, double coverage) {
    const MedianInterval interval = of(n);
    CHECK(interval.median == 0.5 * static_cast<double>(n + 1));
    CHECK(interval.low == low);
    CHECK(interval.high == static_cast<double>(n + 1) - low);
    CHECK(interval.coverage == doctest::Approx(coverage).epsilon(1e-4));
  };
  check(5, 1, 0.9375);
  check(6, 1, 0.96875);
  check(10, 2, 0.97852);
  check(20, 6, 0.95861);
  CHECK(!median_interval({}));
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(median_interval({1, infinity, 2})->median == 2);
  CHECK(median_interval({infinity, infinity})->median == infinity);
}

TEST_CASE("merging joins outputs, tells what is missing and what contradicts") {
  std::vector<NamedOutput> outputs{{"a", {record_of(0, 1), record_of(2, 3)}},
                                   {"b", {record_of(2, 3), record_of(7, 4)}}};
  outputs[1].records[0].seconds = 9;
  const auto merged = merge_outputs(outputs);
  REQUIRE(merged);
  CHECK(merged->records.size() == 3);
  CHECK(ranges_text(merged->missing) == "1, 3-6, 8-9");
  CHECK(merged->contradictory.empty());
  REQUIRE(merged->settings.size() == 2);
  CHECK(merged->settings[0].numbers[0]->median == 2);
  CHECK(!merged->settings[0].numbers[3]);

  outputs[1].records[0].result.train.loss = 3.5;
  CHECK(merge_outputs(outputs)->contradictory == std::vector<std::size_t>{2});
  outputs[1].records[1].sweep = "g";
  CHECK(merge_outputs(outputs).error().id == "sweep_other");
  std::vector<NamedOutput> own{{"a", {record_of(0, 1)}}, {"b", {record_of(1, 1)}}};
  own[0].records[0].files = {{"own.csv", "1"}};
  own[1].records[0].files = {{"own.csv", "1"}, {"labels", "2"}};
  CHECK(merge_outputs(own));
  own[1].records[0].files["own.csv"] = "2";
  CHECK(merge_outputs(own).error().id == "sweep_data_differ");
  CHECK(merge_outputs({{"a", {}}}).error().id == "sweep_empty");
}

TEST_CASE("a training that diverged is the worst of its setting, not left out") {
  TrialRecord bad = record_of(1, 0);
  bad.result.train.loss.reset();
  bad.result.diverged = Divergence{2, "learning_rate"};
  const auto merged = merge_outputs({{"a", {record_of(0, 1), bad, record_of(2, 2)}}});
  REQUIRE(merged);
  CHECK(merged->settings[0].diverged == 1);
  CHECK(merged->settings[0].numbers[0]->median == 2);
  CHECK(std::isinf(merged->settings[0].numbers[0]->high));
}
