#include <algorithm>
#include <array>

#include "core/optimizers/adam_rows.hpp"
#include "core/optimizers/adaptive_rows.hpp"
#include "core/optimizers/momentum_rows.hpp"
#include "core/optimizers/optimizer.hpp"

namespace gradlab {

namespace {

template <class Row, class T>
constexpr Optimizer<T> row() {
  Optimizer<T> result;
  result.id = Row::id;
  result.origin = Row::origin;
  result.params = Row::params;
  result.slots = Row::slots;
  result.scalars = Row::scalars;
  if constexpr (requires { &Row::template start<T>; }) result.start = &Row::template start<T>;
  result.update = &Row::template update<T>;
  if constexpr (requires { &Row::check; }) result.check = &Row::check;
  return result;
}

template <class T>
constexpr std::array table{
    row<rows::Sgd, T>(),   row<rows::Adagrad, T>(), row<rows::Adadelta, T>(), row<rows::RmsProp, T>(),
    row<rows::Adam, T>(),  row<rows::AmsGrad, T>(), row<rows::AdamW, T>(),    row<rows::NAdam, T>(),
    row<rows::RAdam, T>(), row<rows::Adamax, T>(),  row<rows::Rprop, T>(),    row<rows::Lion, T>(),
};

}  // namespace

template <class T>
std::span<const Optimizer<T>> optimizers() {
  return table<T>;
}

template <class T>
const Optimizer<T>* find_optimizer(std::string_view id) {
  const auto found =
      std::find_if(table<T>.begin(), table<T>.end(), [id](const Optimizer<T>& row) { return row.id == id; });
  return found == table<T>.end() ? nullptr : &*found;
}

template <class T>
Result<std::vector<double>> resolve_optimizer(const Optimizer<T>& row, const ParamValues& given,
                                              std::string_view field) {
  auto params = resolve_params(row.params, given, field);
  if (!params || !row.check) return params;
  if (const auto ok = row.check(*params, field); !ok) return ok.error();
  return params;
}

template std::span<const Optimizer<float>> optimizers();
template std::span<const Optimizer<double>> optimizers();
template const Optimizer<float>* find_optimizer(std::string_view);
template const Optimizer<double>* find_optimizer(std::string_view);
template Result<std::vector<double>> resolve_optimizer(const Optimizer<float>&, const ParamValues&, std::string_view);
template Result<std::vector<double>> resolve_optimizer(const Optimizer<double>&, const ParamValues&, std::string_view);

}  // namespace gradlab
