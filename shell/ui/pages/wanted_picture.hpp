// A picture that was asked for and is taken when its part of the page is drawn next (picture_taking.hpp).
#pragma once

#include <string>

namespace gradlab::ui {

struct WantedPicture {
  std::string id;  // "network"
  bool svg = false;
};

}  // namespace gradlab::ui
