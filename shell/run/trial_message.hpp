// What a page and an engine that runs trials of a race (trial_server.hpp) say to each other, and the same as bytes for
// a worker.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/races/network_race.hpp"

namespace gradlab::ui {

/// Files by the name that the spec gives them.
using RaceFiles = std::map<std::string, std::string>;

struct BeginRace {
  std::uint64_t race = 0;
  NetworkRaceSpec spec;
  RaceFiles files;
};  ///< what was under way is dropped
struct RunTrial {
  std::uint64_t race = 0;
  std::size_t trial = 0;  ///< its number in the race
  NetworkTrial what;
  bool keeps_path = false;
  bool diagnoses = false;  ///< in the end
};
using ToTrialEngine = std::variant<BeginRace, RunTrial>;

/// What a trial gave since the last news of it.
struct TrialNews {
  std::uint64_t race = 0;
  std::size_t trial = 0;
  std::vector<TrialPoint> points;
  std::vector<std::vector<float>> parameters;  ///< of each of points, if its path is kept
  bool finished = false;
  std::optional<Divergence> diverged;
  std::vector<std::string> claims;  ///< that explain what was found in the end, where that was asked for
  std::optional<Error> refused;     ///< it could not begin
};

std::vector<std::byte> to_bytes(const ToTrialEngine& message);
std::vector<std::byte> to_bytes(const TrialNews& news);
/// Nothing if the bytes are not such a message.
std::optional<ToTrialEngine> trial_message_from(std::span<const std::byte> bytes);
std::optional<TrialNews> trial_news_from(std::span<const std::byte> bytes);

}  // namespace gradlab::ui
