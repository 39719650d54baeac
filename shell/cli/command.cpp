#include "shell/cli/command.hpp"

#include <cstdio>

#include "assets/assets.hpp"
#include "core/data/number.hpp"
#include "shell/i18n/message.hpp"

namespace gradlab::cli {
namespace {

std::optional<std::string> read_stream(std::FILE* file) {
  std::string text;
  char part[65536];
  for (std::size_t count = 0; (count = std::fread(part, 1, sizeof part, file)) > 0;) text.append(part, count);
  return std::ferror(file) ? std::nullopt : std::optional(std::move(text));
}

std::optional<std::string> read_file(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return std::nullopt;
  auto text = read_stream(file);
  std::fclose(file);
  return text;
}

}  // namespace

void say(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fputc('\n', stderr);
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

Outcome refuse(const Error& error) {
  say("gradlab: " + message(error, Language::en));
  return bad_input;
}

Result<std::string> read_text(const std::string& path) {
  auto text = path == "-" ? read_stream(stdin) : read_file(path);
  if (!text) return Error{"file_missing", path, {}};
  return *std::move(text);
}

Result<Done> write_text(const std::string& path, std::string_view text) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return Error{"file_not_written", path, {}};
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool closed = std::fclose(file) == 0;
  return written && closed ? Result<Done>(Done{}) : Error{"file_not_written", path, {}};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

Result<ParamValues> read_params(const std::vector<std::string>& given) {
  ParamValues params;
  for (const std::string& one : given) {
    const std::size_t equals = one.find('=');
    const auto value = equals == std::string::npos ? std::nullopt : read_number(one.substr(equals + 1));
    if (!value) return Error{"not_a_param", "--param", {{"value", one}}};
    params[one.substr(0, equals)] = *value;
  }
  return params;
}

Result<std::string> Files::read(std::string_view name) const {
  const std::string own(name);
  for (const std::string_view shipped :
       {assets::find("data/" + own + ".csv"), assets::find_data("data/" + own + ".csv")})
    if (!shipped.empty()) return std::string(shipped);
  auto text = read_file(own);
  if (!text && !folder_.empty() && !own.starts_with('/')) text = read_file(folder_ + "/" + own);
  if (!text) return Error{"file_missing", own, {}};
  return *std::move(text);
}

Result<LoadedSpec> load_spec(const std::string& path) {
  const auto text = read_text(path);
  if (!text) return text.error();
  auto spec = parse_spec(*text);
  if (!spec) return spec.error();
  auto data = load_data(spec->data, spec->seed, Files(folder_of(path)));
  if (!data) return data.error();
  return LoadedSpec{*std::move(spec), *std::move(data)};
}

}  // namespace gradlab::cli
