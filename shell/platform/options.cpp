#include "shell/platform/options.hpp"

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace gradlab {

const char* const options_help =
    "gradlab_desktop [options]\n"
    "  --page ID          functions, playground, ...\n"
    "  --link LINK        open what a link from \"Share\" shows\n"
    "  --lang en|zh       language\n"
    "  --theme light|dark theme\n"
    "  --zoom F           1, 1.25 or 1.5\n"
    "  --size WxH         window or picture, before scaling (1440x900)\n"
    "  --shot FILE.png    draw off-screen and save a picture\n"
    "  --scale F          device pixels to a unit, for the picture (1)\n"
    "  --frames N         frames to draw before and after (8)\n"
    "  --do \"ID=VALUE;...\" act on controls first: a value, or click, focus, hover; also wait=FRAMES, key=Tab\n";

namespace {

bool parse_float(std::string_view text, float& value) {
  const std::string copy(text);
  char* end = nullptr;
  const float parsed = std::strtof(copy.c_str(), &end);
  if (end == copy.c_str() || *end != '\0' || !(parsed > 0) || parsed > 100) return false;
  value = parsed;
  return true;
}

bool parse_int(std::string_view text, int low, int high, int& value) {
  int parsed = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), parsed);
  if (end.ec != std::errc{} || end.ptr != text.data() + text.size() || parsed < low || parsed > high) return false;
  value = parsed;
  return true;
}

bool parse_size(std::string_view text, Options& options) {
  const auto cross = text.find('x');
  if (cross == std::string_view::npos) return false;
  return parse_int(text.substr(0, cross), 200, 8000, options.width) &&
         parse_int(text.substr(cross + 1), 200, 8000, options.height);
}

bool parse_deeds(std::string_view text, std::vector<Deed>& deeds) {
  while (!text.empty()) {
    const auto end = std::min(text.find(';'), text.size());
    const auto deed = text.substr(0, end);
    // An item's id may hold a colon but no "=".
    const auto equals = deed.find('=');
    if (equals == std::string_view::npos) return false;
    deeds.push_back({std::string(deed.substr(0, equals)), std::string(deed.substr(equals + 1))});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

bool take(std::string_view name, std::string_view value, Options& options) {
  if (name == "--page")
    options.page = std::string(value);
  else if (name == "--link")
    options.link = std::string(value);
  else if (name == "--lang" && (value == "en" || value == "zh"))
    options.language = language_from_code(value);
  else if (name == "--theme" && value == "light")
    options.theme = ui::ThemeName::light;
  else if (name == "--theme" && value == "dark")
    options.theme = ui::ThemeName::dark;
  else if (name == "--zoom")
    return parse_float(value, options.zoom.emplace());
  else if (name == "--size")
    return parse_size(value, options);
  else if (name == "--scale")
    return parse_float(value, options.scale);
  else if (name == "--frames")
    return parse_int(value, 1, 1000000, options.frames);
  else if (name == "--shot")
    options.shot = std::string(value);
  else if (name == "--do")
    return parse_deeds(value, options.deeds);
  else
    return false;
  return true;
}

}  // namespace

std::optional<Options> parse_options(int count, const char* const* arguments, std::string& mistake) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view name = arguments[i];
    if (name == "--help" || name == "-h") {
      options.help = true;
      return options;
    }
    if (i + 1 >= count) {
      mistake = std::string(name) + ": unknown, or its value is missing";
      return std::nullopt;
    }
    const std::string_view value = arguments[++i];
    if (!take(name, value, options)) {
      mistake = std::string(name) + " " + std::string(value) + ": not understood";
      return std::nullopt;
    }
  }
  return options;
}

}  // namespace gradlab
