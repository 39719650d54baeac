// Small pictures of numbers in one texture: one large square, many small ones, and images of a size of their own. The
// texture is asked for through ImGui, so there is no OpenGL here and a headless test needs no card.
#pragma once

#include <imgui.h>

#include <memory>
#include <span>

#include "shell/ui/color.hpp"
#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

class TileAtlas {
 public:
  static constexpr int large_side = 256;  // texels
  static constexpr int small_side = 40;
  static constexpr int small_count = 240;
  static constexpr int image_side = 128;  // at most
  static constexpr int image_count = 12;

  TileAtlas();
  ~TileAtlas();
  TileAtlas(const TileAtlas&) = delete;
  TileAtlas& operator=(const TileAtlas&) = delete;

  /// Texels row by row from the top; large_side² or small_side² of them.
  void write_large(std::span<const Color> texels);
  void write_small(int tile, std::span<const Color> texels);

  /// A square of at most image_side², row by row from the top.
  void write_image(int image, int side, std::span<const Color> texels);

  /// Smoothed, corners rounded by `radius` design px. The outermost texels' centres lie on the rectangle's edges.
  void draw_large(ImDrawList* list, const Rect& rect, float radius);
  void draw_small(ImDrawList* list, int tile, const Rect& rect, float radius);
  /// A texel is a device pixel: as sharp as it was written, where `at` is whole.
  void draw_image(ImDrawList* list, int image, int side, ImVec2 at);

 private:
  struct Place {
    int x = 0, y = 0, side = 0;
  };
  static Place small_place(int tile);
  static Place image_place(int image, int side);
  void write(const Place& place, std::span<const Color> texels);
  void draw(ImDrawList* list, const Place& place, const Rect& rect, float radius);

  std::unique_ptr<ImTextureData> texture_;
};

}  // namespace gradlab::ui
