# gradlab_sources(OUT FILE...): the files of a list that exist, and a word about those that do not yet.
# A list whose files are all there needs it no more: name the files in the target itself.
function(gradlab_sources out)
  set(present "")
  foreach(file IN LISTS ARGN)
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${file})
      list(APPEND present ${file})
    else()
      message(STATUS "not written yet: ${CMAKE_CURRENT_SOURCE_DIR}/${file}")
    endif()
    # Configured again when it appears or goes.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  set(${out} ${present} PARENT_SCOPE)
endfunction()

# A library without a file yet is made of this one.
set(GRADLAB_NOTHING_YET ${PROJECT_BINARY_DIR}/nothing_yet.cpp)
file(TOUCH ${GRADLAB_NOTHING_YET})
