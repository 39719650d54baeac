#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

// The targets of tests/fuzz, each under its own name.
extern "C" int gradlab_fuzz_csv(const std::uint8_t* data, std::size_t size);
extern "C" int gradlab_fuzz_formula(const std::uint8_t* data, std::size_t size);
extern "C" int gradlab_fuzz_idx(const std::uint8_t* data, std::size_t size);
extern "C" int gradlab_fuzz_json(const std::uint8_t* data, std::size_t size);

namespace {

struct Target {
  const char* name;
  int (*take)(const std::uint8_t* data, std::size_t size);
};

constexpr Target targets[] = {{"csv", gradlab_fuzz_csv},
                              {"formula", gradlab_fuzz_formula},
                              {"idx", gradlab_fuzz_idx},
                              {"json", gradlab_fuzz_json}};

}  // namespace

TEST_CASE("parsers take every input that once broke one, and the fuzzer's first ones") {
  for (const Target& target : targets) {
    CAPTURE(target.name);
    int count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(GRADLAB_FUZZ_SEEDS) + "/" + target.name + "_seeds")) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      CAPTURE(entry.path().string());
      CHECK(target.take(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()) == 0);
      ++count;
    }
    CHECK(count > 0);
  }
}
