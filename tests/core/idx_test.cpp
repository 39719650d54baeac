#include "core/data/idx.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <map>
#include <string>
#include <utility>

#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

std::string big_endian(std::uint64_t value, std::size_t bytes) {
  std::string text;
  for (std::size_t i = bytes; i-- > 0;) text += static_cast<char>(value >> (8 * i) & 0xff);
  return text;
}

std::string head(char type, const std::vector<std::uint32_t>& sizes) {
  std::string text{0, 0, type, static_cast<char>(sizes.size())};
  for (const std::uint32_t size : sizes) text += big_endian(size, 4);
  return text;
}

Result<IdxTable> read(std::string_view file, IdxOptions options = {}) {
  options.bytes = file.size();
  IdxReader reader(options);
  if (const auto fed = reader.feed(file); !fed) return fed.error();
  return reader.finish();
}

std::string idx_refusal(std::string_view file, const IdxOptions& options = {}) {
  const auto table = read(file, options);
  return table ? "taken" : table.error().id;
}

/// Files with these names and texts.
struct Given : DataFiles {
  std::map<std::string, std::string, std::less<>> texts;
  Result<std::string> read(std::string_view name) const override {
    const auto found = texts.find(name);
    return found == texts.end() ? Result<std::string>(Error{"file_missing", std::string(name), {}}) : found->second;
  }
};

/// Four images of 2 × 3 bytes with labels 7, 0, 7, 3.
Given small_mnist() {
  Given files;
  std::string pixels;
  for (int i = 0; i < 24; ++i) pixels += static_cast<char>(10 * i);
  files.texts["images"] = head(8, {4, 2, 3}) + pixels;
  files.texts["labels"] = head(8, {4}) + std::string{7, 0, 7, 3};
  return files;
}

DataSpec idx_spec() { return {.kind = "idx", .test_share = 0, .file = "images", .label_file = "labels"}; }

}  // namespace

TEST_CASE("Numbers of every type are read, the most significant byte first") {
  const std::vector<double> expected{-2, 0, 100};
  const auto check = [&](char type, std::size_t size, auto bits) {
    std::string file = head(type, {3});
    for (const double value : expected) file += big_endian(bits(value), size);
    const auto table = read(file);
    REQUIRE(table);
    CHECK(table->numbers == expected);
  };
  check(0x09, 1, [](double v) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(v)); });
  check(0x0B, 2, [](double v) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(v)); });
  check(0x0C, 4, [](double v) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(v)); });
  check(0x0D, 4, [](double v) { return std::uint64_t{std::bit_cast<std::uint32_t>(static_cast<float>(v))}; });
  check(0x0E, 8, [](double v) { return std::bit_cast<std::uint64_t>(v); });
  CHECK(read(head(8, {2}) + std::string("\xFF\x01"))->numbers == std::vector<double>{255, 1});
}

TEST_CASE("Images and labels become a data set; classes are the labels that occur") {
  const auto data = load_data(idx_spec(), 1, small_mnist());
  REQUIRE(data);
  CHECK(data->samples == 4);
  CHECK(data->input_count() == 6);
  CHECK(data->class_names == std::vector<std::string>{"0", "3", "7"});
  CHECK(data->targets == std::vector<double>{2, 0, 2, 1});
  for (std::size_t s = 0; s < 4; ++s)
    for (std::size_t i = 0; i < 6; ++i) CHECK(data->input(i, s) == static_cast<double>(10 * (6 * s + i)));
}

TEST_CASE("The first samples alone can be asked for") {
  DataSpec spec = idx_spec();
  spec.limit = 2;
  const auto data = load_data(spec, 1, small_mnist());
  REQUIRE(data);
  CHECK(data->samples == 2);
  CHECK(data->input(5, 1) == 110);
}

TEST_CASE("An IDX file is the same however it is cut into pieces") {
  const std::string file = head(0x0C, {3, 2}) + big_endian(1, 4) + big_endian(2, 4) + big_endian(3, 4) +
                           big_endian(4, 4) + big_endian(5, 4) + big_endian(6, 4);
  for (std::size_t piece = 1; piece < file.size(); ++piece) {
    IdxReader reader({.name = "t"});
    for (std::size_t at = 0; at < file.size(); at += piece)
      REQUIRE(reader.feed(std::string_view(file).substr(at, piece)));
    CHECK(reader.finish()->numbers == std::vector<double>{1, 3, 5, 2, 4, 6});
  }
}

TEST_CASE("Files that are not whole IDX files are refused in words") {
  CHECK(idx_refusal("") == "idx_magic");
  CHECK(idx_refusal("abcdefgh") == "idx_magic");
  CHECK(idx_refusal(head(7, {1}) + "x") == "idx_magic");
  CHECK(idx_refusal(head(8, {})) == "idx_magic");
  CHECK(idx_refusal(std::string("\x1F\x8B\x08\0", 4)) == "file_compressed");
  CHECK(idx_refusal(head(8, {3}) + "xy") == "idx_length");
  CHECK(idx_refusal(head(8, {3}) + "wxyz") == "idx_length");
  CHECK(idx_refusal(head(8, {3}).substr(0, 6)) == "idx_length");
  CHECK(idx_refusal(head(8, {0, 2})) == "no_rows");
  CHECK(idx_refusal(head(8, {0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 4})) == "data_too_large");
  CHECK(idx_refusal(head(8, {4}) + "wxyz", {.most_bytes = 24}) == "data_too_large");
  CHECK(idx_refusal(head(0x0E, {1}) + big_endian(0x7FF0000000000000, 8)) == "idx_not_finite");
}

TEST_CASE("Images and labels that do not belong together are refused, and swapped files are told") {
  Given files = small_mnist();
  files.texts["labels"] = head(8, {3}) + std::string{7, 0, 7};
  CHECK(load_data(idx_spec(), 1, files).error().id == "idx_counts");
  files.texts["labels"] = head(0x0D, {4}) + std::string(12, 0) + big_endian(0x3F000000, 4);
  CHECK(load_data(idx_spec(), 1, files).error().id == "idx_label");
  files.texts["labels"] = head(8, {4}) + std::string(4, 1);
  CHECK(load_data(idx_spec(), 1, files).error().id == "one_class");
  DataSpec swapped = idx_spec();
  std::swap(swapped.file, swapped.label_file);
  CHECK(load_data(swapped, 1, small_mnist()).error().id == "idx_labels_shape");
  files.texts.erase("labels");
  CHECK(load_data(idx_spec(), 1, files).error().field == "labels");
}

TEST_CASE("A file is loaded bit by bit, and progress runs from 0 to 1") {
  Given files;
  std::string& text = files.texts["own.csv"];
  while (text.size() < 3'000'000) text += "1.5,2.5,a\n-1,0.25,b\n";
  const DataSpec spec{.kind = "csv", .file = "own.csv"};
  auto loading = DataLoading::begin(spec, 1, files);
  REQUIRE(loading);
  CHECK(loading->size() == text.size());
  double before = -1;
  int calls = 0;
  for (bool done = false; !done; ++calls) {
    CHECK(loading->progress() > before);
    before = loading->progress();
    const auto advanced = loading->advance(100'000);
    REQUIRE(advanced);
    done = *advanced;
  }
  CHECK(loading->progress() == 1);
  CHECK(calls > 25);
  const auto data = loading->finish(), at_once = load_data(spec, 1, files);
  CHECK(data->inputs == at_once->inputs);
  CHECK(data->train_rows == at_once->train_rows);
}

TEST_CASE("What comes after the reading goes in steps, too, and gives what it gives at once") {
  Given files;
  std::string& text = files.texts["own.csv"];
  while (text.size() < 600'000) text += "1.5,red,a\n-1,blue,b\n,red,c\n0.25,red,b\n";
  for (const char* scaling : {"none", "standardise", "unit_interval", "signed_interval"}) {
    DataSpec spec{.kind = "csv", .scaling = scaling, .file = "own.csv", .missing = "mean"};
    auto loading = DataLoading::begin(spec, 1, files);
    REQUIRE(loading);
    int calls = 0;
    for (Result<bool> done = false; !*done; ++calls) {
      done = loading->advance(16'000);  // 4000 numbers of 3 × 60,000
      REQUIRE(done);
    }
    CHECK(calls > 600'000 / 16'000 + 3 * 60'000 / 4'000);
    const auto data = loading->finish(), at_once = load_data(spec, 1, files);
    CHECK(data->inputs == at_once->inputs);
    CHECK(data->targets == at_once->targets);
    CHECK(data->train_rows == at_once->train_rows);
    CHECK(data->test_rows == at_once->test_rows);
  }
}

TEST_CASE("A wrong file ends the loading where it is wrong, and the training that runs goes on as before") {
  Given files;
  std::string& text = files.texts["own.csv"];
  while (text.size() < 1'000'000) text += "1.5,2.5,a\n-1,0.25,b\n";
  text += "1,two,a\n";
  auto running = trainer_of<float>(R"({"data": {"kind": "moons"}})");
  run_epochs(running, 1);
  const auto before = parameters_of(running);
  auto loading = DataLoading::begin({.kind = "csv", .file = "own.csv"}, 1, files);
  Result<bool> advanced = loading->advance(1000);
  while (advanced && !*advanced) advanced = loading->advance(100'000);
  REQUIRE(!advanced);
  CHECK(advanced.error().id == "cell_not_a_number");
  CHECK(loading->finish().error().id == "cell_not_a_number");
  CHECK(parameters_of(running) == before);
}
