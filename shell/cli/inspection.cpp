// The readable form.
#include "shell/cli/inspection.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "shell/i18n/diagnosis_words.hpp"

namespace gradlab::cli {
namespace {

std::string figure(double value) {
  if (std::isnan(value)) return "-";
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", value);
  return text;
}

std::string figure(const std::optional<double>& value) { return value ? figure(*value) : "-"; }

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f%%", 100 * share);
  return text;
}

std::string padded_to(const std::string& text, std::size_t width) {
  return text.size() < width ? text + std::string(width - text.size(), ' ') : text + " ";
}

struct LayerColumn {
  const char* head;
  std::size_t width;
  std::string (*cell)(const LayerAnalysis& layer);
};

constexpr std::array columns{
    LayerColumn{"units", 7, [](const LayerAnalysis& l) { return std::to_string(l.units); }},
    LayerColumn{"mean", 10, [](const LayerAnalysis& l) { return figure(l.mean); }},
    LayerColumn{"variance", 10, [](const LayerAnalysis& l) { return figure(l.variance); }},
    LayerColumn{"zeros", 7, [](const LayerAnalysis& l) { return percent(l.zeros); }},
    LayerColumn{"flat", 7, [](const LayerAnalysis& l) { return percent(l.saturated); }},
    LayerColumn{"dead", 6, [](const LayerAnalysis& l) { return std::to_string(l.dead); }},
    LayerColumn{"|w|", 9, [](const LayerAnalysis& l) { return figure(l.weight_norm); }},
    LayerColumn{"|dL/dw|", 10, [](const LayerAnalysis& l) { return figure(l.gradient_norm); }},
    LayerColumn{"|delta|", 10, [](const LayerAnalysis& l) { return figure(l.delta_norm); }},
    LayerColumn{"step/|w|", 0, [](const LayerAnalysis& l) { return figure(l.update_ratio); }},
};

std::string layers_table(const Evidence& evidence) {
  constexpr std::size_t name_width = 20;
  std::string text = padded_to("layer", name_width);
  for (const LayerColumn& column : columns) text += padded_to(column.head, column.width);
  for (std::size_t l = 0; l < evidence.now.layers.size(); ++l) {
    while (text.back() == ' ') text.pop_back();
    text += "\n" + padded_to(std::to_string(l + 1) + " " + evidence.spec.layers[l].activation, name_width);
    for (const LayerColumn& column : columns) text += padded_to(column.cell(evidence.now.layers[l]), column.width);
  }
  while (text.back() == ' ') text.pop_back();
  return text + "\n";
}

std::string place_words(const ParameterPlace& place) {
  std::string text = "layer " + std::to_string(place.layer + 1) + ", " + std::string(place.kind);
  if (place.kind == "weight")
    return text + " of sum " + std::to_string(place.sum + 1) + " from input " + std::to_string(place.input + 1);
  return text + " " + std::to_string((place.kind == "param" ? place.sum + place.input : place.sum) + 1);
}

std::string check_text(const NetworkCheck& check, Language language) {
  if (check.gap.not_finite > 0) {
    const std::string count = std::to_string(check.gap.not_finite);
    const std::string all = std::to_string(check.gap.not_finite + check.gap.checked + check.gap.skipped);
    return fill(tr("inspect.not_finite", language), std::array{Argument{"count", count}, Argument{"all", all}}) + "\n";
  }
  return "gradients against central differences: largest gap " + figure(check.gap.worst) + " at " +
         place_words(check.worst) + " (" + figure(check.gap.exact) + " against " + figure(check.gap.numeric) + "); " +
         std::to_string(check.gap.checked) + " of " + std::to_string(check.parameters) + " parameters, " +
         std::to_string(check.gap.skipped) + " at kinks: " + (check.passes() ? "ok" : "FAILED") + "\n";
}

std::string kind_words(const Curvature& curvature) {
  switch (curvature.kind) {
    case PointKind::minimum: return "a minimum: all eigenvalues are above 0";
    case PointKind::maximum: return "a maximum: all eigenvalues are below 0";
    case PointKind::saddle: return "a saddle: eigenvalues of both signs";
    case PointKind::undecided:
      return "stationary, but some eigenvalues are 0: second derivatives do not tell what it is";
    case PointKind::not_stationary: break;
  }
  return "not stationary: the gradient's norm is " + figure(curvature.gradient_norm);
}

std::string curvature_text(const Curvature& curvature) {
  const auto& eigenvalues = curvature.eigenvalues;
  constexpr std::size_t ends = 3;
  std::string list;
  for (std::size_t i = 0; i < eigenvalues.size(); ++i) {
    const bool hidden = eigenvalues.size() > 2 * ends && i >= ends && i + ends < eigenvalues.size();
    if (hidden && i > ends) continue;
    list += (i > 0 ? " " : "") + (hidden ? "..." : figure(eigenvalues[i]));
  }
  std::string text = "Hessian: " + std::to_string(curvature.negative) + " negative, " + std::to_string(curvature.zero) +
                     " zero (within " + figure(curvature.tolerance) + "), " + std::to_string(curvature.positive) +
                     " positive eigenvalues: " + list + "\n  " + kind_words(curvature) + "\n";
  if (curvature.kinked > 0)
    text += "  " + std::to_string(curvature.kinked) + " columns lie at kinks of the gradient and are not exact\n";
  return text;
}

std::string slice_text(const SliceFound& found) {
  const SliceWindow& window = found.slice.window();
  constexpr std::string_view shades = " .:-=+*#%@";
  double low = INFINITY, high = -INFINITY;
  for (const double value : found.slice.values()) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  std::string text = "loss over a " + found.kind + " plane, a from " + figure(window.low.x) + " to " +
                     figure(window.high.x) + ", b from " + figure(window.low.y) + " to " + figure(window.high.y) +
                     ": from " + figure(low) + " ( ) to " + figure(high) + " (@), o is the run's path, X its end\n";
  const auto cell_of = [&](const Point& at) {
    const double column = (at.x - window.low.x) / (window.high.x - window.low.x) * static_cast<double>(window.columns);
    const double row = (window.high.y - at.y) / (window.high.y - window.low.y) * static_cast<double>(window.rows);
    const bool inside = column >= 0 && row >= 0 && column < static_cast<double>(window.columns) &&
                        row < static_cast<double>(window.rows);
    return inside ? static_cast<std::size_t>(row) * window.columns + static_cast<std::size_t>(column)
                  : window.columns * window.rows;
  };
  std::string picture;
  for (const double value : found.slice.values()) {
    // By the logarithm of what lies above the lowest: a valley has steps too where its walls are high.
    const double share = high > low ? std::log1p(99 * (value - low) / (high - low)) / std::log(100.0) : 0;
    const auto shade = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(shades.size() - 1));
    picture += std::isfinite(value) ? shades[shade] : '!';
  }
  picture += '?';  // all that lies outside
  for (const Point& at : found.path) picture[cell_of(at)] = 'o';
  picture[cell_of({0, 0})] = 'X';
  for (std::size_t row = 0; row < window.rows; ++row)
    text += "  " + picture.substr(row * window.columns, window.columns) + "\n";
  const auto& explained = found.slice.plane().explained;
  if (found.kind == "path")
    text += "  " + percent(explained[0]) + " of the path's squared distance lies along a, " + percent(explained[1]) +
            " along b\n";
  return text;
}

std::string noise_text(const GradientNoise& noise) {
  std::string text = "noise of a batch's gradient over " + std::to_string(noise.samples()) +
                     " training samples; the gradient itself: " + figure(noise.gradient_norm()) +
                     "\n  batch  measured  predicted  with replacement\n";
  const auto samples = static_cast<double>(noise.samples());
  for (const BatchNoise& size : noise.sizes()) {
    const auto batch = static_cast<double>(size.batch);
    text += "  " + padded_to(std::to_string(size.batch), 7) + padded_to(figure(size.measured()), 10) +
            padded_to(figure(batch_noise(noise.deviation(), samples, batch)), 11) +
            figure(noise.deviation() / std::sqrt(batch)) + "\n";
  }
  return text + "  with replacement, batches of " + figure(noise.critical_batch()) +
         " are as noisy as the gradient is long\n";
}

std::string rates_text(const RateSweep& sweep) {
  std::string text = "rate finder: loss " + figure(sweep.start) + " before it\n  rate        loss\n";
  constexpr std::size_t shown_of = 5;  // a row for a quarter of a power of ten
  for (std::size_t i = 0; i < sweep.trials.size(); ++i) {
    if (i % shown_of != 0 && i + 1 != sweep.trials.size()) continue;
    text += "  " + padded_to(figure(sweep.trials[i].rate), 12) + figure(sweep.trials[i].loss) + "\n";
  }
  text += "  falls fastest at " + (sweep.steepest ? figure(*sweep.steepest) : std::string("no rate"));
  return text + ", has risen by half from " + (sweep.risen ? figure(*sweep.risen) : std::string("no rate")) + " on\n";
}

std::string findings_text(const Inspection& found, Language language) {
  if (found.findings.empty()) return tr("diagnosis.none", language).data() + std::string("\n");
  std::string text;
  for (const Finding& finding : found.findings) {
    const DiagnosisWords words = words_of(finding, language);
    text += "- " + words.finding + "\n  " + words.cause + "\n";
    if (!words.fix.empty()) text += "  " + words.fix + "\n";
  }
  return text;
}

}  // namespace

std::string as_table(const Inspection& found, Language language) {
  const NetworkAnalysis& now = found.evidence.now;
  const RunRecord& scores = found.scores();
  std::string text = "step " + std::to_string(now.step) + ", epoch " + std::to_string(scores.epoch) + ", rate " +
                     figure(now.learning_rate) + "\n";
  text += "loss " + figure(scores.train.loss) + " (test " + figure(scores.test.loss) + "), accuracy " +
          figure(scores.train.accuracy) + " (test " + figure(scores.test.accuracy) + "), gradient norm " +
          figure(now.gradient_norm) + " over " + std::to_string(now.samples) + " training samples\n\n";
  if (found.evidence.diverged) text += std::string(tr("inspect.update_unknown", language)) + "\n\n";
  text += layers_table(found.evidence) + "\n" + check_text(found.check, language);
  if (found.curvature) text += curvature_text(*found.curvature);
  if (found.slice) text += slice_text(*found.slice);
  if (found.noise) text += noise_text(*found.noise);
  if (found.rates) text += rates_text(*found.rates);
  return text + "\n" + findings_text(found, language);
}

std::string as_table(const SurfaceFound& found) {
  return std::string(found.id) + " at " + figure(found.at.x) + ", " + figure(found.at.y) +
         ": f = " + figure(found.curvature.value) + ", gradient (" + figure(found.gradient.x) + ", " +
         figure(found.gradient.y) + ")\n" + curvature_text(found.curvature);
}

}  // namespace gradlab::cli
