// gradlab train: one run of a spec, a JSON line for each step or epoch.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cmath>
#include <memory>

#include "core/network/fingerprint.hpp"
#include "core/network/stop.hpp"
#include "core/network/trainer.hpp"
#include "core/spec/spec.hpp"
#include "core/sweep/sweep.hpp"
#include "shell/cli/command.hpp"
#include "shell/cli/json_line.hpp"
#include "shell/i18n/i18n.hpp"

namespace gradlab::cli {
namespace {

struct TrainOptions {
  std::string spec;
  std::string scalar = "float";
  std::string every = "epoch";
  std::string parameters;
  bool json = true;
};

constexpr const char* spec_reference = R"help(The spec is JSON; what is left out has the value shown here:
  {"data": {"kind": "spiral", "points": 400, "noise": 0.1, "test_share": 0.3, "scaling": "none"},
   "layers": [{"units": 4, "activation": "tanh"}, {"activation": "sigmoid"}],
   "loss": "bce", "optimizer": "sgd", "schedule": "constant", "stop": "never", "initializer": "xavier_uniform",
   "l1": 0, "l2": 0, "batch": 10, "shuffle": true, "seed": 1, "epochs": 100}
data      kind: a generated set (gradlab list datasets), iris, digits, csv, idx or inline.
          generated: "points", "noise", and "params" where the list shows some: {"rings": 4}; "curve": points
          [[x, target], ..] of a curve of one's own, x increasing, joined smoothly (kind curve).
          csv: "file", "label" (a column's name, or its number from 1; else the last), "regression": true for numbers,
          "header": auto, yes or no, "separator": auto, comma, semicolon, tab, pipe or space, "decimal": auto, point or
          comma, "missing": refuse, drop (leaves such rows out) or mean (of the training part), "words": one_hot (a
          column of words becomes an input for each of its words) or refuse, "limit": rows at most.
          idx: "file" (the images), "label_file", "limit": MNIST's files, unpacked.
          inline: "inputs": [[..]], "targets": [..] (classes 0, 1, .., or -1 and +1, or values; rows of values
          for several outputs); test_share is 0 there.
          "features": formulas in x and y that replace the columns of data with two: ["x", "y", "x^2", "xy", "sin(3x)"].
          "scaling": none, standardise (mean 0, deviation 1), unit_interval (0 to 1) or signed_interval (-1 to 1), after
          the features and by the training part alone: test values outside its range stay outside.
          An explicit split by row numbers from 0: "train_rows": [..], "test_rows": [..].
layers    the last is the output layer; its units may be left out. {"units": 8, "activation": "leaky_relu",
          "params": {"alpha": 0.2}, "per_unit": false, "dropout": 0, "batch_norm": false}; per_unit: trained
          parameters for each unit.
          A function of one's own: {"units": 8, "activation": "custom", "formula": "x*tanh(a*x)", "params": {"a": 0.5},
          "trained": ["a"]}; names but x are parameters, 1 if "params" does not set them; "trained": those to be learned.
loss, optimizer, initializer, schedule, stop
          an id, or an object with the id and parameters: {"id": "adam", "lr": 0.01, "beta1": 0.9}.
epochs    where the run ends. stop: ends it earlier, after an epoch: {"id": "loss", "loss": 0.05} below this loss,
          {"id": "accuracy", "accuracy": 0.95} above this accuracy, of the test data where there are some;
          {"id": "epoch", "epochs": 20}.
l1, l2    add l1 sum|w| and l2/2 sum w^2 to what is descended; of weights alone, not in the losses shown.
rule      "perceptron" instead of "gradient": its own rule, for one layer of "step".
batch     samples a step; 0: all of them. shuffle: a new order each epoch, else the rows' order.
initial_parameters
          instead of the initializer: {"layers": [{"weights": [[one row of inputs' weights for each unit]],
          "bias": [..], "params": [trained activation parameters]}]}
frozen    weights and biases that no step changes: [{"layer": 0, "unit": 2, "input": 1}, {"layer": 1, "unit": 0}];
          all count from 0, without "input" it is the bias, of maxout "unit" is unit * k + piece.
edits     numbers written on the way: [{"step": 40, "layer": 1, "unit": 0, "value": 0.5}], steps ascending.
Lines: step, epoch, batch_loss (before the step), train_loss, test_loss, train_accuracy, test_accuracy; the last has
"final": true, what it was stopped by, if anything, seconds (of the steps alone), samples_per_second, and hash: the bits of all parameters.)help";

/// The open object of one line.
template <class T>
JsonLine line_of(const Snapshot<T>& now, bool final) {
  JsonLine json;
  json.begin('{');
  if (final) json.key("final").truth(true);
  json.key("step").whole(now.step).key("epoch").whole(now.epoch).key("batch_loss").number(now.batch_loss);
  json.key("train_loss").number(now.train.loss).key("test_loss").number(now.test.loss);
  json.key("train_accuracy").number(now.train.accuracy).key("test_accuracy").number(now.test.accuracy);
  return json;
}

/// Time spent in steps, and the samples they saw.
struct Spent {
  double seconds = 0;
  std::uint64_t samples = 0;
};

/// Steps until a line is due. The epoch's last step always ends it.
template <class T>
void advance(Trainer<T>& trainer, bool every_step, Spent& spent) {
  const auto start = std::chrono::steady_clock::now();
  const std::uint64_t epoch = trainer.epochs_done();
  do trainer.step();
  while (!every_step && !trainer.diverged() && trainer.epochs_done() == epoch);
  spent.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class T>
void print_final(const Snapshot<T>& now, const Spent& spent, const std::optional<StopReason>& stopped) {
  JsonLine json = line_of(now, true);
  json.key("seconds").number(spent.seconds);
  json.key("samples_per_second").number(static_cast<double>(spent.samples) / spent.seconds);
  json.key("hash").text(hex(fingerprint<T>(now.parameters)));
  if (stopped) {
    json.key("stopped").begin('{').key("rule").text(stopped->rule).key("epoch").whole(stopped->epoch);
    json.key("value").number(stopped->value).key("limit").number(stopped->limit).end('}');
  }
  if (now.diverged)
    json.key("diverged")
        .begin('{')
        .key("step")
        .whole(now.diverged->step)
        .key("cause")
        .text(now.diverged->cause)
        .end('}');
  print(json.end('}').line());
}

template <class T>
Outcome run(const Spec& spec, Dataset data, const TrainOptions& options) {
  auto trainer = Trainer<T>::create(spec, std::move(data));
  if (!trainer) return refuse(trainer.error());
  if (!options.parameters.empty())
    if (const auto writable = check_writable(options.parameters); !writable) return refuse(writable.error());
  Spent spent;
  std::optional<StopReason> stopped;
  while (trainer->epochs_done() < spec.epochs && !trainer->diverged() && !stopped) {
    advance(*trainer, options.every == "step", spent);
    if (!trainer->diverged()) print(line_of(trainer->snapshot(), false).end('}').line());
    stopped = stop_reason(*trainer);
  }
  spent.samples = trainer->samples_seen();
  const Snapshot<T> last = trainer->snapshot();
  const bool sound = !last.diverged && std::isfinite(last.train.loss.value_or(0));
  if (!options.parameters.empty() && sound) {
    const auto written = write_text(options.parameters, write_parameters(trainer->network().describe()) + "\n");
    if (!written) return refuse(written.error());
  }
  print_final(last, spent, stopped);
  if (sound) return done;
  if (last.diverged)
    say("gradlab: " + tr("divergence." + last.diverged->cause, {{"step", std::to_string(last.diverged->step)}}));
  else
    say("gradlab: the loss at the end is not a finite number.");
  if (!options.parameters.empty())
    say("gradlab: " + options.parameters + " is not written, and what it held stays: the run did not end well.");
  return failed;
}

Outcome train(const TrainOptions& options) {
  auto loaded = load_spec(options.spec);
  if (!loaded) return refuse(loaded.error());
  return options.scalar == "double" ? run<double>(loaded->spec, std::move(loaded->data), options)
                                    : run<float>(loaded->spec, std::move(loaded->data), options);
}

}  // namespace

void add_train(CLI::App& app, Outcome& outcome) {
  auto options = std::make_shared<TrainOptions>();
  CLI::App* command =
      app.add_subcommand("train", "Trains a network as a spec says; a JSON line for each epoch or step.");
  command->add_option("spec", options->spec, "The spec's file, or - for standard input")->required();
  command->add_option("--scalar", options->scalar, "What to compute in")
      ->check(CLI::IsMember({"float", "double"}))
      ->capture_default_str();
  command->add_option("--every", options->every, "When to print a line")
      ->check(CLI::IsMember({"step", "epoch"}))
      ->capture_default_str();
  command->add_option(
      "--parameters", options->parameters,
      "Where to write the trained parameters, in the form of initial_parameters; only when the training "
      "has ended well, so that a file that is there is never lost");
  command->add_flag("--json", options->json, "JSON lines; this is the only form, and need not be said");
  command->footer(spec_reference);
  command->callback([options, &outcome] { outcome = train(*options); });
}

}  // namespace gradlab::cli
