#include "core/sweep/shard.hpp"

#include <array>

namespace gradlab {
namespace {

constexpr std::size_t most_shards = 1'000'000;

/// Digits alone, at most nine.
std::optional<std::size_t> whole(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  std::size_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + static_cast<std::size_t>(c - '0');
  }
  return value;
}

struct Engine {
  const char* index;
  const char* count;
  const char* first;  ///< where the index begins; null: at 0
  const char* step;
};

constexpr std::array engines{
    Engine{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP"},
    Engine{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", nullptr, nullptr},
    Engine{"JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", nullptr, nullptr},
};

/// A number that an engine gives; `usual` where it gives none.
Result<std::size_t> number_of(const Environment& environment, const char* name, std::optional<std::size_t> usual) {
  const auto text = name ? environment(name) : std::nullopt;
  if (!text && usual) return *usual;
  const auto value = text ? whole(*text) : std::nullopt;
  if (!value) return Error{"shard_environment", name, {{"value", text.value_or("")}}};
  return *value;
}

}  // namespace

Result<Shard> parse_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto index = whole(text.substr(0, slash));
  const auto count = slash == std::string_view::npos ? std::nullopt : whole(text.substr(slash + 1));
  if (!index || !count || *index < 1 || *index > *count || *count > most_shards)
    return Error{"not_a_shard", "--shard", {{"value", std::string(text)}}};
  return Shard{*index - 1, *count};
}

Result<std::optional<Shard>> shard_of_environment(const Environment& environment) {
  std::optional<Shard> shard;
  for (const Engine& engine : engines) {
    if (!environment(engine.index) && !environment(engine.count)) continue;
    const auto id = number_of(environment, engine.index, std::nullopt);
    if (!id) return id.error();
    const auto count = number_of(environment, engine.count, std::nullopt);
    if (!count) return count.error();
    const auto first = number_of(environment, engine.first, 0);
    if (!first) return first.error();
    const auto step = number_of(environment, engine.step, 1);
    if (!step) return step.error();
    const bool fits = *id >= *first && *step > 0 && (*id - *first) % *step == 0 && (*id - *first) / *step < *count;
    if (!fits || *count > most_shards)
      return Error{"shard_environment", engine.index, {{"value", std::to_string(*id)}}};
    const Shard outer = shard.value_or(Shard{});
    if (outer.count > most_shards / *count)
      return Error{"shard_environment", engine.count, {{"value", std::to_string(*count)}}};
    shard = Shard{outer.index * *count + (*id - *first) / *step, outer.count * *count};
  }
  return shard;
}

}  // namespace gradlab
