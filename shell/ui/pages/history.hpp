// Undo and redo of what a person set. No ImGui here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gradlab::ui {

/// The values that were left, in order. Whoever takes one back hands over the present one in exchange.
template <class Value>
class History {
 public:
  static constexpr std::size_t most = 200;  ///< the oldest are forgotten

  /// `before` was left for another value. Edits of one gesture (a slider on its way) are one step.
  void left(const Value& before, std::uint64_t gesture) {
    future_.clear();
    if (gesture != 0 && gesture == gesture_) return;
    gesture_ = gesture;
    if (past_.size() == most) past_.erase(past_.begin());
    past_.push_back(before);
  }

  /// What undo and redo would bring; null: there is nothing.
  const Value* earlier() const { return past_.empty() ? nullptr : &past_.back(); }
  const Value* later() const { return future_.empty() ? nullptr : &future_.back(); }
  /// The earlier, or later, value has been taken in place of `present`.
  void went_back(const Value& present) {
    future_.push_back(present);
    past_.pop_back();
    gesture_ = 0;
  }
  void went_forward(const Value& present) {
    past_.push_back(present);
    future_.pop_back();
    gesture_ = 0;
  }

 private:
  std::vector<Value> past_, future_;
  std::uint64_t gesture_ = 0;  // of the latest edit; 0: none that another could join
};

}  // namespace gradlab::ui
