// How long the longest step takes while a CSV file of 100 MB is loaded bit by bit, as a page does it: the
// processor's time (as WebAssembly the clock's), each step the best of five. One argument: the file. A program, not a
// test.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

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

/// One loading's steps, in milliseconds.
std::vector<double> steps_of(const DataSpec& spec) {
  std::vector<double> steps;
  auto loading = DataLoading::begin(spec, 1, OneFile{});
  for (bool done = !loading; !done;) {
    const auto from = std::clock();
    const auto advanced = loading->advance(std::size_t{1} << 20);
    steps.push_back(milliseconds(from));
    done = !advanced || *advanced;
  }
  return steps;
}

int run(const std::string& file) {
  constexpr int rounds = 5;
  for (const char* scaling : {"none", "standardise"}) {
    const DataSpec spec{.kind = "csv", .scaling = scaling, .file = file};
    std::vector<double> best = steps_of(spec);
    for (int round = 1; round < rounds; ++round) {
      const std::vector<double> steps = steps_of(spec);
      for (std::size_t i = 0; i < std::min(best.size(), steps.size()); ++i) best[i] = std::min(best[i], steps[i]);
    }
    if (best.empty()) return 1;
    const auto longest = std::max_element(best.begin(), best.end());
    std::printf("%-12s %zu steps, the longest %.1f ms (number %td), %.0f ms in all\n", scaling, best.size(), *longest,
                longest - best.begin() + 1, std::accumulate(best.begin(), best.end(), 0.0));
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) { return count < 2 ? 2 : run(arguments[1]); }
