// One neuron that is sure and wrong, under the squared error and under cross-entropy: what its slope does to each.
#include <algorithm>
#include <array>
#include <cmath>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/layout.hpp"
#include "shell/ui/pages/claim_link.hpp"
#include "shell/ui/pages/losses/losses_parts.hpp"

namespace gradlab::ui {
namespace {

constexpr std::array<std::string_view, 2> losses_of_neuron{"mse", "bce"};
constexpr float transport = 52, phone_part = 330, wide_height = 432;
constexpr double z_reach = 6.5;
constexpr double steps_a_second = 50;

// ---------------------------------------------------------------- what is set

void fields(LossesState& state, Rect row) {
  const NumberRange weight{.low = -10, .high = 10, .initial = 2, .step = 0.01, .decimals = 2};
  const NumberRange rate{.low = 0.001, .high = 10, .initial = 0.15, .scale = Scale::logarithmic, .digits = 3};
  const NumberRange input{.low = -5, .high = 5, .initial = 1, .step = 0.01, .decimals = 2};
  const NumberRange target{.low = 0, .high = 1, .initial = 0, .step = 0.01, .decimals = 2};
  NeuronTask& task = state.task;
  const float gap = px(on_phone() ? 6 : 12);
  const float width = (row.width() - 4 * gap) / 5;
  const auto next = [&] { return row.cut_left(width, gap); };
  losses_field("losses.neuron.rate", "\\eta", next(), task.rate, rate);
  losses_field("losses.neuron.w", "w", next(), task.w, weight);
  losses_field("losses.neuron.b", "b", next(), task.b, weight);
  losses_field("losses.neuron.x", "x", next(), task.x, input);
  losses_field("losses.neuron.y", "y", next(), task.y, target);
}

// ---------------------------------------------------------------- σ and its slope

/// The hollow knob is where the neuron starts: it moves along the curve, and the bias with it.
void drag_start(LossesState& state, const PlotFrame& frame, std::string_view id) {
  const SurfaceInput input = surface(id, frame.rect, false);
  if (input.focused) draw_ring(canvas(), frame.rect, theme().accent, 4, 2, 2);
  NeuronTask& task = state.task;
  double z = task.w * task.x + task.b;
  if (input.dragging || (input.clicked && !input.by_key)) {
    ui().drag_claimed = true;
    z = frame.x_at(input.pointer.x);
  } else if (input.focused && input.arrow.x != 0) {
    z += input.arrow.x * 0.1;
  } else {
    return;
  }
  z = std::round(std::clamp(z, -z_reach, z_reach) * 100) / 100;
  task.b = std::clamp(z - task.w * task.x, -10.0, 10.0);
}

void draw_bell(const PlotFrame& frame, Color color) {
  // A column of each pixel: the area below a curve needs no polygon.
  for (float x = frame.rect.x0; x < frame.rect.x1; x += 1) {
    const double slope = slope_at(*find_activation<double>("sigmoid"), frame.x_at(x), {});
    fill_rect(canvas(), {x, frame.to_y(slope), x + 1, frame.to_y(0)}, with_alpha(color, 0.11F));
  }
}

void draw_short_tangent(const PlotFrame& frame, const NeuronStep& now) {
  constexpr float reach = 26;
  const ImVec2 at = frame.to_pixel({now.z, now.a}), ahead = frame.to_pixel({now.z + 1, now.a + now.slope});
  const float length = std::hypot(ahead.x - at.x, ahead.y - at.y);
  const ImVec2 along{(ahead.x - at.x) / length * px(reach), (ahead.y - at.y) / length * px(reach)};
  const ImVec2 line[] = {{at.x - along.x, at.y - along.y}, {at.x + along.x, at.y + along.y}};
  draw_polyline(canvas(), line, theme().ink, 1.8F);
}

void sigmoid_plot(LossesState& state, const Rect& where, std::size_t which) {
  ImDrawList* const list = canvas();
  const PlotFrame frame =
      plot_frame(where, {{-z_reach, z_reach}, {-0.04, 1.1}}, {.left = 24, .top = 4, .right = 6, .bottom = 22});
  drag_start(state, frame, "losses.neuron.start");
  state.descend();
  const std::vector<NeuronStep>& path = state.paths[which];
  const NeuronStep& now = path[static_cast<std::size_t>(state.step)];
  const Activation<double>& sigmoid = *find_activation<double>("sigmoid");
  // Where the slope is under 0.01.
  const double edge = std::sqrt(0.25 - 0.01), flat = std::log((0.5 + edge) / (0.5 - edge));
  for (const double side : {-1.0, 1.0}) {
    const float a = frame.to_x(side * flat), b = frame.to_x(side * z_reach);
    fill_rect(list, {std::min(a, b), frame.rect.y0, std::max(a, b), frame.rect.y1}, theme().sunk);
  }
  const PlotAxes axes{.x_name = "z", .x_gap = 52, .y_gap = 60};
  draw_plot_grid(list, frame, axes);
  const Color curve = theme().curve(0), brake = theme().error();
  draw_bell(frame, brake);
  const auto of = [&sigmoid](bool slope) {
    return [&sigmoid, slope](std::span<const double> x, std::span<double> y) {
      for (std::size_t i = 0; i < x.size(); ++i)
        y[i] = slope ? slope_at(sigmoid, x[i], {}) : value_at(sigmoid, x[i], {});
    };
  };
  draw_plot_curve(list, frame, sample_curve(of(true), frame), {brake, 1.6F}, theme().panel);
  draw_plot_curve(list, frame, sample_curve(of(false), frame), {curve, 2.2F}, theme().panel);
  draw_plot_numbers(list, frame, axes);
  draw_math(list, frame.to_pixel({1.9, 0.235}), "\\sigma'", 16, brake);
  draw_math(list, frame.to_pixel({-2.6, 0.84}), "\\sigma(z)", 16, theme().ink2);
  draw_text({frame.rect.x0 + px(3), frame.to_y(state.task.y < 0.5 ? 0.2 : 0.94)}, left_base, theme().ink2, type::tick,
            tr("losses.neuron.wanted", {{"y", compact(state.task.y, 3)}}));
  const Clip clip(frame.rect.grown(px(8)), list);
  const NeuronStep& start = path.front();
  draw_hover_line(list, frame, now.z);
  draw_short_tangent(frame, now);
  fill_dot(list, frame.to_pixel({now.z, now.slope}), 3.5F, brake);
  const ImVec2 begin = frame.to_pixel({start.z, start.a});
  if (state.step > 0) {
    draw_point(list, begin, 4, theme().knob, theme().accent, 2);
    const bool left = begin.x + px(40) > frame.rect.x1;
    draw_text({begin.x + px(left ? 4 : 6), begin.y + px(20)}, left ? right_base : left_base, theme().ink2, type::tick,
              tr("losses.neuron.start"));
  }
  draw_point(list, frame.to_pixel({now.z, now.a}), 4.5F, theme().ink, theme().panel, 2);
}

/// How much of the sigmoid's slope is left, as a bar of ¼; hatched where the loss cancels it.
void brake_words(App& app, const NeuronStep& now, Rect where, std::size_t which) {
  const bool brakes = which == 0;
  where.cut_top(px(2));
  if (brakes) why_link(app, "losses.neuron.why", "mse-slow-start", {where.x1, where.y0 + px(10)});
  const auto line = [&](float height) { return where.cut_top(px(height)); };
  draw_text({where.x0, line(20).y0 + px(14)}, left_base, theme().ink, strong(type::caption),
            tr(brakes ? "losses.neuron.brake" : "losses.neuron.no_brake"));
  const Rect formula = line(28);
  const LossesMath slope[] = {{"\\sigma'(z)=" + losses_number(now.slope, 4)}};
  losses_formula({formula.x0, formula.y0 + px(19)}, formula.width(), slope, theme().ink, 16);
  Rect bar = line(14);
  bar.x1 = std::min(bar.x1, bar.x0 + px(148));
  fill_rect(canvas(), bar, theme().sunk, 4);
  const Rect part{bar.x0, bar.y0, bar.x0 + bar.width() * static_cast<float>(std::clamp(4 * now.slope, 0.0, 1.0)),
                  bar.y1};
  if (brakes) {
    fill_rect(canvas(), part, theme().error(), 3);
  } else {
    draw_hatch(canvas(), part, theme().ink2, 4);
    stroke_rect(canvas(), part, theme().ink2, 3);
  }
  const Rect numbers = line(20);
  draw_text({bar.x0, numbers.y0 + px(14)}, left_base, theme().ink3, type::tick, "0");
  draw_text({bar.x1, numbers.y0 + px(14)}, right_base, theme().ink3, type::tick, tr("losses.neuron.most"));
  const std::string words = brakes ? tr("losses.neuron.of_full", {{"share", percent(4 * now.slope, 0)}})
                                   : std::string(tr("losses.neuron.cancelled"));
  draw_text_wrapped(canvas(), {where.x0, where.y0 + px(16)}, where.width(), theme().ink, type::caption, words);
}

void gradient_formula(const LossesState& state, const NeuronStep& now, const Rect& where, std::size_t which) {
  const std::string off = losses_number(now.a - state.task.y, 3, true);
  const ImVec2 at{where.x0, where.center().y + px(5)};
  const std::string left = "\\frac{\\partial C}{\\partial z}=";
  if (which == 0) {
    const LossesMath pieces[] = {{left + "2(a-y)\\sigma'(z)=2 \\cdot " + off + " \\cdot "},
                                 {losses_number(now.slope, 4), true},
                                 {"=" + losses_number(now.by_logit, 4)}};
    losses_formula(at, where.width(), pieces, theme().error());
    return;
  }
  const LossesMath pieces[] = {{left + "a-y=" + losses_number(now.a, 3) + "-" + losses_number(state.task.y, 2) + "=" +
                                losses_number(now.by_logit, 4)}};
  losses_formula(at, where.width(), pieces, theme().ink);
}

// ---------------------------------------------------------------- over the steps

void step_to(LossesState& state, double step) {
  state.step = static_cast<int>(std::lround(std::clamp(step, 0.0, static_cast<double>(LossesState::steps))));
}

void output_plot(LossesState& state, const Rect& where, std::size_t which) {
  ImDrawList* const list = canvas();
  const PlotFrame frame = plot_frame(where, {{0, static_cast<double>(LossesState::steps)}, {-0.03, 1.06}},
                                     {.left = 24, .top = 4, .right = on_phone() ? 84.0F : 78.0F, .bottom = 22});
  const SurfaceInput input = surface("losses.neuron.output", frame.rect, false);
  if (input.dragging || (input.clicked && !input.by_key)) {
    ui().drag_claimed = true;
    state.playing = false;
    step_to(state, frame.x_at(input.pointer.x));
  }
  if (input.focused) {
    draw_ring(list, frame.rect, theme().accent, 4, 2, 2);
    if (input.arrow.x != 0) step_to(state, state.step + static_cast<double>(input.arrow.x));
  }
  const PlotAxes axes{.x_name = {}, .x_gap = 60, .y_gap = 60};
  draw_plot_grid(list, frame, axes);
  const auto curve = [&](const std::vector<NeuronStep>& path) {
    std::vector<ImVec2> pixels;
    for (std::size_t i = 0; i < path.size(); ++i) pixels.push_back(frame.to_pixel({static_cast<double>(i), path[i].a}));
    return pixels;
  };
  const std::vector<NeuronStep>& path = state.paths[which];
  draw_dashed(list, curve(state.paths[1 - which]), theme().ink3, 1.4F, 5, 4);
  draw_polyline(list, curve(path), theme().ink, 2.4F);
  draw_plot_numbers(list, frame, axes);
  const auto step = static_cast<std::size_t>(state.step);
  draw_hover_line(list, frame, state.step);
  const std::size_t half = first_at_half(path, state.task.y);
  if (half > 0 && half < path.size()) {
    const ImVec2 at = frame.to_pixel({static_cast<double>(half), path[half].a});
    draw_point(list, at, 3, theme().panel, theme().ink, 1.8F);
    const bool left = at.x > frame.rect.x1 - px(70);
    draw_text_halo(list, {at.x + px(left ? -10 : 10), at.y - px(6)}, left ? right_base : left_base, theme().ink,
                   theme().panel, strong(type::caption), tr("losses.neuron.half", {{"step", std::to_string(half)}}));
  }
  draw_point(list, frame.to_pixel({static_cast<double>(step), path[step].a}), 4, theme().ink, theme().panel, 2);
  const float end = std::clamp(frame.to_y(path.back().a), frame.rect.y0 + px(8), frame.rect.y1 - px(6));
  draw_text({frame.rect.x1 + px(8), end}, left_middle, theme().ink2, type::tick,
            tr("losses.neuron.end", {{"a", fixed(path.back().a, 2)}}));
  draw_text({frame.rect.x1 + px(20), x_numbers_middle(frame)}, left_middle, theme().ink2, type::tick,
            tr("losses.neuron.steps"));
}

void one_loss(App& app, LossesState& state, Rect where, std::size_t which) {
  state.descend();
  Rect head = where.cut_top(px(30));
  const NeuronStep& now = state.paths[which][static_cast<std::size_t>(state.step)];
  const float base = head.y0 + px(19);
  const std::string value = fixed(now.a, 3);
  const float figure = text_width(type::reading, value);
  const float right = head.x1 - figure - px(8);
  draw_text({head.x1, base}, right_base, theme().ink, type::reading, value);
  const std::string_view name = tr("loss." + std::string(which == 0 ? "mse" : "cross_entropy"));
  const float width =
      draw_text_fit(canvas(), {head.x0, base}, left_base, theme().ink, strong(type::body), name, right - head.x0);
  const std::string after = tr("losses.neuron.after", {{"step", std::to_string(state.step)}});
  if (text_width(type::caption, after) < right - head.x0 - width - px(8))
    draw_text({right, base}, right_base, theme().ink2, type::caption, after);
  const IdScope scope(losses_of_neuron[which]);
  record_reading("losses.neuron.value", value, {right, head.y0, head.x1, head.y1});
  Rect lower = where.cut_bottom(std::max(px(96), where.height() * 0.34F));
  const Rect formula = where.cut_bottom(px(50));
  const float share = where.width() < px(330) ? 0.6F : 0.58F;
  const Rect words = where.cut_right(where.width() * (1 - share), px(14));
  sigmoid_plot(state, where, which);
  const NeuronStep& moved = state.paths[which][static_cast<std::size_t>(state.step)];
  brake_words(app, moved, words, which);
  gradient_formula(state, moved, formula, which);
  output_plot(state, lower, which);
}

// ---------------------------------------------------------------- play

void play(App& app, LossesState& state) {
  if (!state.playing) return;
  state.part_of_step += steps_a_second * static_cast<double>(app.frame_seconds());
  const double whole = std::floor(state.part_of_step);
  state.part_of_step -= whole;
  state.step = std::min(state.step + static_cast<int>(whole), LossesState::steps);
  if (state.step >= LossesState::steps) state.playing = false;
  ui().request_frame();
}

void transport_row(LossesState& state, Rect row) {
  const float side = px(36);
  const Words words{tr(state.playing ? "control.losses.neuron.pause" : "control.losses.neuron.play"),
                    tr(state.playing ? "control.losses.neuron.pause.help" : "control.losses.neuron.play.help")};
  const ButtonOptions look{.kind = ButtonKind::primary,
                           .icon = state.playing ? Icon::pause : Icon::play,
                           .icon_only = true,
                           .round = true,
                           .words = words};
  if (button("losses.neuron.play", row.cut_left(side, px(10)).centered(side, side), look)) {
    state.playing = !state.playing;
    if (state.playing && state.step >= LossesState::steps) state.step = 0;
  }
  {
    const Disabled off(state.step >= LossesState::steps);
    if (icon_button("losses.neuron.next", row.cut_left(side, px(14)).centered(side, side), Icon::step)) {
      state.playing = false;
      step_to(state, state.step + 1);
    }
  }
  const float middle = row.center().y;
  float x = row.x0 +
            draw_text({row.x0, middle + px(5)}, left_base, theme().ink2, type::body, tr("losses.neuron.step")) + px(6);
  draw_text({x + text_width(type::reading, "300"), middle + px(5)}, right_base, theme().ink, type::reading,
            std::to_string(state.step));
  x += text_width(type::reading, "300") + px(6);
  if (!on_phone())
    x += draw_text({x, middle + px(5)}, left_base, theme().ink2, type::body,
                   tr("losses.neuron.of_steps", {{"n", std::to_string(LossesState::steps)}})) +
         px(16);
  const Rect track{x, middle - px(8), row.x1, middle + px(8)};
  const NumberRange range{.low = 0, .high = LossesState::steps, .initial = 40, .step = 1, .digits = 9};
  auto step = static_cast<double>(state.step);
  if (slider("losses.neuron.step", track, step, range)) {
    state.playing = false;
    step_to(state, step);
  }
}

}  // namespace

void LossesState::descend() {
  const bool same = task.w == descended.w && task.b == descended.b && task.x == descended.x && task.y == descended.y &&
                    task.rate == descended.rate;
  if (same) return;
  descended = task;
  for (std::size_t which = 0; which < losses_of_neuron.size(); ++which)
    paths[which] = descend_neuron(output_loss("sigmoid", losses_of_neuron[which]), task, steps);
}

float losses_neuron_height() { return on_phone() ? 44 + 54 + 2 * (phone_part + 16) + transport + 8 : wide_height; }

void losses_neuron_panel(App& app, const Rect& where) {
  LossesState& state = losses_state(app);
  play(app, state);
  const Panel box = panel(where, tr("losses.neuron.title"));
  Rect rest = box.content;
  Rect header = box.header;
  if (icon_button("losses.neuron.reset", header.cut_right(header.height(), px(16)), Icon::reset)) {
    state.task = {};
    state.step = 0;
    state.playing = false;
  }
  if (on_phone()) {
    fields(state, rest.cut_top(px(44), px(10)));
  } else {
    const float wanted = std::min(px(470), header.width());
    fields(state, header.cut_right(wanted));
  }
  const Rect row = rest.cut_bottom(px(transport - 8), px(8));
  draw_hline(canvas(), rest.x0, rest.x1, row.y0 - px(4), theme().line);
  if (on_phone()) {
    one_loss(app, state, rest.cut_top(px(phone_part), px(16)), 0);
    one_loss(app, state, rest.cut_top(px(phone_part)), 1);
  } else {
    const float gap = px(36);
    one_loss(app, state, rest.column(0, 2, gap), 0);
    draw_vline(canvas(), rest.center().x, rest.y0 + px(8), rest.y1 - px(8), theme().line);
    one_loss(app, state, rest.column(1, 2, gap), 1);
  }
  transport_row(state, row);
}

}  // namespace gradlab::ui
