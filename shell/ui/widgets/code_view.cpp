#include "shell/ui/widgets/code_view.hpp"

#include <algorithm>

#include "shell/ui/draw.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/theme.hpp"

namespace gradlab::ui {

void draw_code(std::string_view id, const Rect& where, std::string_view code) {
  constexpr float pitch = 19;
  draw_box(canvas(), where, theme().sunk, theme().line, control_radius);
  const auto lines = static_cast<float>(std::count(code.begin(), code.end(), '\n') + 1);
  const ScrollArea scroll(id, where.inset(px(1)), lines * pitch + 14);
  const Clip clip(where.inset(px(2)));
  float y = scroll.content().y0 + px(18);
  for (std::size_t start = 0; start < code.size() && y < where.y1 + px(pitch); y += px(pitch)) {
    const std::size_t end = std::min(code.find('\n', start), code.size());
    const std::string_view line = code.substr(start, end - start);
    start = end + 1;
    if (y < where.y0) continue;
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    const float left = px(7) * static_cast<float>(indent);
    draw_text_fit(canvas(), {where.x0 + px(12) + left, y}, left_base, theme().ink, type::caption, line.substr(indent),
                  where.width() - px(30) - left);
  }
}

}  // namespace gradlab::ui
