#include "core/network/vector_kernels.hpp"

namespace gradlab::kernels {

const VectorKernels kernels_of_16 = Vectors<16>::kernels;

}  // namespace gradlab::kernels
