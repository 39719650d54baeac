#pragma once

/// For small functions inside loops over blocks: a call that stays a call keeps the loop from vectorising, and costs it
/// a factor of five. Both compilers served know the attribute.
#define GRADLAB_INLINE [[gnu::always_inline]] inline
