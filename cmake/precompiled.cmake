# gt_precompile(target): the shared precompiled header, made once (gt_precompiled) and used by every target.
# Off for clang-tidy, which cannot read g++'s.
option(GT_PRECOMPILE "use a precompiled header" ON)
if(GT_PRECOMPILE)
  file(WRITE ${CMAKE_BINARY_DIR}/precompiled.cpp "// The precompiled header needs a file to belong to.\n")
  add_library(gt_precompiled STATIC ${CMAKE_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(gt_precompiled PUBLIC fmt::fmt PkgConfig::nlohmann_json)
  target_precompile_headers(gt_precompiled PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.h)
endif()
function(gt_precompile target)
  if(GT_PRECOMPILE)
    # The header can only be used with the macros it was made with, and {fmt} brings one.
    target_link_libraries(${target} PRIVATE fmt::fmt)
    target_precompile_headers(${target} REUSE_FROM gt_precompiled)
  endif()
endfunction()
