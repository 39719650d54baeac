#include "shell/ui/widgets/tile_atlas.hpp"

#include <imgui_internal.h>  // RegisterUserTexture

#include <algorithm>
#include <cstring>
#include <vector>

#include "shell/ui/context.hpp"
#include "shell/ui/svg.hpp"

namespace gradlab::ui {
namespace {

constexpr int atlas_width = 1024;
constexpr int small_columns = atlas_width / TileAtlas::small_side;
constexpr int small_top = TileAtlas::large_side + 4;
constexpr int atlas_height = 1024;
static_assert(small_top + (TileAtlas::small_count + small_columns - 1) / small_columns * TileAtlas::small_side <=
              atlas_height);
// Images lie beside the large square.
constexpr int image_columns = (atlas_width - TileAtlas::large_side) / TileAtlas::image_side;
static_assert((TileAtlas::image_count + image_columns - 1) / image_columns * TileAtlas::image_side <= small_top);

float share_of_width(float x) { return x / static_cast<float>(atlas_width); }
float share_of_height(float y) { return y / static_cast<float>(atlas_height); }

}  // namespace

TileAtlas::TileAtlas() : texture_(std::make_unique<ImTextureData>()) {
  texture_->Create(ImTextureFormat_RGBA32, atlas_width, atlas_height);
  texture_->UseColors = true;
  ImGui::RegisterUserTexture(texture_.get());
  texture_->Status = ImTextureStatus_WantCreate;
}

TileAtlas::~TileAtlas() {
  if (!ImGui::GetCurrentContext()) return;
  ImGui::UnregisterUserTexture(texture_.get());
  // The list of the last frame is still read when the renderer closes down.
  ImGui::GetPlatformIO().Textures.find_erase(texture_.get());
}

TileAtlas::Place TileAtlas::small_place(int tile) {
  return {tile % small_columns * small_side, small_top + tile / small_columns * small_side, small_side};
}

TileAtlas::Place TileAtlas::image_place(int image, int side) {
  return {large_side + image % image_columns * image_side, image / image_columns * image_side, side};
}

void TileAtlas::write_large(std::span<const Color> texels) { write({0, 0, large_side}, texels); }

void TileAtlas::write_small(int tile, std::span<const Color> texels) {
  if (tile < small_count) write(small_place(tile), texels);
}

void TileAtlas::write_image(int image, int side, std::span<const Color> texels) {
  IM_ASSERT(image < image_count && side <= image_side);
  write(image_place(image, side), texels);
}

void TileAtlas::write(const Place& place, std::span<const Color> texels) {
  const auto side = static_cast<std::size_t>(place.side);
  IM_ASSERT(texels.size() == side * side);
  for (std::size_t row = 0; row < side; ++row) {
    std::memcpy(texture_->GetPixelsAt(place.x, place.y + static_cast<int>(row)), texels.data() + row * side,
                side * sizeof(Color));
  }
  if (texture_->Status == ImTextureStatus_WantCreate || texture_->Status == ImTextureStatus_Destroyed) return;
  if (texture_->Status == ImTextureStatus_OK) texture_->Updates.resize(0);  // the renderer took those
  const ImTextureRect rect{static_cast<unsigned short>(place.x), static_cast<unsigned short>(place.y),
                           static_cast<unsigned short>(place.side), static_cast<unsigned short>(place.side)};
  texture_->Updates.push_back(rect);
  texture_->UpdateRect = {0, 0, atlas_width, atlas_height};
  texture_->Status = ImTextureStatus_WantUpdates;
}

void TileAtlas::draw_large(ImDrawList* list, const Rect& rect, float radius) {
  draw(list, {0, 0, large_side}, rect, radius);
}

void TileAtlas::draw_small(ImDrawList* list, int tile, const Rect& rect, float radius) {
  if (tile < small_count) draw(list, small_place(tile), rect, radius);
}

void TileAtlas::draw(ImDrawList* list, const Place& place, const Rect& rect, float radius) {
  if (ui().svg) {
    const auto across = static_cast<std::size_t>(place.side);
    std::vector<Color> texels(across * across);
    for (std::size_t row = 0; row < across; ++row)
      std::memcpy(texels.data() + row * across, texture_->GetPixelsAt(place.x, place.y + static_cast<int>(row)),
                  across * sizeof(Color));
    ui().svg->image(rect, texels, place.side, px(radius));
  }
  const auto x = static_cast<float>(place.x), y = static_cast<float>(place.y), side = static_cast<float>(place.side);
  const ImVec2 first{share_of_width(x + 0.5F), share_of_height(y + 0.5F)};
  const ImVec2 last{share_of_width(x + side - 0.5F), share_of_height(y + side - 0.5F)};
  list->AddImageRounded(texture_->GetTexRef(), rect.min(), rect.max(), first, last, IM_COL32_WHITE, px(radius));
}

void TileAtlas::draw_image(ImDrawList* list, int image, int side, ImVec2 at) {
  const Place place = image_place(image, side);
  const auto x = static_cast<float>(place.x), y = static_cast<float>(place.y), size = static_cast<float>(side);
  list->AddImage(texture_->GetTexRef(), at, {at.x + size, at.y + size}, {share_of_width(x), share_of_height(y)},
                 {share_of_width(x + size), share_of_height(y + size)});
}

}  // namespace gradlab::ui
