#include "shell/ui/widgets/formula_layout.hpp"

#include <algorithm>

namespace gradlab::ui {
namespace {

using Kind = MathNode::Kind;
using Role = MathNode::Role;

// Measures of STIX in em, and of mathematics as TeX spaces it (eighteenths of an em).
constexpr float letter_ascent = 0.70F, letter_descent = 0.22F;
constexpr float axis_height = 0.26F;  // where fractions and minus signs lie
constexpr float thin = 3.0F / 18, medium = 4.0F / 18, thick = 5.0F / 18;

struct Level {
  float size;   // design px
  bool script;  // exponents and indices are set closer
};

Level inside_fraction(Level level) {
  if (level.script) return {std::max(level.size * 0.8F, least_size), true};
  return {std::max(level.size * fraction_size / formula_size, least_size), false};
}

Level inside_script(Level level) {
  const float least = std::min(level.size, least_size);
  if (level.script) return {std::max(level.size * 0.85F, least), true};
  // Exponents in a fraction are as large as those outside: smaller ones could not be read from the back row.
  return {std::max(level.size * exponent_size / fraction_size, least), true};
}

float em(Level level) { return px(level.size); }

MathBox layout(const MathNode& node, Level level);

void add(MathBox& box, const MathBox& inner, ImVec2 by) {
  for (MathPiece piece : inner.pieces) {
    piece.at = {piece.at.x + by.x, piece.at.y + by.y};
    piece.to = {piece.to.x + by.x, piece.to.y + by.y};
    box.pieces.push_back(std::move(piece));
  }
  box.ascent = std::max(box.ascent, inner.ascent - by.y);
  box.descent = std::max(box.descent, inner.descent + by.y);
}

MathPiece line(ImVec2 from, ImVec2 to, float width) {
  MathPiece piece;
  piece.kind = MathPiece::Kind::line;
  piece.at = from;
  piece.to = to;
  piece.width = width;
  return piece;
}

MathBox text_box(std::string_view text, bool italic, Level level) {
  MathPiece piece;
  piece.style = {italic ? Face::math_italic : Face::math_roman, level.size};
  piece.text = std::string(text);
  piece.width = text_width(piece.style, text);
  MathBox box{piece.width, letter_ascent * em(level), letter_descent * em(level), {}};
  box.pieces.push_back(std::move(piece));
  // A slanted letter leans over what follows.
  if (italic && (text == "f" || text == "Φ")) box.width += 0.06F * em(level);
  return box;
}

MathBox number_box(const MathNode& node, Level level) {
  MathBox box = text_box(node.text, false, level);
  box.pieces.front().kind = MathPiece::Kind::number;
  box.pieces.front().name = node.name;
  return box;
}

/// The space between two neighbours, in em.
float space(const MathNode* before, const MathNode& node, const MathNode* two_before, bool script) {
  if (!before) return 0;
  const auto stiff = [](const MathNode* n) {
    return !n || n->role == Role::relation || n->role == Role::operation || n->role == Role::punctuation;
  };
  const float shrink = script ? 0.5F : 1;
  if (node.role == Role::relation || before->role == Role::relation) return thick * shrink;
  // A sign that has nothing before it belongs to what follows.
  if (node.role == Role::operation && !stiff(before)) return medium * shrink;
  if (before->role == Role::operation) return stiff(two_before) ? 0 : medium * shrink;
  if (before->role == Role::punctuation) return thin;
  const bool opens = node.kind == Kind::fence;
  if (before->role == Role::function && !opens) return thin;
  if (node.role == Role::function && before->kind != Kind::fence) return thin;
  if (before->kind == Kind::fraction || node.kind == Kind::fraction) return thin;
  return 0;
}

MathBox row_box(const std::vector<MathNode>& nodes, Level level) {
  MathBox box{0, letter_ascent * em(level), letter_descent * em(level), {}};
  const MathNode *before = nullptr, *two_before = nullptr;
  for (const MathNode& node : nodes) {
    box.width += space(before, node, two_before, level.script) * em(level);
    const MathBox inner = layout(node, level);
    add(box, inner, {box.width, 0});
    box.width += inner.width;
    two_before = before;
    before = &node;
  }
  return box;
}

MathBox fraction_box(const MathNode& node, Level level) {
  const Level inner = inside_fraction(level);
  const MathBox top = layout(node.children[0], inner), bottom = layout(node.children[1], inner);
  const float overhang = px(4), gap = px(level.size * 0.2F), bar = -axis_height * em(level);
  MathBox box;
  box.width = std::max(top.width, bottom.width) + 2 * overhang;
  add(box, top, {(box.width - top.width) / 2, bar - gap - top.descent});
  add(box, bottom, {(box.width - bottom.width) / 2, bar + gap + bottom.ascent});
  box.pieces.push_back(line({0, bar}, {box.width, bar}, 1.3F));
  return box;
}

MathBox script_box(const MathNode& node, Level level) {
  const MathBox base = layout(node.children[0], level);
  const Level inner = inside_script(level);
  MathBox box = base;
  float width = 0;
  if (!node.children[1].children.empty()) {
    const MathBox super = layout(node.children[1], inner);
    // Over a tall base the exponent stands at its upper end.
    const float lift = std::max(0.40F * em(level), base.ascent - 0.35F * em(level));
    add(box, super, {base.width + px(1), -lift});
    width = super.width;
  }
  if (!node.children[2].children.empty()) {
    const MathBox sub = layout(node.children[2], inner);
    add(box, sub, {base.width, 0.18F * em(level)});
    width = std::max(width, sub.width);
  }
  box.width = base.width + width + px(1);
  return box;
}

MathBox root_box(const MathNode& node, Level level) {
  const MathBox inner = layout(node.children[0], level);
  const float hook = 0.62F * em(level), top = -(inner.ascent + px(3)), foot = inner.descent;
  MathBox box;
  add(box, inner, {hook + px(2), 0});
  box.width = hook + px(4) + inner.width;
  const ImVec2 points[] = {{0, -0.28F * em(level)},
                           {0.16F * em(level), -0.36F * em(level)},
                           {0.36F * em(level), foot},
                           {hook, top},
                           {box.width, top}};
  const float widths[] = {1, 1.8F, 1.2F, 1.2F};
  for (int i = 0; i < 4; ++i) box.pieces.push_back(line(points[i], points[i + 1], widths[i]));
  box.ascent = std::max(box.ascent, -top + px(2));
  return box;
}

MathBox bracket_box(const std::string& sign, const MathBox& inner, Level level) {
  const bool tall = inner.height() > 1.3F * em(level);
  if (sign == "|") {
    MathBox box{px(5), inner.ascent, inner.descent, {}};
    box.pieces.push_back(line({px(2.5F), -inner.ascent + px(1)}, {px(2.5F), inner.descent - px(1)}, 1.2F));
    return box;
  }
  if (!tall) return text_box(sign, false, level);
  const float grown = level.size * std::min(inner.height() / (0.95F * em(level)), 3.0F);
  MathBox box = text_box(sign, false, {grown, level.script});
  // A bracket's own middle lies a quarter em above its baseline.
  const float down = (inner.descent - inner.ascent) / 2 + 0.25F * px(grown);
  for (MathPiece& piece : box.pieces) piece.at.y += down;
  box.ascent = inner.ascent;
  box.descent = inner.descent;
  return box;
}

MathBox fence_box(const MathNode& node, Level level) {
  const MathBox inner = layout(node.children[0], level);
  MathBox box = bracket_box(node.text, inner, level);
  append_box(box, inner);
  append_box(box, bracket_box(node.closing, inner, level));
  return box;
}

/// A curly bracket out of short lines: two bows that meet in a point at the left.
void add_brace(MathBox& box, float top, float bottom, float width) {
  const float middle = (top + bottom) / 2, r = width / 2;
  const auto bow = [&](float from, float sign) {
    ImVec2 last{width, from};
    for (int i = 1; i <= 4; ++i) {
      const float t = static_cast<float>(i) / 4;
      const ImVec2 next{width - r * t * (2 - t), from + sign * r * t * t};
      box.pieces.push_back(line(last, next, 1.3F));
      last = next;
    }
    const ImVec2 waist{r, middle - sign * r};
    box.pieces.push_back(line(last, waist, 1.3F));
    last = waist;
    for (int i = 1; i <= 4; ++i) {
      const float t = static_cast<float>(i) / 4;
      const ImVec2 next{r - r * t * t, middle - sign * r * (1 - t * (2 - t))};
      box.pieces.push_back(line(last, next, 1.3F));
      last = next;
    }
  };
  bow(top, 1);
  bow(bottom, -1);
}

MathBox cases_box(const MathNode& node, Level level) {
  const Level inner{std::max(level.size * 0.91F, least_size), level.script};
  std::vector<MathBox> boxes;
  float first = 0, second = 0, height = 0;
  const float line_gap = px(level.size * 0.22F);
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    boxes.push_back(layout(node.children[i], inner));
    float& column = i % 2 == 0 ? first : second;
    column = std::max(column, boxes.back().width);
  }
  for (std::size_t i = 0; i + 1 < boxes.size(); i += 2) {
    height +=
        std::max(boxes[i].ascent, boxes[i + 1].ascent) + std::max(boxes[i].descent, boxes[i + 1].descent) + line_gap;
  }
  height -= line_gap;
  const float middle = -axis_height * em(level), brace = px(level.size * 0.4F), left = brace + px(5), gap = em(level);
  MathBox box{left + first + gap + second, 0, 0, {}};
  float y = middle - height / 2;
  add_brace(box, y - px(1), y + height + px(1), brace);
  for (std::size_t i = 0; i + 1 < boxes.size(); i += 2) {
    y += std::max(boxes[i].ascent, boxes[i + 1].ascent);
    add(box, boxes[i], {left, y});
    add(box, boxes[i + 1], {left + first + gap, y});
    y += std::max(boxes[i].descent, boxes[i + 1].descent) + line_gap;
  }
  return box;
}

MathBox layout(const MathNode& node, Level level) {
  switch (node.kind) {
    case Kind::row: return row_box(node.children, level);
    case Kind::text: return text_box(node.text, node.italic, level);
    case Kind::number: return number_box(node, level);
    case Kind::fraction: return fraction_box(node, level);
    case Kind::script: return script_box(node, level);
    case Kind::root: return root_box(node, level);
    case Kind::cases: return cases_box(node, level);
    case Kind::fence: return fence_box(node, level);
  }
  return {};
}

}  // namespace

MathBox layout_math(const MathNode& node, float size) { return layout(node, {size, false}); }

MathBox layout_math_within(const MathNode& node, float width, float size) {
  MathBox box = layout_math(node, size);
  for (int tries = 0; tries < 3 && box.width > width && width > 0; ++tries) {
    const float smaller = std::max(size * width / box.width, formula_size * 0.6F);
    if (smaller >= size) break;
    size = smaller;
    box = layout_math(node, size);
  }
  return box;
}

void append_box(MathBox& box, const MathBox& next, float gap) {
  const float at = box.width + gap;
  add(box, next, {at, 0});
  box.width = at + next.width;
}

}  // namespace gradlab::ui
