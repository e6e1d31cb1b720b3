# gt_embed_text(target NAMESPACE ns HEADER h FILES ...): text files as `inline constexpr std::string_view` constants,
# named after the file (dots and dashes become underscores, the ending is dropped). Raw literals, split under the compiler's limit.
function(gt_embed_text target)
  cmake_parse_arguments(ARG "" "NAMESPACE;HEADER" "FILES" ${ARGN})
  set(out ${CMAKE_BINARY_DIR}/generated/${ARG_HEADER})
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DNAMESPACE=${ARG_NAMESPACE} "-DFILES=${ARG_FILES}" -P ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
    DEPENDS ${ARG_FILES} ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
    VERBATIM)
  string(MAKE_C_IDENTIFIER ${ARG_HEADER} step)
  add_custom_target(embed_${step} DEPENDS ${out})
  add_dependencies(${target} embed_${step})
  target_sources(${target} PRIVATE ${out})
  target_include_directories(${target} PUBLIC ${CMAKE_BINARY_DIR}/generated)
endfunction()
