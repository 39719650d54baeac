// Works out a slice of the loss a few cells at a time. No ImGui here.
#pragma once

#include <memory>
#include <optional>

#include "core/analysis/loss_slice.hpp"
#include "core/network/trainer.hpp"
#include "shell/run/run.hpp"

namespace gradlab::ui {

class SliceWork {
 public:
  /// Around the trainer as it stands. path: of this run up to now.
  SliceWork(const SliceLoss& wanted, const Trainer<float>& trainer, const ParameterPath& path);

  bool finished() const { return !slice_ || slice_->finished(); }
  /// One cell more; not when finished.
  void work() { slice_->work_cells(1); }
  std::shared_ptr<const SlicedLoss> found() const;

 private:
  std::optional<LossSlice> slice_;
  SlicedLoss found_;
};

}  // namespace gradlab::ui
