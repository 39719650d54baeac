#include <doctest/doctest.h>

#include <bit>
#include <limits>
#include <string>

#include "core/base/rng.hpp"
#include "core/base/width.hpp"
#include "core/network/fingerprint.hpp"
#include "core/network/kernels.hpp"
#include "core/network/optimizer_run.hpp"
#include "core/network/plain_kernels.hpp"
#include "core/network/samples.hpp"
#include "tests/core/shipped_files.hpp"

// The vector kernels against plain loops that state the same orders, at every width that the machine has.

namespace {

using namespace gradlab;
using namespace gradlab::test;

/// Takes each width in turn, and the machine's own again at the end.
template <class Work>
void at_each_width(Work work) {
  const std::size_t own = width::lanes();
  for (const std::size_t lanes : {4, 8, 16}) {
    if (!width::use(lanes)) continue;
    CAPTURE(lanes);
    work();
  }
  width::use(own);
}

Block<float> drawn(Batch<float>& batch, std::size_t units, std::size_t samples, Rng& rng) {
  const Block<float> block = batch.resize(units, samples);
  for (std::size_t u = 0; u < units; ++u)
    for (std::size_t s = 0; s < samples; ++s) block.at(u, s) = static_cast<float>(rng.normal());
  return block;
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (std::bit_cast<std::uint32_t>(a[i]) != std::bit_cast<std::uint32_t>(b[i])) return false;
  return a.size() == b.size();
}

std::vector<float> drawn_numbers(std::size_t count, Rng& rng) {
  std::vector<float> numbers(count);
  for (float& number : numbers) number = static_cast<float>(rng.normal());
  return numbers;
}

struct Shape {
  std::size_t inputs, outputs, samples;
};
// Around every edge: lanes, slots, tiles, panels, and the depth at which a sum waits in memory.
constexpr Shape shapes[] = {{1, 1, 1},     {2, 4, 10},   {3, 5, 12},    {4, 2, 4},    {8, 8, 10},   {15, 7, 33},
                            {16, 3, 10},   {17, 9, 16},  {31, 33, 5},   {40, 16, 8},  {64, 32, 32}, {70, 19, 50},
                            {257, 18, 70}, {300, 40, 7}, {37, 260, 65}, {5, 17, 130}, {2, 5, 33},   {2, 40, 10}};

std::vector<float> values_of(Block<const float> block) {
  std::vector<float> values;
  for (std::size_t u = 0; u < block.units; ++u)
    values.insert(values.end(), block.unit(u), block.unit(u) + block.samples);
  return values;
}

}  // namespace

TEST_CASE("Steps take the width that was chosen, whatever the machine would choose") {
  at_each_width([] {
    CHECK_FALSE(width::by_halves());
    CHECK(&kernels::vector_kernels_of_step(false) == &kernels::vector_kernels());
  });
}

TEST_CASE("Products have the bits of the plain loops, forwards and across the matrix, at every width") {
  at_each_width([] {
    for (const Shape& shape : shapes) {
      CAPTURE(shape.inputs);
      CAPTURE(shape.outputs);
      CAPTURE(shape.samples);
      Rng rng(shape.inputs * 31 + shape.samples);
      Batch<float> in, out, expected;
      const auto weights = drawn_numbers(shape.inputs * shape.outputs, rng);
      const auto biases = drawn_numbers(shape.outputs, rng);
      const Block<const float> x = drawn(in, shape.inputs, shape.samples, rng);
      const kernels::MatrixView<float> forward{weights.data(), shape.outputs, shape.inputs, shape.inputs, 1};
      kernels::multiply<float>(forward, biases.data(), x, out.resize(shape.outputs, shape.samples));
      kernels::plain::multiply<float>(forward, biases.data(), x, expected.resize(shape.outputs, shape.samples));
      CHECK(same_bits(values_of(out.block()), values_of(expected.block())));

      const Block<const float> delta = drawn(in, shape.outputs, shape.samples, rng);
      const kernels::MatrixView<float> back{weights.data(), shape.inputs, shape.outputs, 1, shape.inputs};
      kernels::multiply<float>(back, nullptr, delta, out.resize(shape.inputs, shape.samples));
      kernels::plain::multiply<float>(back, nullptr, delta, expected.resize(shape.inputs, shape.samples));
      CHECK(same_bits(values_of(out.block()), values_of(expected.block())));
    }
  });
}

TEST_CASE("Gradients have the bits of the plain loops at every width") {
  at_each_width([] {
    for (const Shape& shape : shapes) {
      CAPTURE(shape.inputs);
      CAPTURE(shape.outputs);
      CAPTURE(shape.samples);
      Rng rng(shape.inputs * 31 + shape.samples);
      Batch<float> in, back;
      const Block<const float> x = drawn(in, shape.inputs, shape.samples, rng);
      const Block<const float> delta = drawn(back, shape.outputs, shape.samples, rng);
      std::vector<float> gradient((shape.inputs + 1) * shape.outputs, 7.0f), expected = gradient;
      std::vector<float> by_sample(shape.inputs * shape.samples);
      kernels::transpose<float>(x.data, x.units, x.samples, x.stride, by_sample.data(), x.units);
      for (std::size_t s = 0; s < x.samples; ++s)
        for (std::size_t i = 0; i < x.units; ++i) REQUIRE(by_sample[s * x.units + i] == x.at(i, s));
      kernels::layer_gradient<float>(
          delta, x, kernels::takes_samples_in_order(shape.inputs) ? by_sample.data() : nullptr, gradient.data());
      kernels::plain::layer_gradient<float>(delta, x, expected.data());
      CHECK(same_bits(gradient, expected));
    }
  });
}

namespace {

void check_gathering(std::size_t input_count, std::size_t target_count, std::size_t samples) {
  CAPTURE(input_count);
  CAPTURE(samples);
  Rng rng(input_count * 31 + samples);
  const Samples<float> inputs{input_count, 90, drawn_numbers(input_count * 90, rng), {}};
  const Samples<float> targets{target_count, 90, drawn_numbers(target_count * 90, rng), {}};
  SampleRows<float> rows;
  rows.keep(inputs, targets);
  std::vector<std::uint32_t> chosen(samples);
  for (std::uint32_t& row : chosen) row = static_cast<std::uint32_t>(rng.below(90));
  Batch<float> batch;
  const Block<float> both = batch.reshape(rows.units, samples).part(0, input_count + target_count);
  kernels::Gatherer<float>(rows.values.data(), both)(chosen);
  bool same = true;
  for (std::size_t s = 0; s < both.stride; ++s) {
    const std::size_t row = chosen[s < chosen.size() ? s : 0];
    for (std::size_t u = 0; u < input_count; ++u) same &= both.at(u, s) == inputs.values[u * 90 + row];
    for (std::size_t u = 0; u < target_count; ++u) same &= both.at(input_count + u, s) == targets.values[u * 90 + row];
  }
  CHECK(same);
}

}  // namespace

TEST_CASE("A batch is gathered from rows of samples, and its padding repeats the first, at every width") {
  at_each_width([] {
    for (const Shape& shape : shapes) check_gathering(shape.inputs, shape.outputs, shape.samples);
    for (const std::size_t inputs : {1, 2, 3, 6})
      for (std::size_t samples = 1; samples <= 33; ++samples) check_gathering(inputs, 1, samples);
  });
}

TEST_CASE("A loss and its gradient at once have the bits of each alone, and the padding stays 0, at every width") {
  at_each_width([] {
    for (const Loss<float>& row : losses<float>()) {
      CAPTURE(row.id);
      const std::vector<float> params(row.params.size(), 0.5f);
      for (const std::size_t units : {1, 3}) {
        for (const std::size_t samples : {1, 4, 5, 8, 10, 12, 13, 16, 17, 33, 1030}) {
          CAPTURE(units);
          CAPTURE(samples);
          Rng rng(units * 31 + samples);
          Batch<float> at, goal, once, alone;
          const Block<const float> prediction = drawn(at, units, samples, rng);
          const Block<float> target = goal.resize(units, samples);
          for (std::size_t s = 0; s < samples; ++s) target.at(s % units, s) = 1;
          const Block<float> d = once.resize(units, samples), expected = alone.resize(units, samples);
          const float value = row.both(prediction, target, params, d);
          CHECK(std::bit_cast<std::uint32_t>(value) ==
                std::bit_cast<std::uint32_t>(row.value(prediction, target, params)));
          row.gradient(prediction, target, params, expected);
          CHECK(same_bits(values_of(d), values_of(expected)));
          for (std::size_t u = 0; u < units; ++u)
            for (std::size_t s = samples; s < d.stride; ++s) REQUIRE(d.data[u * d.stride + s] == 0);
        }
      }
    }
  });
}

TEST_CASE("A layer's sums and outputs in one go have the bits of the plain loops and of the activation's row") {
  at_each_width([] {
    for (const char* id : {"tanh", "relu"}) {
      const Activation<float>& row = *find_activation<float>(id);
      for (const Shape& shape : shapes) {
        CAPTURE(id);
        CAPTURE(shape.inputs);
        CAPTURE(shape.outputs);
        CAPTURE(shape.samples);
        Rng rng(shape.inputs * 31 + shape.samples);
        Batch<float> in, z, y, plain_z, plain_y;
        const auto weights = drawn_numbers(shape.inputs * shape.outputs, rng);
        const auto biases = drawn_numbers(shape.outputs, rng);
        const Block<const float> x = drawn(in, shape.inputs, shape.samples, rng);
        const kernels::MatrixView<float> matrix{weights.data(), shape.outputs, shape.inputs, shape.inputs, 1};
        REQUIRE(kernels::layer(matrix, biases.data(), x, id, z.resize(shape.outputs, shape.samples),
                               y.resize(shape.outputs, shape.samples)));
        kernels::plain::multiply<float>(matrix, biases.data(), x, plain_z.resize(shape.outputs, shape.samples));
        row.f(plain_z.block(), row.with(nullptr), plain_y.resize(shape.outputs, shape.samples));
        CHECK(same_bits(values_of(z.block()), values_of(plain_z.block())));
        CHECK(same_bits(values_of(y.block()), values_of(plain_y.block())));
      }
    }
    Batch<float> none;
    CHECK(!kernels::layer({}, nullptr, none.block(), "gelu", none.block(), none.block()));
  });
}

TEST_CASE("Every optimizer keeps what was before, and says when a parameter is not finite any more") {
  at_each_width([] {
    for (const Optimizer<float>& row : optimizers<float>()) {
      CAPTURE(row.id);
      for (const std::size_t broken : {std::size_t{0}, std::size_t{20}, std::size_t{36}, std::size_t{37}}) {
        Rng rng(5);
        std::vector<float> parameters = drawn_numbers(37, rng);
        if (broken < 37) parameters[broken] = std::numeric_limits<float>::infinity();
        const std::vector<float> start = parameters, gradient = drawn_numbers(37, rng);
        std::vector<float> before(37);
        OptimizerRun<float> run;
        REQUIRE(run.choose({std::string(row.id), {}}, parameters.size()));
        CHECK(run.update(parameters, gradient, before) == (broken == 37));
        CHECK(same_bits(before, start));
        CHECK(!same_bits(parameters, start));
      }
    }
  });
}

namespace {

/// A training step by the plain loops alone: what Trainer must give to the last bit.
class PlainTraining {
 public:
  explicit PlainTraining(const Trainer<float>& start) : trainer_(start) {
    parameters_.assign(start.start().begin(), start.start().end());
    gradient_.resize(parameters_.size());
    REQUIRE(optimizer_.choose(start.spec().optimizer, parameters_.size()));
  }

  /// The given rows, each layer's sums, activations and gradients in turn.
  void step(std::span<const std::uint32_t> rows) {
    const auto layers = trainer_.network().layers();
    std::vector<Batch<float>> z(layers.size()), y(layers.size()), delta(layers.size());
    Batch<float> x, t, d;
    trainer_.inputs().gather(rows, x.resize(layers.front().inputs, rows.size()));
    trainer_.objective().targets().gather(rows, t.resize(layers.back().outputs, rows.size()));
    Block<const float> in = x.block();
    for (std::size_t l = 0; l < layers.size(); ++l) {
      const Layer<float>& layer = layers[l];
      kernels::plain::multiply<float>({parameters_.data() + layer.weights, layer.sums, layer.inputs, layer.inputs, 1},
                                      parameters_.data() + layer.bias, in, z[l].resize(layer.sums, rows.size()));
      const auto kernel = layer.activation->mixes() ? layer.activation->mix : layer.activation->f;
      kernel(z[l].block(), params(layer), y[l].resize(layer.outputs, rows.size()));
      in = std::as_const(y[l]).block();
    }
    const bool fused = trainer_.objective().fused();
    const Loss<float>& loss = *find_loss<float>(trainer_.spec().loss.id);
    loss.gradient(fused ? z.back().block() : y.back().block(), t.block(), {}, d.resize(t.block().units, rows.size()));
    Batch<float> dy;
    drawn_from(dy, d.block());
    for (std::size_t l = layers.size(); l-- > 0;) {
      const Layer<float>& layer = layers[l];
      const Block<float> back = delta[l].resize(layer.sums, rows.size());
      if (fused && l + 1 == layers.size()) {
        drawn_from(delta[l], dy.block());
      } else {
        layer.activation->df(z[l].block(), y[l].block(), params(layer), back);
        for (std::size_t u = 0; u < back.units; ++u)
          for (std::size_t s = 0; s < back.samples; ++s) back.at(u, s) *= dy.block().at(u, s);
      }
      kernels::plain::layer_gradient<float>(back, l == 0 ? x.block() : y[l - 1].block(),
                                            gradient_.data() + layer.weights);
      kernels::plain::multiply<float>({parameters_.data() + layer.weights, layer.inputs, layer.sums, 1, layer.inputs},
                                      nullptr, back, dy.resize(layer.inputs, rows.size()));
    }
    optimizer_.update(parameters_, gradient_);
  }

  std::span<const float> parameters() const { return parameters_; }

 private:
  UnitParams<float> params(const Layer<float>& layer) {
    fixed_.assign(layer.fixed_params.size(), 0.0f);
    for (std::size_t p = 0; p < fixed_.size(); ++p) fixed_[p] = static_cast<float>(layer.fixed_params[p]);
    return layer.activation->with(fixed_.data());
  }
  static void drawn_from(Batch<float>& into, Block<const float> from) {
    const Block<float> block = into.resize(from.units, from.samples);
    for (std::size_t u = 0; u < from.units; ++u)
      for (std::size_t s = 0; s < from.samples; ++s) block.at(u, s) = from.at(u, s);
  }

  const Trainer<float>& trainer_;
  std::vector<float> parameters_, gradient_, fixed_;
  OptimizerRun<float> optimizer_;
};

void has_bits_of_plain_loops(const char* spec) {
  CAPTURE(spec);
  auto trainer = trainer_of<float>(spec);
  PlainTraining plain(trainer);
  const auto& rows = trainer.data().train_rows;
  const std::size_t batch = trainer.spec().batch;
  for (std::size_t from = 0, step = 0; step < 60; ++step) {
    const std::size_t count = std::min(batch, rows.size() - from);
    plain.step(std::span(rows).subspan(from, count));
    from = from + count < rows.size() ? from + count : 0;
    trainer.step();
  }
  REQUIRE(!trainer.diverged());
  CHECK(fingerprint<float>(trainer.network().parameters()) == fingerprint<float>(plain.parameters()));
}

}  // namespace

TEST_CASE("A training has the bits of one by plain loops") {
  const char* specs[] = {
      R"({"data": {"kind": "circle"}, "shuffle": false, "layers": [{"units": 4, "activation": "tanh"},
          {"units": 2, "activation": "tanh"}, {"activation": "tanh"}], "optimizer": {"id": "sgd", "lr": 0.03}})",
      R"({"data": {"kind": "spiral"}, "shuffle": false, "batch": 1, "layers": [{"units": 20, "activation": "gelu"},
          {"units": 3, "activation": "elu"}, {"activation": "sigmoid"}], "optimizer": {"id": "rmsprop"}})",
      R"({"data": {"kind": "digits"}, "shuffle": false, "batch": 32, "layers": [{"units": 32, "activation": "relu"},
          {"activation": "softmax"}], "loss": "cross_entropy", "optimizer": {"id": "adam"}})",
      R"({"data": {"kind": "iris"}, "shuffle": false, "batch": 50, "layers": [{"units": 17, "activation": "silu"},
          {"units": 40, "activation": "softplus"}, {"activation": "softmax"}], "loss": "cross_entropy",
          "optimizer": {"id": "sgd", "lr": 0.1, "momentum": 0.9}})"};
  at_each_width([&specs] {
    for (const char* spec : specs) has_bits_of_plain_loops(spec);
  });
}

// The last vector of a unit's samples may be full, half full, or all but empty.
TEST_CASE("With batches of any size, too") {
  at_each_width([] {
    for (int batch = 1; batch <= 20; ++batch) {
      const std::string spec = R"({"data": {"kind": "circle", "points": 90}, "shuffle": false, "batch": )" +
                               std::to_string(batch) +
                               R"(, "layers": [{"units": 5, "activation": "tanh"}, {"units": 4, "activation": "tanh"},
          {"units": 4, "activation": "relu"}, {"activation": "tanh"}], "optimizer": {"id": "sgd", "lr": 0.03}})";
      has_bits_of_plain_loops(spec.c_str());
    }
  });
}
