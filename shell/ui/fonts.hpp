// Typefaces and type roles. One file per face, any size: ImGui 1.92 makes glyphs when they are needed.
#pragma once

#include <imgui.h>

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "shell/ui/system_glyphs.hpp"

namespace gradlab::ui {

enum class Face { regular, strong, math_italic, math_roman };

/// A face and a size in design px at 1x. `strong(type::body)` is the same size in semibold.
struct TextStyle {
  Face face = Face::regular;
  float size = 14;
};

constexpr TextStyle strong(TextStyle style) { return {Face::strong, style.size}; }
constexpr TextStyle sized(TextStyle style, float size) { return {style.face, size}; }

/// The roles of the design. Nothing smaller than `badge`.
namespace type {
inline constexpr TextStyle figure{Face::strong, 26};   // the one big number
inline constexpr TextStyle reading{Face::strong, 20};  // running numbers
inline constexpr TextStyle product{Face::strong, 18};
inline constexpr TextStyle panel_title{Face::strong, 15};
inline constexpr TextStyle tab{Face::regular, 15};
inline constexpr TextStyle body{Face::regular, 14};      // also controls
inline constexpr TextStyle dense{Face::regular, 13.5F};  // tables
inline constexpr TextStyle caption{Face::regular, 13};   // labels
inline constexpr TextStyle tick{Face::regular, 12.5F};
inline constexpr TextStyle badge{Face::regular, 12};
inline constexpr TextStyle formula{Face::math_italic, 22};
inline constexpr TextStyle formula_roman{Face::math_roman, 22};
inline constexpr TextStyle fraction{Face::math_italic, 19};
inline constexpr TextStyle exponent{Face::math_italic, 14};
inline constexpr TextStyle axis_name{Face::math_italic, 17};
}  // namespace type

/// Gives the bytes of a font file by its asset name ("fonts/ui-regular.ttf"), or nothing while it is not there.
/// Bytes must live as long as the fonts do.
using FontSource = std::function<std::optional<std::span<const unsigned char>>(std::string_view name)>;

/// The four faces in ImGui's atlas. Chinese is merged into the two Inter faces when its file is there.
class Fonts {
 public:
  /// Adds what the source has; may be called again when more has arrived (on the web the Chinese file comes last).
  /// Before the first file ImGui's built-in font stands in, so that a page can be drawn at any time.
  void load(const FontSource& source);
  /// Who draws the characters that no file has; before the first call of load.
  void set_painter(GlyphPainter painter) { painter_ = std::move(painter); }

  /// Where the files come from.
  const FontSource& source() const { return source_; }
  ImFont* face(Face face) const { return faces_[static_cast<std::size_t>(face)]; }
  bool has_text_face() const { return has_text_; }
  bool has_chinese() const { return has_chinese_; }

 private:
  void add_face(const FontSource& source, Face face, const char* name);
  /// Characters that Inter lacks: signs from STIX, then Chinese.
  void merge(const FontSource& source, const char* name, bool& done, bool whole_advances);
  FontSource source_;
  GlyphPainter painter_;
  bool paints_ = false;
  std::array<ImFont*, 4> faces_{};
  std::array<bool, 4> loaded_{};
  bool has_text_ = false;
  bool has_signs_ = false;
  bool has_chinese_ = false;
};

/// ImGui's font size (ascent + descent) of a design size: all our files share ascent + descent = 1.21 em.
float imgui_font_size(float design_px);
/// The other way round.
float design_px_of(float imgui_font_size);

}  // namespace gradlab::ui
