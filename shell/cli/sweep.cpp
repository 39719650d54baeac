// gradlab sweep: many trainings around one spec, on all cores, a JSON line for each.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>

#include "core/sweep/shard.hpp"
#include "core/sweep/trial.hpp"
#include "shell/cli/command.hpp"
#include "shell/cli/environment.hpp"
#include "shell/cli/file_lock.hpp"
#include "shell/cli/progress.hpp"

namespace gradlab::cli {
namespace {

using Clock = std::chrono::steady_clock;

struct SweepOptions {
  std::string sweep;
  std::string out;
  std::string shard;
  unsigned threads = 0;
};

constexpr const char* reference = R"(The sweep is JSON:
  {"base": SPEC, "seeds": 5,
   "vary": [{"path": "optimizer", "values": ["sgd", {"id": "adam", "beta1": 0.8}]},
            {"path": "optimizer.lr", "log": [0.001, 1], "count": 4},
            {"path": "layers[*].activation", "values": ["relu", "tanh"]}]}
base    a spec as gradlab train takes it. seeds: a list, or how many from the base's seed on.
vary    a grid: every combination is a setting, run with every seed. "path" names a field as messages do; layers[*]
        are all layers but the output layer, layers[-1] is the output layer. "values": a list of anything that may
        stand there; or "linear", "log" or "integer": [low, high] with "count" evenly spaced values.
random  {"settings": 20, "seed": 1}: instead of a grid, so many settings drawn from the lists and ranges.
scalar  "float" or "double".
Lines: sweep (its fingerprint), trial, trials (how many there are), setting, seed, values, files (of data, with a hash
of what they hold), epochs, train_loss, test_loss, train_accuracy, test_accuracy, hash, diverged (null, or step and
cause; then the losses are null), seconds.

With --out a sweep that was stopped goes on where it was: trials in the file are skipped, a torn last line is cut off.
Files of data that have changed since are refused, and so is a file that another sweep is writing into.
Shards: --shard 2/8, or by itself from SLURM_ARRAY_TASK_ID and _COUNT, OMPI_COMM_WORLD_RANK and _SIZE, or
JOB_COMPLETION_INDEX with JOB_COMPLETIONS. {shard} in the name of --out becomes 2-of-8. gradlab merge joins them.
  parallel gradlab sweep s.json --shard {}/4 --out 'r-{shard}.jsonl' ::: 1 2 3 4
  mpirun -n 4 gradlab sweep s.json --threads 1 --out 'r-{shard}.jsonl'
  sbatch --array=0-99 --wrap "gradlab sweep s.json --out 'r-{shard}.jsonl'")";

/// A refusal by the spec of some trial is told with that trial.
Outcome refuse_sweep(const Error& error) {
  const auto has = [&](const std::string& name) {
    return std::any_of(error.arguments.begin(), error.arguments.end(),
                       [&](const auto& one) { return one.first == name; });
  };
  if (has("trial")) refuse(Error{"sweep_trial", "", error.arguments});
  return refuse(error);
}

/// Which part is this process's, and where its lines go.
struct Part {
  Shard shard;
  std::string out;
};

Result<Part> part_of(const SweepOptions& options) {
  constexpr std::string_view place = "{shard}";
  Part part{{}, options.out};
  std::optional<Shard> shard;
  if (!options.shard.empty()) {
    const auto given = parse_shard(options.shard);
    if (!given) return given.error();
    shard = *given;
  } else {
    const auto found = shard_of_environment(environment);
    if (!found) return found.error();
    shard = *found;
    // Processes that an engine started alike would all write into the same file.
    if (shard && shard->count > 1 && !options.out.empty() && options.out.find(place) == std::string::npos)
      return Error{"shard_same_file", "--out", {{"value", options.out}, {"shard", std::string(place)}}};
  }
  part.shard = shard.value_or(Shard{});
  for (std::size_t at = 0; (at = part.out.find(place, at)) != std::string::npos;)
    part.out.replace(at, place.size(), part.shard.name());
  return part;
}

/// What the files of data held when this process began, by setting.
class TrialFiles {
 public:
  TrialFiles(const Sweep& sweep, const DataFiles& files) : sweep_(sweep), reader_(files) {}

  Result<Done> look(std::size_t trial) {
    const auto spec = sweep_.spec_of(trial);
    if (!spec) return spec.error();
    auto contents = reader_.of(spec->data);
    if (!contents) return contents.error();
    if (!contents->empty()) by_setting_[sweep_.setting_of(trial)] = *std::move(contents);
    return Done{};
  }

  DataContents of(std::size_t setting) const {
    const auto found = by_setting_.find(setting);
    return found == by_setting_.end() ? DataContents{} : found->second;
  }

  /// The first file that held something else when the record was written.
  std::optional<std::string> changed(const TrialRecord& record) const {
    const DataContents now = of(record.setting);
    for (const auto& [name, hash] : record.files) {
      const auto found = now.find(name);
      if (found != now.end() && found->second != hash) return name;
    }
    return std::nullopt;
  }

 private:
  const Sweep& sweep_;
  DataContentsReader reader_;
  std::map<std::size_t, DataContents> by_setting_;
};

/// Lines to a file that stays whole line by line, or to standard output.
class Output {
 public:
  ~Output() {
    if (file_ && file_ != stdout) std::fclose(file_);
  }

  /// Opens the file and tells which trials are in it. A file of another sweep, or of other data, is left as it is.
  Result<std::set<std::size_t>> open(const std::string& path, const Sweep& sweep, const TrialFiles& files) {
    std::set<std::size_t> known;
    file_ = stdout;
    if (path.empty()) return known;
    path_ = path;
    if (auto held = lock_.take(path); !held) return held.error();
    bool lacks_line_end = false;
    if (const auto text = read_text(path)) {
      const auto begun = read_output(*text, path);
      if (!begun) return begun.error();
      for (const TrialRecord& record : begun->records) {
        if (record.sweep != sweep.fingerprint())
          return Error{"sweep_other", path, {{"value", record.sweep}, {"expected", sweep.fingerprint()}}};
        if (const auto changed = files.changed(record))
          return Error{"sweep_data_changed", path, {{"value", *changed}, {"trial", std::to_string(record.trial)}}};
        known.insert(record.trial);
      }
      if (auto mended = mend(*text, *begun, sweep); !mended) return mended.error();
      lacks_line_end = begun->lacks_line_end;
    }
    file_ = std::fopen(path.c_str(), "ab");
    if (!file_ || (lacks_line_end && !write("\n"))) return Error{"file_not_written", path, {}};
    return known;
  }

  /// Ends or cuts off a torn last line; one that was never a line of this sweep is refused.
  Result<Done> mend(const std::string& text, const BegunOutput& begun, const Sweep& sweep) const {
    if (begun.whole == text.size() && !begun.lacks_line_end) return Done{};
    const std::string_view torn = std::string_view(text).substr(begun.whole);
    const std::string start = "{\"sweep\":\"" + sweep.fingerprint() + "\"";
    if (!torn.starts_with(start) && !start.starts_with(torn))
      return Error{"sweep_line", path_, {{"row", std::to_string(begun.records.size() + 1)}}};
    std::error_code error;
    if (!begun.lacks_line_end) std::filesystem::resize_file(path_, begun.whole, error);
    if (error) return Error{"file_not_written", path_, {}};
    say("gradlab: " + path_ + ": a torn last line was " + (begun.lacks_line_end ? "ended" : "cut off"));
    return Done{};
  }

  bool write(const std::string& line) {
    return std::fwrite(line.data(), 1, line.size(), file_) == line.size() && std::fflush(file_) == 0;
  }
  const std::string& path() const { return path_; }

 private:
  FileLock lock_;
  std::FILE* file_ = nullptr;
  std::string path_;
};

/// The trials of one process, spread over its threads: each takes the next that nobody has.
class Run {
 public:
  Run(const Sweep& sweep, const DataFiles& files, const TrialFiles& trial_files, std::vector<std::size_t> trials,
      Output& output)
      : sweep_(sweep),
        files_(files),
        trial_files_(trial_files),
        trials_(std::move(trials)),
        output_(output),
        progress_(trials_.size()) {}

  Outcome on(unsigned threads) {
    const auto most = static_cast<unsigned>(std::min<std::size_t>(threads, trials_.size()));
    std::vector<std::thread> others;
    for (unsigned t = 1; t < most; ++t) others.emplace_back([this] { work(); });
    work();
    for (std::thread& one : others) one.join();
    progress_.end();
    return error_ ? refuse_sweep(*error_) : done;
  }

 private:
  void work() {
    TrialRunner runner(sweep_, files_);
    for (std::size_t at = 0; !stopped_ && (at = next_++) < trials_.size();) run(runner, trials_[at]);
  }

  void run(TrialRunner& runner, std::size_t trial) {
    const auto start = Clock::now();
    auto result = runner.run(trial);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    const std::lock_guard lock(mutex_);
    if (!result) return stop(result.error());
    const std::size_t setting = sweep_.setting_of(trial);
    const TrialRecord record{sweep_.fingerprint(),
                             trial,
                             sweep_.trials(),
                             setting,
                             sweep_.seed_of(trial),
                             sweep_.described(setting),
                             trial_files_.of(setting),
                             *std::move(result),
                             seconds};
    if (!output_.write(write_record(record) + "\n")) return stop({"file_not_written", output_.path(), {}});
    progress_.advance();
  }

  void stop(Error error) {
    if (!error_) error_ = std::move(error);
    stopped_ = true;
  }

  const Sweep& sweep_;
  const DataFiles& files_;
  const TrialFiles& trial_files_;
  std::vector<std::size_t> trials_;
  Output& output_;
  Progress progress_;
  std::mutex mutex_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> stopped_ = false;
  std::optional<Error> error_;
};

/// Networks and data that cannot be made are told before the first training begins.
Result<Done> check_settings(const Sweep& sweep, const DataFiles& files, const std::vector<std::size_t>& trials,
                            TrialFiles& trial_files) {
  TrialRunner runner(sweep, files);
  std::optional<std::size_t> checked;
  for (const std::size_t trial : trials) {
    const std::size_t setting = sweep.setting_of(trial);
    if (checked == setting) continue;
    checked = setting;
    auto ok = runner.check(trial);
    if (ok) ok = trial_files.look(trial);
    if (!ok) {
      Error error = ok.error();
      error.arguments.push_back({"trial", std::to_string(trial)});
      error.arguments.push_back({"settings", sweep.described(setting).dump()});
      return error;
    }
  }
  return Done{};
}

Outcome sweep(const SweepOptions& options) {
  const auto text = read_text(options.sweep);
  if (!text) return refuse(text.error());
  const auto sweep = Sweep::parse(*text);
  if (!sweep) return refuse_sweep(sweep.error());
  const auto part = part_of(options);
  if (!part) return refuse(part.error());
  const Files files(folder_of(options.sweep));

  std::vector<std::size_t> trials;
  for (std::size_t trial = 0; trial < sweep->trials(); ++trial)
    if (part->shard.has(trial)) trials.push_back(trial);
  TrialFiles trial_files(*sweep, files);
  if (auto ok = check_settings(*sweep, files, trials, trial_files); !ok) return refuse_sweep(ok.error());
  Output output;
  const auto known = output.open(part->out, *sweep, trial_files);
  if (!known) return refuse(known.error());
  std::erase_if(trials, [&](std::size_t trial) { return known->contains(trial); });

  const unsigned most = most_threads();
  const unsigned threads = std::max(1U, options.threads == 0 ? most : most == 1 ? 1U : options.threads);
  const auto start = Clock::now();
  const std::size_t count = trials.size();
  const Outcome outcome = Run(*sweep, files, trial_files, std::move(trials), output).on(threads);
  char line[160];
  std::snprintf(line, sizeof line, "gradlab: %zu trials in %.2f s on %u threads; %zu were there already", count,
                std::chrono::duration<double>(Clock::now() - start).count(), threads, known->size());
  if (outcome == done) say(line);
  return outcome;
}

}  // namespace

void add_sweep(CLI::App& app, Outcome& outcome) {
  auto options = std::make_shared<SweepOptions>();
  CLI::App* command =
      app.add_subcommand("sweep", "Many trainings around one spec: a grid or random settings, by seeds.");
  command->add_option("sweep", options->sweep, "The sweep's file, or - for standard input")->required();
  command->add_option("--out", options->out,
                      "Where the lines go, and which trials are done; standard output if left out");
  command->add_option("--shard", options->shard, "K/N: only every N-th trial, from the K-th on");
  command->add_option("--threads", options->threads, "How many trainings at once; 0: one for each core")
      ->check(CLI::Range(0U, 1024U))
      ->capture_default_str();
  command->footer(reference);
  command->callback([options, &outcome] { outcome = sweep(*options); });
}

}  // namespace gradlab::cli
