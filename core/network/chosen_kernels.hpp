#pragma once

#include "core/base/width.hpp"
#include "core/network/vector_kernels.hpp"

namespace gradlab::kernels {

/// Those chosen at run time; where there is one width, its own, so that the calls are direct.
inline const VectorKernels& of_choice([[maybe_unused]] const VectorKernels* chosen) {
#if GRADLAB_WIDE_VECTORS
  return *chosen;
#else
  return Vectors<4>::kernels;
#endif
}

}  // namespace gradlab::kernels
