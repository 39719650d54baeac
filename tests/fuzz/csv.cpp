// libFuzzer: any bytes as a table. The first byte chooses the options and how the text is cut into pieces. However it
// is cut the result is the same; what is taken is whole.
#include "core/data/csv.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/require.hpp"

namespace {

using namespace gradlab;

CsvOptions options_of(std::uint8_t choice) {
  CsvOptions options{.name = "fuzz", .regression = (choice & 1) != 0};
  options.missing = static_cast<Missing>((choice >> 1) % 3);
  options.header = static_cast<CsvOptions::Header>((choice >> 3) % 3);
  if (choice & 0x20) options.label_column = choice & 0x40 ? "1" : "k";
  if (choice & 0x80) options.limit = 3;
  options.most_bytes = 1 << 20;
  return options;
}

Result<Dataset> read_in_pieces(std::string_view text, const CsvOptions& options, std::size_t piece) {
  CsvReader reader(options);
  for (std::size_t at = 0; at < text.size(); at += piece)
    if (const auto fed = reader.feed(text.substr(at, piece)); !fed) return fed.error();
  return reader.finish();
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i] && !(std::isnan(a[i]) && std::isnan(b[i]))) return false;
  return true;
}

void check_whole(const Dataset& data, const CsvOptions& options) {
  require(data.samples > 0 && data.input_count() > 0, "there are rows and columns");
  require(data.inputs.size() == data.samples * data.input_count(), "every input has a number for every sample");
  require(data.targets.size() == data.samples, "every sample has a target");
  require(options.limit == 0 || data.samples <= options.limit, "the limit is kept");
  for (const double value : data.inputs)
    require(std::isfinite(value) || (std::isnan(value) && options.missing == Missing::mean), "inputs are finite");
  for (const double target : data.targets) {
    const bool is_class =
        target >= 0 && target < static_cast<double>(data.class_count()) && target == std::floor(target);
    require(options.regression ? std::isfinite(target) : is_class, "targets are numbers or classes");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 2) return 0;
  const CsvOptions options = options_of(bytes[0]);
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 2, size - 2);
  const auto whole = read_csv(text, options);
  const auto pieces = read_in_pieces(text, options, 1 + bytes[1] % 32);
  require(static_cast<bool>(whole) == static_cast<bool>(pieces), "pieces are taken or refused as the whole is");
  if (!whole) {
    require(whole.error().id == pieces.error().id, "pieces are refused as the whole is");
    require(!whole.error().id.empty() && whole.error().field == "fuzz", "an error has an id and names the file");
    return 0;
  }
  check_whole(*whole, options);
  require(same(whole->inputs, pieces->inputs) && same(whole->targets, pieces->targets), "pieces give the same numbers");
  return 0;
}
