#include "core/sweep/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "core/base/elementary.hpp"
#include "core/base/rng.hpp"
#include "core/data/number.hpp"
#include "core/network/fingerprint.hpp"
#include "core/spec/json_object.hpp"
#include "core/spec/json_text.hpp"
#include "core/spec/limits.hpp"

namespace gradlab {

using Json = nlohmann::json;

/// Reads a sweep's JSON into a Sweep; errors are those of its JsonReader.
class SweepReader {
 public:
  Result<Sweep> read(const Json& json) {
    JsonObject object(json, "", reader_);
    read_base(object.find("base"));
    const Json* vary = object.find("vary");
    read_random(object.find("random"));
    read_seeds(object.find("seeds"));
    read_scalar(object);
    object.refuse_others();
    if (vary) read_axes(*vary);
    if (reader_.error()) return *reader_.error();
    if (auto counted = count(); !counted) return counted.error();
    if (random_) draw();
    return std::move(sweep_);
  }

 private:
  static constexpr std::size_t most_values = 100'000;

  void read_base(const Json* base) {
    const Json spec = base ? *base : Json::object();
    if (!spec.is_object()) return reader_.expects("object", "base", spec);
    auto parsed = parse_spec(spec.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!parsed) {
      Error error = parsed.error();
      error.field = "base." + error.field;
      return reader_.fail(std::move(error));
    }
    // Written out: paths find the layers and choices that the base left out.
    sweep_.base_ = Json::parse(write_spec(*parsed));
    base_seed_ = parsed->seed;
  }

  void read_random(const Json* random) {
    if (!random) return;
    random_ = true;
    JsonObject object(*random, "random", reader_);
    if (!object.read_whole("settings", 1, Sweep::most_trials, sweep_.settings_))
      reader_.fail({"required", "random.settings", {}});
    object.read_whole("seed", 0, limits::seed, draw_seed_);
    object.refuse_others();
  }

  void read_seeds(const Json* seeds) {
    if (!seeds) {
      sweep_.seeds_ = {base_seed_};
    } else if (seeds->is_number()) {
      std::uint64_t count = 1;
      reader_.read_whole(*seeds, "seeds", 1, std::min<std::uint64_t>(Sweep::most_trials, limits::seed - base_seed_ + 1),
                         count);
      for (std::uint64_t i = 0; i < count && !reader_.error(); ++i) sweep_.seeds_.push_back(base_seed_ + i);
    } else if (!seeds->is_array()) {
      reader_.expects("list", "seeds", *seeds);
    } else if (seeds->empty()) {
      reader_.fail({"empty_list", "seeds", {}});
    } else {
      std::set<std::uint64_t> known;
      for (std::size_t i = 0; i < seeds->size() && !reader_.error(); ++i) {
        std::uint64_t seed = 0;
        reader_.read_whole((*seeds)[i], "seeds[" + std::to_string(i) + "]", 0, limits::seed, seed);
        if (!known.insert(seed).second)
          return reader_.fail({"repeated_seed", "seeds[" + std::to_string(i) + "]", {{"value", std::to_string(seed)}}});
        sweep_.seeds_.push_back(seed);
      }
    }
  }

  void read_scalar(JsonObject& object) {
    std::string scalar = "float";
    object.read("scalar", scalar);
    if (scalar != "float" && scalar != "double")
      reader_.fail(unknown("unknown_id", "scalar", scalar, {"float", "double"}));
    sweep_.in_double_ = scalar == "double";
  }

  void read_axes(const Json& vary) {
    if (!vary.is_array()) return reader_.expects("list", "vary", vary);
    for (std::size_t i = 0; i < vary.size() && !reader_.error(); ++i)
      read_axis(vary[i], "vary[" + std::to_string(i) + "]");
  }

  void read_axis(const Json& json, const std::string& field) {
    JsonObject object(json, field, reader_);
    std::string path;
    if (!object.read("path", path)) return reader_.fail({"required", object.path_of("path"), {}});
    auto parsed = JsonPath::parse(path, object.path_of("path"));
    if (!parsed) return reader_.fail(parsed.error());
    // Every setting is run with each of the seeds.
    if (path == "seed") return reader_.fail({"sweep_seed", object.path_of("path"), {{"value", path}}});
    SweepAxis axis{*std::move(parsed), SweepAxis::Kind::values, {}, 0, 1};
    static constexpr std::string_view ranges[] = {"linear", "log", "integer"};
    int kinds = 0;
    if (const Json* values = object.find("values")) {
      ++kinds;
      if (!values->is_array()) return reader_.expects("list", object.path_of("values"), *values);
      if (values->empty()) return reader_.fail({"empty_list", object.path_of("values"), {}});
      axis.values.assign(values->begin(), values->end());
    }
    for (std::size_t r = 0; r < 3; ++r)
      if (const Json* range = object.find(ranges[r])) {
        ++kinds;
        axis.kind = static_cast<SweepAxis::Kind>(r + 1);
        read_range(*range, object.path_of(ranges[r]), axis);
      }
    std::size_t number = 0;
    const bool counted = object.read_whole("count", 1, most_values, number);
    object.refuse_others();
    if (reader_.error()) return;
    if (kinds != 1) return reader_.fail({"sweep_axis", field, {{"value", path}}});
    if (axis.kind != SweepAxis::Kind::values && !random_) {
      if (!counted) return reader_.fail({"required", object.path_of("count"), {}});
      space(axis, number);
    }
    sweep_.axes_.push_back(std::move(axis));
  }

  void read_range(const Json& json, const std::string& field, SweepAxis& axis) {
    std::vector<double> ends;
    reader_.read(json, field, ends);
    if (reader_.error()) return;
    if (ends.size() != 2)
      return reader_.fail({"wrong_length", field, {{"value", std::to_string(ends.size())}, {"expected", "2"}}});
    axis.low = ends[0];
    axis.high = ends[1];
    const bool whole = axis.low == std::floor(axis.low) && axis.high == std::floor(axis.high) &&
                       std::abs(axis.low) < 1e15 && std::abs(axis.high) < 1e15;
    const bool fits = std::isfinite(axis.high - axis.low) && axis.low <= axis.high &&
                      (axis.kind != SweepAxis::Kind::log || axis.low > 0) &&
                      (axis.kind != SweepAxis::Kind::integer || whole);
    if (!fits) reader_.fail({"sweep_range", field, {{"value", json.dump()}}});
  }

  /// At a share of the range, 0 … 1. By our own functions: the same bits everywhere.
  static Json at(const SweepAxis& axis, double share) {
    if (axis.kind == SweepAxis::Kind::log) {
      const double low = elementary::log(axis.low), high = elementary::log(axis.high);
      const double value = share == 0 ? axis.low : share == 1 ? axis.high : elementary::exp(low + share * (high - low));
      return value < axis.low ? axis.low : value > axis.high ? axis.high : value;
    }
    const double value = axis.low + share * (axis.high - axis.low);
    if (axis.kind == SweepAxis::Kind::integer) return static_cast<std::int64_t>(std::floor(value + 0.5));
    return value;
  }

  /// 0.01, not 0.010000000000000005: grids are read and typed by people.
  static Json rounded(const Json& value) {
    if (!value.is_number_float()) return value;
    char text[40];
    std::snprintf(text, sizeof text, "%.12g", value.get<double>());
    return read_number(text).value_or(value.get<double>());
  }

  static void space(SweepAxis& axis, std::size_t number) {
    for (std::size_t i = 0; i < number; ++i) {
      const bool end = i == 0 || i + 1 == number;
      Json value = at(axis, number == 1 ? 0 : static_cast<double>(i) / static_cast<double>(number - 1));
      if (!end) value = rounded(value);
      if (axis.values.empty() || axis.values.back() != value) axis.values.push_back(std::move(value));
    }
  }

  void draw() {
    Rng rng(draw_seed_);
    sweep_.drawn_.resize(sweep_.settings_);
    for (auto& setting : sweep_.drawn_)
      for (const SweepAxis& axis : sweep_.axes_) {
        if (axis.kind == SweepAxis::Kind::values)
          setting.push_back(axis.values[static_cast<std::size_t>(rng.below(axis.values.size()))]);
        else if (axis.kind == SweepAxis::Kind::integer)
          setting.push_back(static_cast<std::int64_t>(axis.low) +
                            static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(axis.high - axis.low) + 1)));
        else
          setting.push_back(at(axis, rng.uniform()));
      }
  }

  Result<Done> count() {
    const auto too_many = [](double number) {
      return Error{"out_of_range",
                   "trials",
                   {{"value", number_text(number)}, {"low", "1"}, {"high", std::to_string(Sweep::most_trials)}}};
    };
    double number = static_cast<double>(sweep_.settings_);
    for (const SweepAxis& axis : sweep_.axes_)
      if (!random_) number *= static_cast<double>(axis.values.size());
    const double trials = number * static_cast<double>(sweep_.seeds_.size());
    if (trials > static_cast<double>(Sweep::most_trials)) return too_many(trials);
    sweep_.settings_ = static_cast<std::size_t>(number);
    return Done{};
  }

  JsonReader reader_;
  Sweep sweep_;
  bool random_ = false;
  std::uint64_t draw_seed_ = 1, base_seed_ = 1;
};

std::string hex(std::uint64_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4) text[i] = digits[value & 15U];
  return text;
}

namespace {

/// The spec's own error, which tells the trial and its settings too.
Error in_trial(const Sweep& sweep, std::size_t trial, Error error) {
  const std::string settings =
      sweep.described(sweep.setting_of(trial)).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  error.arguments.push_back({"trial", std::to_string(trial)});
  error.arguments.push_back({"settings", settings});
  return error;
}

}  // namespace

Result<Sweep> Sweep::parse(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return json.error();
  auto sweep = SweepReader().read(*json);
  if (!sweep) return sweep;
  for (std::size_t setting = 0; setting < sweep->settings(); ++setting) {
    const std::size_t trial = setting * sweep->seeds_.size();
    if (auto spec = sweep->spec_of(trial); !spec) return in_trial(*sweep, trial, spec.error());
  }
  // Sorted keys and one way to write numbers: the same sweep in another order of keys has the same fingerprint.
  const std::string whole = json->dump(-1, ' ', false, Json::error_handler_t::replace);
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : whole) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  sweep->fingerprint_ = hex(hash);
  return sweep;
}

std::vector<Json> Sweep::values_of(std::size_t setting) const {
  if (!drawn_.empty()) return drawn_[setting];
  std::vector<Json> values(axes_.size());
  for (std::size_t a = axes_.size(); a-- > 0;) {
    values[a] = axes_[a].values[setting % axes_[a].values.size()];
    setting /= axes_[a].values.size();
  }
  return values;
}

nlohmann::ordered_json Sweep::described(std::size_t setting) const {
  const std::vector<Json> values = values_of(setting);
  auto all = nlohmann::ordered_json::object();
  for (std::size_t a = 0; a < axes_.size(); ++a) all[axes_[a].path.text()] = values[a];
  return all;
}

Result<Spec> Sweep::spec_of(std::size_t trial) const {
  Json spec = base_;
  const std::vector<Json> values = values_of(setting_of(trial));
  for (std::size_t a = 0; a < axes_.size(); ++a)
    if (auto ok = axes_[a].path.set(spec, values[a]); !ok) return ok.error();
  spec["seed"] = seed_of(trial);
  return parse_spec(spec.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace gradlab
