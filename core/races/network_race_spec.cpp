#include "core/races/network_race_spec.hpp"

#include <algorithm>
#include <cmath>

#include "core/optimizers/optimizer.hpp"
#include "core/spec/choice_json.hpp"
#include "core/spec/json_text.hpp"
#include "core/spec/limits.hpp"

namespace gradlab {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

std::string field_of(std::size_t contestant) { return "contestants[" + std::to_string(contestant) + "]"; }

void read_contestants(const Json& list, JsonReader& reader, NetworkRaceSpec& into) {
  if (!list.is_array()) return reader.expects("list", "contestants", list);
  for (std::size_t i = 0; i < list.size() && !reader.error(); ++i) {
    JsonObject object(list[i], field_of(i), reader);
    Contestant one{into.base.optimizer, into.base.batch};
    if (const Json* const optimizer = object.find("optimizer"))
      read_choice(*optimizer, object.path_of("optimizer"), reader, one.optimizer);
    object.read_whole("batch", 0, limits::batch, one.batch);
    object.refuse_others();
    into.contestants.push_back(std::move(one));
  }
}

Result<Done> check_range(std::string_view field, std::size_t value, std::size_t low, std::size_t high) {
  if (value >= low && value <= high) return Done{};
  return Error{"out_of_range",
               std::string(field),
               {{"value", std::to_string(value)}, {"low", std::to_string(low)}, {"high", std::to_string(high)}}};
}

OrderedJson json_of(const Spec& spec) { return OrderedJson::parse(write_spec(spec), nullptr, false); }

}  // namespace

Result<NetworkRaceSpec> parse_network_race(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return json.error();
  NetworkRaceSpec race;
  JsonReader reader;
  JsonObject object(*json, "", reader);
  if (const Json* const base = object.find("base")) {
    auto spec = parse_spec(base->dump());
    if (spec) {
      race.base = *std::move(spec);
    } else {
      Error error = spec.error();
      error.field = "base." + error.field;
      reader.fail(std::move(error));
    }
  }
  if (const Json* const contestants = object.find("contestants")) read_contestants(*contestants, reader, race);
  object.read_whole("seeds", 1, NetworkRaceSpec::most_seeds, race.seeds);
  object.read_whole("epochs", 1, NetworkRaceSpec::most_epochs, race.epochs);
  object.read("tuned", race.tuned);
  object.refuse_others();
  if (reader.error()) return *reader.error();
  if (auto ok = check_network_race(race); !ok) return ok.error();
  return race;
}

std::string write_network_race(const NetworkRaceSpec& race) {
  OrderedJson json{{"base", json_of(race.base)}, {"contestants", OrderedJson::array()}};
  for (const Contestant& one : race.contestants)
    json["contestants"].push_back({{"optimizer", choice_json(one.optimizer)}, {"batch", one.batch}});
  json["seeds"] = race.seeds;
  json["epochs"] = race.epochs;
  if (race.tuned) json["tuned"] = true;
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

Result<Done> check_network_race(const NetworkRaceSpec& race) {
  if (race.base.rule == "perceptron") return Error{"race_perceptron", "base.rule", {}};
  if (auto ok = check_range("contestants", race.contestants.size(), 0, NetworkRaceSpec::most_contestants); !ok)
    return ok;
  if (auto ok = check_range("seeds", race.seeds, 1, NetworkRaceSpec::most_seeds); !ok) return ok;
  if (auto ok = check_range("epochs", race.epochs, 1, NetworkRaceSpec::most_epochs); !ok) return ok;
  for (std::size_t i = 0; i < race.contestants.size(); ++i) {
    const Contestant& one = race.contestants[i];
    Spec spec = race.base;
    spec.optimizer = one.optimizer;
    spec.batch = one.batch;
    if (auto ok = check_spec(spec); !ok) {
      Error error = ok.error();
      error.field = field_of(i) + "." + error.field;
      return error;
    }
  }
  return Done{};
}

NetworkRaceSpec race_of_one(const Spec& spec, std::size_t seeds) {
  return {.base = spec, .contestants = {{spec.optimizer, spec.batch}}, .seeds = seeds, .epochs = spec.epochs};
}

Spec spec_of(const NetworkRaceSpec& race, const NetworkTrial& trial) {
  Spec spec = race.base;
  const Contestant& one = race.contestants[trial.contestant];
  spec.optimizer = one.optimizer;
  spec.optimizer.params.insert_or_assign("lr", trial.rate);
  spec.batch = one.batch;
  spec.seed = trial.seed;
  spec.epochs = race.epochs;
  spec.stop = {"never", {}};
  spec.edits.clear();
  return spec;
}

double rate_of(const Contestant& contestant) {
  const auto found = contestant.optimizer.params.find("lr");
  if (found != contestant.optimizer.params.end()) return found->second;
  const Optimizer<double>* const row = find_optimizer<double>(contestant.optimizer.id);
  return row ? row->params.front().initial : 0;
}

std::vector<double> tried_rates(const Contestant& contestant) {
  constexpr int on_each_side = 3, a_power_of_ten = 2;
  const double middle = rate_of(contestant);
  const Optimizer<double>* const row = find_optimizer<double>(contestant.optimizer.id);
  if (!row || !(middle > 0)) return {middle};
  const ParamSpec& rate = row->params.front();
  std::vector<double> rates;
  for (int i = -on_each_side; i <= on_each_side; ++i) {
    // Whole powers of ten as they are written, and between them what one would type.
    const double tens = std::pow(10.0, std::floor(static_cast<double>(i) / a_power_of_ten));
    const double tried = i % a_power_of_ten == 0 ? middle * tens : middle * tens * 3;
    if (tried >= rate.low && tried <= rate.high) rates.push_back(tried);
  }
  return rates;
}

std::string sweep_of(const NetworkRaceSpec& race, const std::vector<double>& rates) {
  const auto& all = race.contestants;
  if (all.empty()) return {};
  const auto one_of = [&](std::size_t i) {
    return spec_of(race, {i, race.base.seed, i < rates.size() ? rates[i] : rate_of(all[i]), false});
  };
  const Spec first = one_of(0);
  bool same_batch = true, same_optimizer = true;
  OrderedJson optimizers = OrderedJson::array(), batches = OrderedJson::array();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Spec spec = one_of(i);
    same_batch = same_batch && spec.batch == first.batch;
    same_optimizer = same_optimizer && spec.optimizer == first.optimizer;
    optimizers.push_back(choice_json(spec.optimizer));
    batches.push_back(spec.batch);
  }
  if (!same_batch && !same_optimizer) return {};
  OrderedJson json{{"base", json_of(first)}, {"seeds", OrderedJson::array()}};
  for (std::uint64_t i = 0; i < race.seeds; ++i) json["seeds"].push_back(race.base.seed + i);
  json["vary"] = OrderedJson::array();
  json["vary"].push_back(same_batch ? OrderedJson{{"path", "optimizer"}, {"values", optimizers}}
                                    : OrderedJson{{"path", "batch"}, {"values", batches}});
  return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace gradlab
