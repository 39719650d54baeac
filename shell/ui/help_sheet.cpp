// What a page is for, the first words about what is to be seen there, and the keys.
#include <algorithm>
#include <array>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/app.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {
namespace {

constexpr float key_pitch = 28, picture_side = 44, picture_gap = 14, word_gap = 12, scroll_bar = 14;

float lines_height(TextStyle style, std::string_view words, float width) {
  return line_height(style) * static_cast<float>(count_wrapped_lines(width, style, words));
}

std::string words_of(const PageRow& page, const FirstWord& word) {
  return std::string(tr("help." + std::string(page.id) + "." + std::string(word.id)));
}

float word_height(std::string_view words, float width) {
  return std::max(px(picture_side), lines_height(type::caption, words, width - px(picture_side + picture_gap)));
}

}  // namespace

void App::help_sheet() {
  constexpr std::array<std::string_view, 6> keys{"move", "operate", "slider", "reset", "zoom", "escape"};
  const PageRow& page = page_table()[page_index()];
  const std::span<const FirstWord> first = page.first_words ? page.first_words() : std::span<const FirstWord>();
  const bool phone = on_phone();
  const std::string about(tr("page." + settings_.page + ".about"));
  // A sheet in the middle is 520 wide at most; the scroll bar needs some of it.
  const float width = std::min(px(480), ImGui::GetIO().DisplaySize.x - px(60)) - px(scroll_bar);
  const float text_height = lines_height(type::body, about, width);
  float height = text_height / px(1) + 16 + 10 + key_pitch * static_cast<float>(keys.size()) + 10;
  for (const FirstWord& word : first) height += word_height(words_of(page, word), width) / px(1) + word_gap;
  Overlay sheet("app.help.sheet", help_open_, height + 44 + 26, tr("page." + settings_.page),
                phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  const PageScroll scroll("app.help.scroll", sheet.content(), height);
  Rect rest = scroll.content();
  rest.x1 = rest.x0 + width;
  const Theme& t = theme();
  draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, width, t.ink2, type::body, about);
  rest.cut_top(text_height + px(16));
  for (const FirstWord& word : first) {
    const std::string words = words_of(page, word);
    Rect row = rest.cut_top(word_height(words, width), px(word_gap));
    const Rect picture = row.cut_left(px(picture_side), px(picture_gap));
    word.draw(Rect{picture.x0, row.y0, picture.x1, row.y0 + px(picture_side)}.snapped());
    draw_text_wrapped(canvas(), {row.x0, row.y0 + px(14)}, row.width(), t.ink, type::caption, words);
    ui_.registry.add(
        {.id = "app.help.word." + std::string(word.id), .role = ControlRole::image, .label = words, .rect = row});
  }
  draw_hline(canvas(), rest.x0, rest.x1, rest.y0, t.line);
  rest.cut_top(px(10));
  for (const std::string_view key : keys) {
    if (key == "zoom" && !hooks_.own_zoom_keys) continue;
    const Rect row = rest.cut_top(px(key_pitch));
    const std::string id = "help.key." + std::string(key);
    draw_text({row.x0, row.center().y}, left_middle, t.ink, strong(type::caption), tr(id));
    draw_text_fit(canvas(), {row.x0 + px(150), row.center().y}, left_middle, t.ink2, type::caption, tr(id + ".does"),
                  row.width() - px(150));
  }
}

}  // namespace gradlab::ui
