#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "core/base/result.hpp"

namespace gradlab {

/// A loop over columns × rows of numbers that can be left and taken up again between any two rows.
struct Stage {
  std::size_t columns = 0;
  std::size_t rows = 0;
  std::function<Result<Done>(std::size_t column, std::size_t from, std::size_t to)> part;
  std::function<Result<Done>(std::size_t column)> after{};   ///< when a column is over; may be empty
  std::function<std::size_t(std::size_t column)> rows_of{};  ///< where columns are not equally long
};

/// Work on many numbers, cut into steps that are short enough for a page to stay awake. Stages follow one another; each
/// says what it goes over when its turn comes, knowing what those before it have found.
class Stepwise {
 public:
  void then(std::function<Result<Stage>()> stage) { stages_.push_back(std::move(stage)); }
  /// A stage that is short whatever the data are.
  void then_at_once(std::function<Result<Done>()> action) {
    then([action = std::move(action)]() -> Result<Stage> {
      const Result<Done> done = action();
      return done ? Result<Stage>(Stage{}) : done.error();
    });
  }

  /// Goes over about so many numbers more; true when all is done. After a refusal it must not be called again.
  Result<bool> advance(std::size_t numbers) {
    while (numbers > 0 && stage_ < stages_.size()) {
      if (!begun_)
        if (auto begun = begin(); !begun) return begun.error();
      if (column_ == now_.columns) {
        begun_ = false;
        ++stage_;
        continue;
      }
      const std::size_t rows = now_.rows_of ? now_.rows_of(column_) : now_.rows;
      const std::size_t from = row_, to = from + std::min(numbers, rows - from);
      if (to > from)
        if (auto done = now_.part(column_, from, to); !done) return done.error();
      numbers -= std::min(numbers, std::max<std::size_t>(to - from, 1));
      row_ = to;
      if (to < rows) continue;
      if (now_.after)
        if (auto done = now_.after(column_); !done) return done.error();
      row_ = 0;
      ++column_;
    }
    return stage_ == stages_.size();
  }

  Result<Done> run() {
    const Result<bool> done = advance(~std::size_t{0});
    if (!done) return done.error();
    return *done ? Result<Done>(Done{}) : run();
  }

  /// 0 … 1: of the stages, and of the one that is under way.
  double progress() const {
    if (stages_.empty()) return 1;
    double gone = static_cast<double>(stage_);
    if (begun_ && column_ == now_.columns) {
      ++gone;
    } else if (begun_) {
      const std::size_t rows = now_.rows_of ? now_.rows_of(column_) : now_.rows;
      const double of_column = rows > 0 ? static_cast<double>(row_) / static_cast<double>(rows) : 0;
      gone += (static_cast<double>(column_) + of_column) / static_cast<double>(now_.columns);
    }
    return gone / static_cast<double>(stages_.size());
  }

 private:
  Result<Done> begin() {
    Result<Stage> stage = stages_[stage_]();
    if (!stage) return stage.error();
    now_ = *std::move(stage);
    begun_ = true;
    column_ = row_ = 0;
    return Done{};
  }

  std::vector<std::function<Result<Stage>()>> stages_;
  std::size_t stage_ = 0;
  Stage now_;
  bool begun_ = false;
  std::size_t column_ = 0, row_ = 0;
};

}  // namespace gradlab
