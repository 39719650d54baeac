#include "shell/ui/pages/playground_figures.hpp"

#include <algorithm>
#include <cmath>

#include "core/network/probe.hpp"

namespace gradlab::ui {
namespace {

// Enough to see a distribution; more would only cost time.
constexpr std::size_t most_samples = 4096;

void forward_rows(const Network<float>& network, const RunSource& source, std::span<const std::uint32_t> rows,
                  Batch<float>& batch, Pass<float>& pass) {
  const auto part = rows.first(std::min(rows.size(), most_samples));
  source.inputs.gather(part, batch.resize(source.inputs.units, part.size()));
  network.forward(batch.block(), pass);
}

void add_points(std::span<const std::uint32_t> rows, bool test, std::span<const std::uint16_t> answers,
                const Dataset& data, const FigureRequest& request, PlaygroundFigures& into) {
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::size_t row = rows[i];
    const auto label = static_cast<std::uint16_t>(data.target(row));
    const bool wrong = data.task != Task::regression && answers[i] != label;
    into.points.push_back({static_cast<float>(data.input(request.map_x, row)),
                           static_cast<float>(data.input(request.map_y, row)), label, test, wrong});
    (test ? into.wrong_test : into.wrong_train) += wrong ? 1 : 0;
  }
}

Confusion count_answers(std::span<const std::uint32_t> rows, std::span<const std::uint16_t> answers,
                        const Dataset& data) {
  Confusion confusion{data.class_count(), std::vector<std::uint32_t>(data.class_count() * data.class_count())};
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto label = static_cast<std::size_t>(data.target(rows[i]));
    if (label < confusion.classes && answers[i] < confusion.classes)
      ++confusion.counts[label * confusion.classes + answers[i]];
  }
  return confusion;
}

void measure_histogram(const Pass<float>& pass, const FigureRequest& request, PlaygroundFigures& into) {
  const std::vector<UnitActivity>& units = into.layers[request.layer];
  double low = 0, high = 0;
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (request.unit && *request.unit != u) continue;
    low = std::min(low, units[u].lowest);
    high = std::max(high, units[u].highest);
  }
  into.histogram_span = steady_span(into.histogram_span, low, high);
  into.histogram.resize(PlaygroundFigures::bins);
  const std::ptrdiff_t unit = request.unit ? static_cast<std::ptrdiff_t>(*request.unit) : -1;
  histogram<float>(pass.pre_activation(request.layer), unit, into.histogram_span.low, into.histogram_span.high,
                   into.histogram);
}

double round_up(double value) {
  const double unit = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0}) {
    if (value <= step * unit) return step * unit;
  }
  return 10 * unit;
}

/// One end of the span: kept while the number lies between half of it and all of it.
double steady_end(double shown, double wanted) {
  constexpr double least = 1;
  const double size = std::max(wanted, least);
  return size <= shown && size > shown * 0.45 ? shown : round_up(size);
}

}  // namespace

PlotSpan steady_span(PlotSpan shown, double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high)) return shown;
  return {-steady_end(-shown.low, -low), steady_end(shown.high, high)};
}

void measure_figures(const Network<float>& network, const RunSource& source, const Dataset& data,
                     const FigureRequest& request, PlaygroundFigures& into) {
  Batch<float> batch;
  Pass<float> pass;
  std::vector<std::uint16_t> answers;
  into.points.clear();
  into.wrong_train = into.wrong_test = 0;
  const std::size_t last = network.layers().size() - 1;
  const auto answer_rows = [&](std::span<const std::uint32_t> rows, bool test) {
    forward_rows(network, source, rows, batch, pass);
    answers.assign(pass.output(last).samples, 0);
    answered_classes(source.reading, pass.output(last), answers);
    add_points(rows, test, answers, data, request, into);
  };
  if (!source.test_rows.empty()) {
    answer_rows(source.test_rows, true);
    into.test = count_answers(source.test_rows, answers, data);
  }
  answer_rows(source.train_rows, false);
  if (source.test_rows.empty()) into.test = count_answers(source.train_rows, answers, data);
  into.layers.clear();
  for (std::size_t layer = 0; layer <= last; ++layer) into.layers.push_back(layer_activity(network, pass, layer));
  measure_histogram(pass, request, into);
}

}  // namespace gradlab::ui
