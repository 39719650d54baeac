#include "shell/cli/command.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "assets/assets.hpp"
#include "core/data/number.hpp"
#include "shell/cli/environment.hpp"
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

bool write_straight(const std::string& path, std::string_view text) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return false;
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return std::fclose(file) == 0 && written;
}

/// Where a link leads, so that the file is replaced and not the link.
std::string resolved(const std::string& path) {
  std::error_code error;
  const auto place = std::filesystem::canonical(path, error);
  return error ? path : place.string();
}

/// A file, or nothing yet: no device, no pipe.
bool is_replaceable(const std::string& place) {
  std::error_code error;
  const auto status = std::filesystem::status(place, error);
  return status.type() == std::filesystem::file_type::not_found || std::filesystem::is_regular_file(status);
}

/// A name in the same folder that nobody else writes to.
std::string beside(const std::string& place) { return place + "." + std::to_string(own_process()) + ".part"; }

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
  const std::string place = resolved(path);
  if (!is_replaceable(place))
    return write_straight(place, text) ? Result<Done>(Done{}) : Error{"file_not_written", path, {}};
  const std::string part = beside(place);
  std::error_code error;
  if (write_straight(part, text)) {
    const auto permissions = std::filesystem::status(place, error).permissions();
    if (!error) std::filesystem::permissions(part, permissions, error);
    std::filesystem::rename(part, place, error);
    if (!error) return Done{};
  }
  std::filesystem::remove(part, error);
  return Error{"file_not_written", path, {}};
}

Result<Done> check_writable(const std::string& path) {
  const std::string place = resolved(path);
  std::error_code error;
  const bool there = std::filesystem::exists(place, error);
  bool writable = true;
  if (there) {
    std::FILE* file = std::fopen(place.c_str(), "ab");
    writable = file != nullptr;
    if (file) std::fclose(file);
  }
  if (writable && is_replaceable(place)) {
    const std::string part = beside(place);
    writable = write_straight(part, "");
    std::filesystem::remove(part, error);
  }
  return writable ? Result<Done>(Done{}) : Error{"file_not_written", path, {}};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string refuse_empty_formula(const std::string& given) {
  const bool empty = given.find_first_not_of(" \t") == std::string::npos;
  return empty ? message({"formula_empty", "--formula", {}}, Language::en) : std::string();
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

namespace {

class FileSource final : public ByteSource {
 public:
  FileSource(std::FILE* file, std::string name) : file_(file), name_(std::move(name)) {
    if (fseeko(file_, 0, SEEK_END) == 0) size_ = static_cast<std::uint64_t>(std::max<off_t>(0, ftello(file_)));
    std::fseek(file_, 0, SEEK_SET);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override { std::fclose(file_); }

  std::uint64_t size() const override { return size_; }
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t count = std::fread(into.data(), 1, into.size(), file_);
    if (count == 0 && std::ferror(file_)) return Error{"file_missing", name_, {}};
    return count;
  }

 private:
  std::FILE* file_;
  std::string name_;
  std::uint64_t size_ = 0;
};

std::string_view shipped(const std::string& name) {
  const std::string path = "data/" + name + ".csv";
  const std::string_view text = assets::find(path);
  return text.empty() ? assets::find_data(path) : text;
}

}  // namespace

std::FILE* Files::open_file(const std::string& name) const {
  std::FILE* file = std::fopen(name.c_str(), "rb");
  if (!file && !folder_.empty() && !name.starts_with('/')) file = std::fopen((folder_ + "/" + name).c_str(), "rb");
  return file;
}

Result<std::string> Files::read(std::string_view name) const {
  const std::string own(name);
  if (const std::string_view text = shipped(own); !text.empty()) return std::string(text);
  std::FILE* file = open_file(own);
  if (!file) return Error{"file_missing", own, {}};
  auto text = read_stream(file);
  std::fclose(file);
  if (!text) return Error{"file_missing", own, {}};
  return *std::move(text);
}

Result<std::unique_ptr<ByteSource>> Files::open(std::string_view name) const {
  const std::string own(name);
  if (!shipped(own).empty()) return DataFiles::open(name);
  std::FILE* file = open_file(own);
  if (!file) return Error{"file_missing", own, {}};
  return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(file, own));
}

Result<LoadedSpec> load_spec(const std::string& path) {
  const auto text = read_text(path);
  if (!text) return text.error();
  auto spec = parse_spec(*text);
  if (!spec) return spec.error();
  auto data = load(spec->data, spec->seed, Files(folder_of(path)));
  if (!data) return data.error();
  return LoadedSpec{*std::move(spec), *std::move(data)};
}

}  // namespace gradlab::cli
