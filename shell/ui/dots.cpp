#include "shell/ui/dots.hpp"

#include "shell/ui/context.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/svg.hpp"

namespace gradlab::ui {

void Dots::draw(ImVec2 center, Color color) const {
  if (width_ > 0)
    stroke_dot(list_, center, radius_, color, width_);
  else
    fill_dot(list_, center, radius_, color);
}

void Dots::add(ImVec2 center, Color color) {
  if ((color & IM_COL32_A_MASK) == 0) return;
  // A picture that is written has circles of its own.
  if (!vertices_.empty() && !ui().svg) return copy_to(center, color);
  const int first_vertex = list_->VtxBuffer.Size, first_index = list_->IdxBuffer.Size;
  draw(center, color);
  keep_from(first_vertex, first_index, center);
}

void Dots::keep_from(int first_vertex, int first_index, ImVec2 center) {
  vertices_.assign(list_->VtxBuffer.begin() + first_vertex, list_->VtxBuffer.end());
  indices_.assign(list_->IdxBuffer.begin() + first_index, list_->IdxBuffer.end());
  for (ImDrawVert& vertex : vertices_) vertex.pos = {vertex.pos.x - center.x, vertex.pos.y - center.y};
  const auto first = list_->_VtxCurrentIdx - static_cast<unsigned int>(vertices_.size());
  for (ImDrawIdx& index : indices_) index = static_cast<ImDrawIdx>(index - first);
}

void Dots::copy_to(ImVec2 center, Color color) const {
  list_->PrimReserve(static_cast<int>(indices_.size()), static_cast<int>(vertices_.size()));
  const unsigned int first = list_->_VtxCurrentIdx;
  ImDrawVert* vertex = list_->_VtxWritePtr;
  for (const ImDrawVert& kept : vertices_) {
    // Soft edges end in the colour without its strength.
    const bool is_seen = (kept.col & IM_COL32_A_MASK) != 0;
    *vertex++ = {{center.x + kept.pos.x, center.y + kept.pos.y}, kept.uv, is_seen ? color : color & ~IM_COL32_A_MASK};
  }
  ImDrawIdx* index = list_->_IdxWritePtr;
  for (const ImDrawIdx kept : indices_) *index++ = static_cast<ImDrawIdx>(first + kept);
  list_->_VtxWritePtr = vertex;
  list_->_IdxWritePtr = index;
  list_->_VtxCurrentIdx = first + static_cast<unsigned int>(vertices_.size());
}

}  // namespace gradlab::ui
