#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/base/result.hpp"
#include "core/initializers/initializer.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// Where one layer's numbers lie in the flat parameter vector, and what it computes.
template <class T>
struct Layer {
    const Activation<T>* activation = nullptr;
    std::size_t inputs = 0;
    std::size_t outputs = 0;          ///< units
    std::size_t sums = 0;             ///< weighted sums: outputs × maxout's pieces
    std::size_t weights = 0;          ///< offset of the sums × inputs weights, row by row
    std::size_t bias = 0;             ///< offset of the sums biases
    std::size_t trained_params = 0;   ///< offset of the trained activation parameters
    std::size_t trained_count = 0;    ///< how many there are: 0, one set for the layer, or one for each unit
    std::vector<double> fixed_params; ///< all of the row's parameters as set, in the row's order

    bool per_unit = false;
};

/// Values of all layers for one batch. Reused from step to step: it allocates only when a batch is larger than any before.
template <class T>
struct Pass {
    std::size_t samples = 0;
    std::vector<std::vector<T>> pre_activations;  ///< per layer, sums × stride
    std::vector<std::vector<T>> outputs;          ///< per layer, units × stride
    std::vector<std::vector<T>> deltas;           ///< per layer, gradient by the pre-activations, sums × stride
    std::vector<T> scratch;
    std::size_t stride = 0;

    Block<const T> pre_activation(std::size_t layer) const;
    Block<const T> output(std::size_t layer) const;
};

/// A fully connected network. A value: all parameters are one flat vector, copying is the snapshot.
template <class T>
class Network {
public:
    /// Parameters are zero until `initialise` or assignment. Refuses sizes over the limits with the field's name.
    static Result<Network> create(std::span<const LayerSpec> layers, std::size_t inputs);

    std::span<const Layer<T>> layers() const { return layers_; }
    std::size_t inputs() const { return layers_.front().inputs; }
    std::size_t outputs() const { return layers_.back().outputs; }
    std::span<T> parameters() { return parameters_; }
    std::span<const T> parameters() const { return parameters_; }

    /// Draws the weights of every layer; biases 0, trained activation parameters at their start.
    void initialise(const Initializer& row, std::span<const double> params, Rng rng);

    /// inputs: inputs × samples. Fills pass.pre_activations and pass.outputs.
    void forward(Block<const T> inputs, Pass<T>& pass) const;

    /// After `forward` of the same batch. d_output: gradient of the loss by the last layer's outputs, or by its
    /// pre-activations where `fused`. Fills pass.deltas and writes (not adds) the gradient by every parameter.
    void backward(Block<const T> inputs, Block<const T> d_output, bool fused, Pass<T>& pass, std::span<T> gradient) const;

private:
    std::vector<Layer<T>> layers_;
    std::vector<T> parameters_;
};

extern template class Network<float>;
extern template class Network<double>;

}  // namespace gradlab
