#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/activations/activation.hpp"
#include "core/base/rng.hpp"
#include "tests/core/row_values.hpp"

namespace {

using namespace gradlab;

double f(std::string_view id, double x) {
  const Activation<double>& row = *find_activation<double>(id);
  return value_at(row, x, test::initial_values<double>(row.params));
}
double slope(std::string_view id, double x) {
  const Activation<double>& row = *find_activation<double>(id);
  return slope_at(row, x, test::initial_values<double>(row.params));
}

template <class Left, class Right>
void same_everywhere(Left left, Right right) {
  for (double x = -30; x <= 30; x += 0.37) {
    CAPTURE(x);
    CHECK(std::abs(left(x) - right(x)) <= 1e-14 * (1 + std::abs(x)));
  }
}

}  // namespace

TEST_CASE("tanh x = 2 sigmoid(2x) - 1") {
  same_everywhere([](double x) { return f("tanh", x); }, [](double x) { return 2 * f("sigmoid", 2 * x) - 1; });
}
TEST_CASE("The slope of softplus is the sigmoid") {
  same_everywhere([](double x) { return slope("softplus", x); }, [](double x) { return f("sigmoid", x); });
}
TEST_CASE("The slope of the sigmoid is sigmoid (1 - sigmoid), at most 1/4") {
  same_everywhere([](double x) { return slope("sigmoid", x); },
                  [](double x) { return f("sigmoid", x) * (1 - f("sigmoid", x)); });
  CHECK(slope("sigmoid", 0) == 0.25);
}
TEST_CASE("silu is x sigmoid(x), and mish x tanh(softplus(x))") {
  same_everywhere([](double x) { return f("silu", x); }, [](double x) { return x * f("sigmoid", x); });
  same_everywhere([](double x) { return f("mish", x); }, [](double x) { return x * f("tanh", f("softplus", x)); });
}
TEST_CASE("gelu's tanh form differs from gelu by less than 5e-4") {
  for (double x = -6; x < 6; x += 0.01) CHECK(std::abs(f("gelu", x) - f("gelu_tanh", x)) < 5e-4);
}
TEST_CASE("Softplus is relu plus softplus(-|x|)") {
  same_everywhere([](double x) { return f("softplus", x); },
                  [](double x) { return f("relu", x) + f("softplus", -std::abs(x)); });
}
TEST_CASE("logsigmoid is the logarithm of the sigmoid") {
  same_everywhere([](double x) { return f("logsigmoid", x); }, [](double x) { return std::log(f("sigmoid", x)); });
}
TEST_CASE("tanhshrink is what tanh leaves of x") {
  same_everywhere([](double x) { return f("tanhshrink", x); }, [](double x) { return x - f("tanh", x); });
}
TEST_CASE("elu and celu with alpha 1 are the same, and selu is a multiple of elu on the right") {
  same_everywhere([](double x) { return f("elu", x); }, [](double x) { return f("celu", x); });
  CHECK(f("selu", 2) == doctest::Approx(2 * 1.0507009873554805));
}

TEST_CASE("Far out the saturating functions reach their limits") {
  CHECK(f("sigmoid", -745) > 0);
  CHECK(f("sigmoid", 745) == 1);
  CHECK(f("tanh", 40) == 1);
  CHECK(f("softplus", 1000) == 1000);
  CHECK(f("softplus", 800) == 800);
  CHECK(f("mish", -100) == doctest::Approx(-100 * std::exp(-100.0)));
  CHECK(f("logsigmoid", -1000) == -1000);
  CHECK(f("elu", -1000) == -1);
}

TEST_CASE("Rising functions rise") {
  for (const std::string id :
       {"step", "identity", "sigmoid", "tanh", "relu", "leaky_relu", "prelu", "elu", "selu", "celu", "softplus",
        "softsign", "hardsigmoid", "hardtanh", "relu6", "logsigmoid", "tanhshrink", "hardshrink", "softshrink"}) {
    for (double x = -20; x < 20; x += 0.01) CHECK_MESSAGE(f(id, x) <= f(id, x + 0.01), id, " at ", x);
  }
}

TEST_CASE("maxout is convex along every line") {
  const double k = 3;
  const Activation<double>& row = *find_activation<double>("maxout");
  const auto top = [&](std::vector<double> z) {
    double y = 0;
    row.mix({z.data(), 3, 1, 1}, {&k, 1, 0}, {&y, 1, 1, 1});
    return y;
  };
  Rng rng(2);
  for (int i = 0; i < 200; ++i) {
    std::vector<double> a(3), b(3), middle(3);
    for (std::size_t u = 0; u < 3; ++u) a[u] = rng.normal(), b[u] = rng.normal(), middle[u] = 0.5 * (a[u] + b[u]);
    CHECK(top(middle) <= 0.5 * (top(a) + top(b)) + 1e-15);
  }
}

TEST_CASE("maxout takes the largest of each output's own pieces, and the first of equals gets the gradient") {
  const double k = 2;
  const Activation<double>& row = *find_activation<double>("maxout");
  const std::vector<double> z{1, 3, 5, 5}, dy{10, 20};
  std::vector<double> y(2), dz(4);
  row.mix({z.data(), 4, 1, 1}, {&k, 1, 0}, {y.data(), 2, 1, 1});
  CHECK(y == std::vector<double>{3, 5});
  row.mix_vjp({z.data(), 4, 1, 1}, {y.data(), 2, 1, 1}, {dy.data(), 2, 1, 1}, {&k, 1, 0}, {dz.data(), 4, 1, 1});
  CHECK(dz == std::vector<double>{0, 10, 20, 0});
}
