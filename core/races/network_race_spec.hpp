#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// What the networks of one line of a race are trained by.
struct Contestant {
  Choice optimizer{"sgd", {}};
  std::size_t batch = 10;  ///< as Spec's

  bool operator==(const Contestant&) const = default;
};

/// Everything a person can set of a race on a network: the same network is trained by every contestant from the same
/// starts on the same data. JSON is its text; keys are the members' names, what is left out has the value below, of a
/// contestant the base's:
///   {"base": SPEC, "contestants": [{"optimizer": "sgd"}, {"optimizer": {"id": "adam", "lr": 0.01}, "batch": 32}],
///    "seeds": 5, "epochs": 40, "tuned": true}
struct NetworkRaceSpec {
  static constexpr std::size_t most_contestants = 14, most_seeds = 25, most_epochs = 2000;

  Spec base;  ///< its optimizer, batch, epochs, stop and edits do not count
  std::vector<Contestant> contestants;
  std::size_t seeds = 5;  ///< runs of each contestant: the base's seed, and those after it. A seed decides data, split,
                          ///< weights and order, as Spec's
  std::size_t epochs = 40;
  bool tuned = false;  ///< each contestant's rate is chosen among tried_rates() first

  bool operator==(const NetworkRaceSpec&) const = default;
};

Result<NetworkRaceSpec> parse_network_race(std::string_view json);
std::string write_network_race(const NetworkRaceSpec& spec);

/// All checks that need no data. parse_network_race calls it. Errors name the field: "contestants[2].optimizer.lr".
Result<Done> check_network_race(const NetworkRaceSpec& spec);

/// The spec as it is, from so many seeds: a race of one.
NetworkRaceSpec race_of_one(const Spec& spec, std::size_t seeds);

/// One training of a race.
struct NetworkTrial {
  std::size_t contestant = 0;
  std::uint64_t seed = 1;
  double rate = 0;  ///< of learning
  bool tuning = false;

  bool operator==(const NetworkTrial&) const = default;
};

/// What the trial trains: nothing ends it early, and no hand is laid on it.
Spec spec_of(const NetworkRaceSpec& race, const NetworkTrial& trial);

/// The rate that a contestant names, or its rule's own.
double rate_of(const Contestant& contestant);
/// That rate and three on each side of it, half a power of ten apart, as far as the rule allows them. Ascending.
std::vector<double> tried_rates(const Contestant& contestant);

/// The same trainings at these rates (one for each contestant) for the command line's sweep, as its JSON. Empty where
/// contestants differ both in optimizer and in batch, which no grid does.
std::string sweep_of(const NetworkRaceSpec& race, const std::vector<double>& rates);

}  // namespace gradlab
