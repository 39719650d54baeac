// How data come in: with a line of progress where somebody watches and the file is large.
#include <cstdio>

#include "shell/cli/command.hpp"
#include "shell/cli/environment.hpp"
#include "shell/i18n/i18n.hpp"

namespace gradlab::cli {
namespace {

constexpr std::uint64_t large = std::uint64_t{4} << 20;
constexpr std::size_t piece = std::size_t{1} << 20;

/// One line that is written over, and taken away at the end.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  ~ProgressLine() {
    if (percent_ >= 0) std::fputs("\r\x1b[K", stderr);
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const std::string& name, double share) {
    const int percent = static_cast<int>(share * 100);
    if (!shown_ || percent == percent_) return;
    percent_ = percent;
    const std::string line = tr("data.loading", {{"file", name}, {"percent", std::to_string(percent)}});
    std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
    std::fflush(stderr);
  }

 private:
  bool shown_;
  int percent_ = -1;
};

}  // namespace

Result<Dataset> load(const DataSpec& spec, std::uint64_t seed, const DataFiles& files) {
  Result<DataLoading> loading = DataLoading::begin(spec, seed, files);
  if (!loading) return loading.error();
  {
    ProgressLine line(loading->size() >= large && error_is_terminal());
    for (bool done = false; !done;) {
      const Result<bool> advanced = loading->advance(piece);
      if (!advanced) return advanced.error();
      done = *advanced;
      line.show(spec.file, loading->progress());
    }
  }
  Result<Dataset> data = loading->finish();
  if (data && data->missing_cells > 0) {
    const std::string key = spec.missing == "drop" ? "data.rows_dropped" : "data.cells_filled";
    say("gradlab: " + tr(key, {{"file", spec.file},
                               {"count", std::to_string(data->missing_cells)},
                               {"rows", std::to_string(data->dropped_rows)}}));
  }
  return data;
}

}  // namespace gradlab::cli
