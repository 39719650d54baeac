#include "shell/ui/svg.hpp"

#include <cmath>
#include <cstdio>

#include "shell/ui/base64.hpp"
#include "shell/ui/png.hpp"

namespace gradlab::ui {
namespace {

/// Hundredths are finer than any pixel. printf's decimal sign may be the machine's: whole hundredths are not.
std::string hundredths(float value) {
  const long long all = std::llround(static_cast<double>(value) * 100);
  const long long size = all < 0 ? -all : all;
  std::string text = (all < 0 ? "-" : "") + std::to_string(size / 100);
  if (size % 100 == 0) return text;
  text += size % 100 < 10 ? ".0" : ".";
  text += std::to_string(size % 100);
  if (text.back() == '0') text.pop_back();
  return text;
}

/// For factors far below 1.
std::string millionths(float value) {
  std::string digits = std::to_string(std::llround(static_cast<double>(value) * 1e6));
  if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
  const std::string before = digits.substr(0, digits.size() - 6);
  return (before.empty() ? "0" : before) + "." + digits.substr(digits.size() - 6);
}

std::string color_attribute(std::string_view name, Color color) {
  char hex[8];
  std::snprintf(hex, sizeof hex, "#%02x%02x%02x", static_cast<unsigned>(color >> IM_COL32_R_SHIFT & 0xFF),
                static_cast<unsigned>(color >> IM_COL32_G_SHIFT & 0xFF),
                static_cast<unsigned>(color >> IM_COL32_B_SHIFT & 0xFF));
  std::string text = " " + std::string(name) + "=\"" + hex + "\"";
  const auto alpha = static_cast<float>(color >> IM_COL32_A_SHIFT & 0xFF) / 255;
  if (alpha < 1) text += " " + std::string(name) + "-opacity=\"" + hundredths(alpha) + "\"";
  return text;
}

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '&': safe += "&amp;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string_view font_attributes(Face face) {
  switch (face) {
    case Face::regular: return " font-family=\"Inter, 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif\"";
    case Face::strong:
      return " font-family=\"Inter, 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif\" font-weight=\"600\"";
    case Face::math_italic:
      return " font-family=\"'STIX Two Text', STIX, 'Times New Roman', serif\" font-style=\"italic\"";
    case Face::math_roman: return " font-family=\"'STIX Two Text', STIX, 'Times New Roman', serif\"";
  }
  return "";
}

}  // namespace

SvgPainter::SvgPainter(const Rect& area, float scale, Color paper, const GlyphOutlines* outlines)
    : area_(area), scale_(scale), outlines_(outlines) {
  fill(area, paper);
}

std::string SvgPainter::x(float place) const { return hundredths((place - area_.x0) / scale_); }
std::string SvgPainter::y(float place) const { return hundredths((place - area_.y0) / scale_); }
std::string SvgPainter::length(float pixels) const { return hundredths(pixels / scale_); }

void SvgPainter::line(std::span<const ImVec2> points, Color color, float width, Dashes dashes) {
  std::string path;
  bool pen_down = false;
  for (const ImVec2 point : points) {
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
      pen_down = false;
      continue;
    }
    path += (pen_down ? "L" : "M") + x(point.x) + " " + y(point.y);
    pen_down = true;
  }
  if (path.empty()) return;
  body_ += "<path d=\"" + path + "\" fill=\"none\"" + color_attribute("stroke", color) + " stroke-width=\"" +
           length(width) + "\" stroke-linejoin=\"round\"";
  if (dashes.on > 0) {
    body_ += " stroke-dasharray=\"" + length(dashes.on) + " " + length(dashes.off) + "\"";
    if (dashes.phase != 0) body_ += " stroke-dashoffset=\"" + length(dashes.phase) + "\"";
  } else {
    body_ += " stroke-linecap=\"round\"";
  }
  body_ += "/>\n";
}

void SvgPainter::area(std::span<const ImVec2> corners, Color color) {
  body_ += "<polygon points=\"";
  for (const ImVec2 corner : corners) body_ += x(corner.x) + "," + y(corner.y) + " ";
  body_ += "\"" + color_attribute("fill", color) + "/>\n";
}

std::string SvgPainter::rect_attributes(const Rect& rect, float radius) const {
  std::string text = "<rect x=\"" + x(rect.x0) + "\" y=\"" + y(rect.y0) + "\" width=\"" + length(rect.width()) +
                     "\" height=\"" + length(rect.height()) + "\"";
  if (radius > 0) text += " rx=\"" + length(radius) + "\"";
  return text;
}

void SvgPainter::fill(const Rect& rect, Color color, float radius) {
  if (rect.empty()) return;
  body_ += rect_attributes(rect, radius) + color_attribute("fill", color) + "/>\n";
}

void SvgPainter::stroke(const Rect& rect, Color color, float width, float radius) {
  if (rect.empty()) return;
  body_ += rect_attributes(rect, radius) + " fill=\"none\"" + color_attribute("stroke", color) + " stroke-width=\"" +
           length(width) + "\"/>\n";
}

void SvgPainter::dot(ImVec2 center, float radius, Color color) {
  body_ += "<circle cx=\"" + x(center.x) + "\" cy=\"" + y(center.y) + "\" r=\"" + length(radius) + "\"" +
           color_attribute("fill", color) + "/>\n";
}

void SvgPainter::circle(ImVec2 center, float radius, Color color, float width) {
  body_ += "<circle cx=\"" + x(center.x) + "\" cy=\"" + y(center.y) + "\" r=\"" + length(radius) + "\" fill=\"none\"" +
           color_attribute("stroke", color) + " stroke-width=\"" + length(width) + "\"/>\n";
}

void SvgPainter::image(const Rect& rect, std::span<const Color> texels, int columns, float radius) {
  if (rect.empty() || columns <= 0 || texels.empty()) return;
  const std::string id = "clip" + std::to_string(++clips_);
  body_ += "<clipPath id=\"" + id + "\">" + rect_attributes(rect, radius) + "/></clipPath><image x=\"" + x(rect.x0) +
           "\" y=\"" + y(rect.y0) + "\" width=\"" + length(rect.width()) + "\" height=\"" + length(rect.height()) +
           "\" preserveAspectRatio=\"none\" clip-path=\"url(#" + id + ")\" xlink:href=\"data:image/png;base64," +
           base64(png(texels, static_cast<std::size_t>(columns))) + "\"/>\n";
}

std::string SvgPainter::shape_of(const GlyphOutlines::Glyph& glyph) {
  std::string& path = shapes_[{glyph.font, glyph.index}];
  if (path.empty()) path = outlines_->path(glyph);
  return "g" + std::to_string(glyph.font) + "-" + std::to_string(glyph.index);
}

bool SvgPainter::outlined_text(ImVec2 at, std::string_view text, Color color, Face face, float size, float width) {
  const auto glyphs = outlines_->find(face, text);
  if (!glyphs || glyphs->empty()) return false;
  float ems = 0;
  for (const GlyphOutlines::Glyph& glyph : *glyphs) ems += glyph.advance;
  if (!(ems > 0)) return false;
  // Glyphs on the screen stand on whole pixels, and so are a little further apart or closer.
  const float stretch = width / (ems * size);
  body_ += "<g role=\"img\" aria-label=\"" + escaped(text) + "\"" + color_attribute("fill", color) + ">";
  float pen = at.x;
  for (const GlyphOutlines::Glyph& glyph : *glyphs) {
    if (!glyph.blank) {
      const float unit = size / scale_ / glyph.units;
      // Chinese has no semibold: a rim stands for it, as on the screen the strokes drawn twice.
      const bool rim = face == Face::strong && glyph.font == GlyphOutlines::chinese;
      body_ += "<use xlink:href=\"#" + shape_of(glyph) + "\" transform=\"translate(" + x(pen) + " " + y(at.y) +
               ") scale(" + millionths(unit) + " -" + millionths(unit) + ")\"";
      if (rim) body_ += color_attribute("stroke", color) + " stroke-width=\"30\"";
      body_ += "/>";
    }
    pen += glyph.advance * size * stretch;
  }
  body_ += "</g>\n";
  return true;
}

void SvgPainter::text(ImVec2 at, std::string_view text, Color color, Face face, float size, float width) {
  if (outlines_ && outlined_text(at, text, color, face, size, width)) return;
  body_ += "<text x=\"" + x(at.x) + "\" y=\"" + y(at.y) + "\" font-size=\"" + length(size) + "\"" +
           std::string(font_attributes(face)) + color_attribute("fill", color) + " textLength=\"" + length(width) +
           "\" lengthAdjust=\"spacingAndGlyphs\">" + escaped(text) + "</text>\n";
}

void SvgPainter::begin_clip(const Rect& rect) {
  const std::string id = "clip" + std::to_string(++clips_);
  body_ +=
      "<clipPath id=\"" + id + "\">" + rect_attributes(rect, 0) + "/></clipPath><g clip-path=\"url(#" + id + ")\">\n";
}

void SvgPainter::end_clip() { body_ += "</g>\n"; }

std::string SvgPainter::finish() const {
  const std::string width = length(area_.width()), height = length(area_.height());
  std::string shapes;
  for (const auto& [key, path] : shapes_)
    shapes +=
        "<path id=\"g" + std::to_string(key.first) + "-" + std::to_string(key.second) + "\" d=\"" + path + "\"/>\n";
  // Readers of SVG 1.1 know links by their old name alone.
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" + width +
         "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height + "\">\n" +
         (shapes.empty() ? shapes : "<defs>\n" + shapes + "</defs>\n") + body_ + "</svg>\n";
}

}  // namespace gradlab::ui
