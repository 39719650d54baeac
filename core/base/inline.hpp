#pragma once

/// For small functions inside loops over blocks: a call that stays a call keeps the loop from vectorising, and costs it
/// a factor of five. Both compilers served know the attribute.
#define GRADLAB_INLINE [[gnu::always_inline]] inline

/// Before a loop whose rounds do not depend on one another, though the compiler cannot know that its arrays are either
/// apart or the same.
/// GRADLAB_ROLLED, behind it: the rounds are few and their number is fixed. g++ would write each out by itself before
/// it looks for vectors.
#ifdef __clang__
#define GRADLAB_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#define GRADLAB_ROLLED
#else
#define GRADLAB_INDEPENDENT _Pragma("GCC ivdep")
#define GRADLAB_ROLLED _Pragma("GCC unroll 1")
#endif
