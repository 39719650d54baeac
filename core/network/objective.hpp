#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "core/data/dataset.hpp"
#include "core/losses/loss.hpp"
#include "core/network/network.hpp"
#include "core/network/samples.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// How outputs are read as an answer.
struct Reading {
  enum class Kind { threshold, largest, values };
  Kind kind = Kind::values;
  bool logits = false;  ///< outputs are logits: probabilities come by sigmoid (threshold) or softmax (largest)
  double low = 0;       ///< the output that stands for "not this class"; kinds threshold and largest without logits
  double high = 1;      ///< the output that stands for "this class"

  /// Kind threshold: class 1 above it.
  double threshold() const { return logits ? 0 : (low + high) / 2; }
};

/// What the output layer must give for these data: 1 for two classes (2 where softmax or cross_entropy share out
/// probabilities), one for each of more classes, one for each number to predict.
std::size_t outputs_needed(const Spec& spec, const Dataset& data);

/// The loss of a network on a data set: which numbers stand for the targets, and whether output layer and loss are
/// computed as one.
/// Two classes and one output: targets 0 and 1; -1 and +1 for hinge, and for losses on values where the output's
/// activation runs from -1 to +1 (tanh). Inline targets are numbers that a person gave and stay as they are.
/// Several outputs: that number for the sample's class, the other for the rest.
/// bce and cross_entropy take logits: the pre-activations of a sigmoid or softmax layer, else the outputs themselves.
template <class T>
class Objective {
 public:
  /// Refuses an output layer of the wrong size, and targets that the loss cannot take.
  static Result<Objective> create(const Spec& spec, const Dataset& data, const Network<T>& network);

  bool fused() const { return fused_; }
  const Reading& reading() const { return reading_; }
  const Samples<T>& targets() const { return targets_; }

  /// Of the pass's outputs; target as gathered from targets().
  double value(const Pass<T>& pass, Block<const T> target);
  /// What the loss is given of the pass: its outputs, or their pre-activations where fused. It stays at its place as
  /// long as the pass has as many samples.
  Block<const T> prediction(const Pass<T>& pass) const {
    return fused_ ? pass.layers.back().pre_activation.block() : pass.layers.back().output.block();
  }
  /// Both at once, with the same bits: what a step needs.
  T value_and_gradient(const Block<const T>& prediction, const Block<const T>& target, const Block<T>& d) {
    if (inverse_temperature_ != T(1)) return both_by_temperature(prediction, target, d);
    return loss_->both(prediction, target, params_, d);
  }
  /// By the outputs, or by the pre-activations where fused. d: outputs × samples.
  void gradient(const Pass<T>& pass, Block<const T> target, Block<T> d);
  /// How many of the samples are put into their class. 0 for Kind::values.
  std::size_t correct(Block<const T> output, Block<const T> target) const;

 private:
  Block<const T> by_temperature(Block<const T> z);
  [[gnu::noinline]] T both_by_temperature(const Block<const T>& z, const Block<const T>& target, const Block<T>& d);
  void multiply_by_temperature(const Block<T>& d) const;

  const Loss<T>* loss_ = nullptr;
  std::vector<T> params_;
  bool fused_ = false;
  T inverse_temperature_ = 1;  ///< softmax(z / T) fused: the loss gets z / T, its gradient goes back times 1 / T
  Batch<T> scaled_;
  Reading reading_;
  Samples<T> targets_;
};

extern template class Objective<float>;
extern template class Objective<double>;

}  // namespace gradlab
