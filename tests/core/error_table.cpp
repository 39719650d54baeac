// Prints the worst error of every activation, of the losses, of the optimizers and of whole trainings against the
// reference values, in double and in float. Activations: those of a folder (default: tests/golden); a denser file comes
// from `tests/golden/generate.py --dense FOLDER`. The last lines are hashes of all activations' bits: equal hashes of
// two builds mean equal bits.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <type_traits>

#include "core/activations/activation.hpp"
#include "core/losses/loss.hpp"
#include "tests/core/golden.hpp"
#include "tests/core/matrix.hpp"
#include "tests/core/row_values.hpp"
#include "tests/core/shipped_files.hpp"
#include "tests/core/ulp.hpp"
#include "tests/core/walk.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;
using Json = nlohmann::json;

/// FNV-1a over the bytes of all results.
std::uint64_t bits_of_all = 14695981039346656037u;

template <class T>
void add_bits(const std::vector<T>& values) {
  for (const T value : values) {
    unsigned char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    for (const unsigned char byte : bytes) bits_of_all = (bits_of_all ^ byte) * 1099511628211u;
  }
}

struct Worst {
  double ulps = 0;
  double at = 0;
  double absolute = 0;  ///< relative over 1
};

/// float counts numbers under 1e-30 as if they were 1e-30: training takes them for 0.
template <class T>
Worst compare(const std::vector<double>& x, const std::vector<T>& computed, const std::vector<double>& exact) {
  add_bits(computed);
  Worst worst;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(exact[i])) continue;
    const double off = std::abs(static_cast<double>(computed[i]) - exact[i]);
    const double floor = std::is_same_v<T, float> ? 1e-30 : 0.0;
    const double ulps = off / ulp_at<T>(std::max(std::abs(exact[i]), floor));
    if (ulps > worst.ulps) worst.ulps = ulps, worst.at = x[i];
    worst.absolute = std::max(worst.absolute, off / std::max(1.0, std::abs(exact[i])));
  }
  return worst;
}

template <class T>
void print_row(const Json& entry, const std::vector<double>& x) {
  const std::string id = entry["id"];
  const Activation<T>& row = *find_activation<T>(id);
  const std::vector<T> params = narrowed<T>(*resolve_params(row.params, params_of(entry["params"]), id));
  const std::vector<T> at = narrowed<T>(x);
  const auto print = [](const char* what, const Worst& worst) {
    std::printf(" | %-5s %8.1f ulp at %-11.5g %7.1e", what, worst.ulps, worst.at, worst.absolute);
  };
  std::printf("%-11s %-24s", id.c_str(), entry["params"].dump().c_str());
  print("f", compare(x, f_of(row, at, params), column(entry["f"])));
  print("f'", compare(x, derivative_of(row, 1, at, params), column(entry["df"])));
  print("f''", compare(x, derivative_of(row, 2, at, params), column(entry["d2f"])));
  for (std::size_t p = 0; p < row.params.size(); ++p) {
    const Json& exact = entry["dparam"][std::string(row.params[p].id)];
    print("df/dp", compare(x, param_derivative_of(row, p, at, params), column(exact)));
  }
  std::printf("\n");
}

template <class T>
void print_activations(const Json& reference) {
  std::printf("\nactivations in %s: worst error in units in the last place, where, and absolute (relative over 1)\n",
              std::is_same_v<T, float> ? "float" : "double");
  const std::vector<double> x = column(reference["x"]);
  for (const Json& entry : reference["rows"]) print_row<T>(entry, x);
}

/// Relative; absolute under 1.
double distance(double computed, double exact) { return std::abs(computed - exact) / std::max(1.0, std::abs(exact)); }

template <class T>
double worst_loss() {
  double worst = 0;
  for (const Json& entry : golden("losses.json")) {
    const Loss<T>& row = *find_loss<T>(entry["id"].get<std::string>());
    const std::vector<T> params = narrowed<T>(*resolve_params(row.params, params_of(entry["params"]), ""));
    const std::size_t units = entry["prediction"][0].size();
    Matrix<T> prediction = matrix<T>(entry["prediction"], units), target = matrix<T>(entry["target"], units);
    Matrix<double> exact = matrix<double>(entry["gradient"], units);
    Matrix<T> d(units, exact.samples);
    row.gradient(prediction.block(), target.block(), params, d.block());
    worst = std::max(worst, distance(row.value(prediction.block(), target.block(), params), entry["value"]));
    for (std::size_t i = 0; i < d.values.size(); ++i) worst = std::max(worst, distance(d.values[i], exact.values[i]));
  }
  return worst;
}

/// Over 60 steps. float: with default parameters, since others make it land elsewhere on rastrigin.
template <class T>
double worst_walk() {
  double worst = 0;
  const Json reference = golden("optimizers.json");
  for (const Json& run : reference["runs"]) {
    if (std::is_same_v<T, float> && run["params"].size() > 1) continue;
    Walk<T> walk(run);
    for (std::size_t i = 0; i < reference["steps"].size(); ++i) {
      walk.go_to_step(reference["steps"][i]);
      worst = std::max({worst, distance(walk.x(), run["x"][i]), distance(walk.y(), run["y"][i])});
    }
  }
  return worst;
}

template <class T>
double worst_training() {
  double worst = 0;
  for (const Json& run : golden("training.json")) {
    Trainer<T> trainer = trainer_of<T>(run["spec"].dump());
    for (const Json& loss : run["batch_loss"]) {
      trainer.step();
      worst = std::max(worst, distance(trainer.batch_loss().value_or(-1), loss));
    }
  }
  return worst;
}

}  // namespace

int main(int count, char** arguments) {
  const Json reference = golden("activations.json", count > 1 ? arguments[1] : GRADLAB_GOLDEN);
  if (reference.is_discarded()) {
    std::printf("There is no activations.json.\n");
    return 2;
  }
  print_activations<double>(reference);
  const std::uint64_t double_bits = bits_of_all;
  print_activations<float>(reference);
  std::printf("\nworst error, relative over 1     double    float\n");
  std::printf("losses and their gradients       %.1e   %.1e\n", worst_loss<double>(), worst_loss<float>());
  std::printf("optimizers, 60 steps             %.1e   %.1e\n", worst_walk<double>(), worst_walk<float>());
  std::printf("whole trainings, 60 steps        %.1e   %.1e\n", worst_training<double>(), worst_training<float>());
  std::printf("\nbits of the activations          %016llx %016llx\n", static_cast<unsigned long long>(double_bits),
              static_cast<unsigned long long>(bits_of_all));
}
