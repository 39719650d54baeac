// A page as lines of panels, each of which can be saved as a picture.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "shell/ui/pages/picture_taking.hpp"

namespace gradlab::ui {

/// A panel: the id of its picture, how it is drawn, and the word for it on the sheet of pictures.
struct PagePart {
  std::string_view id;
  void (*draw)(App& app, const Rect& where) = nullptr;
  std::string_view word = {};
};

/// A line of one part, or of two, of which the left one has this share of the width.
struct PageLine {
  PagePart left;
  float height = 0;  // design px
  PagePart right = {};
  float share = 1;
};

/// Draws the lines below each other on a page that scrolls.
void page_lines(App& app, std::string_view id, const Rect& area, std::span<const PageLine> lines,
                std::optional<WantedPicture>& picture);

/// The sheet from which pictures of the parts are taken; its title is the word `id`. Not drawn while one is taken.
void page_take_sheet(App& app, std::string_view id, std::span<const PagePart> parts, bool& open,
                     std::optional<WantedPicture>& picture);

}  // namespace gradlab::ui
