#pragma once

#include "core/activations/activation.hpp"

namespace gradlab::rows {

/// e^{z_i / T} / sum_j e^{z_j / T} over the units of each sample.
struct Softmax {
  static constexpr std::string_view id = "softmax";
  static constexpr std::string_view formula = "\\frac{e^{x_{i}/T}}{e^{x_{1}/T}+\\cdots+e^{x_{n}/T}}";
  static constexpr std::string_view derivative = "\\frac{1}{T} p_{i}(\\delta_{ij}-p_{j})";
  static constexpr std::string_view origin = "Bridle 1990";
  static constexpr ActivationGroup group = ActivationGroup::vector;
  static constexpr std::array<ParamSpec, 1> params{
      ParamSpec{"temperature", 1, 0.01, 100, ParamKind::real, false, true}};
  static constexpr std::array<Kink, 0> kinks{};

  template <class T>
  static void mix(Block<const T> z, UnitParams<T> p, Block<T> y);
  template <class T>
  static void mix_vjp(Block<const T> z, Block<const T> y, Block<const T> dy, UnitParams<T> p, Block<T> dz);
};

}  // namespace gradlab::rows
