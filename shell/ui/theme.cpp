#include "shell/ui/theme.hpp"

#include <algorithm>
#include <cmath>

#include "shell/ui/context.hpp"

namespace gradlab::ui {
namespace {

constexpr Theme light{
    .name = ThemeName::light,
    .bg = rgb(0xf6f5f1),
    .panel = rgb(0xffffff),
    .sunk = rgb(0xf3f2ed),
    .line = rgb(0xe5e3dc),
    .line2 = rgb(0xcfccc3),
    .grid = rgb(0xeeece6),
    .axis = rgb(0x7d828c),
    .ink = rgb(0x1c1f25),
    .ink2 = rgb(0x4e545f),
    .ink3 = rgb(0x676d79),
    .accent = rgb(0x5846b8),
    .on_accent = rgb(0xffffff),
    .accent_soft = rgb(0xeeebfa),
    .accent_line = rgb(0xb9afe8),
    .note = rgb(0xfdf5da),
    .note_line = rgb(0xecdca4),
    .note_ink = rgb(0x5a4600),
    .pos = rgb(0x2a6fbe),
    .neg = rgb(0xd2690e),
    .track = rgb(0xdedbd3),
    .segment_track = rgb(0xeceae4),
    .segment_chosen = rgb(0xffffff),
    .knob = rgb(0xffffff),
    .diverging = {rgb(0xc4600b), rgb(0xeda45e), rgb(0xf6f4ee), rgb(0x8fb9e4), rgb(0x2767b3)},
    .categorical = {rgb(0x2f73c2), rgb(0xb85c0a), rgb(0x1c7466), rgb(0xc42d90), rgb(0x3e4955), rgb(0x6d5400),
                    rgb(0x7a1f2b), rgb(0x4f29b4)},
    .contour = {rgb(0xffffff), rgb(0xf7f6f2), rgb(0xeeece6), rgb(0xe6e3da), rgb(0xdcd8cd)},
};

constexpr Theme dark{
    .name = ThemeName::dark,
    .bg = rgb(0x131519),
    .panel = rgb(0x1b1e24),
    .sunk = rgb(0x15171c),
    .line = rgb(0x2c3038),
    .line2 = rgb(0x434955),
    .grid = rgb(0x262a32),
    .axis = rgb(0x7b8290),
    .ink = rgb(0xeceef1),
    .ink2 = rgb(0xb3b9c4),
    .ink3 = rgb(0x949ba8),
    .accent = rgb(0xa99bf6),
    .on_accent = rgb(0x16121f),
    .accent_soft = rgb(0x2a2646),
    .accent_line = rgb(0x5d519f),
    .note = rgb(0x332c17),
    .note_line = rgb(0x574b25),
    .note_ink = rgb(0xf1dfa4),
    .pos = rgb(0x6fb1f3),
    .neg = rgb(0xf2994a),
    .track = rgb(0x353a45),
    .segment_track = rgb(0x15171c),
    .segment_chosen = rgb(0x343946),
    .knob = rgb(0xeceef1),
    .diverging = {rgb(0xee9545), rgb(0x8f5a28), rgb(0x23272e), rgb(0x2d5c90), rgb(0x6cb0f2)},
    .categorical = {rgb(0x7db8f7), rgb(0xf59b2e), rgb(0x4fcb9b), rgb(0xe85bb3), rgb(0xdfe6ee), rgb(0xefe06a),
                    rgb(0xe5675a), rgb(0x9a86fb)},
    .contour = {rgb(0x1b1e24), rgb(0x20242b), rgb(0x272c34), rgb(0x303640), rgb(0x3a414d)},
};

void apply_colors(const Theme& theme, ImVec4* colors) {
  const auto set = [colors](ImGuiCol slot, Color color) { colors[slot] = ImGui::ColorConvertU32ToFloat4(color); };
  set(ImGuiCol_Text, theme.ink);
  set(ImGuiCol_TextDisabled, theme.ink3);
  set(ImGuiCol_WindowBg, theme.bg);
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_PopupBg, theme.panel);
  set(ImGuiCol_Border, theme.line2);
  set(ImGuiCol_FrameBg, theme.panel);
  set(ImGuiCol_FrameBgHovered, mix(theme.panel, theme.ink, 0.07F));
  set(ImGuiCol_FrameBgActive, mix(theme.panel, theme.ink, 0.16F));
  set(ImGuiCol_CheckMark, theme.accent);
  set(ImGuiCol_SliderGrab, theme.accent);
  set(ImGuiCol_SliderGrabActive, theme.accent);
  set(ImGuiCol_Button, theme.panel);
  set(ImGuiCol_ButtonHovered, mix(theme.panel, theme.ink, 0.07F));
  set(ImGuiCol_ButtonActive, mix(theme.panel, theme.ink, 0.16F));
  set(ImGuiCol_Header, theme.accent_soft);
  set(ImGuiCol_HeaderHovered, mix(theme.panel, theme.ink, 0.07F));
  set(ImGuiCol_HeaderActive, mix(theme.panel, theme.ink, 0.16F));
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, theme.line2);
  set(ImGuiCol_ScrollbarGrabHovered, theme.axis);
  set(ImGuiCol_ScrollbarGrabActive, theme.ink3);
  set(ImGuiCol_TextSelectedBg, mix(theme.panel, theme.accent, 0.3F));
  set(ImGuiCol_InputTextCursor, theme.accent);
  // The focus ring is drawn by the controls themselves, on the shape they have.
  set(ImGuiCol_NavCursor, 0);
  set(ImGuiCol_TableRowBg, 0);
  set(ImGuiCol_TableRowBgAlt, 0);
  set(ImGuiCol_TableBorderLight, theme.line);
  set(ImGuiCol_TableBorderStrong, theme.line2);
}

void apply_measures(ImGuiStyle& style) {
  style.WindowRounding = 0;
  style.WindowBorderSize = 0;
  style.ChildRounding = 12;
  style.ChildBorderSize = 0;
  style.FrameRounding = 8;
  style.FrameBorderSize = 1;
  style.PopupRounding = 10;
  style.PopupBorderSize = 1;
  style.GrabRounding = 8;
  style.GrabMinSize = 16;
  style.WindowPadding = {20, 16};
  style.FramePadding = {12, 8};
  style.ItemSpacing = {8, 8};
  style.CellPadding = {8, 5};
  style.ScrollbarSize = 10;
  style.ScrollbarRounding = 5;
  style.DisabledAlpha = 1;
  style.WindowMinSize = {1, 1};
}

}  // namespace

Color Theme::ramp(float value) const {
  if (!(value >= -1)) value = std::isnan(value) ? 0.0F : -1.0F;
  const float place = (std::min(value, 1.0F) + 1) * 2;
  const auto stop = std::min(static_cast<std::size_t>(place), diverging.size() - 2);
  return mix(diverging[stop], diverging[stop + 1], place - static_cast<float>(stop));
}

RampTable::RampTable(const Theme& theme) {
  for (std::size_t i = 0; i < colors_.size(); ++i) colors_[i] = theme.ramp(static_cast<float>(i) / half - 1);
}

const Theme& theme_of(ThemeName name) { return name == ThemeName::dark ? dark : light; }

const Theme& theme() { return theme_of(ui().theme_name); }

void apply_theme(const Theme& theme, float scale) {
  ImGuiStyle style;  // from ImGui's defaults each time, so that scaling never piles up
  apply_measures(style);
  apply_colors(theme, style.Colors);
  style.ScaleAllSizes(scale);
  style.FontSizeBase = imgui_font_size(type::body.size);
  style.FontScaleMain = scale;
  ImGui::GetStyle() = style;
}

}  // namespace gradlab::ui
