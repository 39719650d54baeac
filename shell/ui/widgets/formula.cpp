#include "shell/ui/widgets/formula.hpp"

namespace gradlab::ui {

void draw_math(ImDrawList* list, ImVec2 at, const MathBox& box, const MathColors& colors, const MathNumber& number) {
  int index = 0;
  for (const MathPiece& piece : box.pieces) {
    const ImVec2 from{at.x + piece.at.x, at.y + piece.at.y};
    const Color color = piece.result ? colors.result : colors.ink;
    if (piece.kind == MathPiece::Kind::line) {
      const ImVec2 to{at.x + piece.to.x, at.y + piece.to.y};
      if (from.y == to.y) {
        draw_hline(list, from.x, to.x, from.y, color, piece.width);
      } else {
        const ImVec2 ends[] = {from, to};
        draw_polyline(list, ends, color, piece.width);
      }
    } else if (piece.kind == MathPiece::Kind::number && number) {
      number(piece, from, index++);
    } else {
      draw_text(list, from, left_base, color, piece.style, piece.text);
    }
  }
}

float draw_math(ImDrawList* list, ImVec2 at, std::string_view markup, float size, Color color) {
  const MathBox box = layout_math(math_or_text(markup), size);
  draw_math(list, at, box, {color, color});
  return box.width;
}

MathBox as_result(MathBox box) {
  for (MathPiece& piece : box.pieces) piece.result = true;
  return box;
}

}  // namespace gradlab::ui
