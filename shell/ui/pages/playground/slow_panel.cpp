#include "shell/ui/pages/playground/slow_panel.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground/slow_formulas.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {
namespace {

constexpr std::array parts{SlowPart::forward, SlowPart::loss, SlowPart::back, SlowPart::update};

bool is_narrow(const Rect& where) { return where.width() < px(520); }

/// Two classes without a name of their own are the map's colours: 1 is blue.
std::string sample_class(const Dataset& data, std::uint32_t row) {
  const auto label = static_cast<std::size_t>(data.target(row));
  std::string name = class_name(data, label);
  if (data.class_count() != 2 || (name != "0" && name != "1")) return name;
  return std::string(tr(label == 1 ? "playground.slow.blue" : "playground.slow.orange"));
}

/// "(0.31, −1.2) · blue": as the data have it.
std::string sample_words(const Playground& page, std::uint32_t row) {
  constexpr std::size_t most_inputs = 4;
  const Dataset& data = page.run.data();
  if (row >= data.samples) return {};
  std::string words;
  for (std::size_t i = 0; i < data.input_count(); ++i) words += (i ? ", " : "(") + compact(data.input(i, row), 2);
  words += ")";
  if (data.input_count() > most_inputs) words = tr("playground.slow.row", {{"n", std::to_string(row + 1)}});
  if (data.class_count() > 0) return words + " · " + sample_class(data, row);
  return words + " · " + compact(data.target(row), 3);
}

/// "Sample 3 of 10"
std::string place_words(const Playground& page) {
  const TracedSample& sample = *page.run.state().traced;
  if (!sample.place) return std::string(tr("playground.slow.chosen"));
  return tr("playground.slow.place", {{"n", std::to_string(*sample.place + 1)}, {"all", std::to_string(sample.batch)}});
}

/// Formulas set in lines of a width, from the top left corner on.
struct Setting {
  struct Box {
    MathBox math;
    ImVec2 at;
  };
  std::vector<Box> boxes;
  float height = 0;
};

Setting set_formulas(std::span<const SlowFormula> formulas, float width, float size) {
  const float gap = px(6), indent = px(28), line_gap = px(7);
  Setting setting;
  for (const SlowFormula& formula : formulas) {
    std::size_t begin = setting.boxes.size();
    float x = 0;
    const auto end_line = [&] {
      float ascent = 0, descent = 0;
      for (std::size_t i = begin; i < setting.boxes.size(); ++i) {
        ascent = std::max(ascent, setting.boxes[i].math.ascent);
        descent = std::max(descent, setting.boxes[i].math.descent);
      }
      for (std::size_t i = begin; i < setting.boxes.size(); ++i) setting.boxes[i].at.y = setting.height + ascent;
      setting.height += ascent + descent + line_gap;
      begin = setting.boxes.size();
    };
    for (const std::string& whole : formula) {
      // A sign at the beginning of a piece stands between two numbers.
      const bool sign = whole.starts_with("+ ") || whole.starts_with("- ") || whole.starts_with("/ ");
      const std::string piece = sign ? whole.substr(0, 1) + "\\, " + whole.substr(2) : whole;
      MathBox box = layout_math_within(math_or_text(piece), width - indent, size);
      if (x > 0 && x + box.width > width) {
        end_line();
        x = indent;
      }
      const float taken = box.width + gap;
      setting.boxes.push_back({std::move(box), {x, 0}});
      x += taken;
    }
    end_line();
  }
  return setting;
}

void draw_formulas(const SlowText& text, const SlowStop& stop, Rect where) {
  const bool narrow = is_narrow(where);
  const float width = where.width() - px(14);
  const int lines = count_wrapped_lines(width, type::caption, text.words);
  const float words_height = line_height(type::caption) * static_cast<float>(lines) + px(8);
  const Setting setting = set_formulas(text.formulas, width, narrow ? 18 : 19);
  const float note_height = text.note.empty()
                                ? 0
                                : px(4) + line_height(type::caption) *
                                              static_cast<float>(count_wrapped_lines(width, type::caption, text.note));
  const float height = words_height + setting.height + note_height;
  std::string spoken = text.words;
  for (const SlowFormula& formula : text.formulas) spoken += "\n" + plain_formula(formula);
  ui().registry.add({.id = "playground.slow.text",
                     .role = ControlRole::image,
                     .label = std::string(tr("control.playground.slow")),
                     .value = spoken,
                     .rect = where});
  // Each stop begins at its top.
  const IdScope scope(static_cast<int>(static_cast<std::size_t>(stop.part) * 1000000 + stop.layer * 10000 + stop.unit));
  const PageScroll scroll("playground.slow_scroll", where, height / px(1));
  const Rect at = scroll.content();
  draw_text_wrapped(canvas(), {at.x0, at.y0 + px(12)}, width, theme().ink2, type::caption, text.words);
  const float top = at.y0 + words_height;
  for (const Setting::Box& box : setting.boxes)
    draw_math(canvas(), {at.x0 + box.at.x, top + box.at.y}, box.math, {theme().ink, theme().ink});
  if (!text.note.empty())
    draw_text_wrapped(canvas(), {at.x0, top + setting.height + px(13)}, width, theme().ink2, type::caption, text.note);
}

/// The first stop of a part.
std::size_t first_of(const Network<float>& network, SlowPart part) {
  std::size_t index = 0;
  while (slow_stop(network, index).part != part) ++index;
  return index;
}

void part_choice(Playground& page, const Rect& where, const SlowStop& stop) {
  const std::array<Item, 4> items{
      Item{"forward", tr("playground.slow.part.forward")}, Item{"loss", tr("playground.slow.part.loss")},
      Item{"back", tr("playground.slow.part.back")}, Item{"update", tr("playground.slow.part.update")}};
  int index = static_cast<int>(stop.part);
  if (segments("playground.slow_part", where, index, items, type::caption))
    page.state.slow.stop = first_of(page.run.network(), parts[static_cast<std::size_t>(index)]);
}

void step_buttons(Playground& page, Rect row) {
  PlaygroundState& state = page.state;
  const float side = row.height();
  const std::size_t count = slow_stop_count(page.run.network());
  const std::string place = std::to_string(state.slow.stop + 1) + " / " + std::to_string(count);
  const auto icon = [&](std::string_view id, Icon shape, ButtonKind kind, const Rect& at) {
    return button(id, at, {.kind = kind, .icon = shape, .icon_only = true});
  };
  const Rect next = row.cut_right(side * 1.3F, px(6));
  const Rect words = row.cut_right(text_width(type::caption, "000 / 000") + px(8), px(6));
  const Rect back = row.cut_right(side * 1.3F, px(6));
  {
    const Disabled off(!slow_can_go_back(state));
    if (icon("playground.slow_back", Icon::chevron_left, ButtonKind::quiet, back)) slow_back(state);
  }
  draw_text(words.center(), center_middle, theme().ink2, type::caption, place);
  const Disabled off(!slow_can_go_on(state));
  if (icon("playground.slow_on", Icon::chevron_right, ButtonKind::soft, next)) slow_on(state);
}

void header_row(Playground& page, Rect row) {
  const float side = row.height();
  if (button("playground.slow_close", row.cut_right(side, px(8)),
             {.kind = ButtonKind::ghost, .icon = Icon::close, .icon_only = true})) {
    page.state.slow.on = false;
    return;
  }
  const ButtonOptions next{.kind = ButtonKind::link, .icon_after = Icon::chevron_right, .icon_size = 14};
  if (button("playground.slow_sample", row.cut_right(button_width("playground.slow_sample", next), px(8)), next))
    next_sample(page.state);
  const TracedSample* sample = page.run.state().traced.get();
  const SampleTrace<float>* numbers = slow_numbers(page.state);
  float x = row.x0;
  const TextStyle title = strong(on_phone() ? type::body : type::panel_title);
  if (!is_narrow(row))
    x += draw_text({x, row.center().y}, left_middle, theme().ink, title, tr("control.playground.slow")) + px(10);
  if (!sample || !numbers) return;
  const std::string words = place_words(page) + ": " + sample_words(page, numbers->row);
  const float fits = row.x1 - x;
  if (text_width(type::caption, words) <= fits || !is_narrow(row)) {
    draw_text_fit(canvas(), {x, row.center().y}, left_middle, theme().ink2, type::caption, words, fits);
    return;
  }
  // Two lines where there is no room for one.
  draw_text_fit(canvas(), {x, row.center().y - px(8)}, left_middle, theme().ink, strong(type::caption),
                place_words(page), fits);
  draw_text_fit(canvas(), {x, row.center().y + px(9)}, left_middle, theme().ink2, type::caption,
                sample_words(page, numbers->row), fits);
}

}  // namespace

void playground_slow_panel(Playground& page, const Rect& where) {
  const Rect box = panel(where).outer;
  const bool phone = on_phone();
  Rect rest = box.inset(px(panel_padding()), px(phone ? 8 : 12));
  header_row(page, rest.cut_top(px(phone ? 44 : 32), px(phone ? 4 : 6)));
  if (!page.state.slow.on) return;
  const SlowStop stop = slow_stop_now(page.state);
  const float control = px(phone ? 44 : 32);
  if (is_narrow(rest)) {
    part_choice(page, rest.cut_top(control, px(8)), stop);
    step_buttons(page, rest.cut_bottom(control, px(6)));
  } else {
    Rect row = rest.cut_top(control, px(10));
    part_choice(page, row.cut_left(std::min(row.width() * 0.6F, px(340)), px(12)), stop);
    step_buttons(page, row);
  }
  const SampleTrace<float>* numbers = slow_numbers(page.state);
  if (!numbers) {
    const bool none = page.run.state().traced && !page.run.state().traced->numbers;
    const std::string_view why = none ? tr("playground.slow.not_finite") : std::string_view();
    draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, rest.width(), theme().ink2, type::body, why);
    return;
  }
  const Spec& spec = page.state.spec;
  draw_formulas(slow_text({spec, page.run.network(), *numbers, spec.batch}, stop), stop, rest);
}

void slow_by_key(Playground& page) {
  if (!page.state.slow.on) return;
  const ImGuiIO& io = ImGui::GetIO();
  const bool taken = io.WantTextInput || io.NavVisible || ImGui::IsAnyItemActive() ||
                     ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup);
  if (taken) return;
  // Owned from frame to frame, or they would move the keyboard from control to control as well.
  const ImGuiID owner = ImGui::GetID("playground.slow");
  const auto pressed = [&](ImGuiKey key) {
    ImGui::SetKeyOwner(key, owner);
    return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, owner);
  };
  const bool on = pressed(ImGuiKey_RightArrow), back = pressed(ImGuiKey_LeftArrow);
  if (on) slow_on(page.state);
  if (back) slow_back(page.state);
}

std::vector<std::vector<std::string>> slow_figures(const Playground& page) {
  std::vector<std::vector<std::string>> figures;
  const SampleTrace<float>* numbers = slow_numbers(page.state);
  if (!page.state.slow.on || !numbers) return figures;
  const auto words = [](float value) { return fixed(static_cast<double>(value), 2); };
  const SlowStop now = slow_stop_now(page.state);
  figures.resize(numbers->layers.size() + 1);
  if (now.part == SlowPart::forward || now.part == SlowPart::loss)
    for (const float input : numbers->layers.front().inputs) figures[0].push_back(words(input));
  for (std::size_t l = 0; l < numbers->layers.size(); ++l) {
    const LayerTrace<float>& layer = numbers->layers[l];
    const std::size_t pieces = layer.sums.size() / std::max<std::size_t>(layer.outputs.size(), 1);
    for (std::size_t u = 0; u < layer.outputs.size(); ++u) {
      const bool forward = now.part == SlowPart::loss ||
                           (now.part == SlowPart::forward && (l < now.layer || (l == now.layer && u <= now.unit)));
      const bool back = now.part == SlowPart::update ||
                        (now.part == SlowPart::back && (l > now.layer || (l == now.layer && u <= now.unit)));
      figures[l + 1].push_back(forward ? words(layer.outputs[u]) : back ? words(layer.deltas[u * pieces]) : "");
    }
  }
  return figures;
}

std::optional<DiagramSpotlight> slow_spotlight(const Playground& page) {
  if (!page.state.slow.on) return std::nullopt;
  const SlowStop now = slow_stop_now(page.state);
  if (now.part == SlowPart::loss) return std::nullopt;
  const bool output = now.layer + 1 == page.run.network().layers().size();
  const bool out_of = now.part == SlowPart::back && !output;
  return DiagramSpotlight{now.layer, now.unit, now.part != SlowPart::back, out_of};
}

void slow_go_to_unit(Playground& page, std::size_t layer, std::size_t unit) {
  SlowStop stop = slow_stop_now(page.state);
  if (stop.part == SlowPart::loss) stop.part = SlowPart::back;
  page.state.slow.stop = slow_stop_index(page.run.network(), {stop.part, layer, unit});
}

void slow_on_map(Playground& page, const PlotFrame& frame, const SurfaceInput& pointer) {
  const float reach = px(on_phone() ? 22 : 9);
  const MapPoint* nearest = nullptr;
  float least = reach * reach;
  for (const MapPoint& point : page.run.figures().points) {
    if (point.test && !page.state.test_points) continue;
    const ImVec2 at = frame.to_pixel({static_cast<double>(point.x), static_cast<double>(point.y)});
    const SampleTrace<float>* numbers = slow_numbers(page.state);
    if (page.state.slow.on && numbers && numbers->row == point.row) stroke_dot(canvas(), at, 8, theme().accent, 2.5F);
    const float dx = at.x - pointer.pointer.x, dy = at.y - pointer.pointer.y;
    if (dx * dx + dy * dy > least) continue;
    least = dx * dx + dy * dy;
    nearest = &point;
  }
  if (pointer.clicked && !pointer.by_key && nearest) open_slow_at(page.state, nearest->row);
}

}  // namespace gradlab::ui
