// The desktop program's options.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab {

/// One thing to do before a picture is taken: control and value, or "click", "focus", "hover"; or wait=FRAMES,
/// key=NAME.
struct Deed {
  std::string what, value;
};

struct Options {
  std::optional<std::string> page;
  std::string link;  // what to open, as the page's address or its fragment
  std::optional<Language> language;
  std::optional<ui::ThemeName> theme;
  std::optional<float> zoom;
  int width = 1440, height = 900;
  float scale = 1;   // pictures only
  int frames = 8;    // pictures only: drawn before and after the deeds
  std::string shot;  // file of the picture; empty = a window
  std::vector<Deed> deeds;
  bool help = false;
};

extern const char* const options_help;

/// Nothing if an option is wrong; `mistake` then says which.
std::optional<Options> parse_options(int count, const char* const* arguments, std::string& mistake);

}  // namespace gradlab
