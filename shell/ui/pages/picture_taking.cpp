#include "shell/ui/pages/picture_taking.hpp"

#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/glyph_outlines.hpp"
#include "shell/ui/svg.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {

void say_saved(App& app, const std::string& place) {
  if (!place.empty()) app.say(tr("app.saved", {{"place", place}}));
}

void picture_taken(App& app, std::optional<WantedPicture>& wanted, std::string_view id, const Rect& where,
                   const std::function<void()>& draw) {
  if (!wanted || wanted->id != id) return draw();
  const bool svg = wanted->svg;
  wanted.reset();
  const GlyphOutlines outlines(ui().fonts.source());
  SvgPainter painter(where, ui().scale(), theme().bg, &outlines);
  ui().svg = &painter;
  draw();
  ui().svg = nullptr;
  const std::string name = "gradlab-" + std::string(id), drawing = painter.finish();
  const Hooks& hooks = app.hooks();
  say_saved(app, svg ? hooks.save_file(name + ".svg", "image/svg+xml", drawing)
                     : hooks.save_picture(where, name + ".png", drawing));
  ui().request_frame();
}

void picture_row(App& app, std::optional<WantedPicture>& wanted, std::string_view id, std::string_view name,
                 const Rect& where) {
  const IdScope scope(id);
  Rect row = where;
  for (const bool svg : {true, false}) {
    const std::string_view control = svg ? "keep.svg" : "keep.png";
    const Disabled off(svg ? !app.hooks().save_file : !app.hooks().save_picture);
    if (button(control, row.cut_right(button_width(control), px(8)))) {
      wanted = WantedPicture{std::string(id), svg};
      ui().request_frame();
    }
  }
  draw_text_fit(canvas(), {row.x0, row.center().y}, left_middle, theme().ink, type::body, name, row.width());
}

}  // namespace gradlab::ui
