#pragma once

#include "core/activations/activation.hpp"

namespace gradlab::rows {

/// e^{z_i / T} / sum_j e^{z_j / T} over the units of each sample.
struct Softmax {
  static constexpr std::string_view id = "softmax";
  static constexpr std::string_view formula = "\\frac{e^{x_{i}/T}}{e^{x_{1}/T}+\\cdots+e^{x_{n}/T}}";
  static constexpr std::string_view derivative = "\\frac{1}{T}p_{i}(\\delta_{ij}-p_{j})";
  static constexpr std::string_view origin = "Bridle 1990";
  static constexpr std::string_view expression{};
  static constexpr ActivationGroup group = ActivationGroup::vector;
  static constexpr std::array<ParamSpec, 1> params{
      ParamSpec{"temperature", 1, 0.01, 100, ParamKind::real, false, true}};
  static constexpr std::array<Kink, 0> kinks{};
  static constexpr int pieces_param = -1;

  template <class T>
  static void mix(Block<const T> z, UnitParams<T> p, Block<T> y);
  template <class T>
  static void mix_vjp(Block<const T> z, Block<const T> y, Block<const T> dy, UnitParams<T> p, Block<T> dz);
};

/// The largest of k affine pieces. The pieces of output u are z's units u k … u k + k - 1; the gradient goes to the
/// winner, the first of equals.
struct Maxout {
  static constexpr std::string_view id = "maxout";
  static constexpr std::string_view formula = "\\max(x_{1},\\cdots,x_{k})";
  static constexpr std::string_view derivative =
      "\\cases{1 & x_{i}=\\max(x_{1},\\cdots,x_{k}) \\\\ 0 & x_{i}<\\max(x_{1},\\cdots,x_{k})}";
  static constexpr std::string_view origin = "Goodfellow et al. 2013";
  static constexpr std::string_view expression{};
  static constexpr ActivationGroup group = ActivationGroup::vector;
  static constexpr std::array<ParamSpec, 1> params{ParamSpec{"k", 2, 1, 8, ParamKind::whole}};
  static constexpr std::array<Kink, 0> kinks{};
  static constexpr int pieces_param = 0;

  template <class T>
  static void mix(Block<const T> z, UnitParams<T> p, Block<T> y);
  template <class T>
  static void mix_vjp(Block<const T> z, Block<const T> y, Block<const T> dy, UnitParams<T> p, Block<T> dz);
};

}  // namespace gradlab::rows
