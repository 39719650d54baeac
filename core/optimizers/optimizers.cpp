#include <algorithm>
#include <array>

#include "core/base/width.hpp"
#include "core/optimizers/adam_rows.hpp"
#include "core/optimizers/adaptive_rows.hpp"
#include "core/optimizers/momentum_rows.hpp"
#include "core/optimizers/optimizer.hpp"

namespace gradlab {

namespace {

/// In vectors of 8 at most: of 16, a step of a network with 25 parameters takes a quarter longer, and with many, which
/// wait for memory, no less (measured on a processor with whole vectors of 16).
template <class Row, class T, std::size_t Lanes>
constexpr Optimizer<T> row() {
  Optimizer<T> result;
  result.id = Row::id;
  result.origin = Row::origin;
  result.params = Row::params;
  result.slots = Row::slots;
  result.scalars = Row::scalars;
  if constexpr (requires { &Row::template start<T>; }) result.start = &Row::template start<T>;
  result.update = width::Compiled<&Row::template update<T>>::template with<std::min<std::size_t>(Lanes, 8)>();
  if constexpr (requires { &Row::check; }) result.check = &Row::check;
  return result;
}

template <class T, std::size_t Lanes>
constexpr std::array table_of{
    row<rows::Sgd, T, Lanes>(),     row<rows::Adagrad, T, Lanes>(), row<rows::Adadelta, T, Lanes>(),
    row<rows::RmsProp, T, Lanes>(), row<rows::Adam, T, Lanes>(),    row<rows::AmsGrad, T, Lanes>(),
    row<rows::AdamW, T, Lanes>(),   row<rows::NAdam, T, Lanes>(),   row<rows::RAdam, T, Lanes>(),
    row<rows::Adamax, T, Lanes>(),  row<rows::Rprop, T, Lanes>(),   row<rows::Lion, T, Lanes>(),
};

}  // namespace

template <class T>
std::span<const Optimizer<T>> optimizers() {
  if constexpr (GRADLAB_WIDE_VECTORS && sizeof(T) == sizeof(float)) {
    if (width::lanes() == 16) return table_of<T, 16>;
    if (width::lanes() == 8) return table_of<T, 8>;
  }
  return table_of<T, 4>;
}

template <class T>
const Optimizer<T>* find_optimizer(std::string_view id) {
  const std::span<const Optimizer<T>> table = optimizers<T>();
  const auto found = std::find_if(table.begin(), table.end(), [id](const Optimizer<T>& row) { return row.id == id; });
  return found == table.end() ? nullptr : &*found;
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
