#include "core/sweep/json_path.hpp"

#include <algorithm>

namespace gradlab {
namespace {

bool is_key(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// The whole number between brackets, with a sign; false for anything else, and for more than six digits.
bool read_item(std::string_view text, long& into) {
  const bool minus = text.starts_with('-');
  if (minus) text.remove_prefix(1);
  if (text.empty() || text.size() > 6) return false;
  into = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    into = 10 * into + (c - '0');
  }
  if (minus) into = -into;
  return true;
}

}  // namespace

Result<JsonPath> JsonPath::parse(std::string_view text, const std::string& field) {
  JsonPath path;
  path.text_ = text;
  path.field_ = field;
  std::size_t at = 0;
  while (at < text.size()) {
    Step& step = path.steps_.emplace_back();
    if (text[at] == '[') {
      const std::size_t end = text.find(']', at);
      if (end == std::string_view::npos) return path.refused();
      const std::string_view inside = text.substr(at + 1, end - at - 1);
      step.kind = inside == "*" ? Step::Kind::all : Step::Kind::item;
      if (inside != "*" && !read_item(inside, step.item)) return path.refused();
      at = end + 1;
    } else {
      if (at > 0 && text[at] != '.') return path.refused();
      if (at > 0) ++at;
      const std::size_t begin = at;
      while (at < text.size() && is_key(text[at])) ++at;
      if (at == begin) return path.refused();
      step.key = text.substr(begin, at - begin);
    }
  }
  if (path.steps_.empty() || path.steps_.front().kind != Step::Kind::key) return path.refused();
  return path;
}

Result<Done> JsonPath::set(nlohmann::json& spec, const nlohmann::json& value) const { return set(spec, value, 0); }

Result<Done> JsonPath::set(nlohmann::json& at, const nlohmann::json& value, std::size_t index) const {
  if (index == steps_.size()) {
    at = value;
    return Done{};
  }
  const Step& step = steps_[index];
  if (step.kind == Step::Kind::key) {
    if (at.is_string()) at = nlohmann::json{{"id", at}};
    if (at.is_null()) at = nlohmann::json::object();
    if (!at.is_object()) return refused();
    return set(at[step.key], value, index + 1);
  }
  if (!at.is_array() || at.empty()) return refused();
  const long size = static_cast<long>(at.size());
  if (step.kind == Step::Kind::item) {
    const long item = step.item < 0 ? size + step.item : step.item;
    if (item < 0 || item >= size) return refused();
    return set(at[static_cast<std::size_t>(item)], value, index + 1);
  }
  const bool layers = index == 1 && steps_.front().key == "layers";
  for (long item = 0; item < size - (layers ? 1 : 0); ++item)
    if (auto ok = set(at[static_cast<std::size_t>(item)], value, index + 1); !ok) return ok;
  return Done{};
}

}  // namespace gradlab
