// How long a typed formula takes beside the built-in row of the same function: f, f' and f'' over blocks of 4096
// floats, one thread, medians of rounds taken in turn. Every row that a formula can express, then other ways to type
// some of them. A program, not a test.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/base/rng.hpp"
#include "core/formula/custom_row.hpp"

namespace {

using namespace gradlab;

constexpr std::size_t count = 4096;
constexpr int rounds = 301, calls = 3;  // short ones: a machine that is shared interrupts few of them

struct Case {
  std::string_view id, formula;
};
constexpr std::array typed_otherwise{
    Case{"silu", "x/(1+exp(-x))"},    Case{"softplus", "log(1+exp(x))"},      Case{"mish", "x*tanh(log(1+exp(x)))"},
    Case{"relu", "max(0, x)"},        Case{"gelu", "x/2*(1+erf(x/sqrt(2)))"}, Case{"elu", "x > 0 ? x : exp(x)-1"},
    Case{"tanh", "2/(1+exp(-2x))-1"}, Case{"sigmoid", "1/(1+exp(-x))"},
};

using Row = Activation<float>;
using Kernel = void (*)(const Row& row, Block<const float> x, Block<const float> y, UnitParams<float> p,
                        Block<float> out);
struct Measured {
  const char* name;
  Kernel run;
};
constexpr Measured measured[] = {
    {"f", [](const Row& row, auto x, auto, auto p, auto out) { row.f(x, p, out); }},
    {"f'", [](const Row& row, auto x, auto y, auto p, auto out) { row.df(x, y, p, out); }},
    {"f''", [](const Row& row, auto x, auto y, auto p, auto out) { row.d2f(x, y, p, out); }},
};

template <class Work>
double nanoseconds_each(Work work) {
  const auto begin = std::chrono::steady_clock::now();
  for (int call = 0; call < calls; ++call) work();
  const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begin;
  return taken.count() / (calls * static_cast<double>(count));
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// The largest ratio.
double measure(const Row& row, std::string_view text) {
  ParamValues initial;
  for (const ParamSpec& param : row.params) initial.insert_or_assign(std::string(param.id), param.initial);
  const auto own = CustomRow<float>::create(text, initial);
  if (!own) {
    std::printf("%-20s %s\n", row.id.data(), own.error().id.data());
    return 0;
  }
  std::vector<float> x(count), y(count), out(count), params;
  Rng rng(1);
  for (float& number : x) number = static_cast<float>(2 * rng.normal());
  for (const ParamSpec& param : row.params) params.push_back(static_cast<float>(param.initial));
  const Block<const float> in{x.data(), 1, count, count}, value{y.data(), 1, count, count};
  const Block<float> to{out.data(), 1, count, count};
  row.f(in, row.with(params.data()), {y.data(), 1, count, count});
  double worst = 0;
  std::printf("%-20s", row.id.data());
  for (const Measured& one : measured) {
    std::vector<double> built_in, typed;
    for (int round = 0; round < rounds; ++round) {
      built_in.push_back(nanoseconds_each([&] { one.run(row, in, value, row.with(params.data()), to); }));
      typed.push_back(
          nanoseconds_each([&] { one.run((*own)->row(), in, value, (*own)->row().with(params.data()), to); }));
    }
    const double ratio = median(typed) / median(built_in);
    worst = std::max(worst, ratio);
    std::printf(" %8.3f %8.3f %6.2f  ", median(built_in), median(typed), ratio);
  }
  std::printf("%.*s\n", static_cast<int>(text.size()), text.data());
  return worst;
}

}  // namespace

int main() {
  std::printf("ns an element       ");
  for (const Measured& one : measured) std::printf("%5s row  formula  ratio  ", one.name);
  std::printf("formula\n");
  double worst = 0;
  for (const Row& row : activations<float>())
    if (!row.expression.empty()) worst = std::max(worst, measure(row, row.expression));
  for (const Case& one : typed_otherwise)
    worst = std::max(worst, measure(*find_activation<float>(one.id), one.formula));
  std::printf("the largest ratio: %.2f\n", worst);
}
