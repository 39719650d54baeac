// How often which class was taken for which: rows are the truth, columns the answers.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

struct ConfusionTable {
  std::span<const std::string> classes;
  std::span<const std::uint32_t> counts;  // [truth * classes + answer]
  std::string caption;                    // what was counted
  std::string answer_words;               // over the columns
};

float confusion_table_height(std::size_t classes);  // design px
void draw_confusion_table(const Rect& where, const ConfusionTable& table);

}  // namespace gradlab::ui
