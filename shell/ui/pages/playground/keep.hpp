// What one can take along from the playground, and bring back: the run as a file, its data, its network as source text.
// No ImGui here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/export/source_language.hpp"
#include "shell/run/run_file.hpp"
#include "shell/ui/pages/wanted_picture.hpp"

namespace gradlab::ui {

struct PlaygroundState;

/// The network as text, until the run is another.
struct NetworkCode {
  std::uint64_t version = 0;
  SourceLanguage language = SourceLanguage::numpy;
  std::string text;
  bool good = false;  // else the text says why there is none
};

/// What the sheet shows.
struct KeepSheet {
  bool open = false;
  int part = 0;               // file, code, pictures, link
  bool with_weights = false;  // goes with the link
  bool class_open = false;    // the teacher's sheet
  SourceLanguage language = SourceLanguage::numpy;
  std::optional<NetworkCode> code;
  std::optional<WantedPicture> picture;
  bool saving = false;                        // the engine was asked for the run
  std::shared_ptr<const SavedMoment> before;  // what it gave last time
};

/// Files of at most so many rows go into the file of a run, so that it needs nothing beside it.
inline constexpr std::size_t most_rows_in_a_run_file = 20'000;

/// The file of a run as the engine has given it.
std::string run_file_text(const PlaygroundState& state, const SavedMoment& moment);

/// Whether a text is to be read as a run, a spec or parameters rather than as a table.
bool is_run_text(std::string_view bytes);
/// Opens one of these: all of it, or nothing. Where its data have yet to arrive or be read, the answer is yes.
Result<Done> open_run_text(PlaygroundState& state, std::string_view json);
/// Whether a kept run goes on with this spec.
bool resumes(const PlaygroundState& state, const Spec& spec);

/// The data in their own units, a row for each sample, the label last: as they can be opened again.
std::string data_csv(const PlaygroundState& state);

/// The network as it stands, as a file that runs by itself.
Result<std::string> network_code(const PlaygroundState& state, SourceLanguage language);

}  // namespace gradlab::ui
