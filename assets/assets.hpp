// Files that are compiled into the program. Names are paths below assets/, such as "strings/en.json".
// A name that is not there gives an empty view. All views live as long as the program.
#pragma once

#include <string_view>

namespace gradlab::assets {

// Words and small data, in every program: "strings/en.json", "strings/zh.json" (not in the page, which fetches it when
// Chinese shows), "data/iris.csv".
std::string_view find(std::string_view name);

// Words that come with the second part of the page (strings/later.txt); elsewhere nothing: there they are all above.
std::string_view find_later(std::string_view name);

// Larger data, not in the page, which fetches it as a file when it is wanted: "data/digits.csv".
std::string_view find_data(std::string_view name);

// "presets.json": set-ups of the playground, an array of {"id": …, "spec": …}.
// "claims.json": what explains the diagnosis' findings, each with a set-up that brings them about; the same form.
std::string_view find_preset(std::string_view name);

// Fonts, not in the page, which fetches them as files: "fonts/ui-regular.ttf", "fonts/ui-semibold.ttf",
// "fonts/math-italic.otf", "fonts/math-regular.otf", "fonts/cjk.otf".
std::string_view find_font(std::string_view name);

}  // namespace gradlab::assets
