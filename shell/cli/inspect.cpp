// gradlab inspect: trains as a spec says, then looks inside; or looks at a place on a surface.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>

#include "core/analysis/network_rates.hpp"
#include "core/base/number_text.hpp"
#include "core/network/load_data.hpp"
#include "core/spec/nearest.hpp"
#include "core/surfaces/formula_surface.hpp"
#include "shell/cli/command.hpp"
#include "shell/cli/inspection.hpp"
#include "shell/cli/numbers.hpp"

namespace gradlab::cli {
namespace {

struct InspectOptions {
  std::string spec;
  std::string scalar = "float";
  std::optional<std::uint64_t> steps, epochs;
  bool hessian = false, gradient_noise = false, rates = false;
  std::string slice;
  std::size_t points = 31;
  std::uint64_t slice_seed = 1;
  std::string surface, formula, at;
  std::vector<std::string> formula_params;
  std::string language = "en";
  bool json = false;
};

constexpr const char* help_footer =
    R"(The spec is that of gradlab train (see its --help). Per layer, over at most 4096 training samples:
  mean, variance   of the outputs
  zeros            share of outputs that are exactly 0
  flat             share with a slope |f'| under 0.01: saturated, or the 0 side of a ReLU
  dead             units with slope 0 for every sample: whatever the loss, no gradient reaches their weights
  |w|, |dL/dw|     norms of the weights, and of the gradient of the mean loss by them
  |delta|          gradient of a sample's own loss by the layer's weighted sums: root mean square over samples
  step/|w|         how much the very next step (its batch, its optimizer) changes the weights, as a share of them
Then: the gradients of this network against central differences; the Hessian if asked for (at most 500 parameters),
which names a stationary point, as it does on a surface; the loss on a plane; and a diagnosis with what to change.
random planes are filter-normalised (Li et al. 2018) through the present weights; path takes the two main directions
of the way that the training went.
--gradient-noise: root mean square distance between a batch's gradient and that of all samples (at most 512), measured
over shuffled orders and as predicted without and with replacement; and the batch size at which the latter is as large
as the gradient itself (McCandlish et al. 2018).
--rates: the rate finder (Smith 2017) from where the run stands (--steps 0: from its start): 121 of its own next steps
at rates from 0.00001 to 10, each a little higher, and the training loss (at most 512 samples) after each.
JSON keys: step, epoch, learning_rate, samples, train_loss, test_loss, train_accuracy, test_accuracy, gradient_norm,
diverged, layers, check, hessian, slice, noise, rates, diagnosis; layers, sums and inputs count from 0 there. "changes" of a
diagnosis are the spec's keys to replace (null: to remove).
A training that diverges, or a gradient that disagrees by 1e-6 or more, ends with 1.)";

/// Steps to take: as asked for, else as many as the spec's epochs have.
template <class T>
std::uint64_t steps_of(const InspectOptions& options, const Trainer<T>& trainer) {
  if (options.steps) return *options.steps;
  return options.epochs.value_or(trainer.spec().epochs) * trainer.steps_per_epoch();
}

Result<SliceFound> slice_of(const InspectOptions& options, const TrainingLoss& loss, const ParameterPath& path) {
  TrainingLoss own = loss;
  auto plane = options.slice == "random"     ? random_plane(loss, options.slice_seed)
               : options.slice == "gradient" ? gradient_plane(own, options.slice_seed)
                                             : path_plane(loss, path);
  if (!plane) return plane.error();
  std::vector<Point> way;
  for (const std::vector<double>& parameters : path.parameters()) way.push_back(plane->coordinates(parameters));
  // A random plane is drawn at the weights' own size; the path, which it shows only the shadow of, need not fit in.
  SliceWindow window;
  if (options.slice == "path") window = window_around(way, 0, 0);
  window.columns = window.rows = options.points;
  LossSlice slice(loss, *std::move(plane), window);
  slice.work(window.rows);
  return SliceFound{options.slice, std::move(slice), path.steps(), std::move(way)};
}

template <class T>
Result<GradientNoise> noise_of(const Trainer<T>& trainer) {
  auto loss = TrainingLoss::create(trainer, noise_samples);
  if (!loss) return loss.error();
  const std::vector<double> here(loss->here().begin(), loss->here().end());
  auto noise = GradientNoise::create(*std::move(loss), here, {.seed = trainer.spec().seed});
  if (!noise) return noise.error();
  while (!noise->finished()) noise->work(noise->samples());
  return noise;
}

template <class T>
Result<RateSweep> rates_of(const Trainer<T>& trainer) {
  auto rates = NetworkRates<T>::create(trainer, {.from_start = false});
  if (!rates) return rates.error();
  while (!rates->finished()) rates->work();
  return rates->sweep();
}

template <class T>
Result<Inspection> look(const InspectOptions& options, Trainer<T>& trainer) {
  Inspection found;
  constexpr std::size_t most_moments = 64, most_numbers = std::size_t{1} << 23;  // of the path
  ParameterPath path(std::min(most_moments, most_numbers / trainer.start().size()));
  const bool wants_path = !options.slice.empty();
  const auto history = run_and_record(trainer, steps_of(options, trainer), wants_path ? &path : nullptr);
  found.evidence = gather_evidence(trainer, history);
  found.findings = diagnose(found.evidence);
  auto check = check_network(trainer);
  if (!check) return check.error();
  found.check = *std::move(check);
  if (options.hessian) {
    auto loss = TrainingLoss::create(trainer, hessian_samples);
    if (!loss) return loss.error();
    auto curvature = curvature_of(*loss);
    if (!curvature) return curvature.error();
    found.curvature = *std::move(curvature);
  }
  if (!options.slice.empty()) {
    constexpr std::size_t most_samples = 1024;
    auto loss = TrainingLoss::create(trainer, most_samples);
    if (!loss) return loss.error();
    auto slice = slice_of(options, *loss, path);
    if (!slice) return slice.error();
    found.slice = *std::move(slice);
  }
  if (options.gradient_noise) {
    auto noise = noise_of(trainer);
    if (!noise) return noise.error();
    found.noise = *std::move(noise);
  }
  if (options.rates) {
    auto rates = rates_of(trainer);
    if (!rates) return rates.error();
    found.rates = *std::move(rates);
  }
  return found;
}

template <class T>
Outcome inspect_network(const InspectOptions& options, const Spec& spec, Dataset data) {
  auto trainer = Trainer<T>::create(spec, std::move(data));
  if (!trainer) return refuse(trainer.error());
  const auto found = look(options, *trainer);
  if (!found) return refuse(found.error());
  const Language language = language_from_code(options.language);
  print(options.json ? as_json(*found, language) : as_table(*found, language));
  return trainer->diverged() || !found->check.passes() ? failed : done;
}

Result<Point> place_of(const InspectOptions& options, Point usual) {
  return options.at.empty() ? Result<Point>(usual) : read_point(options.at, "--at");
}

/// Of a row of the table or of a typed formula.
template <class AnySurface>
Outcome print_surface(const InspectOptions& options, std::string_view id, const AnySurface& surface, Point at) {
  const double value = surface.value(at.x, at.y);
  const Point slope = surface.gradient(at.x, at.y);
  const Hessian h = surface.hessian(at.x, at.y);
  for (const double number : {value, slope.x, slope.y, h.xx, h.xy, h.yy})
    if (!std::isfinite(number))
      return refuse({"surface_not_finite", "--at", {{"x", number_text(at.x)}, {"y", number_text(at.y)}}});
  const std::array gradient{slope.x, slope.y};
  const SurfaceFound found{id, at, slope, curvature_of(value, gradient, {h.xx, h.xy, h.xy, h.yy})};
  print(options.json ? as_json(found) : as_table(found));
  return done;
}

Outcome inspect_surface(const InspectOptions& options) {
  const Surface* surface = find_surface(options.surface);
  if (!surface) {
    std::vector<std::string_view> known;
    for (const Surface& one : surfaces()) known.push_back(one.id);
    return refuse(unknown("unknown_id", "--surface", options.surface, known));
  }
  const auto at = place_of(options, surface->start);
  if (!at) return refuse(at.error());
  return print_surface(options, surface->id, *surface, *at);
}

Outcome inspect_formula(const InspectOptions& options) {
  const auto params = read_params(options.formula_params);
  if (!params) return refuse(params.error());
  const auto surface = FormulaSurface::create(options.formula, *params);
  if (!surface) return refuse(surface.error());
  const auto at = place_of(options, {1, 1});
  if (!at) return refuse(at.error());
  return print_surface(options, options.formula, **surface, *at);
}

Outcome inspect(const InspectOptions& options) {
  if (!options.surface.empty()) return inspect_surface(options);
  if (!options.formula.empty()) return inspect_formula(options);
  if (options.spec.empty()) return refuse({"required", "SPEC", {}});
  auto loaded = load_spec(options.spec);
  if (!loaded) return refuse(loaded.error());
  return options.scalar == "double" ? inspect_network<double>(options, loaded->spec, std::move(loaded->data))
                                    : inspect_network<float>(options, loaded->spec, std::move(loaded->data));
}

}  // namespace

void add_inspect(CLI::App& app, Outcome& outcome) {
  auto options = std::make_shared<InspectOptions>();
  CLI::App* command = app.add_subcommand(
      "inspect", "Trains as a spec says, then looks inside: layers, gradients, curvature, and what is amiss.");
  auto* spec = command->add_option("spec", options->spec, "The spec's file, or - for standard input");
  command->add_option("--scalar", options->scalar, "What to train in")
      ->check(CLI::IsMember({"float", "double"}))
      ->capture_default_str();
  auto* steps = command->add_option("--steps", options->steps, "Steps to train before looking; 0: look at the start");
  auto* epochs =
      command->add_option("--epochs", options->epochs, "Epochs to train before looking; the spec's if left out")
          ->excludes(steps);
  auto* hessian =
      command->add_flag("--hessian", options->hessian, "The Hessian's eigenvalues, and what kind of point this is");
  auto* noise = command->add_flag("--gradient-noise", options->gradient_noise,
                                  "How far mini-batches' gradients lie from that of all samples, by batch size");
  auto* rates = command->add_flag("--rates", options->rates, "The rate finder: the loss against a rate that grows");
  auto* slice = command->add_option("--slice", options->slice, "The loss on a plane: random, gradient or path")
                    ->check(CLI::IsMember({"random", "gradient", "path"}));
  command->add_option("--points", options->points, "Points along each side of the plane")
      ->needs(slice)
      ->check(CLI::Range(2, 200))
      ->capture_default_str();
  command->add_option("--slice-seed", options->slice_seed, "Of the random plane")->needs(slice)->capture_default_str();
  auto* surface =
      command->add_option("--surface", options->surface, "Instead of a spec: a surface; see gradlab list surfaces");
  auto* formula = command->add_option("--formula", options->formula, "Likewise: a surface as a formula in x and y")
                      ->check(refuse_empty_formula)
                      ->excludes(surface);
  for (CLI::Option* of_networks : {spec, steps, epochs, hessian, noise, rates, slice}) {
    surface->excludes(of_networks);
    formula->excludes(of_networks);
  }
  command
      ->add_option("--formula-param", options->formula_params,
                   "NAME=VALUE of another name in the formula, 1 if left out; may be repeated")
      ->allow_extra_args(false)
      ->needs(formula);
  command
      ->add_option("--at", options->at,
                   "X,Y on the surface, such as --at=1,1; left out: the surface's start, of a formula 1,1")
      ->excludes(spec);
  command->add_option("--lang", options->language, "The diagnosis' language")
      ->check(CLI::IsMember({"en", "zh"}))
      ->capture_default_str();
  command->add_flag("--json", options->json, "All of it as one line of JSON");
  command->footer(help_footer);
  command->callback([options, &outcome] { outcome = inspect(*options); });
}

}  // namespace gradlab::cli
