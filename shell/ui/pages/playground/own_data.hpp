// Data of one's own: the files a person opened, and reading them while the page stays awake. No ImGui here.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/stepwise.hpp"
#include "core/data/dataset.hpp"
#include "core/network/load_data.hpp"
#include "core/spec/spec.hpp"

namespace gradlab::ui {

struct PlaygroundState;

/// The files a person opened, by name, and the table that was read from one of them last: an edit of the network does
/// not read a large file again, nor make its inputs.
struct OwnFiles {
  struct Table {
    DataSpec data;
    std::uint64_t seed = 0;
    std::shared_ptr<const Dataset> rows;    // without features and scaling
    std::shared_ptr<const Dataset> inputs;  // with them; null: they could not be made
  };

  std::map<std::string, std::shared_ptr<const std::string>, std::less<>> texts;
  std::optional<Table> table;

  /// The rows of data whatever their features and scaling, if they were read last.
  std::shared_ptr<const Dataset> find_rows(const DataSpec& data, std::uint64_t seed) const;
  /// The same with these features and this scaling, if those are at hand.
  std::shared_ptr<const Dataset> find_inputs(const DataSpec& data, std::uint64_t seed) const;
};

/// A file on its way to become the data of the run: it is read, its inputs are made, the run takes both.
struct FileReading {
  Spec wanted;
  bool fits_output = false;  // output layer and loss shall suit what is found
  bool guesses = false;      // whether the label is a class or a number is not said yet
  std::optional<DataLoading> loading = {};
  std::shared_ptr<const Dataset> rows = {};  // all that were read
  std::shared_ptr<Dataset> inputs = {};      // made from them by `making`; null: they cannot be made
  Stepwise making = {};
  bool ready = false;  // nothing is left but that the run takes it
};

/// What the sheet shows.
struct OwnDataSheet {
  bool open = false;
  DataSpec draft;       // of the file, as a person wants it read; file empty: none was opened
  std::string path;     // typed
  bool unread = false;  // the draft is not (yet) what the run has
  std::optional<Error> refused;
};

bool is_own_file(std::string_view kind);
/// What is read from a file: columns in their own units.
DataSpec plain_data(DataSpec data);

/// Images are taken up to this number at first: more of them are slow to begin with, and seldom needed.
inline constexpr std::size_t usual_images = 10'000;
/// Whether a draft waits for a file: images and labels are two.
bool lacks_file(const DataSpec& draft);
/// A file has come: it is kept, and read with what can be found about it. Its sheet opens. Of images and labels (IDX)
/// the one waits for the other.
void take_file(PlaygroundState& state, std::string name, std::string bytes);
/// Reads the draft as it is; the output layer follows the label.
void read_draft(PlaygroundState& state);
/// Whether the data of a spec have to be read from a file first.
bool must_be_read(const PlaygroundState& state, const Spec& wanted);
/// Begins to read, and takes the spec when that is done: at once if the file is small. False: refused.
bool begin_reading(PlaygroundState& state, FileReading reading);
/// The same of a whole spec.
bool read_then_try(PlaygroundState& state, const Spec& wanted);
/// Once a frame; reads for about so long. The run takes a large file in a frame of its own.
void read_on(PlaygroundState& state, double seconds);

/// The names of a table's columns; where it has no header, empty ones.
std::vector<std::string> columns_of(std::string_view text, const DataSpec& data);

inline constexpr std::size_t most_rows_in_a_link = 500;
/// A spec to hand on: the rows of a file go with it as numbers, if there are at most so many.
Spec to_hand_on(const PlaygroundState& state, std::size_t most_rows = most_rows_in_a_link);
/// Whether the file must be handed on beside the spec.
bool needs_file(const PlaygroundState& state);

}  // namespace gradlab::ui
