// The bar over every page, and the page menu of phones.
#include <algorithm>
#include <array>
#include <vector>

#include "shell/ui/app.hpp"
#include "shell/ui/controls.hpp"

namespace gradlab::ui {
namespace {

std::string page_name(std::string_view id) { return std::string(tr("page." + std::string(id))); }

Icon theme_icon() { return theme().dark() ? Icon::sun : Icon::moon; }

ThemeName other_theme() { return theme().dark() ? ThemeName::light : ThemeName::dark; }

/// The pages that have a tab, and their names.
struct Tabs {
  std::vector<std::string> names;
  std::vector<Item> items;

  Tabs() {
    for (const PageRow& page : page_table())
      if (page.in_tabs) names.push_back(page_name(page.id));
    std::size_t at = 0;
    for (const PageRow& page : page_table())
      if (page.in_tabs) items.push_back({page.id, names[at++]});
  }
};

/// Where the tabs begin: beside the program's name, or beside its sign alone where the name has no room.
float tabs_left(const Rect& bar, bool with_name) {
  return bar.x0 + px(with_name ? 78 : 54) + (with_name ? text_width(type::product, tr("app.name")) : 0);
}

/// Of what stands at the right: two pairs of buttons, and the languages between them.
float tools_width(std::span<const Item> languages) { return px(4 * 34 + 2 * 10 + 20) + segments_width(languages); }

std::array<Item, 2> language_items() { return {{{"en", tr("language.en")}, {"zh", tr("language.zh")}}}; }

bool has_room_for_tabs(const Rect& bar, bool with_name) {
  const float room = bar.x1 - tools_width(language_items()) - tabs_left(bar, with_name);
  return least_tabs_width(Tabs().items) <= room;
}

}  // namespace

void App::top_bar(const Rect& bar) {
  ImDrawList* const list = canvas();
  fill_rect(list, bar, theme().panel);
  draw_hline(list, bar.x0, bar.x1, bar.y1 - whole_px(1), theme().line);
  const Rect column = page_column(bar);
  if (on_phone() || !has_room_for_tabs(column, false))
    phone_bar(column);
  else
    wide_bar(column);
  if (help_open_ || ui_.memory("app.help.sheet").editing) help_sheet();
}

bool App::page_tabs(const Rect& where) {
  const Tabs pages;
  const auto found = std::ranges::find(pages.items, std::string_view(settings_.page), &Item::id);
  int active = found == pages.items.end() ? -1 : static_cast<int>(found - pages.items.begin());
  if (!tabs("app.page", where, active, pages.items)) return false;
  return open_page(pages.items[static_cast<std::size_t>(active)].id);
}

void App::wide_bar(Rect bar) {
  const float side = px(34);
  const float middle = bar.center().y;
  const auto square = [&](float right) {
    return Rect{right - side, middle - side / 2, right, middle + side / 2}.snapped();
  };
  draw_logo(canvas(), snap({bar.x0, middle - px(13)}), 26);
  const bool with_name = has_room_for_tabs(bar, true);
  if (with_name) draw_text({bar.x0 + px(36), bar.y0 + px(34)}, left_base, theme().ink, type::product, tr("app.name"));
  const std::array<Item, 2> languages = language_items();
  page_tabs({tabs_left(bar, with_name), bar.y0, bar.x1 - tools_width(languages), bar.y1});
  const Rect help = square(bar.x1);
  const Rect light = square(help.x0 - px(10));
  const float width = segments_width(languages);
  int language = settings_.language == Language::zh ? 1 : 0;
  if (segments("app.language", Rect{light.x0 - px(10) - width, light.y0, light.x0 - px(10), light.y1}.snapped(),
               language, languages)) {
    settings_.language = language == 1 ? Language::zh : Language::en;
    ui_.request_frame();
  }
  const Rect share = square(light.x0 - px(20) - width);
  share_button(share);
  keep_button(square(share.x0 - px(10)));
  if (icon_button("app.theme", light, theme_icon())) set_theme(other_theme());
  if (icon_button("app.help", help, Icon::help)) help_open_ = true;
}

void App::phone_bar(Rect bar) {
  const float side = px(36);
  const float middle = bar.center().y;
  const auto square = [&](float right) {
    return Rect{right - side, middle - side / 2, right, middle + side / 2}.snapped();
  };
  draw_logo(canvas(), snap({bar.x0, middle - px(13)}), 26);
  const std::string name = page_name(settings_.page);
  const float name_width = text_width(type::product, name);
  const Rect title{bar.x0 + px(32), middle - px(22), bar.x0 + px(38) + name_width + px(30), middle + px(22)};
  if (button("app.menu", title,
             {.kind = ButtonKind::ghost, .icon_after = Icon::chevron_down, .text = type::product, .words = {name, {}}}))
    menu_open_ = true;
  const Rect menu = square(bar.x1);
  const Rect other = square(menu.x0 - px(8));
  const bool chinese = settings_.language == Language::zh;
  if (button("app.other_language", other, {.words = {tr(chinese ? "language.short.en" : "language.short.zh"), {}}})) {
    settings_.language = chinese ? Language::en : Language::zh;
    ui_.request_frame();
  }
  const Rect share = square(other.x0 - px(8));
  share_button(share);
  keep_button(square(share.x0 - px(8)));
  if (icon_button("app.more", menu, Icon::menu)) menu_open_ = true;
  page_menu();
}

void App::share_button(const Rect& where) {
  const PageRow& page = page_table()[page_index()];
  if (!page.view || !hooks_.copy_text) return;
  if (!icon_button("app.share", where, Icon::share)) return;
  hooks_.copy_text(link());
  const PlaygroundState& playground = pages_.playground;
  const bool alone = settings_.page != "playground" || !needs_file(playground);
  say(alone ? std::string(tr("app.link.copied")) : tr("app.link.without_file", {{"file", playground.spec.data.file}}));
}

void App::keep_button(const Rect& where) {
  const PageRow& page = page_table()[page_index()];
  if (!page.take_along || !icon_button("app.keep", where, Icon::save)) return;
  page.take_along(*this);
}

void App::notice_line() {
  if (notice_.empty()) return;
  const double left = notice_until_ - ImGui::GetTime();
  if (notice_until_ >= 0 && left <= 0) {
    notice_.clear();
    return;
  }
  if (notice_until_ >= 0) ui_.request_frame(left);
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const float most = std::min(px(640), display.x - px(32)), room = most - px(70);
  const int lines = count_wrapped_lines(room, type::body, notice_);
  const float width = lines == 1 ? text_width(type::body, notice_) + px(70) : most;
  const float height = line_height(type::body) * static_cast<float>(lines) + px(22);
  const float bottom = display.y - px(on_phone() ? 84.0F : 24.0F);
  const Rect box = Rect{(display.x - width) / 2, bottom - height, (display.x + width) / 2, bottom}.snapped();
  // A window of its own lies above everything that scrolls.
  ImGui::SetNextWindowPos(box.min());
  ImGui::SetNextWindowSize(box.size());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("##notice", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoBackground);
  ImGui::PopStyleVar();
  draw_box(canvas(), box, theme().ink, theme().ink, control_radius);
  draw_text_wrapped(canvas(), {box.x0 + px(18), box.y0 + px(10) + line_height(type::body) * 0.75F}, room, theme().panel,
                    type::body, notice_);
  const Rect cross = Rect{box.x1 - px(40), box.y0, box.x1, box.y1}.centered(px(28), px(28));
  const HitResult hit = hit_area("app.notice.close", cross, {tr("control.close"), tr("control.close.help")});
  if (hit.hovered) fill_rect(canvas(), cross, with_alpha(theme().panel, 0.16F), 6);
  if (hit.focused) draw_ring(canvas(), cross, theme().accent, 6, 2, 1);
  draw_icon(canvas(), Icon::close, cross.center(), theme().panel, 16);
  ImGui::End();
  if (hit.operated) notice_.clear();
}

void App::page_menu() {
  constexpr float around = 64, row = 52;
  const auto pages = std::ranges::count_if(page_table(), &PageRow::in_tabs);
  const bool phone = on_phone();
  Overlay sheet("app.sheet", menu_open_, around + row * static_cast<float>(pages + 2), tr("app.menu.title"),
                phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  Rect rest = sheet.content();
  for (const PageRow& page : page_table()) {
    if (!page.in_tabs) continue;
    const IdScope scope(page.id);
    const bool here = page.id == settings_.page;
    const std::string name = page_name(page.id);
    if (button("app.sheet.page", rest.cut_top(px(44), px(8)),
               {.kind = here ? ButtonKind::soft : ButtonKind::quiet,
                .words = {name, tr("control.app.sheet.page.help")}})) {
      open_page(page.id);
      menu_open_ = false;
    }
  }
  if (button("app.sheet.theme", rest.cut_top(px(44), px(8)), {.icon = theme_icon()})) set_theme(other_theme());
  if (button("app.sheet.about", rest.cut_top(px(44), px(8)), {.icon = Icon::help})) {
    menu_open_ = false;
    help_open_ = true;
  }
}

void App::set_theme(ThemeName name) {
  settings_.theme = name;
  ui_.request_frame();
}

}  // namespace gradlab::ui
