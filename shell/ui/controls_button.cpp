// Buttons, tiles, rows, chips, toggles: what is operated by one click.
#include "shell/i18n/i18n.hpp"
#include "shell/ui/control_item.hpp"

namespace gradlab::ui {
namespace {

struct ButtonColors {
  Color fill, border, text;
};

ButtonColors button_colors(const ButtonOptions& options, bool enabled) {
  const Theme& t = theme();
  const bool bare = options.kind == ButtonKind::ghost || options.kind == ButtonKind::link;
  if (!enabled) return bare ? ButtonColors{0, 0, t.ink3} : ButtonColors{t.sunk, 0, t.ink3};
  if (options.pressed) return {t.accent_soft, t.accent_line, t.accent};
  switch (options.kind) {
    case ButtonKind::primary: return {t.accent, 0, t.on_accent};
    case ButtonKind::soft: return {t.accent_soft, 0, t.accent};
    case ButtonKind::quiet: return {t.panel, t.line2, t.ink};
    case ButtonKind::ghost: return {0, 0, t.ink};
    case ButtonKind::link: return {0, 0, t.accent};
  }
  return {t.panel, t.line2, t.ink};
}

TextStyle button_text(const ButtonOptions& options, bool enabled) {
  const bool emphasis =
      options.kind == ButtonKind::primary || options.kind == ButtonKind::soft || options.kind == ButtonKind::link;
  return emphasis && enabled ? strong(options.text) : options.text;
}

float content_width(const ButtonOptions& options, std::string_view label, TextStyle style) {
  float width = options.icon_only ? 0 : text_width(style, label);
  if (options.icon != Icon::none) width += px(options.icon_size) + (options.icon_only ? 0 : px(6));
  if (options.icon_after != Icon::none) width += px(options.icon_size) + px(4);
  return width;
}

// Ink laid over nothing is a transparent tint, over a fill a mixture.
Color laid_over(const ItemResult& item, Color fill) {
  if (fill != 0) return item.tinted(fill);
  if (!item.enabled || (!item.hovered && !item.held)) return 0;
  return with_alpha(theme().ink, item.held ? 0.16F : 0.07F);
}

}  // namespace

void draw_button_face(const ItemResult& item, const ButtonOptions& options, std::string_view label) {
  ImDrawList* const list = canvas();
  const ButtonColors colors = button_colors(options, item.enabled);
  const Rect face = item.rect.snapped();
  const float radius = options.round ? face.height() / 2 / px(1) : 8.0F;
  const Color fill = laid_over(item, colors.fill);
  if (colors.border != 0)
    draw_box(list, face, fill, colors.border, radius);
  else if (fill != 0)
    fill_rect(list, face, fill, radius);
  const TextStyle style = button_text(options, item.enabled);
  const Color icon_color =
      options.kind == ButtonKind::quiet && item.enabled && !options.pressed ? theme().ink2 : colors.text;
  float x = face.center().x - content_width(options, label, style) / 2;
  const float y = face.center().y;
  if (options.icon != Icon::none) {
    draw_icon(list, options.icon, {x + px(options.icon_size) / 2, y}, icon_color, options.icon_size);
    x += px(options.icon_size) + px(6);
  }
  if (!options.icon_only) x += draw_text(list, {x, y}, left_middle, colors.text, style, label);
  if (options.icon_after != Icon::none)
    draw_icon(list, options.icon_after, {x + px(4 + options.icon_size / 2), y}, icon_color, options.icon_size);
  draw_focus(item, face, radius);
}

bool button(std::string_view id, const Rect& where, const ButtonOptions& options) {
  if (!shows(id)) return false;
  const ItemResult item = make_item(id, where);
  const std::string label = label_of(id, options.words);
  draw_button_face(item, options, label);
  const ControlRole role = options.kind == ButtonKind::link ? ControlRole::link : ControlRole::button;
  record(item, role, label, help_of(id, options.words), {});
  return item.operated;
}

bool icon_button(std::string_view id, const Rect& where, Icon icon, ButtonKind kind) {
  return button(id, where, {.kind = kind, .icon = icon, .icon_only = true});
}

float button_width(std::string_view id, const ButtonOptions& options) {
  const bool bare = options.kind == ButtonKind::ghost || options.kind == ButtonKind::link;
  const float padding = bare ? px(4) : px(15);
  return content_width(options, label_of(id, options.words), button_text(options, true)) + 2 * padding;
}

bool tile(std::string_view id, const Rect& where, bool selected, const Picture& picture, const Words& words) {
  if (!shows(id)) return false;
  const ItemResult item = make_item(id, where);
  ImDrawList* const list = canvas();
  Rect below = where;
  const Rect square = below.cut_top(where.width()).snapped();
  draw_box(list, square, item.tinted(theme().panel), theme().line2, 7);
  if (picture) {
    const Clip clip(square.inset(px(2)), list);
    picture(list, square.inset(px(4)), 0);
  }
  const std::string label = label_of(id, words);
  const TextStyle style = selected ? strong(type::caption) : type::caption;
  const Color color = selected ? theme().ink : theme().ink2;
  draw_text(list, {square.center().x, square.y1 + px(17)}, center_base, item.enabled ? color : theme().ink3, style,
            label);
  if (selected)
    draw_ring(list, square, theme().accent, 6, 2, 2);
  else
    draw_focus(item, square, 7);
  if (selected && item.focused) draw_ring(list, square, theme().accent, 6, 2, 5);
  record(item, ControlRole::button, label, help_of(id, words), {selected ? "on" : "off", {}, {}});
  return item.operated;
}

bool thumbnail_row(std::string_view id, const Rect& where, RowState state, const Picture& picture, const Words& words) {
  if (!shows(id)) return false;
  ItemResult item = make_item(id, where);
  const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  item.list = {corner.x, corner.y, corner.x + size.x, corner.y + size.y};
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  const Rect row = where.snapped();
  if (state == RowState::focused)
    draw_box(list, row, item.tinted(t.accent_soft), t.accent_line, 8);
  else if (state == RowState::on)
    draw_box(list, row, item.tinted(t.panel), t.line2, 8);
  else if (const Color fill = laid_over(item, 0); fill != 0)
    fill_rect(list, row, fill, 8);
  const Rect thumb = Rect{row.x0 + px(3), row.y0 + px(4), row.x0 + px(44), row.y1 - px(4)}.snapped();
  draw_box(list, thumb, t.panel, t.line, 5);
  if (picture) {
    const Clip clip(thumb.inset(px(1)), list);
    picture(list, thumb.inset(px(2)), 0);
  }
  const std::string label = label_of(id, words);
  const bool chosen = state != RowState::off;
  const float room = row.x1 - thumb.x1 - px(9);
  // A name is rather not strong than not whole.
  const bool fits = text_width(strong(type::body), label) <= room;
  draw_text_fit(list, {thumb.x1 + px(7), row.center().y}, left_middle, chosen ? t.ink : t.ink2,
                chosen && fits ? strong(type::body) : type::body, label, room);
  draw_focus(item, row, 8);
  const char* const value = state == RowState::off ? "off" : state == RowState::on ? "on" : "focused";
  record(item, ControlRole::button, label, help_of(id, words), {value, {}, {}});
  return item.operated;
}

// ---------------------------------------------------------------- toggle and chip

bool toggle(std::string_view id, const Rect& where, bool& on, bool label_right, const Words& words) {
  if (!shows(id)) return false;
  const ItemResult item = make_item(id, where);
  bool changed = item.operated;
  if (item.enabled) {
    if (const auto action = ui().registry.take(item.id, ActionKind::set_value)) changed = (action->text == "on") != on;
  }
  if (changed) on = !on;
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  const float middle = where.center().y;
  const Rect track = Rect{where.x0, middle - px(10), where.x0 + px(34), middle + px(10)}.snapped();
  const Color off_color = item.enabled ? t.axis : t.line2;
  fill_rect(list, track, item.tinted(on && item.enabled ? t.accent : off_color), 10);
  list->AddCircleFilled({on ? track.x1 - px(10) : track.x0 + px(10), middle}, px(8), rgb(0xffffff));
  const std::string label = label_of(id, words);
  if (label_right)
    draw_text(list, {track.x1 + px(8), middle}, left_middle, item.enabled ? t.ink : t.ink3, type::body, label);
  draw_focus(item, track, 10);
  record(item, ControlRole::on_off, label, help_of(id, words), {on ? "on" : "off", {}, {}});
  return changed;
}

namespace {

// On a phone chips are closer set: four names fit beside each other.
float chip_dot() { return px(on_phone() ? 14.0F : 18.0F); }
float chip_words() { return px(on_phone() ? 24.0F : 31.0F); }

}  // namespace

float chip_height() { return px(36); }

float chip_width(std::string_view label, bool removable) {
  // Room for the strong name, so that a chip keeps its width when it gets the focus.
  const float end = removable ? 26.0F : on_phone() ? 11.0F : 16.0F;
  return snap(chip_words() + text_width(strong(type::body), label) + px(end));
}

ChipAction chip(std::string_view id, ImVec2 corner, Color color, bool focused, bool removable, const Words& words) {
  const std::string label = label_of(id, words);
  const Rect body = rect_at(corner, {chip_width(label, removable), chip_height()}).snapped();
  const ItemResult item = make_item(id, body, {.overlappable = removable});
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  const float radius = body.height() / 2 / px(1);
  draw_box(list, body, item.tinted(focused ? t.accent_soft : t.panel), focused ? t.accent_line : t.line2, radius);
  fill_dot(list, {body.x0 + chip_dot(), body.center().y}, 5, color);
  draw_text(list, {body.x0 + chip_words(), body.center().y}, left_middle, t.ink,
            focused ? strong(type::body) : type::body, label);
  draw_focus(item, body, radius);
  record(item, ControlRole::button, label, help_of(id, words), {focused ? "focused" : "on", {}, {}});
  ChipAction action = item.operated ? ChipAction::focus : ChipAction::none;
  if (!removable) return action;
  Rect rest = body;
  const Rect cross = rest.cut_right(px(28));
  const ItemResult remove = make_item(id, cross, {.part = ".remove", .grows = false});
  draw_icon(list, Icon::close, {body.x1 - px(15), body.center().y}, remove.hovered ? t.ink : t.ink3, 12);
  draw_focus(remove, cross.inset(px(3)), 8);
  record(remove, ControlRole::button, tr("control.chip.remove", {{"name", label}}), {}, {});
  if (remove.operated) action = ChipAction::remove;
  return action;
}

// ---------------------------------------------------------------- drawings and hits

HitResult hit_area(std::string_view id, const Rect& where, const Words& words, ControlRole role,
                   std::string_view value) {
  if (!shows(id)) return {};
  const ItemResult item = make_item(id, where);
  record(item, role, id, words, {std::string(value), {}, {}});
  return {item.operated, item.hovered, item.held, item.focused};
}

NoteAction note_line(std::string_view id, const Rect& where, const NoteText& text) {
  ImDrawList* const list = canvas();
  const Theme& t = theme();
  const Rect box = where.snapped();
  draw_box(list, box, t.note, t.note_line, 8);
  draw_icon(list, Icon::lightbulb, {box.x0 + px(22), box.center().y}, t.note_ink, 16);
  Rect inner = box.inset(px(12), px(0));
  NoteAction action = NoteAction::none;
  if (!text.fix.empty()) {
    const ButtonOptions fix{.kind = ButtonKind::primary, .words = {text.fix, tr("note.fix.help")}};
    const Rect button_rect = inner.cut_right(button_width(id, fix), px(12)).centered(button_width(id, fix), px(34));
    const std::string fix_id = std::string(id) + ".fix";
    if (button(fix_id, button_rect, fix)) action = NoteAction::fix;
  }
  const float left = box.x0 + px(42);
  const float room = std::max(inner.x1 - left, px(40));
  const std::string why(text.why ? tr("note.why") : std::string_view());
  // "Why?" goes on in the last line, or makes one of its own.
  const std::string measured = why.empty() ? std::string(text.text) : std::string(text.text) + "  " + why;
  const int lines = count_wrapped_lines(room, type::body, measured);
  ImVec2 pen{left, box.center().y - line_height(type::body) * static_cast<float>(lines - 1) / 2 + px(5)};
  draw_text_wrapped(list, pen, room, t.note_ink, type::body, text.text, &pen);
  if (!text.why) return action;
  const ButtonOptions link{.kind = ButtonKind::link, .words = {why, tr("note.why.help")}};
  const std::string why_id = std::string(id) + ".why";
  const float width = text_width(strong(type::body), why);
  if (pen.x + px(8) + width > inner.x1) pen = {left - px(8), pen.y + line_height(type::body)};
  const float x = pen.x + px(8);
  if (button(why_id, {x, pen.y - px(15), x + width, pen.y + px(5)}, link)) action = NoteAction::why;
  return action;
}

}  // namespace gradlab::ui
