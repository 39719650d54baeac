// A picture of one part of a page, as SVG or PNG: the part is drawn once more into a file while it is drawn.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "shell/ui/app.hpp"
#include "shell/ui/pages/wanted_picture.hpp"

namespace gradlab::ui {

/// Says where a file was put, if it is known.
void say_saved(App& app, const std::string& place);

/// Draws a part of a page; if a picture of it was asked for, it is taken: "gradlab-<id>.svg" or ".png".
void picture_taken(App& app, std::optional<WantedPicture>& wanted, std::string_view id, const Rect& where,
                   const std::function<void()>& draw);

/// A row of a sheet: a part's name, and the buttons "keep.png[id]" and "keep.svg[id]" that ask for it.
void picture_row(App& app, std::optional<WantedPicture>& wanted, std::string_view id, std::string_view name,
                 const Rect& where);

}  // namespace gradlab::ui
