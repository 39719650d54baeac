#include "shell/platform/pixels_file.hpp"

#ifdef __APPLE__
#include <OpenGL/gl3.h>
#else
#include <GL/gl.h>
#endif

#include <png.h>

#include <vector>

namespace gradlab {

bool write_pixels(const std::string& file, int x, int y, int width, int height) {
  if (width <= 0 || height <= 0) return false;
  std::vector<unsigned char> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(x, y, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_RGB;
  // OpenGL's first row is the lowest: a negative stride turns the picture.
  return png_image_write_to_file(&image, file.c_str(), 0, pixels.data(), -width * 3, nullptr) != 0;
}

}  // namespace gradlab
