// What gradlab inspect has found out, and its two forms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/curvature.hpp"
#include "core/analysis/gradient_noise.hpp"
#include "core/analysis/loss_slice.hpp"
#include "core/analysis/network_analysis.hpp"
#include "core/analysis/network_check.hpp"
#include "core/diagnosis/diagnosis.hpp"
#include "core/schedules/rate_sweep.hpp"
#include "shell/i18n/i18n.hpp"

namespace gradlab::cli {

/// A slice of the loss with the run's path in it.
struct SliceFound {
  std::string kind;  ///< "random" or "path"
  LossSlice slice;
  std::vector<std::uint64_t> steps;  ///< of the kept moments of the path
  std::vector<Point> path;           ///< where they lie in the plane
};

struct Inspection {
  Evidence evidence;
  NetworkCheck check;
  std::optional<Curvature> curvature;
  std::optional<SliceFound> slice;
  std::optional<GradientNoise> noise;
  std::optional<RateSweep> rates;
  std::vector<Finding> findings;

  const RunRecord& scores() const { return evidence.history.back(); }
};

std::string as_table(const Inspection& found, Language language);
std::string as_json(const Inspection& found, Language language);

/// A place on a surface.
struct SurfaceFound {
  std::string_view id;
  Point at;
  Point gradient;
  Curvature curvature;
};

std::string as_table(const SurfaceFound& found);
std::string as_json(const SurfaceFound& found);

}  // namespace gradlab::cli
