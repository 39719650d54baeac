# What our own code is compiled with. Third-party code does not link to these.

# gradlab_options: the language, the warnings, and the arithmetic.
add_library(gradlab_options INTERFACE)
target_compile_features(gradlab_options INTERFACE cxx_std_20)
target_include_directories(gradlab_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(
  gradlab_options
  INTERFACE
    # No fused multiply-add: the same seed gives the same bits on every machine.
    -ffp-contract=off
    -Wall
    -Wextra
    -Wpedantic
    # Among files that are compiled as one, a name of another file is no mistake; `./lab tidy` sees each alone.
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>:-Wshadow>
    -Wconversion
    -Wnon-virtual-dtor
    -Woverloaded-virtual
    -Wimplicit-fallthrough
    -Werror
    # Compilers disagree on whether -Wconversion holds this one.
    -Wno-sign-conversion
    # A row of a table names the fields it has.
    -Wno-missing-field-initializers
    # GCC takes files that are compiled as one for headers.
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>:-Wno-subobject-linkage>
    # GCC 12 sees it in std::string where there is nothing (its bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

# gradlab_lean: no exceptions and no type information; for everything that goes into the page.
add_library(gradlab_lean INTERFACE)
target_compile_options(gradlab_lean INTERFACE -fno-exceptions -fno-rtti)

# gradlab_small: what runs once a frame or less is made small for the page, where every byte travels; only the
# mathematics is made fast.
add_library(gradlab_small INTERFACE)
if(EMSCRIPTEN)
  target_compile_options(gradlab_small INTERFACE $<$<CONFIG:Release>:-Oz>)
endif()

# gradlab_quick: tests, whose compiling and linking take longer than their running; what they test is compiled and linked
# as everywhere.
add_library(gradlab_quick INTERFACE)
target_compile_options(gradlab_quick INTERFACE $<$<CONFIG:Release>:-O1> $<$<BOOL:${EMSCRIPTEN}>:-fno-lto>)

# gradlab_throwing: for programs whose third-party headers throw (CLI11, doctest).
add_library(gradlab_throwing INTERFACE)

# gradlab_platform: also for third-party code, so that all objects of a program fit together.
add_library(gradlab_platform INTERFACE)
target_link_libraries(gradlab_options INTERFACE gradlab_platform)

# gradlab_node: a program that runs under Node, with the machine's own files.
add_library(gradlab_node INTERFACE)

if(EMSCRIPTEN)
  # Every browser that has SIMD has the other two as well; copies and conversions are one instruction with them.
  target_compile_options(gradlab_platform INTERFACE -msimd128 -mbulk-memory -mnontrapping-fptoint $<$<CONFIG:Release>:-flto>)
  target_link_options(
    gradlab_platform INTERFACE $<$<CONFIG:Release>:-flto>
    # Eigen keeps blocks of a product on the stack; the default of 64 KB overflows.
    -sSTACK_SIZE=2MB -sALLOW_MEMORY_GROWTH
    # A browser takes up its better code of a function where that is called, not inside a loop that runs already, and
    # allocates registers worse in large functions: what one loop alone calls stays a function.
    $<$<CONFIG:Release>:-sBINARYEN_EXTRA_PASSES=--one-caller-inline-max-function-size=300>)
  target_compile_options(gradlab_throwing INTERFACE -fwasm-exceptions)
  target_link_options(gradlab_throwing INTERFACE -fwasm-exceptions)
  target_link_options(gradlab_node INTERFACE -sENVIRONMENT=node -sNODERAWFS -sEXIT_RUNTIME)
endif()

if(GRADLAB_SANITIZE)
  # vptr checks need the type information that gradlab_lean leaves out.
  set(sanitizers -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all
                 -fno-omit-frame-pointer)
  # Among the sanitizers' own code GCC takes what is set for what may not be set, as its manual warns.
  target_compile_options(gradlab_platform INTERFACE ${sanitizers} $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(gradlab_platform INTERFACE ${sanitizers})
endif()
