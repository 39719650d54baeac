#include "shell/ui/pages/races/batch_study.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shell/run/slice.hpp"

namespace gradlab::ui {
namespace {

/// Samples of which one pass forwards and backwards fits into a frame, whatever the network's size.
std::size_t samples_for(const Trainer<float>& trainer, std::size_t most) {
  constexpr std::size_t most_products = std::size_t{1} << 22, fewest = 64;
  const std::size_t parameters = std::max<std::size_t>(trainer.start().size(), 1);
  return std::min(most, std::max(fewest, most_products / parameters));
}

/// Moments of each path for the plane's directions, whose work grows with the square of their number.
std::size_t moments_for(std::size_t parameters, std::size_t paths) {
  constexpr double most_products = 4e7, most = 160, fewest = 4;
  const double together = std::min(most, std::sqrt(most_products / static_cast<double>(parameters)));
  return static_cast<std::size_t>(std::max(fewest, together / static_cast<double>(paths)));
}

bool is_same(const ParameterPath& a, const ParameterPath& b) {
  return a.steps() == b.steps() && (a.size() == 0 || a.parameters().back() == b.parameters().back());
}

/// Whether `later` may be the same way gone on: it is no shorter, and where both have kept a step they were at one
/// place.
bool goes_on(const ParameterPath& earlier, const ParameterPath& later) {
  if (earlier.size() == 0) return true;
  if (later.size() == 0 || later.steps().back() < earlier.steps().back()) return false;
  for (std::size_t i = earlier.size(); i-- > 0;) {
    const auto found = std::ranges::lower_bound(later.steps(), earlier.steps()[i]);
    if (found == later.steps().end() || *found != earlier.steps()[i]) continue;
    const auto place = static_cast<std::size_t>(found - later.steps().begin());
    return later.parameters()[place] == earlier.parameters()[i];
  }
  return true;
}

}  // namespace

template <class Job>
void BatchStudy::Task<Job>::begin(Result<Job> job) {
  if (!job) {
    clear();
    refused = job.error().id;
    return;
  }
  refused.clear();
  before = std::move(latest);
  latest = *std::move(job);
}

template <class Job>
void BatchStudy::Task<Job>::work(std::size_t amount) {
  if (!working()) return;
  latest->work(amount);
  if (latest->finished()) before.reset();
}

bool BatchStudy::is_another(const std::shared_ptr<const Trainer<float>>& trainer,
                            std::span<const BatchContestant> contestants) const {
  if (trainer != trainer_ || contestants.size() != contestants_.size()) return true;
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    const BatchContestant &now = contestants[i], &before = contestants_[i];
    if (now.name != before.name || now.batch != before.batch || !goes_on(sliced_[i], *now.path)) return true;
  }
  return false;
}

void BatchStudy::look_at(const std::shared_ptr<const Trainer<float>>& trainer,
                         std::span<const BatchContestant> contestants, std::size_t focused,
                         std::span<const double> parameters) {
  if (is_another(trainer, contestants)) {
    noise_.clear();
    slice_.clear();
    trainer_ = trainer;
    measured_at_.clear();
    sliced_.assign(contestants.size(), ParameterPath());
  }
  if (focused != focused_) {
    noise_.clear();
    measured_at_.clear();
  }
  contestants_.assign(contestants.begin(), contestants.end());
  focused_ = focused;
  if (!trainer_ || focused >= contestants.size()) return;
  const ParameterPath& path = *contestants[focused].path;
  if (parameters.empty() && path.size() > 0) parameters = path.parameters().back();
  look_at_noise(parameters);
  look_at_slice();
  for (BatchContestant& contestant : contestants_) contestant.path = nullptr;
}

void BatchStudy::look_at_noise(std::span<const double> parameters) {
  // What is refused is the network, not the place.
  if (noise_.working() || !noise_.refused.empty()) return;
  if (parameters.empty() || std::ranges::equal(parameters, measured_at_)) return;
  measured_at_.assign(parameters.begin(), parameters.end());
  auto loss = TrainingLoss::create(*trainer_, samples_for(*trainer_, noise_samples));
  noise_.begin(loss ? GradientNoise::create(*std::move(loss), measured_at_, {.seed = trainer_->spec().seed})
                    : loss.error());
}

void BatchStudy::look_at_slice() {
  if (slice_.working()) return;
  const auto differs = [&](const BatchContestant& one) {
    return !is_same(sliced_[static_cast<std::size_t>(&one - contestants_.data())], *one.path);
  };
  if (std::ranges::none_of(contestants_, differs)) return;
  for (std::size_t i = 0; i < contestants_.size(); ++i) sliced_[i] = *contestants_[i].path;
  slice_.begin(slice_of(sliced_));
  take_view();
}

Result<BatchStudy::SliceJob> BatchStudy::slice_of(std::span<const ParameterPath> paths) const {
  auto loss = TrainingLoss::create(*trainer_, samples_for(*trainer_, slice_samples));
  if (!loss) return loss.error();
  std::vector<ParameterPath> few;
  for (const ParameterPath& path : paths) few.push_back(path.thinned(moments_for(loss->size(), paths.size())));
  auto plane = paths_plane(few);
  if (!plane) return plane.error();
  StudiedSlice drawn;
  std::vector<Point> all;
  for (const ParameterPath& path : paths) {
    std::vector<PlotPoint>& way = drawn.ways.emplace_back();
    for (const std::vector<double>& moment : path.parameters()) {
      all.push_back(plane->coordinates(moment));
      way.push_back({all.back().x, all.back().y});
    }
  }
  const SliceWindow window = squared(window_around(all, StudiedSlice::side, StudiedSlice::side));
  drawn.view = {{window.low.x, window.high.x}, {window.low.y, window.high.y}};
  drawn.explained = plane->explained;
  drawn.samples = loss->samples();
  return SliceJob{LossSlice(*std::move(loss), *std::move(plane), window), std::move(drawn)};
}

void BatchStudy::take_view() {
  const SliceJob* const job = slice_.in_view();
  if (!job) return;
  drawn_ = job->drawn;
  drawn_.values.assign(job->slice.values().begin(), job->slice.values().end());
  drawn_.done = job->slice.cells_done();
}

void BatchStudy::advance(double seconds) {
  if (!busy()) return;
  constexpr std::size_t samples_at_once = 32, cells_at_once = 1;
  const double deadline = clock_() + seconds;
  do {
    noise_.work(samples_at_once);
    slice_.work(cells_at_once);
  } while (busy() && clock_() < deadline);
  take_view();
}

}  // namespace gradlab::ui
