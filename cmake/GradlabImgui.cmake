# Dear ImGui from its source: `imgui` (no window, for pages and their tests) and `imgui_backends` (GLFW, OpenGL 3).

set(GRADLAB_IMGUI_DIR "$ENV{GRADLAB_IMGUI_DIR}" CACHE PATH "Source of Dear ImGui 1.92 or newer")

if(NOT EXISTS ${GRADLAB_IMGUI_DIR}/imgui.h)
  include(FetchContent)
  # v1.92.2b
  FetchContent_Declare(
    imgui_source
    GIT_REPOSITORY https://github.com/ocornut/imgui.git
    GIT_TAG 45acd5e0e82f4c954432533ae9985ff0e1aad6d5)
  FetchContent_MakeAvailable(imgui_source)
  set(GRADLAB_IMGUI_DIR ${imgui_source_SOURCE_DIR})
endif()

add_library(
  imgui STATIC
  ${GRADLAB_IMGUI_DIR}/imgui.cpp
  ${GRADLAB_IMGUI_DIR}/imgui_demo.cpp
  ${GRADLAB_IMGUI_DIR}/imgui_draw.cpp
  ${GRADLAB_IMGUI_DIR}/imgui_tables.cpp
  ${GRADLAB_IMGUI_DIR}/imgui_widgets.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${GRADLAB_IMGUI_DIR} ${GRADLAB_IMGUI_DIR}/backends)
target_include_directories(imgui PUBLIC ${PROJECT_SOURCE_DIR}/shell)
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="imgui_config.hpp")
target_compile_features(imgui PUBLIC cxx_std_20)
target_link_libraries(imgui PUBLIC gradlab_platform PRIVATE gradlab_lean gradlab_small)

add_library(imgui_backends STATIC ${GRADLAB_IMGUI_DIR}/backends/imgui_impl_glfw.cpp
                                  ${GRADLAB_IMGUI_DIR}/backends/imgui_impl_opengl3.cpp)
target_link_libraries(imgui_backends PUBLIC imgui PRIVATE gradlab_lean gradlab_small)
if(EMSCRIPTEN)
  set(known_gl_state ${PROJECT_SOURCE_DIR}/shell/platform/known_gl_state.hpp)
  set_source_files_properties(
    ${GRADLAB_IMGUI_DIR}/backends/imgui_impl_opengl3.cpp
    PROPERTIES COMPILE_OPTIONS "-include;${known_gl_state}" OBJECT_DEPENDS ${known_gl_state})
  target_link_options(imgui_backends PUBLIC -sUSE_GLFW=3 -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)
else()
  find_package(glfw3 3.3 REQUIRED)
  find_package(OpenGL REQUIRED)
  target_link_libraries(imgui_backends PUBLIC glfw OpenGL::GL)
endif()
