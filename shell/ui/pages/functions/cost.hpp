// What a function costs on this machine: measured while someone looks, a little each frame, then no more.
#pragma once

#include <map>
#include <string>

#include "shell/ui/pages/functions_state.hpp"

namespace gradlab::ui {

struct FunctionCost {
  double forward = 0, backward = 0;  // ns for each element
};

class CostMeter {
 public:
  /// The best of what was measured so far, after one more measurement if there were too few; null before the first.
  const FunctionCost* of(const ChosenFunction& function);
  /// Whether a measurement is still missing: then another frame is worth drawing.
  bool unfinished() const { return unfinished_; }
  void begin_frame();

 private:
  struct Kept {
    OwnFunctionPtr own;
    FunctionCost best;
    int rounds = 0;
  };
  std::map<std::string, Kept, std::less<>> kept_;
  double spent_ = 0;  // seconds in this frame
  bool unfinished_ = false;
};

}  // namespace gradlab::ui
