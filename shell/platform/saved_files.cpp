#include "shell/platform/saved_files.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace gradlab {
namespace {

namespace fs = std::filesystem;

fs::path folder() {
  std::error_code trouble;
  if (const char* const named = std::getenv("XDG_DOWNLOAD_DIR"); named && fs::is_directory(named, trouble))
    return named;
  if (const char* const home = std::getenv("HOME"); home && *home) {
    const fs::path downloads = fs::path(home) / "Downloads";
    if (fs::is_directory(downloads, trouble)) return downloads;
  }
  return fs::current_path(trouble);
}

}  // namespace

std::string free_file_name(std::string_view name) {
  const fs::path wanted(name);
  std::error_code trouble;
  fs::path place = folder() / wanted;
  for (int number = 2; fs::exists(place, trouble); ++number)
    place = folder() / (wanted.stem().string() + "-" + std::to_string(number) + wanted.extension().string());
  return place.string();
}

std::string save_file(std::string_view name, std::string_view bytes) {
  const std::string place = free_file_name(name);
  std::ofstream file(place, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return file ? place : std::string();
}

}  // namespace gradlab
