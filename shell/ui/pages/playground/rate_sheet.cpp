#include "shell/ui/pages/playground/rate_sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/schedules/schedule.hpp"
#include "shell/i18n/i18n.hpp"
#include "shell/ui/controls.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/playground/sheet_lines.hpp"
#include "shell/ui/pages/playground_edit.hpp"
#include "shell/ui/pages/playground_parts.hpp"
#include "shell/ui/pages/playground_words.hpp"
#include "shell/ui/widgets/rate_chart.hpp"
#include "shell/ui/widgets/time_chart.hpp"

namespace gradlab::ui {
namespace {

/// What a schedule multiplies the rate by, with the numbers that are set.
class Factor {
 public:
  explicit Factor(const Choice& schedule) : row_(find_schedule(schedule.id)) {
    if (!row_) return;
    for (const ParamSpec& param : row_->params) params_.push_back(param_value(schedule.params, param));
  }
  double at(std::uint64_t epoch) const { return row_ ? row_->factor(epoch, params_) : 1; }

 private:
  const Schedule* row_;
  std::vector<double> params_;
};

/// A staircase: the rate of an epoch holds for all of it.
void add_stair(std::vector<PlotPoint>& points, double epoch, double rate) {
  if (!points.empty() && points.back().y != rate) points.push_back({epoch, points.back().y});
  points.push_back({epoch, rate});
}

/// The rates of the run so far, and how they go on as it is set now.
std::vector<TimeSeries> rate_series(const Playground& page) {
  const RunState& run = page.run.state();
  const Spec& spec = page.state.spec;
  const auto steps = static_cast<double>(run.steps_per_epoch);
  std::vector<TimeSeries> series(2);
  series[0] = {std::string(tr("playground.rate_planned")), theme().ink3, {}, true, false};
  series[1] = {std::string(tr("playground.rate_so_far")), theme().ink, {}, false, true};
  const Factor factor(spec.schedule);
  const std::uint64_t end = std::max(schedule_horizon(spec), run.epoch + run.epoch / 4);
  constexpr std::uint64_t most_points = 2000;
  const std::uint64_t stride = std::max<std::uint64_t>(1, end / most_points);
  for (std::uint64_t epoch = run.epoch; epoch <= end; epoch += stride)
    add_stair(series[0].points, static_cast<double>(epoch), learning_rate(spec) * factor.at(epoch));
  for (const LossPoint& point : run.history.points())
    if (std::isfinite(point.rate) && point.step <= run.step)
      add_stair(series[1].points, static_cast<double>(point.step) / steps, static_cast<double>(point.rate));
  if (std::isfinite(run.measured.rate))
    add_stair(series[1].points, static_cast<double>(run.measured.step) / steps, static_cast<double>(run.measured.rate));
  return series;
}

void ask_for_rates(Playground& page) {
  RateSheet& sheet = page.state.rates;
  sheet.asked = true;
  sheet.asked_of = page.run.state().run;
  page.run.runner().send(FindRate{sheet.from == 0});
}

void from_line(Playground& page, Rect row) {
  RateSheet& sheet = page.state.rates;
  const std::array<Item, 2> places{Item{"start", tr("playground.rates_from.start")},
                                   Item{"here", tr("playground.rates_from.here")}};
  const ButtonOptions again{.kind = ButtonKind::soft};
  const float width = button_width("playground.rates_again", again);
  if (sheet.from == 1 && button("playground.rates_again", row.cut_right(width, px(12)), again)) sheet.asked = false;
  if (segments("playground.rates_from", row, sheet.from, places)) sheet.asked = false;
}

std::string words_of(const SweptRates& rates) {
  const std::string step = grouped(static_cast<long long>(rates.step)),
                    samples = grouped(static_cast<long long>(rates.samples));
  return tr(rates.wanted.from_start ? "playground.rates_words.start" : "playground.rates_words.here",
            {{"step", step}, {"n", samples}});
}

void finder(Playground& page, Rect rest) {
  const std::shared_ptr<const SweptRates> rates = page.run.state().rates;
  const Rect row = rest.cut_bottom(field_height(), px(12));
  if (rates && !rates->refused.empty()) {
    draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(24)}, rest.width(), theme().ink2, type::body,
                      error_words({rates->refused, "optimizer.lr", {}}));
    return;
  }
  if (rates) {
    const std::string words = words_of(*rates);
    const int lines =
        draw_text_wrapped(canvas(), {rest.x0, rest.y0 + px(14)}, rest.width(), theme().ink2, type::caption, words);
    rest.cut_top(line_height(type::caption) * static_cast<float>(lines), px(10));
    rate_chart("playground.rates_chart", rest,
               {.sweep = rates->sweep,
                .range = rates->range,
                .color = theme().curve(0),
                .now = learning_rate(page.state.spec)});
    const auto done = static_cast<double>(rates->sweep.trials.size()) / static_cast<double>(rates->range.steps);
    record_reading("playground.rates_done", percent(rates->finished ? 1 : done, 0), rest);
  }
  const bool finished = rates && rates->finished;
  const auto taken = take_rate_button("playground.take_rate", row, finished ? &rates->sweep : nullptr);
  if (taken && try_spec(page.state, with_optimizer_param(page.state.spec, "lr", *taken))) page.state.rates.open = false;
}

}  // namespace

std::uint64_t schedule_horizon(const Spec& spec) {
  constexpr std::uint64_t least = 20, most = 4000;
  constexpr double visible = 2e-3;
  const Factor factor(spec.schedule);
  std::uint64_t last = 0;
  double before = factor.at(0);
  for (std::uint64_t epoch = 1; epoch <= most; ++epoch) {
    const double now = factor.at(epoch);
    if (std::abs(now - before) > visible) last = epoch;
    before = now;
  }
  return std::max(least, last + last / 6);
}

void playground_rates_overlay(Playground& page) {
  RateSheet& sheet = page.state.rates;
  if (!sheet.open) sheet.asked = false;
  const bool phone = on_phone();
  constexpr float name_height = 26, schedule_chart = 130, finder_height = 318, heading = 30, around = 76, right = 14,
                  numbers = 12;
  Spec wanted = page.state.spec;
  const float height = schedule_height(wanted) + name_height + schedule_chart + 18 + heading + field_height() / px(1) +
                       10 + finder_height;
  const Overlay overlay("playground.rates_sheet", sheet.open, std::min(height + around, 780.0F),
                        tr("playground.rates_title"), phone ? Overlay::Side::bottom : Overlay::Side::center);
  if (!overlay.visible()) return;
  const PageScroll scroll("playground.rates_scroll", overlay.content(), height);
  Rect rest = scroll.content();
  rest.cut_right(px(right));
  schedule_lines(rest, wanted);
  const auto series = rate_series(page);
  const Rect name = rest.cut_top(px(name_height));
  Rect chart = rest.cut_top(px(schedule_chart), px(18));
  chart.cut_left(px(numbers));
  draw_text({chart.x0 + px(36), name.center().y}, right_middle, theme().ink3, type::tick, tr("playground.rate_strip"));
  time_chart("playground.schedule_chart", chart, {series, false});
  draw_text({rest.x0, rest.y0 + px(16)}, left_base, theme().ink, strong(type::body), tr("playground.rates_heading"));
  rest.cut_top(px(heading));
  try_spec(page.state, wanted);
  from_line(page, rest.cut_top(field_height(), px(10)));
  if (!sheet.asked || sheet.asked_of != page.run.state().run) ask_for_rates(page);
  finder(page, rest);
}

}  // namespace gradlab::ui
