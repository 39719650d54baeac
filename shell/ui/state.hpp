// What the program remembers about itself, and what each page holds.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shell/i18n/i18n.hpp"
#include "shell/run/race_runner.hpp"
#include "shell/ui/geometry.hpp"
#include "shell/ui/pages/functions_state.hpp"
#include "shell/ui/pages/playground_state.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {

/// What survives the end of the program. JSON is its text; unknown or broken parts are left at their default.
struct Settings {
  Language language = Language::en;
  ThemeName theme = ThemeName::light;
  float zoom = 1;
  std::string page = "functions";
  std::optional<bool> signals;  // dots run along the links of a network that is trained; none:
                                // unless the system asks for little motion
  bool trains_unseen = false;   // a run goes on while nobody can see the page
  std::map<std::string, std::string, std::less<>> views;  // what was last shown on a page, as its view gives it

  std::string json() const;
  void read(std::string_view json);
  bool operator==(const Settings&) const = default;
};

/// What the program needs from the place it runs in. Every hook may be empty.
struct Hooks {
  std::function<void(std::string_view json)> save_settings;
  std::function<void(std::string_view name)>
      request_asset;  // "fonts/cjk.otf": fonts are offered again when it has arrived
  std::function<void(std::string_view text)> copy_text;
  /// Asks the person for a file, which then comes by App::take_file.
  std::function<void()> ask_for_file;
  /// The bytes of a file by its path, where paths can be typed.
  std::function<std::optional<std::string>(std::string_view path)> read_file;
  /// Offers a file to keep; gives the place where it was put, or nothing where the browser asks.
  std::function<std::string(std::string_view name, std::string_view media_type, std::string_view bytes)> save_file;
  /// The same with a picture (PNG) of a part of the window, in device pixels, as it is after this frame; `svg` is the
  /// same as a drawing, for a place that can make larger pixels of it.
  std::function<std::string(const Rect& area, std::string_view name, std::string_view svg)> save_picture;
  /// Where the program can be opened, without a fragment: "https://…/" or "".
  std::function<std::string()> page_address;
  std::function<std::unique_ptr<Runner>()> make_runner;  // where training is done; may give null: in the frame
  TrialEngines trial_engines;                            // where races are run; none: in the frame
  bool own_zoom_keys = true;                             // false where Ctrl + and - are the browser's
};

struct LossesState;
struct NeuronState;
struct OptimizersState;
struct RacesState;

/// State of the pages: plain values, owned by the App, changed only by the pages. Null: the page was not opened yet.
struct PageStates {
  FunctionsState functions;
  PlaygroundState playground;
  std::shared_ptr<LossesState> losses;
  std::shared_ptr<NeuronState> neuron;
  std::shared_ptr<OptimizersState> optimizers;
  std::shared_ptr<RacesState> races;
};

}  // namespace gradlab::ui
