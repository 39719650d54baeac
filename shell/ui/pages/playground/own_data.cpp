#include "shell/ui/pages/playground/own_data.hpp"

#include <algorithm>
#include <array>

#include "core/data/csv.hpp"
#include "core/data/csv_dialect.hpp"
#include "core/data/input_map.hpp"
#include "core/data/table.hpp"
#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/pages/playground_state.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t piece = std::size_t{1} << 18;         // bytes between two looks at the clock
constexpr std::size_t numbers_at_once = piece / 4;          // likewise, of inputs that are made
constexpr std::size_t read_at_once = std::size_t{1} << 18;  // a file so small takes no longer than a frame
constexpr std::size_t most_classes_of_numbers = 12;         // more numbers are rather measured than counted

bool classes_are_numbers(const Dataset& data) {
  return std::ranges::all_of(data.class_names,
                             [](const std::string& name) { return cell_number(Cell{name, false}, '.').has_value(); });
}

void refuse(PlaygroundState& state, const Error& error) {
  state.reading.reset();
  state.resuming.reset();
  state.wanted_axes.reset();
  (state.own_data.open || state.own_data.unread ? state.own_data.refused : state.refused) = error;
}

/// The label looks like something measured: it is a number to predict.
bool try_as_number(PlaygroundState& state, FileReading reading) {
  reading.wanted.data.regression = true;
  state.own_data.draft.regression = true;
  reading.guesses = false;
  return begin_reading(state, std::move(reading));
}

/// Everything is read. True: and there is no more to do, for it was refused or is read otherwise.
bool take_rows(PlaygroundState& state, bool& good) {
  FileReading& reading = *state.reading;
  Result<Dataset> rows = reading.loading->finish();
  if (!rows) {
    refuse(state, rows.error());
    good = false;
    return true;
  }
  if (reading.guesses && rows->class_count() > most_classes_of_numbers && classes_are_numbers(*rows)) {
    good = try_as_number(state, std::move(reading));
    return true;
  }
  reading.rows = std::make_shared<const Dataset>(*std::move(rows));
  if (reading.fits_output)
    reading.wanted = with_own_data(reading.wanted, *reading.rows, playground_run(state).data().task);
  const DataSpec& data = reading.wanted.data;
  reading.inputs = std::make_shared<Dataset>(*reading.rows);
  prepare_inputs(reading.making, *reading.inputs, data.features, *find_scaling(data.scaling));
  return false;
}

void make_inputs(FileReading& reading) {
  const Result<bool> done = reading.making.advance(numbers_at_once);
  reading.ready = !done || *done;
  // Why they cannot be made, the run says that asks for them.
  if (!done) reading.inputs.reset();
}

bool finish_reading(PlaygroundState& state) {
  FileReading reading = std::move(*state.reading);
  state.reading.reset();
  const Spec& wanted = reading.wanted;
  const std::optional<OwnFiles::Table> before = state.own_files.table;
  state.own_files.table = {wanted.data, wanted.seed, reading.rows, reading.inputs};
  if (wanted == state.spec && !resumes(state, wanted) ? begin_again(state) : try_spec(state, wanted)) {
    state.own_data.unread = false;
    state.own_data.refused.reset();
    return true;
  }
  state.own_files.table = before;
  if (state.own_data.unread) {
    state.own_data.refused = state.refused;
    state.refused.reset();
  }
  return false;
}

/// False while there is more to do.
bool read_piece(PlaygroundState& state, bool& good) {
  FileReading& reading = *state.reading;
  if (reading.ready) {
    good = finish_reading(state);
    return true;
  }
  if (reading.rows) {
    make_inputs(reading);
    return false;
  }
  const Result<bool> done = reading.loading->advance(piece);
  if (done && !*done) return false;
  if (done) return take_rows(state, good);
  if (reading.guesses && done.error().id == "too_many_classes") {
    good = try_as_number(state, std::move(reading));
    return true;
  }
  refuse(state, done.error());
  good = false;
  return true;
}

}  // namespace

bool is_own_file(std::string_view kind) { return kind == "csv" || kind == "idx"; }

DataSpec plain_data(DataSpec data) {
  data.scaling = "none";
  data.features.clear();
  return data;
}

std::shared_ptr<const Dataset> OwnFiles::find_rows(const DataSpec& data, std::uint64_t seed) const {
  return table && table->seed == seed && plain_data(table->data) == plain_data(data) ? table->rows : nullptr;
}

std::shared_ptr<const Dataset> OwnFiles::find_inputs(const DataSpec& data, std::uint64_t seed) const {
  return table && table->seed == seed && table->data == data ? table->inputs : nullptr;
}

bool must_be_read(const PlaygroundState& state, const Spec& wanted) {
  return is_own_file(wanted.data.kind) && !state.own_files.find_rows(wanted.data, wanted.seed);
}

bool begin_reading(PlaygroundState& state, FileReading reading) {
  Result<DataLoading> loading = DataLoading::begin(plain_data(reading.wanted.data), reading.wanted.seed,
                                                   PlaygroundFiles(reading.wanted.data.kind, state.places()));
  if (!loading) {
    refuse(state, loading.error());
    return false;
  }
  reading.loading = *std::move(loading);
  const bool small = reading.loading->size() <= read_at_once;
  state.reading = std::make_unique<FileReading>(std::move(reading));
  bool good = true;
  while (small && state.reading && !read_piece(state, good)) {
  }
  return good;
}

bool read_then_try(PlaygroundState& state, const Spec& wanted) {
  if (const auto checked = check_spec(wanted); !checked) {
    state.refused = checked.error();
    return false;
  }
  return begin_reading(state, {.wanted = wanted});
}

bool lacks_file(const DataSpec& draft) {
  return draft.file.empty() || (draft.kind == "idx" && draft.label_file.empty());
}

void read_draft(PlaygroundState& state) {
  OwnDataSheet& sheet = state.own_data;
  sheet.refused.reset();
  sheet.unread = true;
  Spec wanted = state.spec;
  wanted.data = sheet.draft;
  begin_reading(state, {.wanted = wanted, .fits_output = true});
}

namespace {

/// How many dimensions an IDX file says it has: images three, labels one. 0: it is no such file.
int idx_dimensions(std::string_view bytes) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  if (bytes.size() < 4 || byte(0) != 0 || byte(1) != 0 || byte(2) < 0x08 || byte(2) > 0x0E) return 0;
  return byte(3);
}

/// A draft of one file, or of a pair that this file completes.
DataSpec draft_with(const DataSpec& before, std::string name, int dimensions) {
  if (dimensions == 0) return {.kind = "csv", .scaling = "standardise", .file = std::move(name)};
  DataSpec draft = before;
  if (before.kind != "idx") draft = {.kind = "idx", .scaling = "unit_interval", .limit = usual_images};
  (dimensions == 1 ? draft.label_file : draft.file) = std::move(name);
  return draft;
}

}  // namespace

void take_file(PlaygroundState& state, std::string name, std::string bytes) {
  OwnDataSheet& sheet = state.own_data;
  state.lesson.clear();
  const int dimensions = idx_dimensions(bytes);
  state.own_files.texts.insert_or_assign(name, std::make_shared<const std::string>(std::move(bytes)));
  if (const auto& table = state.own_files.table; table && (table->data.file == name || table->data.label_file == name))
    state.own_files.table.reset();
  sheet.open = true;
  sheet.unread = true;
  sheet.refused.reset();
  sheet.draft = draft_with(sheet.draft, std::move(name), dimensions);
  if (lacks_file(sheet.draft)) return;
  Spec wanted = state.spec;
  wanted.data = sheet.draft;
  begin_reading(state, {.wanted = wanted, .fits_output = true, .guesses = dimensions == 0});
}

void read_on(PlaygroundState& state, double seconds) {
  const double until = Runner::steady_seconds() + seconds;
  bool good = true;
  while (state.reading && !read_piece(state, good) && !state.reading->ready && Runner::steady_seconds() < until) {
  }
}

std::vector<std::string> columns_of(std::string_view text, const DataSpec& data) {
  constexpr std::size_t sample = std::size_t{1} << 16;
  CsvOptions options;
  choose(options, data.header, data.separator, data.decimal, data.missing, data.words);
  const bool whole = text.size() <= sample;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const CsvDialect dialect = find_dialect(text.substr(0, sample), whole, options.separator, options.decimal);
  TableReader reader(dialect.separator);
  std::vector<Cell> cells;
  std::size_t at = 0;
  const auto found = reader.next(text.substr(0, sample), at, whole, cells);
  if (!found || *found != TableReader::Found::row) return {};
  const bool header = options.header == CsvOptions::Header::yes ||
                      (options.header == CsvOptions::Header::find && std::ranges::none_of(cells, [&](const Cell& cell) {
                         return cell_number(cell, dialect.decimal).has_value();
                       }));
  std::vector<std::string> names(cells.size());
  for (std::size_t i = 0; header && i < cells.size(); ++i) names[i] = cells[i].value();
  return names;
}

Spec to_hand_on(const PlaygroundState& state, std::size_t most_rows) {
  Spec spec = state.spec;
  if (!is_own_file(spec.data.kind) || !state.run || state.run->data().samples > most_rows) return spec;
  const Dataset& rows = state.run->data();
  DataSpec data{.kind = "inline",
                .test_share = spec.data.test_share,
                .features = spec.data.features,
                .scaling = spec.data.scaling,
                .regression = rows.task == Task::regression};
  for (std::size_t s = 0; s < rows.samples; ++s) {
    std::vector<double>& row = data.inputs.emplace_back();
    for (std::size_t i = 0; i < rows.input_count(); ++i) row.push_back(rows.input(i, s));
    data.targets.push_back(rows.target(s));
  }
  spec.data = std::move(data);
  return spec;
}

bool needs_file(const PlaygroundState& state) {
  return is_own_file(state.spec.data.kind) && (!state.run || state.run->data().samples > most_rows_in_a_link);
}

}  // namespace gradlab::ui
