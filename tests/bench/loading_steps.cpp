// How long the longest step takes while a CSV file of 100 MB is loaded bit by bit, as a page does it: the
// processor's time, which others on the machine do not lengthen. One argument: the file. A program, not a test.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>

#include "core/network/load_data.hpp"

namespace {

using namespace gradlab;

class FileSource : public ByteSource {
 public:
  explicit FileSource(const std::string& name) : file_(name, std::ios::binary | std::ios::ate) {
    size_ = static_cast<std::uint64_t>(file_.tellg());
    file_.seekg(0);
  }
  std::uint64_t size() const override { return size_; }
  Result<std::size_t> read(std::span<char> into) override {
    file_.read(into.data(), static_cast<std::streamsize>(into.size()));
    return static_cast<std::size_t>(file_.gcount());
  }

 private:
  std::ifstream file_;
  std::uint64_t size_ = 0;
};

struct OneFile : DataFiles {
  Result<std::string> read(std::string_view name) const override {
    return Error{"file_missing", std::string(name), {}};
  }
  Result<std::unique_ptr<ByteSource>> open(std::string_view name) const override {
    return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(std::string(name)));
  }
};

double milliseconds(std::clock_t from) { return 1e3 * static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC; }

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return 2;
  for (const char* scaling : {"none", "standardise"}) {
    DataSpec spec{.kind = "csv", .scaling = scaling, .file = arguments[1]};
    auto loading = DataLoading::begin(spec, 1, OneFile{});
    if (!loading) return 1;
    double longest = 0, longest_at = 0;
    int steps = 0;
    const auto begin = std::clock();
    for (bool done = false; !done; ++steps) {
      const double progress = loading->progress();
      const auto from = std::clock();
      const auto advanced = loading->advance(std::size_t{1} << 20);
      if (!advanced) return 1;
      done = *advanced;
      if (milliseconds(from) <= longest) continue;
      longest = milliseconds(from);
      longest_at = progress;
    }
    const auto last = std::clock();
    const auto data = loading->finish();
    std::printf("%-12s %4d steps, the longest %5.1f ms (at %2.0f %%), the last %5.3f ms, %6.0f ms in all, %zu x %zu\n",
                scaling, steps, longest, 100 * longest_at, milliseconds(last), milliseconds(begin), data->samples,
                data->input_count());
  }
  return 0;
}
