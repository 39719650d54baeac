#include <algorithm>
#include <array>

#include "core/surfaces/bowl_rows.hpp"
#include "core/surfaces/surface.hpp"
#include "core/surfaces/valley_rows.hpp"

namespace gradlab {

namespace {

template <class Row>
constexpr Surface row() {
  return {Row::id,     Row::formula, Row::origin, Row::window,    Row::start,
          Row::minima, Row::saddles, &Row::value, &Row::gradient, &Row::hessian};
}

constexpr std::array table{
    row<rows::Quadratic>(), row<rows::Saddle>(),     row<rows::MonkeySaddle>(), row<rows::Rosenbrock>(),
    row<rows::Beale>(),     row<rows::Himmelblau>(), row<rows::TwoWells>(),     row<rows::Booth>(),
    row<rows::Rastrigin>(), row<rows::Plateau>(),
};

}  // namespace

std::span<const Surface> surfaces() { return table; }

const Surface* find_surface(std::string_view id) {
  const auto found = std::find_if(table.begin(), table.end(), [id](const Surface& row) { return row.id == id; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace gradlab
