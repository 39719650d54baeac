#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "core/activations/activation.hpp"

namespace {

using namespace gradlab;

template <class T>
std::vector<T> softmax(std::vector<T> z, T temperature = 1) {
  std::vector<T> y(z.size());
  find_activation<T>("softmax")->mix({z.data(), z.size(), 1, 1}, {&temperature, 1, 0}, {y.data(), y.size(), 1, 1});
  return y;
}

}  // namespace

TEST_CASE_TEMPLATE("softmax sums to 1, also for huge logits", T, float, double) {
  const std::vector<std::vector<T>> cases{{1, 2, 3}, {1000, 0, -1000}, {-1e4f, -1e4f, -1e4f}, {0}};
  for (const std::vector<T>& z : cases) {
    T sum = 0;
    for (const T p : softmax<T>(z)) sum += p;
    CHECK(sum == doctest::Approx(1).epsilon(1e-6));
  }
}

TEST_CASE("softmax does not change when every logit moves by the same number") {
  const std::vector<double> here = softmax<double>({0.5, -1, 2}), there = softmax<double>({100.5, 99, 102});
  for (std::size_t i = 0; i < here.size(); ++i) CHECK(here[i] == doctest::Approx(there[i]).epsilon(1e-14));
}

TEST_CASE("A high temperature evens softmax out, a low one gives all to the largest") {
  CHECK(softmax<double>({0, 1}, 100)[1] == doctest::Approx(0.5025).epsilon(1e-4));
  CHECK(softmax<double>({0, 1}, 0.01)[1] == doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("Each sample's softmax is its own") {
  std::vector<double> z(120), y(120);
  for (std::size_t i = 0; i < z.size(); ++i) z[i] = std::sin(static_cast<double>(i));
  const double temperature = 1;
  find_activation<double>("softmax")->mix({z.data(), 3, 37, 40}, {&temperature, 1, 0}, {y.data(), 3, 37, 40});
  for (std::size_t s = 0; s < 37; ++s) {
    const std::vector<double> alone = softmax<double>({z[s], z[40 + s], z[80 + s]});
    for (std::size_t u = 0; u < 3; ++u) CHECK(y[u * 40 + s] == alone[u]);
  }
}
