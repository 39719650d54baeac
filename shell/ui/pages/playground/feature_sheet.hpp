// The inputs as features: the words over their column, their marks beside it, and the sheet where they are chosen.
#pragma once

#include <string>

#include "shell/ui/controls.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/widgets/formula_layout.hpp"

namespace gradlab::ui {

/// Formulas can be inputs where the data have two columns.
bool playground_has_formulas(const Playground& page);
/// Whether inputs can be chosen: formulas, or columns of a table.
bool playground_has_features(const Playground& page);
/// "2 of 7": of the formulas offered, or of a table's columns.
std::string playground_features_words(const Playground& page);
/// The same as a button that opens the sheet.
bool playground_features_button(Playground& page, const Rect& where, ButtonKind kind);
/// An input's mark: its formula where it has room, else "f" with its number in the sheet. `width` in device px.
MathBox playground_feature_mark(const Playground& page, std::size_t input, float size, float width);
/// An input of the network in words: its formula as typed, or its column's name.
std::string playground_input_name(const Playground& page, std::size_t input);
void playground_features_overlay(Playground& page);

}  // namespace gradlab::ui
