// libFuzzer: any bytes as an IDX file, at once and in pieces, and as images that are their own labels.
#include "core/data/idx.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/require.hpp"

namespace {

using namespace gradlab;

Result<IdxTable> read_in_pieces(std::string_view file, const IdxOptions& options, std::size_t piece) {
  IdxReader reader(options);
  for (std::size_t at = 0; at < file.size(); at += piece)
    if (const auto fed = reader.feed(file.substr(at, piece)); !fed) return fed.error();
  return reader.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view file(reinterpret_cast<const char*>(bytes) + 2, size - 2);
  IdxOptions options{.name = "fuzz", .limit = bytes[0] % 4U, .most_bytes = 1 << 20};
  const auto unknown_length = read_in_pieces(file, options, 1 + bytes[1] % 32);
  options.bytes = file.size();
  const auto whole = read_in_pieces(file, options, file.size() + 1);
  if (!whole) {
    require(!whole.error().id.empty() && whole.error().field == "fuzz", "an error has an id and names the file");
    return 0;
  }
  require(static_cast<bool>(unknown_length), "what is right with its length is right without");
  require(whole->numbers == unknown_length->numbers, "pieces give the same numbers");
  require(whole->numbers.size() == whole->samples * whole->values, "there is a number for every place");
  for (const double value : whole->numbers) require(std::isfinite(value), "numbers are finite");
  const auto data = join_idx(*whole, *whole, "fuzz", "fuzz", false);
  if (data) require(data->class_count() >= 2 && data->inputs == whole->numbers, "labels are classes");
  return 0;
}
