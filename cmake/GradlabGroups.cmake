# A folder's files are compiled several at a time: most of a small file's compiling is reading headers. Names that are
# local to a file therefore differ within a folder.

option(GRADLAB_GROUPS "Compile several files of a folder as one" ON)

set(gradlab_group_size 8)

# gradlab_group(TARGET SOURCE...): these of the target's files, by folder, in their order.
function(gradlab_group target)
  foreach(source IN LISTS ARGN)
    get_filename_component(folder ${source} DIRECTORY)
    string(MAKE_C_IDENTIFIER "in_${folder}" key)
    if(NOT DEFINED ${key})
      set(${key} 0)
    endif()
    math(EXPR group "${${key}} / ${gradlab_group_size}")
    math(EXPR ${key} "${${key}} + 1")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${key}_${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${GRADLAB_GROUPS} UNITY_BUILD_MODE GROUP)
endfunction()
