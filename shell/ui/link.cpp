#include "shell/ui/link.hpp"

#include "shell/ui/base64.hpp"

namespace gradlab::ui {
std::string write_link(const LinkTarget& target) { return "#" + target.page + "/" + base64url(target.view); }

Result<LinkTarget> read_link(std::string_view link) {
  if (const std::size_t hash = link.find('#'); hash != std::string_view::npos) link.remove_prefix(hash + 1);
  while (!link.empty() && (link.back() == ' ' || link.back() == '\n' || link.back() == '\r')) link.remove_suffix(1);
  const std::size_t slash = link.find('/');
  LinkTarget target;
  const Error broken{"link_broken", "link", {}};
  if (slash == std::string_view::npos) return broken;
  target.page = std::string(link.substr(0, slash));
  if (target.page.empty() || !read_base64(link.substr(slash + 1), target.view)) return broken;
  return target;
}

}  // namespace gradlab::ui
