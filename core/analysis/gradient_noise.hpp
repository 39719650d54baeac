#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/analysis/training_loss.hpp"
#include "core/base/rng.hpp"

namespace gradlab {

/// How far the gradient of a mini-batch lies from that of all samples: root mean square of the Euclidean distance over
/// all batches of `batch` out of `samples`, none twice: σ/√B · √((N - B)/(N - 1)) (sampling from a finite population,
/// Cochran 1977, "Sampling Techniques", theorem 2.2). deviation: σ, the same for single samples. 0 from batch = samples
/// on; any number from 1 on may be asked for, so that a curve can be drawn.
double batch_noise(double deviation, double samples, double batch);

/// The noise of one batch size.
struct BatchNoise {
  std::size_t batch = 0;    ///< B
  std::size_t batches = 0;  ///< measured up to now
  double squares = 0;       ///< sum of |g_B - g|² over them

  double measured() const;  ///< root mean square of |g_B - g|; NaN before the first batch
};

/// Training samples that noise is measured over at most, unless asked for otherwise.
inline constexpr std::size_t noise_samples = 512;

/// Noise of mini-batches' gradients against their size, at one place. g_i is the gradient of sample i's own loss, g
/// their mean. In double, without dropout, of all parameters (those that a hand holds fast too); penalties are the same
/// for every batch and no noise. Worked out a bit at a time, so that a page can spread it over frames.
class GradientNoise {
 public:
  struct Options {
    std::size_t shuffles = 16;  ///< orders of the samples that each size draws its batches from
    std::uint64_t seed = 1;     ///< of these orders
  };
  /// parameters: loss.size() numbers. Refuses batch norm, where no sample has a gradient of its own
  /// ("noise_of_batch_norm").
  static Result<GradientNoise> create(TrainingLoss loss, std::span<const double> parameters, Options options);

  /// At least one gradient, then more until `samples` samples have been passed through the network.
  void work(std::size_t samples);
  bool finished() const { return round_ == options_.shuffles; }
  double progress() const;  ///< 0 … 1, by samples

  std::size_t samples() const { return loss_.samples(); }  ///< N
  /// Whether the numbers below are there: every sample's own gradient was looked at.
  bool known() const { return looked_ == samples(); }
  /// Of the mean loss with its penalties, which is what steps go along. Euclidean, as all norms here.
  double gradient_norm() const { return gradient_norm_; }
  /// σ: root mean square of |g_i - g| over the samples.
  double deviation() const;
  /// The batch whose noise, drawn with replacement, is as large as the gradient: σ² / |gradient|². Smaller batches
  /// mostly show noise, much larger ones cost more than they tell (McCandlish, Kaplan, Amodei et al. 2018, "An
  /// Empirical Model of Large-Batch Training": the simple noise scale tr(Σ)/|G|²). Infinite where the gradient is 0,
  /// NaN where there is no noise either.
  double critical_batch() const;

  /// 1, 2, 4 … and N. Batches are cut from an order of all samples as the trainer cuts them; the last, smaller one is
  /// left out. Of sizes 1 and N each shuffle would give the same batches: these are measured once.
  std::span<const BatchNoise> sizes() const { return sizes_; }

 private:
  GradientNoise(TrainingLoss loss, std::span<const double> parameters, Options options);
  std::size_t look_at_all();
  std::size_t look_at_one();
  std::size_t look_at_batch();
  void next_size();
  bool is_measured_again(std::size_t size) const;

  TrainingLoss loss_;
  Options options_;
  Rng rng_;
  std::vector<double> parameters_, mean_, gradient_;  ///< mean_: g
  std::vector<BatchNoise> sizes_;
  std::vector<std::uint32_t> order_;
  bool has_mean_ = false;
  double gradient_norm_ = 0;
  std::size_t looked_ = 0;                           ///< samples whose own gradient was looked at
  std::size_t round_ = 0, size_ = 0, position_ = 0;  ///< the next batch: of which shuffle, size and place in the order
};

}  // namespace gradlab
