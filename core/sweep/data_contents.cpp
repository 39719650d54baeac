#include "core/sweep/data_contents.hpp"

#include <cstdint>
#include <vector>

#include "core/sweep/sweep.hpp"

namespace gradlab {
namespace {

Result<std::string> hash_of(const DataFiles& files, const std::string& name) {
  const auto source = files.open(name);
  if (!source) return source.error();
  std::vector<char> piece(std::size_t{1} << 16);
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (;;) {
    const Result<std::size_t> count = (*source)->read(piece);
    if (!count) return count.error();
    if (*count == 0) return hex(hash);
    for (std::size_t i = 0; i < *count; ++i) hash = (hash ^ static_cast<unsigned char>(piece[i])) * 0x100000001b3U;
  }
}

}  // namespace

Result<DataContents> DataContentsReader::of(const DataSpec& spec) {
  DataContents contents;
  std::vector<std::string> names;
  if (spec.kind == "csv") names = {spec.file};
  if (spec.kind == "idx") names = {spec.file, spec.label_file};
  for (const std::string& name : names) {
    if (!known_.contains(name)) {
      const auto hash = hash_of(*files_, name);
      if (!hash) return hash.error();
      known_[name] = *hash;
    }
    contents[name] = known_[name];
  }
  return contents;
}

}  // namespace gradlab
