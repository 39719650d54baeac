// From a formula to a program: which steps, in which order, in which registers.
#include <limits>
#include <vector>

#include "core/formula/formula.hpp"
#include "core/formula/lower.hpp"
#include "core/formula/program.hpp"

namespace gradlab {

using formula::Expression;
using formula::Node;
using formula::operand_count;
using formula::Operation;
using formula::Ref;

template <class T>
class Compiler {
 public:
  Compiler(const Expression& expression, Ref root)
      : e_(expression), root_(root), varies_(root + std::size_t{1}), place_(varies_.size()), uses_(varies_.size()) {}

  /// False where the registers run out.
  bool compile() {
    find_uniform();
    order_from_root();
    for (std::size_t at = 0; at < varies_.size(); ++at)
      if (needed_[at] && !varies_[at] && !place_uniform(static_cast<Ref>(at))) return false;
    for (const Ref ref : order_)
      if (!place_step(ref)) return false;
    finish();
    return true;
  }

  Program<T> take() { return std::move(program_); }

 private:
  using Register = typename Program<T>::Register;
  static constexpr std::size_t most_registers = Program<T>::scratch_size / Program<T>::least_chunk;

  bool is_leaf(Ref ref) const { return operand_count(e_[ref].operation) == 0; }
  template <class Do>
  void for_operands(Ref ref, Do action) const {
    for (int i = 0; i < operand_count(e_[ref].operation); ++i) action(e_.operand(ref, static_cast<std::size_t>(i)));
  }

  void find_uniform() {
    needed_ = e_.parts_of(root_);
    for (std::size_t at = 0; at < varies_.size(); ++at) {
      const Ref ref = static_cast<Ref>(at);
      bool varies = e_.is(ref, Operation::variable);
      for_operands(ref, [&](Ref operand) { varies |= varies_[operand]; });
      varies_[at] = varies;
      if (needed_[at]) for_operands(ref, [&](Ref operand) { ++uses_[operand]; });
    }
  }

  /// Operands right before what needs them, so that few numbers wait at a time. A stack of our own: a long sum is deep.
  void order_from_root() {
    struct Visit {
      Ref ref;
      int next;
    };
    std::vector<bool> seen(varies_.size());
    std::vector<Visit> open;
    const auto enter = [&](Ref ref) {
      if (seen[ref] || is_leaf(ref) || !varies_[ref]) return;
      seen[ref] = true;
      open.push_back({ref, 0});
    };
    enter(root_);
    while (!open.empty()) {
      const Ref ref = open.back().ref;
      if (open.back().next == operand_count(e_[ref].operation)) {
        order_.push_back(ref);
        open.pop_back();
      } else {
        enter(e_.operand(ref, static_cast<std::size_t>(open.back().next++)));
      }
    }
  }

  bool take_register(Register& out) {
    if (!free_.empty()) {
      out = free_.back();
      free_.pop_back();
      return true;
    }
    if (program_.registers_ == most_registers) return false;
    out = static_cast<Register>(Program<T>::first_register + program_.registers_++);
    return true;
  }

  typename Program<T>::Step step_of(Ref ref) const {
    typename Program<T>::Step step;
    step.run = formula::kernel_of<T>(e_[ref].operation);
    Register* operands[] = {&step.a, &step.b, &step.c, &step.d};
    for (int i = 0; i < operand_count(e_[ref].operation); ++i)
      *operands[i] = place_[e_.operand(ref, static_cast<std::size_t>(i))];
    return step;
  }

  bool place_uniform(Ref ref) {
    if (!take_register(place_[ref])) return false;
    const Node& node = e_[ref];
    if (is_leaf(ref)) {
      const bool is_parameter = node.operation == Operation::parameter;
      program_.fills_.push_back({place_[ref], is_parameter, node.index, static_cast<T>(node.value)});
    } else {
      auto step = step_of(ref);
      step.out = place_[ref];
      program_.uniform_.push_back(step);
    }
    return true;
  }

  /// The result's register is taken before those of the operands are given back: a kernel never writes what it reads.
  bool place_step(Ref ref) {
    for_operands(ref, [&](Ref operand) {
      if (e_.is(operand, Operation::variable))
        place_[operand] = e_[operand].index == 0 ? Program<T>::x_register : Program<T>::y_register;
    });
    if (ref == root_)
      place_[ref] = Program<T>::out_register;
    else if (!take_register(place_[ref]))
      return false;
    auto step = step_of(ref);
    step.out = place_[ref];
    program_.steps_.push_back(step);
    for_operands(ref, [&](Ref operand) {
      if (--uses_[operand] == 0 && varies_[operand] && !is_leaf(operand)) free_.push_back(place_[operand]);
    });
    return true;
  }

  /// A root that is no step is copied, and the chunk made as long as the registers allow.
  void finish() {
    if (order_.empty()) {
      const bool is_x = e_.is(root_, Operation::variable) && e_[root_].index == 0;
      const Register from = is_x ? Program<T>::x_register : varies_[root_] ? Program<T>::y_register : place_[root_];
      program_.steps_.push_back({formula::copy_kernel<T>, from, from, from, from, Program<T>::out_register});
    }
    const std::size_t registers = program_.registers_ == 0 ? 1 : program_.registers_;
    const std::size_t fitting =
        Program<T>::scratch_size / registers / Program<T>::least_chunk * Program<T>::least_chunk;
    program_.chunk_ = fitting < Program<T>::most_chunk ? fitting : Program<T>::most_chunk;
  }

  const Expression& e_;
  Ref root_;
  std::vector<bool> varies_, needed_;
  std::vector<Register> place_;
  std::vector<std::uint32_t> uses_;
  std::vector<Ref> order_;
  std::vector<Register> free_;
  Program<T> program_;
};

template <class T>
Result<Program<T>> Program<T>::compile(const Formula& source, const std::optional<formula::Known>& known) {
  const formula::Lowered lowered = formula::lowered(source.expression(), source.root(), known);
  if (lowered.expression.full()) return Error{"formula_too_large", {}, {}};
  Compiler<T> compiler(lowered.expression, lowered.root);
  if (!compiler.compile()) return Error{"formula_too_large", {}, {}};
  return compiler.take();
}

template Result<Program<float>> Program<float>::compile(const Formula&, const std::optional<formula::Known>&);
template Result<Program<double>> Program<double>::compile(const Formula&, const std::optional<formula::Known>&);

}  // namespace gradlab
