#include "shell/ui/fonts.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <utility>

namespace gradlab::ui {
namespace {

// Ascent + descent of every file, in em (assets/fonts).
constexpr float em_height = 1.21F;

ImFont* add_file(std::span<const unsigned char> bytes, ImFont* merge_into, bool whole_advances) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.MergeMode = merge_into != nullptr;
  config.PixelSnapH = whole_advances;
  // ImGui 1.92.2 merges into the font that was added last; the order of fonts means nothing else.
  if (merge_into) std::swap(*atlas.Fonts.find(merge_into), atlas.Fonts.back());
  // ImGui takes a pointer to non-const but does not write through it when it does not own the data.
  auto* data = const_cast<unsigned char*>(bytes.data());
  return atlas.AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), 0.0F, &config);
}

void forget_glyphs(ImFont* font) {
  // Characters once looked up in vain are remembered as missing; a new file may have them.
  ImFontAtlasFontDiscardBakes(ImGui::GetIO().Fonts, font, 0);
}

}  // namespace

float imgui_font_size(float design_px) { return design_px * em_height; }

float design_px_of(float imgui_font_size) { return imgui_font_size / em_height; }

void Fonts::add_face(const FontSource& source, Face face, const char* name) {
  const auto index = static_cast<std::size_t>(face);
  if (loaded_[index]) return;
  if (const auto bytes = source(name)) {
    faces_[index] = add_file(*bytes, nullptr, false);
    loaded_[index] = true;
  }
}

void Fonts::load(const FontSource& source) {
  source_ = source;
  add_face(source, Face::regular, "fonts/ui-regular.ttf");
  add_face(source, Face::strong, "fonts/ui-semibold.ttf");
  add_face(source, Face::math_italic, "fonts/math-italic.otf");
  add_face(source, Face::math_roman, "fonts/math-regular.otf");
  ImFont* const regular = face(Face::regular);
  ImFont* const semibold = face(Face::strong);
  has_text_ = regular && semibold;
  if (!has_text_) return;
  merge(source, "fonts/math-regular.otf", has_signs_, false);
  merge(source, "fonts/cjk.otf", has_chinese_, true);
  if (painter_ && !std::exchange(paints_, true)) {
    merge_system_glyphs(regular, painter_, false);
    merge_system_glyphs(semibold, painter_, true);
  }
  for (ImFont* font : {regular, semibold}) keep_system_glyphs_last(font);
  ImGui::GetIO().FontDefault = regular;
}

void Fonts::merge(const FontSource& source, const char* name, bool& done, bool whole_advances) {
  if (done) return;
  const auto bytes = source(name);
  if (!bytes) return;
  for (const Face target : {Face::regular, Face::strong}) {
    add_file(*bytes, face(target), whole_advances);
    forget_glyphs(face(target));
  }
  done = true;
}

}  // namespace gradlab::ui
