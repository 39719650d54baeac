#include "shell/ui/pages/playground/spec_history.hpp"

namespace gradlab::ui {

void SpecHistory::left(const Spec& before, std::uint64_t gesture) {
  future_.clear();
  if (gesture != 0 && gesture == gesture_) return;
  gesture_ = gesture;
  if (past_.size() == most) past_.erase(past_.begin());
  past_.push_back(before);
}

void SpecHistory::went_back(const Spec& present) {
  future_.push_back(present);
  past_.pop_back();
  gesture_ = 0;
}

void SpecHistory::went_forward(const Spec& present) {
  past_.push_back(present);
  future_.pop_back();
  gesture_ = 0;
}

}  // namespace gradlab::ui
