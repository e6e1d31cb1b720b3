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

# gt_embed_sql(target slice): every `sql/*.sql` of the calling folder as a db::Query constant in gt::<slice>::sql, and
# `all_queries` for the test that prepares each. `x.sql` serves both engines; `x.sqlite.sql` with `x.postgresql.sql` where
# they must differ. Header: the folder's path below src, then sql.h, e.g. "plans/sql.h", "platform/audit/sql.h".
function(gt_embed_sql target slice)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/sql/*.sql)
  file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
  gt_embed_step(${target} sql ${slice} "${files}" ${CMAKE_BINARY_DIR}/generated/${folder}/sql.h)
  target_include_directories(${target} PUBLIC ${CMAKE_BINARY_DIR}/generated)
  # For tests/store, which looks at the queries of every slice.
  set_property(GLOBAL APPEND PROPERTY GT_SQL_HEADERS ${folder}/sql.h)
  set_property(GLOBAL APPEND PROPERTY GT_SQL_SLICES ${slice})
  set_property(GLOBAL APPEND PROPERTY GT_SQL_STEPS embed_sql_${target})
endfunction()

# gt_embed_migrations(target): a library with all of migrations/ as db::all_migrations().
function(gt_embed_migrations target)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/*.sql)
  add_library(${target} STATIC)
  gt_embed_step(${target} migrations db "${files}" ${CMAKE_BINARY_DIR}/generated/all_migrations.cpp)
  target_link_libraries(${target} PUBLIC gt_db)
endfunction()

# Not for use outside this file: generates OUT with cmake/embed_sql.cmake before TARGET is built.
function(gt_embed_step target kind slice files out)
  set(script ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DKIND=${kind} -DSLICE=${slice} "-DFILES=${files}" -P ${script}
    DEPENDS ${files} ${script}
    VERBATIM)
  add_custom_target(embed_${kind}_${target} DEPENDS ${out})
  add_dependencies(${target} embed_${kind}_${target})
  target_sources(${target} PRIVATE ${out})
endfunction()
