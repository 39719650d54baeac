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

template <class T>
constexpr std::array table{
    scalar_row<rows::Step, T>(),       scalar_row<rows::Identity, T>(),    scalar_row<rows::Sigmoid, T>(),
    scalar_row<rows::Tanh, T>(),       scalar_row<rows::Relu, T>(),        scalar_row<rows::LeakyRelu, T>(),
    scalar_row<rows::Prelu, T>(),      scalar_row<rows::Elu, T>(),         scalar_row<rows::Selu, T>(),
    scalar_row<rows::Celu, T>(),       scalar_row<rows::Softplus, T>(),    scalar_row<rows::Softsign, T>(),
    scalar_row<rows::Gelu, T>(),       scalar_row<rows::GeluTanh, T>(),    scalar_row<rows::Silu, T>(),
    scalar_row<rows::Mish, T>(),       scalar_row<rows::HardSigmoid, T>(), scalar_row<rows::HardSwish, T>(),
    scalar_row<rows::HardTanh, T>(),   scalar_row<rows::Relu6, T>(),       scalar_row<rows::LogSigmoid, T>(),
    scalar_row<rows::TanhShrink, T>(), scalar_row<rows::HardShrink, T>(),  scalar_row<rows::SoftShrink, T>(),
    scalar_row<rows::Sine, T>(),       scalar_row<rows::Gaussian, T>(),    mixing_row<rows::Softmax, T>(),
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
  return table<T>;
}

template <class T>
const Activation<T>* find_activation(std::string_view id) {
  const auto found =
      std::find_if(table<T>.begin(), table<T>.end(), [id](const Activation<T>& row) { return row.id == id; });
  return found == table<T>.end() ? nullptr : &*found;
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
