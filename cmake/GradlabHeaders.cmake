# Header-only libraries of the system. The WebAssembly build may use them as well, but must never see the
# rest of the system's include folder: so each is linked into a folder of its own.

set(GRADLAB_HEADER_PATHS /usr/include /usr/local/include /opt/homebrew/include
    CACHE STRING "Where header-only libraries are looked for")

function(gradlab_header_library name file)
  string(TOUPPER ${name} upper)
  find_path(
    GRADLAB_${upper}_HEADERS ${file}
    PATHS ${GRADLAB_HEADER_PATHS}
    PATH_SUFFIXES ${ARGN}
    NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  string(REGEX REPLACE "/.*" "" folder ${file})
  set(staged ${PROJECT_BINARY_DIR}/headers/${name})
  file(MAKE_DIRECTORY ${staged})
  file(CREATE_LINK ${GRADLAB_${upper}_HEADERS}/${folder} ${staged}/${folder} SYMBOLIC)
  add_library(gradlab_${name} INTERFACE)
  target_include_directories(gradlab_${name} SYSTEM INTERFACE ${staged})
endfunction()

gradlab_header_library(eigen Eigen/Core eigen3)
gradlab_header_library(json nlohmann/json.hpp)
gradlab_header_library(cli11 CLI/CLI.hpp)
gradlab_header_library(doctest doctest/doctest.h)

# Bad JSON is a message to a person, never an exception: parse(text, nullptr, false).
target_compile_definitions(gradlab_json INTERFACE JSON_NOEXCEPTION)
