// Text of draw.hpp: measuring, aligning, emphasis of Chinese, halo, cutting, wrapping.
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <string>

#include "shell/ui/context.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/svg.hpp"

namespace gradlab::ui {

unsigned int next_character(std::string_view& text) {
  unsigned int code = static_cast<unsigned char>(text.front());
  if (code != 0 && code < 0x80) {  // most are
    text.remove_prefix(1);
    return code;
  }
  const int bytes = ImTextCharFromUtf8(&code, text.data(), text.data() + text.size());
  text.remove_prefix(static_cast<std::size_t>(std::max(bytes, 1)));
  return code;
}

namespace {

ImFont* font_of(TextStyle style) {
  ImFont* const font = ui().fonts.face(style.face);
  return font ? font : ImGui::GetFont();
}

// ImGui bakes glyphs at whole sizes; asking for one keeps them unscaled and so crisp.
float size_of(TextStyle style) { return std::max(1.0F, snap(px(imgui_font_size(style.size)))); }

const char* end_of(std::string_view text) { return text.data() + text.size(); }

bool is_chinese(unsigned int code) { return code >= 0x2E80 && code <= 0xFFEF; }

// The longest beginning of `text` that is all Chinese or all not.
std::string_view first_run(std::string_view text, bool& chinese) {
  std::string_view rest = text;
  chinese = is_chinese(next_character(rest));
  while (!rest.empty()) {
    std::string_view after = rest;
    if (is_chinese(next_character(after)) != chinese) break;
    rest = after;
  }
  return text.substr(0, text.size() - rest.size());
}

float width_in(ImFont* font, float size, std::string_view text) {
  return font->CalcTextSizeA(size, FLT_MAX, 0.0F, text.data(), end_of(text)).x;
}

/// How far each character takes the pen: a text is as wide as the sum, as ImGui adds it up. Within a frame.
class Advances {
 public:
  explicit Advances(TextStyle style)
      : baked_(font_of(style)->GetFontBaked(size_of(style))), scale_(size_of(style) / baked_->Size) {}
  float of(unsigned int code) const { return baked_->GetCharAdvance(static_cast<ImWchar>(code)) * scale_; }

 private:
  ImFontBaked* baked_;
  float scale_;
};

bool may_hold_chinese(std::string_view text) {
  // The first bytes of their UTF-8.
  return std::any_of(text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) >= 0xE2; });
}

// Each run of Chinese begins at a whole pixel, where its upright strokes are sharp. Inter 600 has no Chinese: the
// regular strokes drawn again half a pixel to the right stand for it.
void add_runs(ImDrawList* list, ImFont* font, float size, ImVec2 at, Color color, std::string_view text,
              bool emphasis) {
  while (!text.empty()) {
    bool chinese = false;
    const std::string_view run = first_run(text, chinese);
    list->AddText(font, size, snap(at), color, run.data(), end_of(run));
    if (chinese && emphasis) {
      const int first = list->VtxBuffer.Size;
      list->AddText(font, size, snap(at), color, run.data(), end_of(run));
      for (int i = first; i < list->VtxBuffer.Size; ++i) list->VtxBuffer[i].pos.x += px(0.5F);
    }
    at.x += width_in(font, size, run);
    text.remove_prefix(run.size());
  }
}

void add_text(ImDrawList* list, TextStyle style, ImVec2 at, Color color, std::string_view text) {
  ImFont* const font = font_of(style);
  const float size = size_of(style);
  if (may_hold_chinese(text)) {
    add_runs(list, font, size, at, color, text, style.face == Face::strong);
  } else {
    list->AddText(font, size, at, color, text.data(), end_of(text));
  }
}

ImVec2 top_left(ImVec2 at, Align align, TextStyle style, float width) {
  const float size = size_of(style);
  const float ascent = font_of(style)->GetFontBaked(size)->Ascent;
  if (align.x == AlignX::center) at.x -= width / 2;
  if (align.x == AlignX::right) at.x -= width;
  if (align.y == AlignY::baseline) at.y -= ascent;
  // Half the height of capitals above the baseline (0.727 em of Inter) is the optical middle.
  if (align.y == AlignY::middle) at.y += size / 1.21F * 0.727F / 2 - ascent;
  return snap(at);
}

}  // namespace

ImDrawList* canvas() { return ImGui::GetWindowDrawList(); }

float text_width(TextStyle style, std::string_view text) {
  if (text.empty()) return 0;
  return width_in(font_of(style), size_of(style), text);
}

float line_height(TextStyle style) { return snap(px(style.size * 1.4F)); }

float draw_text(ImDrawList* list, ImVec2 at, Align align, Color color, TextStyle style, std::string_view text) {
  if (text.empty()) return 0;
  const float width = text_width(style, text);
  const ImVec2 corner = top_left(at, align, style, width);
  add_text(list, style, corner, color, text);
  if (ui().svg) {
    const float size = size_of(style), ascent = font_of(style)->GetFontBaked(size)->Ascent;
    ui().svg->text({corner.x, corner.y + ascent}, text, color, style.face, size / 1.21F, width);
  }
  return width;
}

float draw_text_halo(ImDrawList* list, ImVec2 at, Align align, Color color, Color halo, TextStyle style,
                     std::string_view text) {
  const float reach = std::max(1.0F, px(1.5F));
  const float diagonal = reach * 0.7F;
  const std::array<ImVec2, 8> around{{{reach, 0},
                                      {-reach, 0},
                                      {0, reach},
                                      {0, -reach},
                                      {diagonal, diagonal},
                                      {-diagonal, diagonal},
                                      {diagonal, -diagonal},
                                      {-diagonal, -diagonal}}};
  for (const ImVec2 step : around) draw_text(list, {at.x + step.x, at.y + step.y}, align, halo, style, text);
  return draw_text(list, at, align, color, style, text);
}

float draw_text_fit(ImDrawList* list, ImVec2 at, Align align, Color color, TextStyle style, std::string_view text,
                    float width) {
  if (text_width(style, text) <= width) return draw_text(list, at, align, color, style, text);
  constexpr std::string_view dots = "\u2026";
  const float room = width - text_width(style, dots);
  const Advances advances(style);
  std::size_t kept = 0;
  std::string_view rest = text;
  float taken = 0;
  while (!rest.empty()) {
    taken += advances.of(next_character(rest));
    if (taken > room) break;
    kept = text.size() - rest.size();
  }
  return draw_text(list, at, align, color, style, std::string(text.substr(0, kept)) + std::string(dots));
}

namespace {

// No line begins with these.
bool hangs(unsigned int code) {
  constexpr std::u32string_view closing = U",.;:!?)%，。；：！？、）”》…";
  return closing.find(static_cast<char32_t>(code)) != std::u32string_view::npos;
}

// The end of the first line: after the last blank, or beside the last Chinese character, that fits.
std::size_t line_end(float width, TextStyle style, std::string_view text) {
  const Advances advances(style);
  std::size_t good = 0, here = 0;
  std::string_view rest = text;
  const auto next = [&rest] { return rest.empty() ? 0 : next_character(rest); };
  float taken = 0;
  for (unsigned int code = next(), following = 0; here < text.size(); code = following) {
    if (code == '\n') return here;
    taken += advances.of(code);
    if (here > 0 && taken > width && code != ' ') return good > 0 ? good : here;
    here = text.size() - rest.size();
    following = next();
    if (code == ' ' || ((is_chinese(code) || is_chinese(following)) && !hangs(following))) good = here;
  }
  return text.size();
}

template <class Each>
int for_each_line(float width, TextStyle style, std::string_view text, Each each) {
  int lines = 0;
  while (!text.empty()) {
    const std::size_t end = line_end(width, style, text);
    each(text.substr(0, end), lines);
    ++lines;
    text.remove_prefix(end);
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  }
  return lines;
}

}  // namespace

int draw_text_wrapped(ImDrawList* list, ImVec2 at, float width, Color color, TextStyle style, std::string_view text,
                      ImVec2* pen) {
  const float pitch = line_height(style);
  return for_each_line(width, style, text, [&](std::string_view line, int index) {
    const ImVec2 start{at.x, at.y + pitch * static_cast<float>(index)};
    const float drawn = draw_text(list, start, left_base, color, style, line);
    if (pen) *pen = {start.x + drawn, start.y};
  });
}

int count_wrapped_lines(float width, TextStyle style, std::string_view text) {
  return for_each_line(width, style, text, [](std::string_view, int) {});
}

}  // namespace gradlab::ui
