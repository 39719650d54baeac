#include "shell/ui/pages/playground/class_sheet.hpp"

#include <algorithm>
#include <array>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/link.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

constexpr float close_gap = 8, strip_padding = 12, button_height = 32;

// Some programs cut a link beyond the first, no browser opens one beyond the second for certain.
constexpr std::size_t comfortable_link = 2000, longest_link = 32'000;

void cut_words(Rect& rest, std::string_view words, Color color) {
  const int lines = draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, rest.width(), color, type::caption, words);
  rest.cut_top(line_height(type::caption) * static_cast<float>(lines), px(close_gap));
}

/// The set-up as it is handed on, beginning with the weights as they are now if wanted.
Spec setup_to_share(const Playground& page, bool with_weights) {
  Spec spec = to_hand_on(page.state);
  if (with_weights) spec.initial_parameters = page.run.network().describe();
  return spec;
}

std::string link_to(const Playground& page, const PlaygroundView& view) {
  const Hooks& hooks = page.app.hooks();
  return (hooks.page_address ? hooks.page_address() : std::string()) +
         write_link({"playground", write_playground_view(view)});
}

/// How long it is, and what follows from that; then the button.
void link_rows(Playground& page, Rect& rest, std::string_view id, const std::string& link) {
  const Hooks& hooks = page.app.hooks();
  const bool too_long = link.size() > longest_link, risky = link.size() > comfortable_link;
  const std::string_view word = too_long ? "link.too_long" : risky ? "link.long" : "link.short";
  const std::string words = tr(word, {{"n", grouped(static_cast<long long>(link.size()))}});
  ui().registry.add({.id = std::string(id) + ".length",
                     .role = ControlRole::image,
                     .label = std::string(tr("playground.link_length")),
                     .value = words,
                     .rect = {rest.x0, rest.y0, rest.x1, rest.y0 + line_height(type::caption)}});
  cut_words(rest, words, too_long ? theme().error() : theme().ink2);
  const Disabled off(too_long || !hooks.copy_text);
  if (button(id, cut_row(rest, close_gap), {.kind = ButtonKind::primary, .icon = Icon::copy})) {
    hooks.copy_text(link);
    const bool needs = needs_file(page.state);
    page.app.say(needs ? tr("app.link.without_file", {{"file", page.state.spec.data.file}})
                       : std::string(tr("app.link.copied")));
  }
}

// ---------------------------------------------------------------- the teacher's sheet

void rule_row(Playground& page, const ControlGroup& group, Rect row, ClassTask& task) {
  const std::array<Item, 3> rules{Item{"shown", tr("class.shown")}, Item{"locked", tr("class.locked")},
                                  Item{"hidden", tr("class.hidden")}};
  const std::string name(tr("class.group." + std::string(group.id)));
  const float width = std::min(segments_width(rules, type::caption), row.width());
  const auto known = task.rules.find(group.id);
  const ControlRule before = known == task.rules.end() ? ControlRule::shown : known->second;
  int index = static_cast<int>(before);
  const IdScope scope(group.id);
  const Rect at = row.cut_right(width, px(8)).centered(width, field_height() - px(4));
  const bool changed = segments("class.rule", at, index, rules, type::caption, {name, tr("control.class.rule.help")});
  draw_text_fit(canvas(), {row.x0, row.center().y}, left_middle, theme().ink, type::body, name, row.width());
  if (!changed) return;
  if (index == 0)
    task.rules.erase(std::string(group.id));
  else
    task.rules.insert_or_assign(std::string(group.id), static_cast<ControlRule>(index));
  page.app.ui().request_frame();
}

/// What a link may hold of a text.
void shorten(std::string& text, std::size_t most) {
  std::string_view rest = text;
  for (std::size_t i = 0; i < most && !rest.empty(); ++i) next_character(rest);
  text.resize(text.size() - rest.size());
}

float strip_height(const ClassTask& task, float width) {
  const float room = width - 2 * px(strip_padding);
  float height = 2 * px(strip_padding) + px(button_height + 6);
  if (!task.title.empty()) height += px(22);
  if (!task.text.empty())
    height += line_height(type::body) * static_cast<float>(count_wrapped_lines(room, type::body, task.text));
  return height;
}

/// Title and text as the learner sees them; gives what is left of the box.
Rect draw_task(const ClassTask& task, const Rect& where) {
  draw_box(canvas(), where, theme().accent_soft, theme().accent_line, panel_radius);
  Rect rest = where.inset(px(strip_padding));
  if (!task.title.empty()) {
    draw_text_fit(canvas(), {rest.x0, rest.y0 + px(15)}, left_base, theme().ink, type::panel_title, task.title,
                  rest.width());
    rest.cut_top(px(22));
  }
  if (!task.text.empty()) {
    const int lines =
        draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(15)}, rest.width(), theme().ink, type::body, task.text);
    rest.cut_top(line_height(type::body) * static_cast<float>(lines));
  }
  return rest;
}

/// The title, and undo and redo of the whole draft beside it; gives whether one of them was pressed.
bool title_row(Playground& page, Rect row, ClassTask& task) {
  const float side = field_height();
  const auto step = [&](std::string_view id, Icon icon, bool possible) {
    const Disabled off(!possible);
    const ButtonOptions options{.kind = ButtonKind::ghost, .icon = icon, .icon_only = true};
    return button(id, row.cut_right(side, px(4)), options);
  };
  const bool forward = step("class.redo", Icon::redo, page.state.drafts.later() != nullptr);
  const bool back = step("class.undo", Icon::undo, page.state.drafts.earlier() != nullptr);
  if (text_field("class.task_title", row, task.title)) shorten(task.title, ClassTask::longest_title);
  if (back) undo_draft(page.state);
  if (forward) redo_draft(page.state);
  return back || forward;
}

bool says_the_same(const ClassTask& a, const ClassTask& b) {
  return a.title == b.title && a.text == b.text && a.rules == b.rules;
}

}  // namespace

void playground_link_part(Playground& page, Rect rest) {
  KeepSheet& keep = page.state.keep;
  cut_words(rest, tr("link.about"), theme().ink2);
  toggle("keep.with_weights", cut_row(rest, close_gap).centered(rest.width(), px(20)), keep.with_weights, true);
  const PlaygroundView view{.spec = setup_to_share(page, keep.with_weights),
                            .simple = page.state.simple,
                            .task = page.state.task,
                            .look = look_of(page.state)};
  link_rows(page, rest, "keep.copy_link", link_to(page, view));
  rest.cut_top(px(14));
  draw_text({rest.x0, rest.y0 + px(16)}, left_base, theme().ink, strong(type::body), tr("class.title"));
  rest.cut_top(px(24));
  cut_words(rest, tr("class.about"), theme().ink2);
  if (button("keep.for_class", cut_row(rest, close_gap), {.icon_after = Icon::chevron_right})) {
    if (!page.state.task_draft) page.state.task_draft = page.state.task.value_or(ClassTask{});
    keep.open = false;
    keep.class_open = true;
  }
}

void playground_class_overlay(Playground& page) {
  KeepSheet& keep = page.state.keep;
  const bool phone = on_phone();
  const Overlay sheet("class.sheet", keep.class_open, 780, tr("class.title"),
                      phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!sheet.visible()) return;
  if (!page.state.task_draft) page.state.task_draft.emplace();
  ClassTask& task = *page.state.task_draft;
  constexpr float scroll_bar = 14;
  const float width = sheet.content().width() - px(scroll_bar);
  const bool says = !task.title.empty() || !task.text.empty();
  const float preview = says ? strip_height(task, width) - px(button_height + 6) : 0;
  const float needed = static_cast<float>(control_groups().size()) * (field_height() / px(1) + close_gap) +
                       preview / px(1) + 6 * (field_height() / px(1) + close_gap) + 190;
  const PageScroll scroll("class.scroll", sheet.content(), needed);
  Rect rest = scroll.content();
  rest.cut_right(px(scroll_bar));
  const ClassTask before{task.title, task.text, task.rules, {}};
  const bool stepped = title_row(page, cut_row(rest, close_gap), task);
  if (text_field("class.task_text", cut_row(rest, close_gap), task.text)) shorten(task.text, ClassTask::longest_text);
  if (says) draw_task(task, rest.cut_top(preview, px(close_gap)).snapped());
  const Words weights{tr("control.keep.with_weights"), tr("control.keep.with_weights.help")};
  toggle("class.with_weights", cut_row(rest, close_gap).centered(rest.width(), px(20)), keep.with_weights, true,
         weights);
  const Spec spec = setup_to_share(page, keep.with_weights);
  task.start = spec;
  link_rows(page, rest, "class.copy_link",
            link_to(page, {.spec = spec, .simple = page.state.simple, .task = task, .look = look_of(page.state)}));
  if (button("class.try", cut_row(rest, close_gap))) {
    page.state.task = task;
    keep.class_open = false;
    start_task(page.state);
  }
  rest.cut_top(px(6));
  cut_words(rest, tr("class.controls"), theme().ink2);
  for (const ControlGroup& group : control_groups()) rule_row(page, group, cut_row(rest, close_gap), task);
  if (!stepped && !says_the_same(before, task)) page.state.drafts.left(before, page.state.gesture);
}

float playground_task_height(const Playground& page, float width) {
  return page.state.task ? strip_height(*page.state.task, width) : 0;
}

void playground_task_strip(Playground& page, const Rect& where) {
  if (!page.state.task) return;
  Rect rest = draw_task(*page.state.task, where.snapped());
  rest.cut_top(px(6));
  Rect row = rest.cut_top(px(button_height));
  const ButtonOptions again{.kind = ButtonKind::quiet, .icon = Icon::reset};
  const float width = button_width("class.again", again);
  if (button("class.again", row.cut_left(width, px(8)), again)) start_task(page.state);
  const ButtonOptions leave{.kind = ButtonKind::ghost};
  const float leave_width = button_width("class.leave", leave) + px(12);
  if (button("class.leave", row.cut_left(leave_width), leave)) page.state.task.reset();
}

float simple_view_switch_width() {
  return std::max(button_width("playground.simple", {.words = {tr("playground.simple_view"), {}}}),
                  button_width("playground.simple", {.words = {tr("playground.all_controls"), {}}}));
}

void simple_view_switch(Playground& page, const Rect& where) {
  const bool simple = page.state.simple;
  const Words words{tr(simple ? "playground.all_controls" : "playground.simple_view"),
                    tr("control.playground.simple.help")};
  if (button("playground.simple", where, {.pressed = simple, .text = type::caption, .words = words}))
    set_simple(page.state, !simple);
}

}  // namespace gradlab::ui
