// How fast the core trains: works of the README's table and how cost grows with width, depth and batch. A program, not
// a test. `training_speed [--lanes 4|8|16] WORK... [--seconds S] [--rounds N]` takes the works in turn and prints a
// line of JSON for each measurement. Works: W1 W2 W3 W4 G, maps (W2's network with its features over a grid of 256×256,
// every unit's answers kept), width=N, depth=N, batch=N, activation=ID, optimizer=ID.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/rng.hpp"
#include "core/base/width.hpp"
#include "core/data/input_map.hpp"
#include "core/data/scaling.hpp"
#include "core/network/probe.hpp"
#include "core/network/trainer.hpp"

namespace {

using namespace gradlab;

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Noisy points around one centre for each class: what a network of the given size can learn, but not at once.
Dataset clouds(std::size_t inputs, std::size_t classes, std::size_t samples) {
  Rng rng(7);
  Dataset data;
  data.task = classes > 2 ? Task::classes : Task::binary;
  data.samples = samples;
  for (std::size_t i = 0; i < inputs; ++i) data.input_names.push_back(plain_input_name(i));
  for (std::size_t c = 0; c < classes; ++c) data.class_names.push_back(std::to_string(c));
  std::vector<double> centres(inputs * classes);
  for (double& centre : centres) centre = rng.normal();
  data.inputs.resize(inputs * samples);
  for (std::size_t s = 0; s < samples; ++s) {
    const std::size_t own = static_cast<std::size_t>(rng.below(classes));
    data.targets.push_back(static_cast<double>(own));
    for (std::size_t i = 0; i < inputs; ++i)
      data.inputs[i * samples + s] = centres[own * inputs + i] + 1.5 * rng.normal();
    data.train_rows.push_back(static_cast<std::uint32_t>(s));
  }
  return data;
}

struct Work {
  Spec spec;
  Dataset data;
  std::size_t grid_side = 0;  // 0: it is trained
};

void layers(Spec& spec, std::vector<std::size_t> units, std::string_view activation, std::string_view last) {
  spec.layers.clear();
  for (std::size_t l = 0; l < units.size(); ++l) {
    LayerSpec layer;
    layer.units = units[l];
    layer.activation = l + 1 < units.size() ? activation : last;
    spec.layers.push_back(layer);
  }
}

Work small(std::vector<std::size_t> units, std::size_t inputs) {
  Work work;
  layers(work.spec, std::move(units), "tanh", "tanh");
  work.spec.loss.id = "mse";
  work.spec.optimizer = {"sgd", {{"lr", 0.03}}};
  work.spec.batch = 10;
  work.data = clouds(inputs, 2, 500);
  return work;
}

Work classifier(std::size_t inputs, std::vector<std::size_t> hidden, std::size_t batch, Choice optimizer) {
  Work work;
  hidden.push_back(10);
  layers(work.spec, std::move(hidden), "relu", "softmax");
  work.spec.loss.id = "cross_entropy";
  work.spec.optimizer = std::move(optimizer);
  work.spec.batch = batch;
  work.data = clouds(inputs, 10, std::max<std::size_t>(1024, 2 * batch));
  return work;
}

const Choice momentum{"sgd", {{"lr", 0.01}, {"momentum", 0.9}}};

std::optional<Work> work_named(std::string_view name) {
  if (name == "W1") return small({4, 2, 1}, 2);
  if (name == "W2") return small({8, 8, 8, 8, 8, 8, 1}, 7);
  if (name == "W3") return classifier(64, {32}, 32, {"adam", {{"lr", 0.001}}});
  if (name == "W4") return classifier(784, {128}, 64, momentum);
  if (name == "G") {
    Work work = small({4, 2, 1}, 2);
    work.grid_side = 100;
    return work;
  }
  if (name == "maps") {
    Work work = small({8, 8, 8, 8, 8, 8, 1}, 2);
    const std::vector<std::string> features{"x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)"};
    if (!prepare_inputs(work.data, features, *find_scaling("none"))) return {};
    work.grid_side = 256;
    return work;
  }
  const std::size_t equals = name.find('=');
  if (equals == std::string_view::npos) return {};
  const std::string_view kind = name.substr(0, equals);
  const std::string value(name.substr(equals + 1));
  const std::size_t number = static_cast<std::size_t>(std::strtoul(value.c_str(), nullptr, 10));
  if (kind == "width") return classifier(number, {number, number}, 32, momentum);
  if (kind == "depth") return classifier(16, std::vector<std::size_t>(number, 16), 32, momentum);
  if (kind == "batch") return classifier(64, {64, 64}, number, momentum);
  if (kind == "activation") {
    Work work = classifier(16, {64, 64}, 64, momentum);
    layers(work.spec, {64, 64, 10}, value, "softmax");
    return work;
  }
  if (kind == "optimizer") return classifier(16, {64, 64}, 16, {value, {}});
  return {};
}

/// A call of its own: V8 takes up better code when a function is called again, not inside a running loop.
[[gnu::noinline]] void run_steps(Trainer<float>& trainer, int steps) {
  for (int step = 0; step < steps; ++step) trainer.step();
}

/// Multiplications and additions of one step: forward, weight gradients, and deltas of all layers but the first.
double multiply_adds(const Trainer<float>& trainer) {
  double sum = 0;
  bool first = true;
  for (const Layer<float>& layer : trainer.network().layers()) {
    sum += static_cast<double>(layer.sums * layer.inputs) * (first ? 2 : 3);
    first = false;
  }
  return sum * static_cast<double>(trainer.spec().batch);
}

/// A figure is that of the fastest stretch: other programs of the machine interrupt the rest.
constexpr double stretch = 0.01;

class Measurement {
 public:
  Measurement(std::string name, const Work& work, Trainer<float> trainer)
      : name_(std::move(name)), grid_side_(work.grid_side), trainer_(std::move(trainer)) {}

  void run(double seconds) {
    const double begin = seconds_now();
    double now = begin, fastest = 0;
    while (now < begin + seconds || fastest == 0) {
      once();
      const double taken = seconds_now() - now;
      now += taken;
      if (taken < stretch && calls_ < 10000000)
        calls_ *= 2;
      else if (fastest == 0 || taken / calls_ < fastest)
        fastest = taken / calls_;
    }
    report(fastest);
  }

 private:
  void once() {
    if (grid_side_ == 0) return run_steps(trainer_, calls_);
    const Grid grid{.columns = grid_side_, .rows = grid_side_, .map = trainer_.data().map.get()};
    for (int call = 0; call < calls_; ++call) probe_.map(trainer_.network(), grid);
  }

  void report(double seconds_each) const {
    const double items = static_cast<double>(grid_side_ > 0 ? grid_side_ * grid_side_ : trainer_.spec().batch);
    std::printf("{\"work\":\"%s\",\"per_second\":%.6g,\"step_ns\":%.6g,\"multiply_adds\":%.6g,\"parameters\":%zu%s}\n",
                name_.c_str(), items / seconds_each, seconds_each * 1e9, multiply_adds(trainer_),
                trainer_.network().parameters().size(), trainer_.diverged() ? ",\"diverged\":true" : "");
    std::fflush(stdout);
  }

  std::string name_;
  std::size_t grid_side_ = 0;
  Trainer<float> trainer_;
  GridProbe<float> probe_;
  int calls_ = 1;
};

}  // namespace

int main(int count, char** words) {
  double seconds = 0.3;
  int rounds = 1;
  std::vector<Measurement> measurements;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--seconds" && i + 1 < count) {
      seconds = std::strtod(words[++i], nullptr);
      continue;
    }
    if (word == "--rounds" && i + 1 < count) {
      rounds = std::atoi(words[++i]);
      continue;
    }
    if (word == "--lanes" && i + 1 < count) {
      if (!width::use(std::strtoul(words[++i], nullptr, 10)))
        return std::fprintf(stderr, "no vectors of that width here\n"), 1;
      continue;
    }
    auto work = work_named(word);
    if (!work) return std::fprintf(stderr, "there is no work %s\n", word.c_str()), 2;
    auto trainer = Trainer<float>::create(work->spec, std::move(work->data));
    if (!trainer) return std::fprintf(stderr, "%s: %s\n", word.c_str(), trainer.error().id.c_str()), 1;
    measurements.emplace_back(word, *std::move(work), *std::move(trainer));
  }
  for (int round = 0; round < rounds; ++round)
    for (Measurement& one : measurements) one.run(seconds);
  return 0;
}
