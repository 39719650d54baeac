#include "shell/ui/link.hpp"

#include <algorithm>
#include <cstdint>

namespace gradlab::ui {
namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encoded(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8 | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (std::size_t j = 0; j <= count; ++j) text += digits[group >> (18 - 6 * j) & 63U];
  }
  return text;
}

/// False where a character has no meaning, or one is left over.
bool decode(std::string_view text, std::string& bytes) {
  while (text.ends_with('=')) text.remove_suffix(1);
  if (text.size() % 4 == 1) return false;
  std::uint32_t group = 0;
  int bits = 0;
  for (const char c : text) {
    // The usual alphabet is understood as well.
    const std::size_t digit = digits.find(c == '+' ? '-' : c == '/' ? '_' : c);
    if (digit == std::string_view::npos) return false;
    group = group << 6 | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(group >> bits & 0xFFU);
  }
  return true;
}

}  // namespace

std::string write_link(const LinkTarget& target) { return "#" + target.page + "/" + encoded(target.view); }

Result<LinkTarget> read_link(std::string_view link) {
  if (const std::size_t hash = link.find('#'); hash != std::string_view::npos) link.remove_prefix(hash + 1);
  while (!link.empty() && (link.back() == ' ' || link.back() == '\n' || link.back() == '\r')) link.remove_suffix(1);
  const std::size_t slash = link.find('/');
  LinkTarget target;
  const Error broken{"link_broken", "link", {}};
  if (slash == std::string_view::npos) return broken;
  target.page = std::string(link.substr(0, slash));
  if (target.page.empty() || !decode(link.substr(slash + 1), target.view)) return broken;
  return target;
}

}  // namespace gradlab::ui
