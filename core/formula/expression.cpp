#include "core/formula/expression.hpp"

#include <bit>
#include <utility>

namespace gradlab::formula {
namespace {

bool same(const Node& a, const Node& b) {
  return a.operation == b.operation && a.operands == b.operands && a.index == b.index &&
         std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t next) {
  hash = (hash ^ next) * 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 29);
}

std::uint64_t hash_of(const Node& node) {
  std::uint64_t hash = mixed(static_cast<std::uint64_t>(node.operation), node.index);
  for (const Ref operand : node.operands) hash = mixed(hash, operand);
  return mixed(hash, std::bit_cast<std::uint64_t>(node.value));
}

bool commutes(Operation operation) {
  using enum Operation;
  return operation == add || operation == multiply || operation == equal || operation == not_equal;
}

}  // namespace

Ref Expression::keep(const Node& node) {
  const auto find = [&](const Node& wanted) -> const Ref* {
    const auto [first, last] = known_.equal_range(hash_of(wanted));
    for (auto one = first; one != last; ++one)
      if (same(nodes_[one->second], wanted)) return &one->second;
    return nullptr;
  };
  if (const Ref* found = find(node)) return *found;
  if (commutes(node.operation)) {
    Node swapped = node;
    std::swap(swapped.operands[0], swapped.operands[1]);
    if (const Ref* found = find(swapped)) return *found;
  }
  if (nodes_.size() >= most_nodes) {
    full_ = true;
    return 0;
  }
  const Ref ref = static_cast<Ref>(nodes_.size());
  nodes_.push_back(node);
  known_.emplace(hash_of(node), ref);
  return ref;
}

Ref Expression::number(double value) {
  Node node;
  node.value = value;
  return keep(node);
}

Ref Expression::leaf(Operation operation, std::uint32_t index) {
  Node node;
  node.operation = operation;
  node.index = index;
  return keep(node);
}

Ref Expression::make(Operation operation, Ref a, Ref b, Ref c, Ref d) {
  Node node;
  node.operation = operation;
  node.operands = {a, b, c, d};
  return keep(node);
}

std::vector<bool> Expression::parts_of(Ref root) const {
  std::vector<bool> part(root + std::size_t{1});
  part[root] = true;
  for (std::size_t at = part.size(); at-- > 0;) {
    if (!part[at]) continue;
    const Node& node = nodes_[at];
    for (int i = 0; i < operand_count(node.operation); ++i) part[node.operands[static_cast<std::size_t>(i)]] = true;
  }
  return part;
}

std::vector<bool> Expression::dependence(Ref root, Operation kind, std::uint32_t index) const {
  std::vector<bool> depends(root + std::size_t{1});
  for (std::size_t at = 0; at < depends.size(); ++at) {
    const Node& node = nodes_[at];
    bool any = node.operation == kind && node.index == index;
    for (int i = 0; i < operand_count(node.operation); ++i) any |= depends[node.operands[static_cast<std::size_t>(i)]];
    depends[at] = any;
  }
  return depends;
}

}  // namespace gradlab::formula
