#pragma once

#include <cstddef>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/base/block.hpp"
#include "core/network/kernel_calls.hpp"

namespace gradlab {

template <class T>
class Network;
template <class T>
struct Pass;

/// The calls of a training step, written down once for a network, a pass and a size of batch: what a layer of four
/// units computes takes less time than looking up where its numbers lie. For networks of plain layers: no batch norm,
/// no dropout, no trained activation; others go through Network's own loops. The kernels, and so the bits, are the
/// same.
class StepPlan {
 public:
  /// Whether the plan may stand in for Network's loops.
  static bool can_serve(const Network<float>& network);

  void forward(const Network<float>& network, const Block<const float>& inputs, Pass<float>& pass, bool last_output);
  /// After `forward` of the same batch.
  void backward(const Block<const float>& d_output, bool fused, Pass<float>& pass, float* gradient);
  /// Whether the kernels computed all of the latest `backward` and its `forward`.
  bool whole() const { return owner_ != nullptr && whole_ && gradient_ != nullptr && calls_[count_ - 1].dy != nullptr; }
  /// Where it was whole: the same once more, of other numbers in the same places, without asking whether they are.
  void forward_again() const;
  void backward_again() const;
  /// The pass's memory has been used otherwise.
  void forget() { owner_ = nullptr; }

 private:
  struct OfLayer {
    std::size_t gradient = 0;     ///< where the weights' gradients begin
    std::size_t weights = 0;      ///< how many; the biases' are behind them
    Block<const float> sums, in;  ///< the gradient by its sums, and what it was given
    const Activation<float>* row = nullptr;
    UnitParams<float> params;
    Block<float> z, y, delta, dy;  ///< as one long unit, where the row takes each number by itself
  };

  struct SlotLists {
    std::vector<kernels::UnitSums> units;
    std::vector<kernels::PairSums> pairs;
    std::vector<kernels::FourSums> fours;

    /// The memory stays: a batch of another size is written down without asking for more.
    void clear() {
      units.clear();
      pairs.clear();
      fours.clear();
    }
    void take(const kernels::UnitSums& unit) { units.push_back(unit); }
    void take(const kernels::PairSums& pair) { pairs.push_back(pair); }
    void take(const kernels::FourSums& four) { fours.push_back(four); }
    kernels::SlotSums sums(std::size_t samples) const {
      return {units.data(), units.size(), pairs.data(), pairs.size(), fours.data(), fours.size(), samples};
    }
  };

  bool serves(const Network<float>& network, const Block<const float>& inputs, const Pass<float>& pass) const;
  // Calls of their own: a step that has been written down needs none of them.
  [[gnu::noinline]] void write(const Network<float>& network, Block<const float> inputs, Pass<float>& pass);
  [[gnu::noinline]] void place(float* gradient);
  [[gnu::noinline]] void forward_by_parts(bool last_output);
  [[gnu::noinline]] void backward_by_parts(const float* d_output, bool fused, const float* inputs_by_sample);

  static void activate(const OfLayer& layer);
  static void slope(const OfLayer& layer);

  const Pass<float>* owner_ = nullptr;
  const float* inputs_ = nullptr;
  const float* parameters_ = nullptr;
  const float* gradient_ = nullptr;
  std::size_t samples_ = 0;
  std::size_t count_ = 0;  ///< of layers
  bool whole_ = false;     ///< the kernels compute every layer, and one call all of them
  const kernels::VectorKernels* run_ = nullptr;
  std::vector<OfLayer> layers_;
  std::vector<kernels::LayerCalls> calls_;  ///< of each layer
  SlotLists lists_;                         ///< gradients of biases, and of weights not in order
  kernels::SlotSums slot_sums_{};
};

}  // namespace gradlab
