#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/base/line_vector.hpp"
#include "core/base/result.hpp"
#include "core/base/rng.hpp"
#include "core/initializers/initializer.hpp"
#include "core/network/pass.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// Where one layer's numbers lie in the flat parameter vector, and what it computes.
template <class T>
struct Layer {
  const Activation<T>* activation = nullptr;
  std::shared_ptr<const void> owner;  ///< of *activation, where it is not a row of the table
  std::size_t inputs = 0;
  std::size_t outputs = 0;           ///< units
  std::size_t sums = 0;              ///< weighted sums: outputs × maxout's pieces
  std::size_t weights = 0;           ///< offset of the sums × inputs weights, row by row
  std::size_t bias = 0;              ///< offset of the sums biases
  std::size_t trained_params = 0;    ///< offset of the trained activation parameters, set by set
  std::size_t trained_count = 0;     ///< how many there are: 0, one set for the layer, or one for each unit
  std::vector<double> fixed_params;  ///< all of the row's parameters as set, in the row's order

  bool per_unit = false;
  bool batch_norm = false;
  double dropout = 0;
  std::size_t norm_scale = 0;  ///< offset of batch norm's sums scales; its sums shifts follow
  std::size_t running = 0;     ///< offset of its running means in Network::running(); the variances follow

  std::size_t norm_count() const { return batch_norm ? sums : 0; }
  /// Trained parameters in one set of the activation's.
  std::size_t trained_in_set() const {
    std::size_t count = 0;
    for (const ParamSpec& param : activation->params) count += param.trained ? 1 : 0;
    return count;
  }
};

/// A fully connected network. A value: all parameters are one flat vector, copying is the snapshot.
template <class T>
class Network {
 public:
  /// Parameters are zero until `initialise` or assignment. Refuses unknown rows and sizes over the limits with the
  /// field's name. Every layer must state its units.
  static Result<Network> create(std::span<const LayerSpec> layers, std::size_t inputs);

  std::span<const Layer<T>> layers() const { return layers_; }
  std::size_t inputs() const { return layers_.front().inputs; }
  std::size_t outputs() const { return layers_.back().outputs; }
  std::span<T> parameters() { return parameters_; }
  std::span<const T> parameters() const { return parameters_; }

  /// Batch norm's means and variances over training so far: not trained, but part of what evaluation computes.
  std::span<T> running() { return running_; }
  std::span<const T> running() const { return running_; }

  /// Draws the weights of every layer in order; biases 0, trained activation parameters at their start.
  void initialise(const Initializer& row, std::span<const double> params, Rng rng);

  /// Where a weight or bias lies among the parameters. Refuses what the network does not have; field: as whom it is
  /// named then ("frozen[2]").
  Result<std::size_t> index_of(const WeightPlace& place, const std::string& field) const;

  /// Takes given numbers instead. Refuses a wrong shape, naming the field.
  Result<Done> assign(std::span<const InitialLayer> given);
  /// The other way round.
  std::vector<InitialLayer> describe() const;

  /// inputs: inputs × samples, as Batch holds them; where `backward` follows, with repeat_into_padding. Fills the
  /// pass's pre-activations and outputs. As in evaluation: batch norm by its running statistics, no dropout.
  void forward(Block<const T> inputs, Pass<T>& pass) const;
  /// As in training: batch norm by the batch's own statistics, which move the running ones, and dropout drawn from
  /// `dropout`, layers, units and samples ascending. Without last_output it ends at the last layer's pre-activations,
  /// which are all that a fused loss needs.
  void forward_training(const Block<const T>& inputs, Pass<T>& pass, Rng& dropout, bool last_output = true) {
    pass.training = true;
    if constexpr (std::is_same_v<T, float>)
      if (planned_) return pass.plan->forward(*this, inputs, pass, last_output);
    forward_by_layers(inputs, pass, dropout, last_output);
  }

  /// After a forward pass of the same batch. d_output: gradient of the loss by the last layer's outputs, or by its
  /// pre-activations where `fused`; its padding must be 0. Fills the pass's deltas and writes (not adds) the gradient
  /// by every parameter.
  void backward(const Block<const T>& inputs, const Block<const T>& d_output, bool fused, Pass<T>& pass,
                std::span<T> gradient) const {
    if constexpr (std::is_same_v<T, float>)
      if (planned_ && pass.training) return pass.plan->backward(d_output, fused, pass, gradient.data());
    backward_by_layers(inputs, d_output, fused, pass, gradient);
  }

 private:
  [[gnu::noinline]] void forward_by_layers(const Block<const T>& inputs, Pass<T>& pass, Rng& dropout, bool last_output);
  [[gnu::noinline]] void backward_by_layers(const Block<const T>& inputs, const Block<const T>& d_output, bool fused,
                                            Pass<T>& pass, std::span<T> gradient) const;
  Block<T> weighted_sums(std::size_t layer, Block<const T> in, Pass<T>& pass) const;
  bool plain_layer(std::size_t layer, Block<const T> in, Pass<T>& pass) const;
  void activate(std::size_t layer, Pass<T>& pass) const;
  Block<const T> drop(std::size_t layer, Pass<T>& pass, Rng& rng) const;
  void prepare_params(std::size_t layer, Pass<T>& pass) const;
  UnitParams<T> params_of(std::size_t layer, const Pass<T>& pass) const;
  Block<const T> input_of(std::size_t layer, Block<const T> inputs, const Pass<T>& pass) const;
  void delta_of(std::size_t layer, Block<const T> d_output, Pass<T>& pass) const;
  void trained_gradient(std::size_t layer, Block<const T> d_output, Pass<T>& pass, std::span<T> gradient) const;

  std::vector<Layer<T>> layers_;
  LineVector<T> parameters_;
  std::vector<T> running_;
  bool planned_ = false;  ///< StepPlan can serve it
};

extern template class Network<float>;
extern template class Network<double>;

}  // namespace gradlab
