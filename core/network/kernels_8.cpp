#include "core/network/vector_kernels.hpp"

namespace gradlab::kernels {

const VectorKernels kernels_of_8 = Vectors<8>::kernels;

}  // namespace gradlab::kernels
