#include "shell/ui/pages/playground_figures.hpp"

#include <algorithm>
#include <cmath>

#include "core/network/probe.hpp"

namespace gradlab::ui {
namespace {

// Enough to see a distribution; more would only cost time.
constexpr std::size_t most_samples = 4096;

/// Of how many samples one is drawn, of `all` in both parts: more points than these only hide each other.
std::size_t stride_of(std::size_t all) {
  constexpr std::size_t most_points = 1000;
  return (all + most_points - 1) / most_points;
}

void add_points(std::span<const std::uint32_t> rows, bool test, std::span<const std::uint16_t> answers,
                const Dataset& data, const FigureRequest& request, PlaygroundFigures& into) {
  const std::size_t stride = stride_of(std::min(data.samples, 2 * most_samples));
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::size_t row = rows[i];
    const auto label = static_cast<std::uint16_t>(data.target(row));
    const bool wrong = data.task != Task::regression && answers[i] != label;
    (test ? into.wrong_test : into.wrong_train) += wrong ? 1 : 0;
    if (i % stride != 0) continue;
    into.points.push_back({static_cast<float>(data.input(request.map_x, row)),
                           static_cast<float>(data.input(request.map_y, row)), label, 0, test, wrong, rows[i]});
  }
}

/// Points of numbers: their own place in the span as a colour. A single column stands against its number.
void add_number_points(std::span<const std::uint32_t> rows, bool test, const Dataset& data, const RunSource& source,
                       const FigureRequest& request, PlaygroundFigures& into) {
  const std::size_t stride = stride_of(std::min(data.samples, 2 * most_samples));
  for (std::size_t i = 0; i < std::min(rows.size(), most_samples); i += stride) {
    const std::uint32_t row = rows[i];
    const double target = data.target(row), share = (target - source.target.low) / source.target.size();
    const double y = data.input_count() > 1 ? data.input(request.map_y, row) : target;
    into.points.push_back({static_cast<float>(data.input(request.map_x, row)), static_cast<float>(y), 0,
                           static_cast<float>(2 * share - 1), test, false, row});
  }
}

/// 1 - (squared errors) / (squared distances from the mean), of the first number to predict.
std::optional<double> r_squared(std::span<const std::uint32_t> rows, Block<const float> output, const Dataset& data) {
  if (output.samples < 2) return std::nullopt;
  double mean = 0, errors = 0, distances = 0;
  for (std::size_t i = 0; i < output.samples; ++i) mean += data.target(rows[i]) / static_cast<double>(output.samples);
  for (std::size_t i = 0; i < output.samples; ++i) {
    const double target = data.target(rows[i]), error = static_cast<double>(output.at(0, i)) - target;
    errors += error * error;
    distances += (target - mean) * (target - mean);
  }
  return distances > 0 ? std::optional(1 - errors / distances) : std::nullopt;
}

/// What each of several outputs gives a sample's class: their shares sum to 1 where they are logits.
float share_of(const Reading& reading, Block<const float> output, std::size_t unit, std::size_t sample) {
  const float own = output.at(unit, sample);
  if (!reading.logits) return own;
  float sum = 0;
  for (std::size_t u = 0; u < output.units; ++u) sum += std::exp(output.at(u, sample) - own);
  return 1 / sum;
}

void find_mistakes(std::span<const std::uint32_t> rows, std::span<const std::uint16_t> answers,
                   Block<const float> output, const Reading& reading, const Dataset& data, PlaygroundFigures& into) {
  constexpr std::size_t most = 12;
  into.mistakes.clear();
  if (data.class_count() < 2 || output.units < 2) return;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto label = static_cast<std::uint16_t>(data.target(rows[i]));
    if (answers[i] != label)
      into.mistakes.push_back({rows[i], label, answers[i], share_of(reading, output, answers[i], i)});
  }
  std::stable_sort(into.mistakes.begin(), into.mistakes.end(),
                   [](const Mistake& a, const Mistake& b) { return a.share > b.share; });
  if (into.mistakes.size() > most) into.mistakes.resize(most);
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

Batch<float> first_samples(const Samples<float>& inputs, std::span<const std::uint32_t> rows) {
  const auto part = rows.first(std::min(rows.size(), most_samples));
  Batch<float> batch;
  inputs.gather(part, batch.resize(inputs.units, part.size()));
  return batch;
}

void measure_figures(const Network<float>& network, const RunSource& source, const Dataset& data,
                     const FigureRequest& request, PlaygroundFigures& into) {
  Pass<float> pass;
  std::vector<std::uint16_t> answers;
  into.points.clear();
  into.wrong_train = into.wrong_test = 0;
  const std::size_t last = network.layers().size() - 1;
  const auto answer_rows = [&](std::span<const std::uint32_t> rows, bool test) {
    network.forward((test ? source.test : source.train).block(), pass);
    answers.assign(pass.output(last).samples, 0);
    answered_classes(source.reading, pass.output(last), answers);
    if (source.predicts_number()) {
      add_number_points(rows, test, data, source, request, into);
      (test ? into.r_squared_test : into.r_squared_train) = r_squared(rows, pass.output(last), data);
    } else {
      add_points(rows, test, answers, data, request, into);
    }
  };
  const auto count = [&](std::span<const std::uint32_t> rows) {
    if (source.predicts_number()) return;
    into.test = count_answers(rows, answers, data);
    find_mistakes(rows, answers, pass.output(last), source.reading, data, into);
  };
  into.r_squared_test.reset();
  if (!data.test_rows.empty()) {
    answer_rows(data.test_rows, true);
    count(data.test_rows);
  }
  answer_rows(data.train_rows, false);
  if (data.test_rows.empty()) count(data.train_rows);
  into.layers.clear();
  for (std::size_t layer = 0; layer <= last; ++layer) into.layers.push_back(layer_activity(network, pass, layer));
  measure_histogram(pass, request, into);
}

}  // namespace gradlab::ui
