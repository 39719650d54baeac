#include "shell/ui/png.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace gradlab::ui {
namespace {

void put_word(std::string& into, std::uint32_t word) {
  for (int shift = 24; shift >= 0; shift -= 8) into += static_cast<char>(word >> shift & 0xFFU);
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? crc >> 1 ^ 0xEDB88320U : crc >> 1;
  }
  return ~crc;
}

std::uint32_t adler32(std::string_view bytes) {
  constexpr std::uint32_t modulus = 65521;
  std::uint32_t a = 1, b = 0;
  for (const char byte : bytes) {
    a = (a + static_cast<unsigned char>(byte)) % modulus;
    b = (b + a) % modulus;
  }
  return b << 16 | a;
}

void put_chunk(std::string& into, std::string_view type, std::string_view data) {
  put_word(into, static_cast<std::uint32_t>(data.size()));
  const std::string checked = std::string(type) + std::string(data);
  into += checked;
  put_word(into, crc32(checked));
}

/// As zlib's stream (RFC 1950) of stored blocks.
std::string stored(std::string_view bytes) {
  constexpr std::size_t most = 0xFFFF;
  std::string stream = "\x78\x01";
  for (std::size_t at = 0; at < bytes.size(); at += most) {
    const std::string_view block = bytes.substr(at, most);
    const auto size = static_cast<std::uint32_t>(block.size());
    const bool last = at + most >= bytes.size();
    for (const std::uint32_t byte : {last ? 1U : 0U, size & 0xFFU, size >> 8, ~size & 0xFFU, ~size >> 8 & 0xFFU})
      stream += static_cast<char>(byte);
    stream += block;
  }
  put_word(stream, adler32(bytes));
  return stream;
}

}  // namespace

std::string png(std::span<const Color> texels, std::size_t columns) {
  const std::size_t rows = texels.size() / columns;
  std::string header;
  put_word(header, static_cast<std::uint32_t>(columns));
  put_word(header, static_cast<std::uint32_t>(rows));
  for (const int byte : {8, 6, 0, 0, 0}) header += static_cast<char>(byte);  // 8 bits each of red, green, blue, alpha
  std::string lines;
  for (std::size_t row = 0; row < rows; ++row) {
    lines += '\0';  // no filter
    for (const Color texel : texels.subspan(row * columns, columns))
      for (const int shift : {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT, IM_COL32_A_SHIFT})
        lines += static_cast<char>(texel >> shift & 0xFFU);
  }
  std::string file = "\x89PNG\r\n\x1A\n";
  put_chunk(file, "IHDR", header);
  put_chunk(file, "IDAT", stored(lines));
  put_chunk(file, "IEND", {});
  return file;
}

}  // namespace gradlab::ui
