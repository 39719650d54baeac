#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/formula/operation.hpp"

namespace gradlab::formula {

using Ref = std::uint32_t;  ///< a node's place in its expression

struct Node {
  Operation operation = Operation::number;
  std::array<Ref, 4> operands{};
  double value = 0;         ///< of a number
  std::uint32_t index = 0;  ///< of a variable (0 is x, 1 is y) or a parameter
};

/// Nodes in a row, each after its operands: a walk upwards in the row needs no recursion, however deep the formula.
/// Equal nodes are kept once, so common parts are shared from the start.
class Expression {
 public:
  static constexpr std::size_t most_nodes = 100000;

  Ref number(double value);
  Ref variable(std::uint32_t index) { return leaf(Operation::variable, index); }
  Ref parameter(std::uint32_t index) { return leaf(Operation::parameter, index); }
  Ref make(Operation operation, Ref a = 0, Ref b = 0, Ref c = 0, Ref d = 0);

  const Node& operator[](Ref ref) const { return nodes_[ref]; }
  std::size_t size() const { return nodes_.size(); }
  bool full() const { return full_; }  ///< a node was left out; what was built since is worth nothing

  bool is(Ref ref, Operation operation) const { return nodes_[ref].operation == operation; }
  bool is_number(Ref ref) const { return is(ref, Operation::number); }
  bool is_number(Ref ref, double value) const { return is_number(ref) && nodes_[ref].value == value; }
  Ref operand(Ref ref, std::size_t which = 0) const { return nodes_[ref].operands[which]; }

  /// Which nodes `root` is made of, itself too.
  std::vector<bool> parts_of(Ref root) const;
  /// For each node up to `root`: whether it changes with that variable or parameter.
  std::vector<bool> dependence(Ref root, Operation kind, std::uint32_t index) const;

 private:
  Ref leaf(Operation operation, std::uint32_t index);
  Ref keep(const Node& node);

  std::vector<Node> nodes_;
  std::unordered_multimap<std::uint64_t, Ref> known_;
  bool full_ = false;
};

}  // namespace gradlab::formula
