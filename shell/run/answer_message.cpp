#include "shell/run/answer_message.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "core/spec/limits.hpp"

namespace gradlab::ui {
namespace {

/// Every list of numbers of a trace under its name, in one order for writing and reading.
template <class Trace, class Visit>
void each_list(Trace& trace, std::size_t layers, const Visit& visit) {
  visit("target", trace.target);
  visit("gradient", trace.gradient);
  visit("before", trace.before);
  visit("after", trace.after);
  visit("state_before", trace.state_before);
  visit("state_after", trace.state_after);
  visit("settings", trace.settings);
  for (std::size_t l = 0; l < layers; ++l) {
    const std::string place = "layer " + std::to_string(l) + " ";
    auto& layer = trace.layers[l];
    visit(place + "inputs", layer.inputs);
    visit(place + "sums", layer.sums);
    visit(place + "outputs", layer.outputs);
    visit(place + "kept", layer.kept);
    visit(place + "errors", layer.errors);
    visit(place + "slopes", layer.slopes);
    visit(place + "deltas", layer.deltas);
  }
}

}  // namespace

void write_trace(MessageWriter& to, const TracedSample& traced) {
  to.text["traced"] = true;
  if (traced.place) to.text["trace_place"] = *traced.place;
  to.text["trace_batch"] = traced.batch;
  if (!traced.numbers) return;
  const SampleTrace<float>& trace = *traced.numbers;
  to.text["trace_step"] = trace.step;
  to.text["trace_row"] = trace.row;
  to.text["trace_loss"] = trace.loss;
  to.text["trace_fused"] = trace.fused;
  to.text["trace_optimizer"] = trace.optimizer;
  to.text["trace_t"] = trace.optimizer_step;
  to.text["trace_layers"] = trace.layers.size();
  each_list(trace, trace.layers.size(),
            [&](const std::string& name, const auto& numbers) { to.put(("trace " + name).c_str(), numbers); });
}

std::shared_ptr<const TracedSample> read_trace(MessageReader& from) {
  TracedSample traced;
  if (from.text().contains("trace_place")) traced.place = from.get<std::size_t>("trace_place");
  traced.batch = from.get<std::size_t>("trace_batch");
  if (from.text().contains("trace_step")) {
    SampleTrace<float>& trace = traced.numbers.emplace();
    trace.step = from.get<std::uint64_t>("trace_step");
    trace.row = from.get<std::uint32_t>("trace_row");
    trace.loss = from.get<double>("trace_loss");
    trace.fused = from.get<bool>("trace_fused");
    trace.optimizer = from.get<std::string>("trace_optimizer");
    trace.optimizer_step = from.get<std::uint64_t>("trace_t");
    trace.layers.resize(std::min<std::size_t>(from.get<std::size_t>("trace_layers"), limits::layers));
    each_list(trace, trace.layers.size(), [&]<class Number>(const std::string& name, std::vector<Number>& numbers) {
      numbers = from.numbers<Number>(("trace " + name).c_str());
    });
  }
  return from.good() ? std::make_shared<const TracedSample>(std::move(traced)) : nullptr;
}

void write_order(MessageWriter& to, const SliceLoss& wanted) {
  to.text["plane"] = static_cast<unsigned>(wanted.plane);
  to.text["seed"] = wanted.seed;
  to.text["resolution"] = wanted.resolution;
}

SliceLoss read_slice_order(MessageReader& from) {
  return {static_cast<SlicePlaneKind>(from.get<unsigned>("plane")), from.get<std::uint64_t>("seed"),
          from.get<std::size_t>("resolution")};
}

void write_slice(MessageWriter& to, const SlicedLoss& slice) {
  write_order(to, slice.wanted);
  to.text["slice_step"] = slice.step;
  to.text["slice_samples"] = slice.samples;
  to.text["slice_done"] = slice.done;
  to.text["slice_refused"] = slice.refused;
  to.put("slice_edges", std::array{slice.low, slice.high, slice.explained, std::array{slice.here, 0.0F}});
  to.put("slice_values", slice.values);
  to.put("slice_path", slice.path);
}

std::shared_ptr<const SlicedLoss> read_slice(MessageReader& from) {
  SlicedLoss slice;
  slice.wanted = read_slice_order(from);
  slice.step = from.get<std::uint64_t>("slice_step");
  slice.samples = from.get<std::size_t>("slice_samples");
  slice.done = from.get<std::size_t>("slice_done");
  slice.refused = from.get<std::string>("slice_refused");
  const auto edges = from.numbers<std::array<float, 2>>("slice_edges");
  slice.values = from.numbers<float>("slice_values");
  slice.path = from.numbers<SlicePoint>("slice_path");
  if (!from.good() || edges.size() != 4) return nullptr;
  slice.low = edges[0], slice.high = edges[1], slice.explained = edges[2], slice.here = edges[3][0];
  return std::make_shared<const SlicedLoss>(std::move(slice));
}

void write_order(MessageWriter& to, const FindRate& wanted) { to.text["from_start"] = wanted.from_start; }

FindRate read_rates_order(MessageReader& from) { return {from.get<bool>("from_start")}; }

void write_rates(MessageWriter& to, const SweptRates& rates) {
  write_order(to, rates.wanted);
  to.text["rates_step"] = rates.step;
  to.text["rates_samples"] = rates.samples;
  to.text["rates_steps"] = rates.range.steps;
  to.text["rates_finished"] = rates.finished;
  to.text["rates_refused"] = rates.refused;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const RateSweep& sweep = rates.sweep;
  to.put("rates_places", std::array{rates.range.low, rates.range.high, sweep.start, sweep.steepest.value_or(none),
                                    sweep.risen.value_or(none)});
  to.put("rates_trials", sweep.trials);
}

std::shared_ptr<const SweptRates> read_rates(MessageReader& from) {
  SweptRates rates;
  rates.wanted = read_rates_order(from);
  rates.step = from.get<std::uint64_t>("rates_step");
  rates.samples = from.get<std::size_t>("rates_samples");
  rates.range.steps = from.get<std::size_t>("rates_steps");
  rates.finished = from.get<bool>("rates_finished");
  rates.refused = from.get<std::string>("rates_refused");
  const auto places = from.numbers<double>("rates_places");
  rates.sweep.trials = from.numbers<RateTrial>("rates_trials");
  if (!from.good() || places.size() != 5) return nullptr;
  rates.range.low = places[0], rates.range.high = places[1], rates.sweep.start = places[2];
  if (!std::isnan(places[3])) rates.sweep.steepest = places[3];
  if (!std::isnan(places[4])) rates.sweep.risen = places[4];
  return std::make_shared<const SweptRates>(std::move(rates));
}

}  // namespace gradlab::ui
