// Bytes as text (RFC 4648). No ImGui here.
#pragma once

#include <string>
#include <string_view>

namespace gradlab::ui {

/// The usual alphabet, with padding: for data in addresses.
std::string base64(std::string_view bytes);
/// The alphabet for links, without padding.
std::string base64url(std::string_view bytes);
/// Reads both. False where a character has no meaning, or one is left over.
bool read_base64(std::string_view text, std::string& bytes);

}  // namespace gradlab::ui
