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

/// What is along the axes: the map's two inputs; of data with one column and numbers to predict, those.
void place(const Dataset& data, std::size_t map_x, std::size_t map_y, MapPoint& point) {
  const bool against_number = data.input_count() < 2 && data.task == Task::regression;
  point.x = static_cast<float>(data.input(map_x, point.row));
  point.y = static_cast<float>(against_number ? data.target(point.row) : data.input(map_y, point.row));
}

/// Points of numbers have their own place in the span as a colour.
MapPoint point_of(std::uint32_t row, bool test, bool wrong, const Dataset& data, const RunSource& source) {
  MapPoint point{.test = test, .wrong = wrong, .row = row};
  const double target = data.target(row);
  if (source.predicts_number())
    point.value = static_cast<float>(2 * (target - source.target.low) / source.target.size() - 1);
  else
    point.label = static_cast<std::uint16_t>(target);
  return point;
}

/// 1 - (squared errors) / (squared distances from the mean), of the first number to predict.
std::optional<double> r_squared(std::span<const std::uint32_t> rows, std::span<const float> predicted,
                                const Dataset& data) {
  if (predicted.size() < 2) return std::nullopt;
  double mean = 0, errors = 0, distances = 0;
  for (std::size_t i = 0; i < predicted.size(); ++i)
    mean += data.target(rows[i]) / static_cast<double>(predicted.size());
  for (std::size_t i = 0; i < predicted.size(); ++i) {
    const double target = data.target(rows[i]), error = static_cast<double>(predicted[i]) - target;
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

/// The surest first.
void keep_worst(const Dataset& data, std::vector<Mistake>& mistakes) {
  std::stable_sort(mistakes.begin(), mistakes.end(),
                   [](const Mistake& a, const Mistake& b) { return a.share > b.share; });
  if (mistakes.size() > most_mistakes) mistakes.resize(most_mistakes);
  for (Mistake& mistake : mistakes) {
    float largest = 1e-6F;
    for (std::size_t i = 0; i < data.input_count(); ++i) {
      mistake.pixels.push_back(static_cast<float>(data.input(i, mistake.row)));
      largest = std::max(largest, mistake.pixels.back());
    }
    for (float& pixel : mistake.pixels) pixel /= largest;
  }
}

void measure_histogram(std::span<const float> sums, PlotSpan span_before, PlaygroundFigures& into) {
  const std::vector<UnitActivity>& units = into.layers[into.request.layer];
  double low = 0, high = 0;
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (into.request.unit && *into.request.unit != u) continue;
    low = std::min(low, units[u].lowest);
    high = std::max(high, units[u].highest);
  }
  into.histogram_span = steady_span(span_before, low, high);
  into.histogram.resize(PlaygroundFigures::bins);
  histogram<float>({sums.data(), 1, sums.size(), sums.size()}, 0, into.histogram_span.low, into.histogram_span.high,
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

void place_points(const Dataset& data, std::size_t map_x, std::size_t map_y, std::vector<MapPoint>& points) {
  for (MapPoint& point : points) place(data, map_x, map_y, point);
}

void FigureWork::begin(const Network<float>& network, const FigureRequest& request) {
  network_ = network;
  found_ = {};
  found_.request = request;
  for (const Layer<float>& layer : network_.layers()) found_.layers.emplace_back(layer.outputs);
  test_ = {.test = true, .done = 0, .predicted = {}};
  train_ = {};
  sums_.clear();
  working_ = true;
}

bool FigureWork::advance(const RunSource& source, const Dataset& data, const std::function<double()>& clock,
                         double deadline, PlaygroundFigures& into) {
  while (working_) {
    if (test_.done < source.test.block().samples) {
      measure_some(source, data, test_);
    } else if (train_.done < source.train.block().samples) {
      measure_some(source, data, train_);
    } else {
      finish(source, data, into.histogram_span);
      std::swap(into, found_);
      working_ = false;
      return true;
    }
    if (clock() >= deadline) break;
  }
  return false;
}

void FigureWork::measure_some(const RunSource& source, const Dataset& data, Part& part) {
  // About so many products between two looks at the clock, and whole vectors of samples.
  constexpr std::size_t products = 400'000, group = 16;
  const std::size_t at_once = std::clamp<std::size_t>(products / (network_.parameters().size() + 1), group, 512);
  const Block<const float> inputs = (part.test ? source.test : source.train).block();
  const std::size_t count = std::min(at_once / group * group, inputs.samples - part.done);
  const auto rows = std::span(part.test ? data.test_rows : data.train_rows).subspan(part.done, count);
  const Block<float> some = inputs_.resize(inputs.units, count);
  for (std::size_t u = 0; u < inputs.units; ++u) std::copy_n(inputs.unit(u) + part.done, count, some.unit(u));
  network_.forward(some, pass_);

  const Block<const float> output = pass_.output(network_.layers().size() - 1);
  std::vector<std::uint16_t> answers(count);
  answered_classes(source.reading, output, answers);
  if (source.predicts_number()) part.predicted.insert(part.predicted.end(), output.unit(0), output.unit(0) + count);
  const std::size_t stride = stride_of(std::min(data.samples, 2 * most_samples));
  for (std::size_t i = 0; i < count; ++i) {
    const bool wrong = !source.predicts_number() && !count_answer(source, data, rows[i], answers[i], i, part.test);
    if ((part.done + i) % stride == 0) found_.points.push_back(point_of(rows[i], part.test, wrong, data, source));
  }
  (part.test ? found_.samples_test : found_.samples_train) += count;
  if (!part.test) add_layers(count);
  part.done += count;
}

/// True: it is right. The table of answers and the mistakes are of the test set; of the training set where there is
/// none.
bool FigureWork::count_answer(const RunSource& source, const Dataset& data, std::uint32_t row, std::uint16_t answer,
                              std::size_t sample, bool test) {
  const std::size_t classes = data.class_count();
  const auto label = static_cast<std::uint16_t>(data.target(row));
  const bool in_table = test || data.test_rows.empty();
  Confusion& table = found_.test;
  if (in_table && table.classes != classes) table = {classes, std::vector<std::uint32_t>(classes * classes)};
  if (in_table && label < classes && answer < classes) ++table.counts[label * classes + answer];
  if (answer == label) return true;
  ++(test ? found_.wrong_test : found_.wrong_train);
  const Block<const float> output = pass_.output(network_.layers().size() - 1);
  if (in_table && classes > 1 && output.units > 1)
    found_.mistakes.push_back({row, label, answer, share_of(source.reading, output, answer, sample)});
  return false;
}

void FigureWork::add_layers(std::size_t samples) {
  for (std::size_t l = 0; l < found_.layers.size(); ++l) {
    const std::vector<UnitActivity> more = layer_activity(network_, pass_, l);
    for (std::size_t u = 0; u < more.size(); ++u) found_.layers[l][u].add(more[u]);
  }
  const auto& [map_x, map_y, wanted, unit] = found_.request;
  const Layer<float>& layer = network_.layers()[wanted];
  const Block<const float> all = pass_.pre_activation(wanted);
  // Of a unit with several sums (maxout) the first, as its activity.
  const Block<const float> counted = unit ? all.part(*unit * (layer.sums / layer.outputs), 1) : all;
  for (std::size_t u = 0; u < counted.units; ++u) sums_.insert(sums_.end(), counted.unit(u), counted.unit(u) + samples);
}

void FigureWork::finish(const RunSource& source, const Dataset& data, PlotSpan span_before) {
  if (source.predicts_number()) {
    found_.r_squared_test = r_squared(data.test_rows, test_.predicted, data);
    found_.r_squared_train = r_squared(data.train_rows, train_.predicted, data);
  }
  keep_worst(data, found_.mistakes);
  place_points(data, found_.request.map_x, found_.request.map_y, found_.points);
  measure_histogram(sums_, span_before, found_);
}

}  // namespace gradlab::ui
