#include "core/activations/mixing_rows.hpp"

namespace gradlab::rows {

template <class T>
void Maxout::mix(Block<const T> z, UnitParams<T> p, Block<T> y) {
  const std::size_t pieces = static_cast<std::size_t>(p.values[0]);
  for (std::size_t u = 0; u < y.units; ++u) {
    T* out = y.unit(u);
    const T* first = z.unit(u * pieces);
    for (std::size_t s = 0; s < y.samples; ++s) out[s] = first[s];
    for (std::size_t piece = 1; piece < pieces; ++piece) {
      const T* in = z.unit(u * pieces + piece);
      for (std::size_t s = 0; s < y.samples; ++s) out[s] = in[s] > out[s] ? in[s] : out[s];
    }
  }
}

template <class T>
void Maxout::mix_vjp(Block<const T> z, Block<const T> y, Block<const T> dy, UnitParams<T> p, Block<T> dz) {
  const std::size_t pieces = static_cast<std::size_t>(p.values[0]);
  for (std::size_t u = 0; u < y.units; ++u) {
    const T *top = y.unit(u), *gradient = dy.unit(u);
    for (std::size_t s = 0; s < y.samples; ++s) {
      std::size_t winner = 0;
      while (winner + 1 < pieces && z.at(u * pieces + winner, s) < top[s]) ++winner;
      for (std::size_t piece = 0; piece < pieces; ++piece) {
        dz.at(u * pieces + piece, s) = piece == winner ? gradient[s] : T(0);
      }
    }
  }
}

template void Maxout::mix(Block<const float>, UnitParams<float>, Block<float>);
template void Maxout::mix(Block<const double>, UnitParams<double>, Block<double>);
template void Maxout::mix_vjp(Block<const float>, Block<const float>, Block<const float>, UnitParams<float>,
                              Block<float>);
template void Maxout::mix_vjp(Block<const double>, Block<const double>, Block<const double>, UnitParams<double>,
                              Block<double>);

}  // namespace gradlab::rows
