#include "shell/run/layer_history.hpp"

#include <algorithm>

namespace gradlab::ui {

void LayerHistory::begin(std::size_t layers, std::uint64_t least) {
  layers_ = std::max<std::size_t>(layers, 1);
  interval_ = std::max<std::uint64_t>(least, 1);
  moments_.clear();
}

bool LayerHistory::wants(std::uint64_t step) const {
  return step % interval_ == 0 && (moments_.empty() || step > moments_.back().step);
}

void LayerHistory::add(const NetworkAnalysis& look) {
  if (look.layers.size() != layers_) return;
  if (moments_.size() >= most * layers_) thin_out();
  if (!wants(look.step)) return;
  for (const LayerAnalysis& layer : look.layers)
    moments_.push_back({look.step, static_cast<float>(layer.weight_norm), static_cast<float>(layer.gradient_norm),
                        static_cast<float>(layer.lowest_output), static_cast<float>(layer.highest_output),
                        layer.output_counts});
}

void LayerHistory::cut_from(std::uint64_t step) {
  std::erase_if(moments_, [step](const LayerMoment& moment) { return moment.step >= step; });
}

void LayerHistory::thin_out() {
  interval_ *= 2;
  std::erase_if(moments_, [this](const LayerMoment& moment) { return moment.step % interval_ != 0; });
}

}  // namespace gradlab::ui
