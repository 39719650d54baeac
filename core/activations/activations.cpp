#include <algorithm>
#include <array>

#include "core/activations/activation.hpp"
#include "core/activations/classic_rows.hpp"
#include "core/activations/exponential_rows.hpp"
#include "core/activations/hard_rows.hpp"
#include "core/activations/mixing_rows.hpp"
#include "core/activations/rectifier_rows.hpp"
#include "core/activations/scalar_row.hpp"
#include "core/activations/shrink_rows.hpp"
#include "core/activations/smooth_rows.hpp"
#include "core/activations/wave_rows.hpp"

namespace gradlab {

namespace {

template <class Row, class T>
constexpr Activation<T> mixing_row() {
  Activation<T> row = facts_of<Row, T>();
  row.mix = &Row::template mix<T>;
  row.mix_vjp = &Row::template mix_vjp<T>;
  row.pieces_param = Row::pieces_param;
  return row;
}

template <class T, std::size_t Lanes>
constexpr std::array table_of{
    scalar_row<rows::Step, T, Lanes>(),
    scalar_row<rows::Identity, T, Lanes>(),
    scalar_row<rows::Sigmoid, T, Lanes>(),
    scalar_row<rows::Tanh, T, Lanes>(),
    scalar_row<rows::Relu, T, Lanes>(),
    scalar_row<rows::LeakyRelu, T, Lanes>(),
    scalar_row<rows::Prelu, T, Lanes>(),
    scalar_row<rows::Elu, T, Lanes>(),
    scalar_row<rows::Selu, T, Lanes>(),
    scalar_row<rows::Celu, T, Lanes>(),
    scalar_row<rows::Softplus, T, Lanes>(),
    scalar_row<rows::Softsign, T, Lanes>(),
    scalar_row<rows::Gelu, T, Lanes>(),
    scalar_row<rows::GeluTanh, T, Lanes>(),
    scalar_row<rows::Silu, T, Lanes>(),
    scalar_row<rows::Mish, T, Lanes>(),
    scalar_row<rows::HardSigmoid, T, Lanes>(),
    scalar_row<rows::HardSwish, T, Lanes>(),
    scalar_row<rows::HardTanh, T, Lanes>(),
    scalar_row<rows::Relu6, T, Lanes>(),
    scalar_row<rows::LogSigmoid, T, Lanes>(),
    scalar_row<rows::TanhShrink, T, Lanes>(),
    scalar_row<rows::HardShrink, T, Lanes>(),
    scalar_row<rows::SoftShrink, T, Lanes>(),
    scalar_row<rows::Sine, T, Lanes>(),
    scalar_row<rows::Gaussian, T, Lanes>(),
    mixing_row<rows::Softmax, T>(),
    mixing_row<rows::Maxout, T>(),
};

double at_one_point(const Activation<double>& row, double x, std::span<const double> params, bool slope) {
  double y = 0;
  double d = 0;
  const Block<const double> in{&x, 1, 1, 1};
  const UnitParams<double> p = row.with(params.data());
  row.f(in, p, Block<double>{&y, 1, 1, 1});
  if (slope) row.df(in, Block<const double>{&y, 1, 1, 1}, p, Block<double>{&d, 1, 1, 1});
  return slope ? d : y;
}

}  // namespace

template <class T>
std::span<const Activation<T>> activations() {
  if constexpr (GRADLAB_WIDE_VECTORS && sizeof(T) == sizeof(float)) {
    if (width::lanes() == 16) return table_of<T, 16>;
    if (width::lanes() == 8) return table_of<T, 8>;
  }
  return table_of<T, 4>;
}

template <class T>
const Activation<T>* find_activation(std::string_view id) {
  const std::span<const Activation<T>> table = activations<T>();
  const auto found = std::find_if(table.begin(), table.end(), [id](const Activation<T>& row) { return row.id == id; });
  return found == table.end() ? nullptr : &*found;
}

template std::span<const Activation<float>> activations();
template std::span<const Activation<double>> activations();
template const Activation<float>* find_activation(std::string_view);
template const Activation<double>* find_activation(std::string_view);

double value_at(const Activation<double>& row, double x, std::span<const double> params) {
  return at_one_point(row, x, params, false);
}

double slope_at(const Activation<double>& row, double x, std::span<const double> params) {
  return at_one_point(row, x, params, true);
}

}  // namespace gradlab
