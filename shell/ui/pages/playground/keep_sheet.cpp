#include "shell/ui/pages/playground/keep_sheet.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/i18n/message.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/picture_taking.hpp"
#include "shell/ui/pages/playground/class_sheet.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/code_view.hpp"

namespace gradlab::ui {
namespace {

constexpr float words_gap = 14;

void cut_words(Rect& rest, std::string_view words) {
  const int lines =
      draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, rest.width(), theme().ink2, type::caption, words);
  rest.cut_top(line_height(type::caption) * static_cast<float>(lines), px(words_gap));
}

// ---------------------------------------------------------------- the file

void file_part(Playground& page, Rect rest) {
  KeepSheet& keep = page.state.keep;
  const Hooks& hooks = page.app.hooks();
  cut_words(rest, tr("keep.file.about"));
  {
    const Disabled off(!hooks.save_file || keep.saving);
    if (button("keep.save_run", cut_row(rest), {.kind = ButtonKind::primary, .icon = Icon::save})) {
      keep.saving = true;
      keep.before = page.run.state().saved;
      page.run.runner().send(SaveRun{});
    }
  }
  {
    const Disabled off(!hooks.ask_for_file);
    if (button("keep.open_run", cut_row(rest))) {
      keep.open = false;
      hooks.ask_for_file();
    }
  }
  rest.cut_top(px(words_gap));
  cut_words(rest, tr("keep.data.about"));
  const Disabled off(!hooks.save_file);
  if (button("keep.save_data", cut_row(rest), {.icon = Icon::save}))
    say_saved(page.app, hooks.save_file("gradlab-data.csv", "text/csv", data_csv(page.state)));
}

// ---------------------------------------------------------------- the code

/// Written anew when the run has gone on.
const NetworkCode& code_now(Playground& page) {
  KeepSheet& keep = page.state.keep;
  const std::uint64_t version = page.run.state().version;
  if (keep.code && keep.code->version == version && keep.code->language == keep.language) return *keep.code;
  const auto text = network_code(page.state, keep.language);
  keep.code = NetworkCode{version, keep.language, text ? *text : error_words(text.error()), static_cast<bool>(text)};
  return *keep.code;
}

/// As the command line's examples call it; Python's two kinds can lie in one folder.
std::string code_file(SourceLanguage language) {
  const std::string name = language == SourceLanguage::pytorch ? "network_torch" : "network";
  return name + std::string(row_of(language).ending);
}

void code_part(Playground& page, Rect rest) {
  KeepSheet& keep = page.state.keep;
  const Hooks& hooks = page.app.hooks();
  std::vector<Item> items;
  for (const SourceLanguageRow& row : source_languages()) items.push_back({row.id, row.name});
  int index = static_cast<int>(keep.language);
  const Rect head = cut_row(rest);
  const float width = std::min(segments_width(items), head.width());
  if (segments("keep.language", {head.x0, head.y0, head.x0 + width, head.y1}, index, items))
    keep.language = static_cast<SourceLanguage>(index);
  cut_words(rest, tr("keep.code.about"));
  const NetworkCode& code = code_now(page);
  const Rect buttons = rest.cut_bottom(field_height(), px(row_gap));
  draw_code("keep.code", rest, code.text);
  {
    const Disabled off(!code.good || !hooks.copy_text);
    if (button("keep.copy_code", buttons.column(0, 2, px(8)).snapped(), {.icon = Icon::copy})) {
      hooks.copy_text(code.text);
      page.app.say(std::string(tr("app.copied")));
    }
  }
  const Disabled off(!code.good || !hooks.save_file);
  if (button("keep.save_code", buttons.column(1, 2, px(8)).snapped(), {.icon = Icon::save}))
    say_saved(page.app, hooks.save_file(code_file(keep.language), "text/plain", code.text));
}

// ---------------------------------------------------------------- pictures

constexpr std::array<std::string_view, 4> pictures{"network", "output", "loss", "layer"};

void pictures_part(Playground& page, Rect rest) {
  cut_words(rest, tr("keep.pictures.about"));
  for (const std::string_view id : pictures)
    picture_row(page.app, page.state.keep.picture, id, tr("keep.picture." + std::string(id)), cut_row(rest));
}

}  // namespace

void draw_and_take(Playground& page, std::string_view id, const Rect& where, const std::function<void()>& draw) {
  picture_taken(page.app, page.state.keep.picture, id, where, draw);
}

void save_when_ready(Playground& page) {
  KeepSheet& keep = page.state.keep;
  const std::shared_ptr<const SavedMoment>& saved = page.run.state().saved;
  if (!keep.saving || !saved || saved == keep.before) return;
  keep.saving = false;
  keep.before = saved;
  if (saved->parameters.size() != page.run.network().parameters().size()) return;  // of a run that was left
  say_saved(page.app,
            page.app.hooks().save_file("gradlab-run.json", "application/json", run_file_text(page.state, *saved)));
}

void playground_keep_overlay(Playground& page) {
  KeepSheet& keep = page.state.keep;
  // A picture shows what is below the sheet, which stays away for that frame.
  if (keep.picture) return;
  const bool phone = on_phone();
  constexpr std::array<float, 4> phone_heights{480, 760, 400, 600};
  const float height = phone ? phone_heights[static_cast<std::size_t>(keep.part)] : 560;
  const Overlay sheet("playground.keep_sheet", keep.open, height, tr("keep.title"),
                      phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  Rect rest = sheet.content();
  const std::array<Item, 4> parts{Item{"file", tr("keep.part.file")}, Item{"code", tr("keep.part.code")},
                                  Item{"pictures", tr("keep.part.pictures")}, Item{"link", tr("keep.part.link")}};
  const Rect head = cut_row(rest);
  const float width = std::min(segments_width(parts), head.width());
  segments("keep.part", {head.x0, head.y0, head.x0 + width, head.y1}, keep.part, parts);
  rest.cut_top(px(4));
  constexpr std::array draw{file_part, code_part, pictures_part, playground_link_part};
  draw[static_cast<std::size_t>(keep.part)](page, rest);
}

}  // namespace gradlab::ui
