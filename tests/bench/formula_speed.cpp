// How long a typed formula takes beside the built-in row of the same function: f and f' over blocks of 4096 floats, one
// thread, medians of rounds taken in turn. A program, not a test.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/base/rng.hpp"
#include "core/formula/formula.hpp"
#include "core/formula/program.hpp"

namespace {

using namespace gradlab;

constexpr std::size_t count = 4096;
constexpr int rounds = 301, calls = 3;  // short ones: a machine that is shared interrupts few of them

struct Case {
  std::string_view id, formula;
};
constexpr std::array cases{
    Case{"silu", "x*sigmoid(x)"},
    Case{"silu", "x/(1+exp(-x))"},
    Case{"softplus", "log(1+exp(x))"},
    Case{"mish", "x*tanh(log(1+exp(x)))"},
    Case{"gelu", "x/2*(1+erf(x/sqrt(2)))"},
    Case{"tanh", "tanh(x)"},
    Case{"elu", "x > 0 ? x : exp(x)-1"},
    Case{"relu", "max(0, x)"},
    Case{"leaky_relu", "x > 0 ? x : 0.01x"},
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

void measure(const Case& one) {
  const Activation<float>& row = *find_activation<float>(one.id);
  const auto formula = parse_formula(one.formula);
  const auto f = Program<float>::compile(*formula), df = Program<float>::compile(*formula->derivative("x"));
  std::vector<float> x(count), y(count), d(count), params;
  Rng rng(1);
  for (float& number : x) number = static_cast<float>(2 * rng.normal());
  for (const ParamSpec& param : row.params) params.push_back(static_cast<float>(param.initial));
  const Block<const float> in{x.data(), 1, count, count}, value{y.data(), 1, count, count};
  const Block<float> out{y.data(), 1, count, count}, slope{d.data(), 1, count, count};
  const UnitParams<float> p{params.data(), params.size(), 0};
  std::array<std::vector<double>, 4> times;
  for (int round = 0; round < rounds; ++round) {
    times[0].push_back(nanoseconds_each([&] { row.f(in, p, out); }));
    times[1].push_back(nanoseconds_each([&] { f->evaluate(in, {}, out); }));
    times[2].push_back(nanoseconds_each([&] { row.df(in, value, p, slope); }));
    times[3].push_back(nanoseconds_each([&] { df->evaluate(in, {}, slope); }));
  }
  const double row_f = median(times[0]), own_f = median(times[1]), row_df = median(times[2]), own_df = median(times[3]);
  std::printf("%-11s %-24.*s %8.3f %8.3f %6.2f   %8.3f %8.3f %6.2f\n", one.id.data(),
              static_cast<int>(one.formula.size()), one.formula.data(), row_f, own_f, own_f / row_f, row_df, own_df,
              own_df / row_df);
}

}  // namespace

int main() {
  std::printf("ns an element      formula                    f: row  formula  ratio    f': row  formula  ratio\n");
  for (const Case& one : cases) measure(one);
}
