// Undo and redo of everything a person set. No ImGui here.
#pragma once

#include <cstdint>
#include <vector>

#include "core/spec/spec.hpp"

namespace gradlab::ui {

/// The specs that were left, in order. Whoever takes one back hands over the present one in exchange.
class SpecHistory {
 public:
  static constexpr std::size_t most = 200;  ///< the oldest are forgotten

  /// `before` was left for another spec. Edits of one gesture (a slider on its way) are one step.
  void left(const Spec& before, std::uint64_t gesture);

  /// What undo and redo would bring; null: there is nothing.
  const Spec* earlier() const { return past_.empty() ? nullptr : &past_.back(); }
  const Spec* later() const { return future_.empty() ? nullptr : &future_.back(); }
  /// The earlier, or later, spec has been taken in place of `present`.
  void went_back(const Spec& present);
  void went_forward(const Spec& present);

 private:
  std::vector<Spec> past_, future_;
  std::uint64_t gesture_ = 0;  // of the latest edit; 0: none that another could join
};

}  // namespace gradlab::ui
