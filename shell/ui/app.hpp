// The program: state and one frame function. Knows ImGui, but no window, no OpenGL, no browser.
#pragma once

#include <functional>
#include <set>
#include <span>
#include <string_view>

#include "core/base/result.hpp"
#include "shell/ui/context.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/state.hpp"

namespace gradlab::ui {

class App;

/// A picture of what is to be seen on a page, beside words under "help.<page>.<id>".
struct FirstWord {
  std::string_view id;
  void (*draw)(const Rect& square);
};

/// A page: its id (strings "page.<id>" and "page.<id>.about") and the function that draws it into `area`, all of the
/// window below the top bar. One table row a page; a page that is not built has no row and so no tab.
struct PageRow {
  std::string_view id;
  void (*draw)(App& app, const Rect& area);
  bool in_tabs = true;
  /// Everything a person set on the page, as JSON; and the way back. Null: the page has nothing to share.
  std::string (*view)(App& app) = nullptr;
  Result<Done> (*open_view)(App& app, const std::string& json) = nullptr;
  /// What is kept for the next visit, if it is more than a link shows: open_view reads it, too.
  std::string (*memory)(App& app) = nullptr;
  /// Opens the sheet of what can be taken along. Null: there is none.
  void (*take_along)(App& app) = nullptr;
  /// For those who are here for the first time. Null: the page says enough itself.
  std::span<const FirstWord> (*first_words)() = nullptr;
};
std::span<const PageRow> page_table();

/// So much time between two frames leaves the most of it to others, seconds.
inline constexpr double leisure_of_a_frame = 0.001;

class App {
 public:
  explicit App(Hooks hooks = {});
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  /// What may be in force before the first frame.
  void read_settings(std::string_view json) {
    settings_.read(json);
    saved_ = settings_;
    opened_views_.clear();
  }
  Settings& settings() { return settings_; }
  const Settings& settings() const { return settings_; }

  /// Fonts and large data: the source is asked now and again whenever `asset_arrived()` is called.
  void set_font_source(FontSource source);
  void asset_arrived();

  /// Draws one frame between ImGui::NewFrame() and ImGui::Render() of the caller, into the whole of ImGui's display.
  /// Returns the seconds until another frame is wanted without input: 0 = at once, negative = none.
  double frame();
  /// The same with other content than a page and the top bar: for tests.
  double frame_of(const std::function<void()>& content);

  Ui& ui() { return ui_; }
  PageStates& pages() { return pages_; }
  ControlRegistry& controls() { return ui_.registry; }
  const Hooks& hooks() const { return hooks_; }
  Translator& translator() { return translator_; }

  /// Whether there is something to do between frames, which is no part of any; and time for it, seconds.
  bool wants_leisure() const;
  void use_leisure(double seconds);

  /// Whether anybody can see the window: a run waits meanwhile, unless it was asked to go on.
  void set_visible(bool visible);
  /// The page shown waits for word of a training elsewhere.
  bool expects_news() const;

  /// Goes to a page by id; false when there is none.
  bool open_page(std::string_view id);

  /// A link to exactly what is shown now: the page's address and a fragment, or the fragment alone where there is no
  /// address. Empty on pages without anything to share.
  std::string link();
  /// Opens what a link, or its fragment, describes. Refused: nothing changes, and the reason is shown until it is
  /// closed.
  bool open_link(std::string_view link);

  /// A file that a person chose, dropped or pasted: it becomes data of the playground, or a run that was kept goes on.
  void take_file(std::string name, std::string bytes);

  /// The sheet with what the page is for.
  void open_help() { help_open_ = true; }

  /// Shows a sentence above the page for a few seconds: that something was copied or saved.
  void say(std::string sentence);
  /// The sentence that is shown above the page; empty: none.
  const std::string& notice() const { return notice_; }

  /// Seconds since the last frame as far as animation is concerned (never more than 0.1).
  float frame_seconds() const { return frame_seconds_; }

 private:
  void top_bar(const Rect& bar);
  void wide_bar(Rect bar);
  void phone_bar(Rect bar);
  bool page_tabs(const Rect& where);
  void set_theme(ThemeName name);
  void want_chinese();
  void help_sheet();
  void share_button(const Rect& where);
  void keep_button(const Rect& where);
  void notice_line();
  void page_menu();
  void zoom_keys();
  void keep_settings();
  void restore_view();
  void keep_view();
  void keep_view_in_time();
  std::size_t page_index() const;

  Hooks hooks_;
  Settings settings_;
  Settings saved_;
  Translator translator_;
  Ui ui_;
  PageStates pages_;
  FontSource font_source_;
  float frame_seconds_ = 0;
  std::set<std::string, std::less<>> opened_views_;  // pages that show what they shall begin with
  double keep_view_at_ = -1;  // ImGui's time at which what the page shows is kept; negative: nothing was done
  bool held_ = false;         // runs wait until somebody looks
  bool help_open_ = false;
  bool menu_open_ = false;
  bool asked_for_chinese_ = false;
  std::string notice_;       // a sentence above the page
  double notice_until_ = 0;  // ImGui's time; negative: until it is closed
};

}  // namespace gradlab::ui
