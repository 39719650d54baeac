#include "core/network/load_data.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "core/base/number_text.hpp"
#include "core/data/columns.hpp"
#include "core/data/csv.hpp"
#include "core/data/idx.hpp"
#include "core/data/input_map.hpp"
#include "core/network/split.hpp"
#include "core/spec/limits.hpp"

namespace gradlab {
namespace {

Result<Dataset> generate(const DataSource& source, const DataSpec& spec, std::uint64_t seed) {
  const auto params = resolve_params(source.params, spec.params, "data.params");
  if (!params) return params.error();
  std::vector<std::array<double, 2>> curve;
  for (const std::vector<double>& point : spec.curve) curve.push_back({point[0], point[1]});
  Dataset data;
  data.task = source.task;
  source.generate({spec.points, spec.noise, spec.seed.value_or(seed), *params, curve}, data);
  return data;
}

Result<Done> take_values(const DataSpec& spec, Dataset& data) {
  data.task = Task::regression;
  data.target_count = spec.target_rows.empty() ? 1 : spec.target_rows.front().size();
  if (spec.target_rows.empty()) data.targets = spec.targets;
  for (std::size_t t = 0; t < data.target_count && !spec.target_rows.empty(); ++t)
    for (const std::vector<double>& row : spec.target_rows) data.targets.push_back(row[t]);
  return Done{};
}

/// Targets are class indices, or all of them -1 and +1.
Result<Done> take_classes(const DataSpec& spec, Dataset& data) {
  constexpr double most_classes = 1000;
  if (!spec.target_rows.empty()) return Error{"expects_number", "data.targets[0]", {{"value", "[...]"}}};
  const bool signs = std::any_of(spec.targets.begin(), spec.targets.end(), [](double t) { return t == -1; });
  double last = 1;
  for (std::size_t s = 0; s < spec.targets.size(); ++s) {
    const double target = spec.targets[s];
    const bool fits =
        signs ? target == -1 || target == 1 : target >= 0 && target < most_classes && target == std::floor(target);
    if (!fits) return Error{"not_a_class", "data.targets[" + std::to_string(s) + "]", {{"value", number_text(target)}}};
    data.targets.push_back(signs ? (target + 1) / 2 : target);
    last = std::max(last, target);
  }
  for (double c = 0; c <= last; ++c) data.class_names.push_back(number_text(signs ? 2 * c - 1 : c));
  data.task = data.class_count() == 2 ? Task::binary : Task::classes;
  return Done{};
}

Result<Dataset> take_inline(const DataSpec& spec) {
  Dataset data;
  data.samples = spec.inputs.size();
  const std::size_t inputs = spec.inputs.empty() ? 0 : spec.inputs.front().size();
  for (std::size_t i = 0; i < inputs; ++i) {
    data.input_names.push_back(plain_input_name(i));
    for (const std::vector<double>& row : spec.inputs) data.inputs.push_back(row[i]);
  }
  const Result<Done> taken = spec.regression ? take_values(spec, data) : take_classes(spec, data);
  return taken ? Result<Dataset>(std::move(data)) : taken.error();
}

constexpr std::size_t bytes_a_number = 4;  // going over four numbers takes no longer than reading 16 bytes of text

/// The bytes of one file go to its reader.
template <class Reader>
struct FileReading {
  std::unique_ptr<ByteSource> source;
  Reader reader;

  /// Whether anything is left to read.
  Result<bool> advance(std::span<char> piece, std::uint64_t& read) {
    const Result<std::size_t> count = source->read(piece);
    if (!count) return count.error();
    read += *count;
    if (auto fed = reader.feed({piece.data(), *count}); !fed) return fed.error();
    return *count > 0 && !reader.full();
  }
};

template <class Reader, class Options>
Result<FileReading<Reader>> open(const DataFiles& files, const std::string& name, Options options) {
  auto source = files.open(name);
  if (!source) return source.error();
  options.name = name;
  options.bytes = (*source)->size();
  options.most_bytes = limits::memory;
  return FileReading<Reader>{*std::move(source), Reader(std::move(options))};
}

CsvOptions csv_options(const DataSpec& spec) {
  CsvOptions options{.columns = spec.columns, .limit = spec.limit};
  if (spec.kind != "csv") return options;
  options.label_column = spec.label;
  options.regression = spec.regression;
  choose(options, spec.header, spec.separator, spec.decimal, spec.missing, spec.words);
  return options;
}

}  // namespace

struct DataLoading::State {
  DataSpec spec;
  std::uint64_t seed = 1;
  std::optional<FileReading<CsvReader>> table;
  std::optional<FileReading<IdxReader>> images, labels;
  std::uint64_t size = 0, read = 0;
  bool all_read = false, over = false;
  std::vector<Error> refused;  ///< none or one
  Stepwise rest;               ///< what comes after the reading
  Dataset data;
  std::vector<char> piece = std::vector<char>(std::size_t{1} << 18);

  Result<Done> open_files(const DataFiles& files);
  Result<bool> read_piece(std::size_t bytes);
  Result<bool> read_until(std::uint64_t end);
  Result<Done> take_rows();
  Result<Dataset> rows();
};

Result<Done> DataLoading::State::open_files(const DataFiles& files) {
  const bool is_own = spec.kind == "csv";
  if (spec.kind == "idx") {
    auto first = open<IdxReader>(files, spec.file, IdxOptions{.limit = spec.limit});
    if (!first) return first.error();
    auto second = open<IdxReader>(files, spec.label_file, IdxOptions{.limit = spec.limit});
    if (!second) return second.error();
    images = *std::move(first);
    labels = *std::move(second);
    const bool known = images->source->size() > 0 && labels->source->size() > 0;
    size = known ? images->source->size() + labels->source->size() : 0;
  } else if (spec.kind != "inline" && !find_data_source(spec.kind)) {
    auto opened = open<CsvReader>(files, is_own ? spec.file : spec.kind, csv_options(spec));
    if (!opened) return opened.error();
    table = *std::move(opened);
    size = table->source->size();
  }
  all_read = !table && !images;
  return all_read ? take_rows() : Result<Done>(Done{});
}

Result<bool> DataLoading::State::read_piece(std::size_t bytes) {
  const std::span<char> into = std::span(piece).first(std::min(std::max<std::size_t>(bytes, 1), piece.size()));
  if (table) return table->advance(into, read);
  if (labels->source) {  // the short file first: a wrong one is found at once
    const Result<bool> more = labels->advance(into, read);
    if (more && !*more) labels->source.reset();
    return more ? Result<bool>(true) : more;
  }
  return images->advance(into, read);
}

Result<Dataset> DataLoading::State::rows() {
  if (const DataSource* source = find_data_source(spec.kind)) return generate(*source, spec, seed);
  if (spec.kind == "inline") return take_inline(spec);
  auto first = images->reader.finish();
  if (!first) return first.error();
  const auto second = labels->reader.finish();
  if (!second) return second.error();
  return join_idx(*std::move(first), *second, spec.file, spec.label_file, spec.regression);
}

/// Lists what is to be done with what was read.
Result<Done> DataLoading::State::take_rows() {
  if (table) {
    if (auto finished = table->reader.finish(rest, data); !finished) return finished;
    if (spec.kind == "iris") data.class_names = {"setosa", "versicolor", "virginica"};
  } else {
    rest.then_at_once([this]() -> Result<Done> {
      Result<Dataset> made = rows();
      if (!made) return made.error();
      data = *std::move(made);
      return keep_columns(data, spec.columns);
    });
  }
  split_data(rest, data, spec, seed);
  fill_missing(rest, data);
  prepare_inputs(rest, data, spec.features, *find_scaling(spec.scaling));
  return Done{};
}

/// True when there is nothing more to read.
Result<bool> DataLoading::State::read_until(std::uint64_t end) {
  while (!all_read && read < end) {
    Result<bool> more = read_piece(static_cast<std::size_t>(end - read));
    if (!more) return more;
    all_read = !*more;
    if (!all_read) continue;
    if (auto taken = take_rows(); !taken) return taken.error();
  }
  return all_read;
}

DataLoading::DataLoading(std::unique_ptr<State> state) : state_(std::move(state)) {}
DataLoading::DataLoading(DataLoading&&) noexcept = default;
DataLoading& DataLoading::operator=(DataLoading&&) noexcept = default;
DataLoading::~DataLoading() = default;

Result<DataLoading> DataLoading::begin(const DataSpec& data, std::uint64_t seed, const DataFiles& files) {
  if (auto checked = check_data(data); !checked) return checked.error();
  auto state = std::make_unique<State>();
  state->spec = data;
  state->seed = seed;
  if (auto opened = state->open_files(files); !opened) return opened.error();
  return DataLoading(std::move(state));
}

Result<bool> DataLoading::advance(std::size_t bytes) {
  if (!state_->refused.empty()) return state_->refused.front();
  if (state_->over) return true;
  Result<bool> done = false;
  if (state_->all_read)
    done = state_->rest.advance(std::max<std::size_t>(bytes / bytes_a_number, 1));
  else if (const Result<bool> read = state_->read_until(state_->read + bytes); !read)
    done = read.error();
  if (!done) state_->refused.push_back(done.error());
  state_->over = done && *done;
  return done;
}

double DataLoading::progress() const {
  if (state_->over) return 1;
  constexpr double of_reading = 0.8;  // about its share of the time
  const bool reads = state_->table || state_->images;
  if (state_->all_read) return (reads ? of_reading : 0) + (reads ? 1 - of_reading : 1) * state_->rest.progress();
  const double with_end = static_cast<double>(state_->size) + 1;  // its end is a thing to read, too
  return state_->size == 0 ? 0 : of_reading * std::min(1.0, static_cast<double>(state_->read) / with_end);
}

std::uint64_t DataLoading::size() const { return state_->size; }

Result<Dataset> DataLoading::finish() {
  constexpr std::size_t piece = std::size_t{1} << 20;
  for (bool over = false; !over;) {
    const Result<bool> advanced = advance(piece);
    if (!advanced) return advanced.error();
    over = *advanced;
  }
  return std::move(state_->data);
}

Result<Dataset> load_data(const DataSpec& spec, std::uint64_t seed, const DataFiles& files) {
  Result<DataLoading> loading = DataLoading::begin(spec, seed, files);
  return loading ? loading->finish() : loading.error();
}

}  // namespace gradlab
