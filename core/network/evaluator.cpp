#include "core/network/evaluator.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab {

template <class T>
Score Evaluator<T>::score(const Network<T>& network, Objective<T>& objective, const Samples<T>& inputs,
                          std::span<const std::uint32_t> rows) {
  if (rows.empty()) return {};
  double loss = 0;
  std::size_t correct = 0;
  for (std::size_t from = 0; from < rows.size(); from += evaluation_chunk) {
    const auto part = rows.subspan(from, std::min(evaluation_chunk, rows.size() - from));
    const Block<T> x = inputs_.resize(inputs.units, part.size());
    const Block<T> t = targets_.resize(objective.targets().units, part.size());
    inputs.gather(part, x);
    objective.targets().gather(part, t);
    network.forward(x, pass_);
    loss += objective.value(pass_, t) * static_cast<double>(part.size());
    correct += objective.correct(pass_.output(pass_.layers.size() - 1), t);
  }
  const double count = static_cast<double>(rows.size());
  Score score;
  if (std::isfinite(loss)) score.loss = loss / count;
  if (objective.reading().kind != Reading::Kind::values) score.accuracy = static_cast<double>(correct) / count;
  return score;
}

template class Evaluator<float>;
template class Evaluator<double>;

}  // namespace gradlab
