// Links: a page and everything a person set on it, as the fragment of an address. No ImGui here.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace gradlab::ui {

struct LinkTarget {
  std::string page;  // its id
  std::string view;  // JSON
  bool operator==(const LinkTarget&) const = default;
};

/// "#functions/eyJ4Ijox…": the JSON in base64url (RFC 4648, without padding), which no chat program breaks.
std::string write_link(const LinkTarget& target);

/// From a whole address or its fragment, with or without the #. Refused: "link_broken", field "link".
Result<LinkTarget> read_link(std::string_view link);

}  // namespace gradlab::ui
