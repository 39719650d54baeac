#include "core/formula/check_places.hpp"

#include <algorithm>

#include "core/formula/kinks.hpp"
#include "core/formula/zeros.hpp"

namespace gradlab::formula {
namespace {

constexpr std::size_t most_parts = 128;  // a bump stands near the leaves of a formula, which come first

/// Every part that changes with x, as it was typed and simplified.
std::vector<Formula> parts_of(const Formula& source) {
  const Expression& nodes = source.expression();
  std::vector<Formula> parts;
  const Ref last = std::max(source.typed(), source.root());
  std::vector<bool> part = nodes.parts_of(source.typed());
  const std::vector<bool> simplified = nodes.parts_of(source.root());
  part.resize(last + std::size_t{1});
  for (std::size_t at = 0; at < simplified.size(); ++at) part[at] = part[at] || simplified[at];
  const std::vector<bool> varies = nodes.dependence(last, Operation::variable, 0);
  for (std::size_t at = 0; at < part.size() && parts.size() < most_parts; ++at)
    if (part[at] && varies[at] && !is_comparison(nodes[static_cast<Ref>(at)].operation))
      parts.push_back(source.with(nodes, static_cast<Ref>(at)));
  return parts;
}

std::vector<double> thinned(std::vector<double> places, std::size_t most) {
  if (places.size() <= most) return places;
  std::vector<double> kept;
  for (std::size_t i = 0; i < most; ++i) kept.push_back(places[i * places.size() / most]);
  return kept;
}

}  // namespace

std::vector<double> narrow_places(const Formula& formula, std::span<const double> parameters, double low, double high,
                                  std::size_t most) {
  // What a comparison turns over at is kept before all else.
  ZeroSearch turns(parameters, low, high), others(parameters, low, high);
  for (const Formula& one : switches_of(formula))
    if (const auto program = Program<double>::compile(one)) turns.add_crossings(*program);
  for (const Formula& one : parts_of(formula))
    if (const auto program = Program<double>::compile(one)) {
      others.add_crossings(*program);
      others.add_touches(*program);
    }
  std::vector<double> places = thinned(turns.places(), most);
  const std::vector<double> more = thinned(others.places(), most - places.size());
  places.insert(places.end(), more.begin(), more.end());
  return places;
}

std::vector<LookedAt> points_to_look_at(double low, double high, std::size_t grid, std::vector<double> places,
                                        double finest) {
  std::vector<LookedAt> points;
  const double width = high - low;
  for (std::size_t i = 0; i < grid; ++i)
    points.push_back({low + width * static_cast<double>(i) / static_cast<double>(grid - 1), true});
  const auto add = [&](double x) {
    if (x > low && x < high) points.push_back({x, false});
  };
  std::sort(places.begin(), places.end());
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (double away = width / 4; away >= finest; away /= 2) {
      add(places[i] - away);
      add(places[i] + away);
    }
    const double gap = i + 1 < places.size() ? places[i + 1] - places[i] : 0;
    if (gap > 0) add(places[i] + gap / 2);
  }
  std::sort(points.begin(), points.end(), [](const LookedAt& a, const LookedAt& b) { return a.x < b.x; });
  const auto same = [](const LookedAt& a, const LookedAt& b) { return a.x == b.x; };
  points.erase(std::unique(points.begin(), points.end(), same), points.end());
  return points;
}

}  // namespace gradlab::formula
