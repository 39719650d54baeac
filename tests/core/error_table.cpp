// Prints the worst error of every activation against the reference values of a folder (default: tests/golden), in units
// in the last place and as an absolute number. A denser file comes from `tests/golden/generate.py --dense FOLDER`.

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>

#include "core/activations/activation.hpp"
#include "tests/core/golden.hpp"
#include "tests/core/row_values.hpp"
#include "tests/core/ulp.hpp"

namespace {

using namespace gradlab;
using namespace gradlab::test;

struct Worst {
  double ulps = 0;
  double at = 0;
  double absolute = 0;

  void add(double x, double computed, double exact, double ulps_here) {
    if (std::isnan(exact)) return;
    if (ulps_here > ulps) ulps = ulps_here, at = x;
    absolute = std::max(absolute, std::abs(computed - exact) / std::max(1.0, std::abs(exact)));
  }
};

template <class T>
Worst compare(const std::vector<double>& x, const std::vector<T>& computed, const std::vector<double>& exact) {
  Worst worst;
  for (std::size_t i = 0; i < x.size(); ++i) {
    worst.add(x[i], static_cast<double>(computed[i]), exact[i],
              std::isnan(exact[i]) ? 0 : ulp_error(computed[i], static_cast<long double>(exact[i])));
  }
  return worst;
}

template <class T>
void print_row(const nlohmann::json& entry, const std::vector<double>& x) {
  const std::string id = entry["id"];
  const Activation<T>& row = *find_activation<T>(id);
  const std::vector<double> resolved = *resolve_params(row.params, params_of(entry["params"]), id);
  const std::vector<T> params = narrowed<T>(resolved), at = narrowed<T>(x);
  const auto print = [&](const char* what, const Worst& worst) {
    std::printf("  %-6s %8.1f ulp at %-12.5g %9.1e", what, worst.ulps, worst.at, worst.absolute);
  };
  std::printf("%-12s %-26s", id.c_str(), entry["params"].dump().c_str());
  print("f", compare(x, f_of(row, at, params), column(entry["f"])));
  print("f'", compare(x, derivative_of(row, 1, at, params), column(entry["df"])));
  print("f''", compare(x, derivative_of(row, 2, at, params), column(entry["d2f"])));
  for (std::size_t p = 0; p < row.params.size(); ++p) {
    print("df/dp",
          compare(x, param_derivative_of(row, p, at, params), column(entry["dparam"][std::string(row.params[p].id)])));
  }
  std::printf("\n");
}

}  // namespace

int main(int count, char** arguments) {
  const nlohmann::json reference = golden("activations.json", count > 1 ? arguments[1] : GRADLAB_GOLDEN);
  if (reference.is_discarded()) return std::printf("no activations.json there\n"), 2;
  const std::vector<double> x = column(reference["x"]);
  std::printf("double: worst error in units in the last place, where, and absolute (relative over 1)\n");
  for (const nlohmann::json& entry : reference["rows"]) print_row<double>(entry, x);
  std::printf("float\n");
  for (const nlohmann::json& entry : reference["rows"]) print_row<float>(entry, x);
}
