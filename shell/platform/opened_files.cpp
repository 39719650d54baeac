#include "shell/platform/opened_files.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace gradlab {

std::optional<std::string> read_file(std::string_view path) {
  std::error_code trouble;
  if (!std::filesystem::is_regular_file(std::filesystem::path(path), trouble)) return std::nullopt;
  std::ifstream file{std::filesystem::path(path), std::ios::binary};
  std::ostringstream bytes;
  if (!(bytes << file.rdbuf()) && file.peek() != std::ifstream::traits_type::eof()) return std::nullopt;
  return std::move(bytes).str();
}

std::string file_name(std::string_view path) { return std::filesystem::path(path).filename().string(); }

}  // namespace gradlab
