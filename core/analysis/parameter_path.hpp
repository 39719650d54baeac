#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gradlab {

/// Moments of a run's parameters, evenly spaced over its steps and never more than `most`: when there would be more,
/// every second one is dropped and from then on half as many are taken.
class ParameterPath {
 public:
  explicit ParameterPath(std::size_t most = 64) : most_(most < 2 ? 2 : most) {}

  /// To be called after every step, and before the first; keeps those that are due.
  template <class T>
  void visit(std::uint64_t step, std::span<const T> parameters) {
    if (step % interval_ != 0) return;
    if (!steps_.empty() && step <= steps_.back()) clear();  // rewound
    if (steps_.size() == most_) thin_out();
    if (step % interval_ != 0) return;
    steps_.push_back(step);
    kept_.emplace_back(parameters.begin(), parameters.end());
  }
  void clear() {
    steps_.clear();
    kept_.clear();
    interval_ = 1;
  }

  /// The same way by at most `most` of its moments (2 or more), evenly spaced, the first and the last among them.
  ParameterPath thinned(std::size_t most) const {
    if (size() <= most) return *this;
    ParameterPath few(most);
    for (std::size_t i = 0; i < most; ++i) {
      const std::size_t kept = i * (size() - 1) / (most - 1);
      few.steps_.push_back(steps_[kept]);
      few.kept_.push_back(kept_[kept]);
    }
    few.interval_ = interval_;
    return few;
  }

  std::size_t size() const { return steps_.size(); }
  const std::vector<std::uint64_t>& steps() const { return steps_; }
  const std::vector<std::vector<double>>& parameters() const { return kept_; }

 private:
  void thin_out() {
    interval_ *= 2;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (steps_[i] % interval_ != 0) continue;
      steps_[kept] = steps_[i];
      kept_[kept++].swap(kept_[i]);
    }
    steps_.resize(kept);
    kept_.resize(kept);
  }

  std::size_t most_;
  std::uint64_t interval_ = 1;
  std::vector<std::uint64_t> steps_;
  std::vector<std::vector<double>> kept_;
};

}  // namespace gradlab
