#include "shell/platform/settings_file.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace gradlab {
namespace {

std::filesystem::path settings_folder() {
  if (const char* const config = std::getenv("XDG_CONFIG_HOME"); config && *config)
    return std::filesystem::path(config) / "gradlab";
#ifdef _WIN32
  if (const char* const data = std::getenv("APPDATA"); data && *data) return std::filesystem::path(data) / "gradlab";
#endif
  if (const char* const home = std::getenv("HOME"); home && *home)
    return std::filesystem::path(home) / ".config" / "gradlab";
  return {};
}

}  // namespace

std::string read_settings_file() {
  const auto folder = settings_folder();
  if (folder.empty()) return {};
  std::ifstream file(folder / "settings.json", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_settings_file(std::string_view json) {
  const auto folder = settings_folder();
  if (folder.empty()) return;
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  if (trouble) return;
  std::ofstream file(folder / "settings.json", std::ios::binary | std::ios::trunc);
  file << json << '\n';
}

}  // namespace gradlab
