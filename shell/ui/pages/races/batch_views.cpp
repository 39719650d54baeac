#include "shell/ui/pages/races/batch_views.hpp"

#include <algorithm>
#include <vector>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/draw.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/reading.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/noise_plot.hpp"
#include "shell/ui/widgets/slice_map.hpp"

namespace gradlab::ui {
namespace {

float words_height(const Rect& rest, std::string_view words) {
  return static_cast<float>(count_wrapped_lines(rest.width(), type::caption, words)) * line_height(type::caption);
}

/// From `top` on, as wide as `rest`.
void draw_words(const Rect& rest, float top, std::string_view words) {
  draw_text_wrapped(canvas(), {rest.x0, top + px(type::caption.size)}, rest.width(), theme().ink2, type::caption,
                    words);
}

void draw_refused(const Rect& where, std::string_view word) {
  draw_text_wrapped(canvas(), {where.x0, where.y0 + px(24)}, where.width(), theme().ink2, type::body, tr(word));
}

std::string slice_words(const StudiedSlice& slice) {
  const PlotSpan range = slice_range(slice.values);
  return tr("races.slice.words", {{"a", percent(slice.explained[0], 0)},
                                  {"b", percent(slice.explained[1], 0)},
                                  {"n", grouped(static_cast<long long>(slice.samples))},
                                  {"low", compact(range.low, 3)},
                                  {"high", compact(range.high, 3)}});
}

/// Where each run stands on the plane.
std::string ends_words(const BatchStudy& study, const StudiedSlice& slice) {
  std::string words;
  for (std::size_t i = 0; i < slice.ways.size(); ++i) {
    if (slice.ways[i].empty()) continue;
    const PlotPoint& end = slice.ways[i].back();
    words +=
        (words.empty() ? "" : "; ") +
        tr("races.slice.end", {{"name", study.contestants()[i].name}, {"a", fixed(end.x, 2)}, {"b", fixed(end.y, 2)}});
  }
  return words;
}

}  // namespace

void batch_noise_view(const Rect& where, const BatchStudy& study) {
  if (!study.noise_refused().empty()) return draw_refused(where, "races.noise.refused." + study.noise_refused());
  const GradientNoise* const noise = study.noise();
  if (!noise || !noise->known()) return;
  Rect rest = where;
  const std::string words = noise_words(*noise);
  draw_words(where, rest.cut_bottom(words_height(rest, words), px(8)).y0, words);
  std::vector<NoiseMark> marks;
  for (const BatchContestant& one : study.contestants())
    marks.push_back({one.name, one.color, one.batch == 0 ? noise->samples() : one.batch});
  noise_plot("races.noise_plot", rest, *noise, marks);
}

void batch_slice_view(const Rect& where, const BatchStudy& study) {
  if (!study.slice_refused().empty()) return draw_refused(where, "races.slice.refused." + study.slice_refused());
  const StudiedSlice* const slice = study.slice();
  if (!slice) return;
  Rect rest = where;
  const std::string words = slice_words(*slice);
  rest.cut_bottom(words_height(rest, words), px(8));
  std::vector<SliceWay> ways;
  std::optional<std::size_t> focused;
  for (std::size_t i = 0; i < slice->ways.size(); ++i) {
    if (slice->ways[i].empty()) continue;
    if (i == study.focused()) focused = ways.size();
    const BatchContestant& one = study.contestants()[i];
    ways.push_back({one.name, one.color, slice->ways[i], slice->ways[i].back()});
  }
  const Rect square = slice_square(rest);
  draw_words(where, square.y1 + px(38), words);  // the numbers between
  record_reading("races.slice", ends_words(study, *slice), square);
  slice_map(
      "races.slice_map", square,
      {.values = slice->values, .side = StudiedSlice::side, .view = slice->view, .ways = ways, .focused = focused});
}

}  // namespace gradlab::ui
