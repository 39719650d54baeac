// What the commands share: how they end, where their input comes from, and where messages go.
#pragma once

#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/param.hpp"
#include "core/base/result.hpp"
#include "core/network/load_data.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's name for itself
class App;
}

namespace gradlab::cli {

/// Exit codes.
enum Outcome : int {
  done = 0,
  failed = 1,     ///< a check or a training failed
  bad_input = 2,  ///< the message is on standard error, nothing on standard output
};

/// Says on standard error what is wrong; gives bad_input.
Outcome refuse(const Error& error);
void say(std::string_view text);
void print(std::string_view text);  ///< on standard output

/// The whole of a file, or of standard input for "-".
Result<std::string> read_text(const std::string& path);
/// A file that is there is replaced once the text is written whole; until then, and where that fails, it stays as it
/// was.
Result<Done> write_text(const std::string& path, std::string_view text);
/// Whether write_text could; for before work that takes long. Changes nothing.
Result<Done> check_writable(const std::string& path);

/// Of a file's path, without the last slash; empty where it has none.
std::string folder_of(const std::string& path);

/// For an option that takes a formula: what is empty is refused as such, not taken as left out.
std::string refuse_empty_formula(const std::string& given);

/// "alpha=0.2" for each element.
Result<ParamValues> read_params(const std::vector<std::string>& given);

/// Shipped data sets, and files by their path: as given, else beside the spec.
class Files : public DataFiles {
 public:
  explicit Files(std::string folder = {}) : folder_(std::move(folder)) {}
  Result<std::string> read(std::string_view name) const override;
  Result<std::unique_ptr<ByteSource>> open(std::string_view name) const override;

 private:
  std::FILE* open_file(const std::string& name) const;

  std::string folder_;
};

/// load_data, with a line of progress on standard error for a large file where that is a terminal, and a word about
/// rows that were left out.
Result<Dataset> load(const DataSpec& data, std::uint64_t seed, const DataFiles& files);

/// A spec and its data, split and scaled.
struct LoadedSpec {
  Spec spec;
  Dataset data;
};
/// Of a spec's file, or of standard input for "-"; files that it names are looked for beside it too.
Result<LoadedSpec> load_spec(const std::string& path);

// Each adds its subcommand; what it ended with is written to `outcome` when it runs.
void add_list(CLI::App& app, Outcome& outcome);
void add_eval(CLI::App& app, Outcome& outcome);
void add_loss(CLI::App& app, Outcome& outcome);
void add_descend(CLI::App& app, Outcome& outcome);
void add_check(CLI::App& app, Outcome& outcome);
void add_train(CLI::App& app, Outcome& outcome);
void add_predict(CLI::App& app, Outcome& outcome);
void add_export(CLI::App& app, Outcome& outcome);
void add_inspect(CLI::App& app, Outcome& outcome);
void add_sweep(CLI::App& app, Outcome& outcome);
void add_merge(CLI::App& app, Outcome& outcome);

}  // namespace gradlab::cli
