// Where a desktop puts what a person saves: the folder for downloads, else the present one. Nothing is written over.
#pragma once

#include <string>
#include <string_view>

namespace gradlab {

/// A name that is free, in that folder: "…/gradlab-plot.png", "…/gradlab-plot-2.png".
std::string free_file_name(std::string_view name);

/// The place it was put, or nothing where it could not be written.
std::string save_file(std::string_view name, std::string_view bytes);

}  // namespace gradlab
