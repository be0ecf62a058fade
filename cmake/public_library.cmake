# Libraries for hosts. Each comes as a shared library and as an archive of the same content, and shows the symbols that
# one pattern names. Whatever else is in it stays its own, even if the host, or another of these libraries, has the same.
include(GNUInstallDirs)

# The headers in include/, for those who link `name` while Tatu is built; an installed target has another place for them.
function(tatu_public_headers name)
  target_include_directories(${name} INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>")
endfunction()

# Nothing of ours may be missing in it.
function(tatu_shared_library name output library exports)
  add_library(${name} SHARED ${ARGN} "${PROJECT_SOURCE_DIR}/cmake/empty.cpp")
  set_target_properties(${name} PROPERTIES OUTPUT_NAME ${output} LINKER_LANGUAGE CXX
    VERSION "${PROJECT_VERSION}" SOVERSION "${PROJECT_VERSION_MAJOR}" LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE "$<LINK_LIBRARY:WHOLE_ARCHIVE,${library}>")
  tatu_public_headers(${name})
  set(map "${CMAKE_CURRENT_BINARY_DIR}/${output}.map")
  file(CONFIGURE OUTPUT "${map}" CONTENT "{ global: @exports@; local: *; };\n" @ONLY)
  target_link_options(${name} PRIVATE "LINKER:--gc-sections" "LINKER:--version-script=${map}")
  set_target_properties(${name} PROPERTIES LINK_DEPENDS "${map}")
  if(NOT TATU_SANITIZE)  # whose own library is found when the program begins
    target_link_options(${name} PRIVATE "LINKER:-z,defs")
  endif()
  tatu_pack_relocations(${name})
endfunction()

# An archive of one object: ours and the archives of others, linked with one another, and then everything made local that
# is not shown. So nothing in it can clash with what the host has, not even another version of the same library; but for
# some variables in functions of asmjit and ANTLR, which gcc has made unique for good.
# SYSTEM are the shared libraries that it needs. It goes into executables: Debian's archives are made for those alone.
function(tatu_archive name output library exports)
  set(archive "${PROJECT_BINARY_DIR}/lib${output}.a")
  add_executable(${name}_object "${PROJECT_SOURCE_DIR}/cmake/empty.cpp")
  set_target_properties(${name}_object PROPERTIES LINKER_LANGUAGE CXX TATU_IS_PARTIAL TRUE)
  target_link_libraries(${name}_object PRIVATE "$<LINK_LIBRARY:WHOLE_ARCHIVE,${library}>")
  # Groups would have their members left out where the host has the same inline function; it cannot stand in for ours.
  target_link_options(${name}_object PRIVATE -r -nostdlib "LINKER:--force-group-allocation")
  add_custom_command(OUTPUT "${archive}"
    COMMAND "${CMAKE_OBJCOPY}" --localize-hidden --wildcard "--keep-global-symbol=${exports}" "$<TARGET_FILE:${name}_object>" ${output}.o
    COMMAND "${CMAKE_COMMAND}" -E rm -f "${archive}"
    COMMAND "${CMAKE_AR}" rcs "${archive}" ${output}.o
    DEPENDS ${name}_object COMMENT "Making lib${output}.a" VERBATIM)
  add_custom_target(${name}_archive ALL DEPENDS "${archive}")

  add_library(${name} INTERFACE)
  add_dependencies(${name} ${name}_archive)
  tatu_public_headers(${name})
  target_link_libraries(${name} INTERFACE "$<BUILD_INTERFACE:${archive}>"
    "$<INSTALL_INTERFACE:$<INSTALL_PREFIX>/${CMAKE_INSTALL_LIBDIR}/lib${output}.a>" ${ARGN})
endfunction()

# tatu_public_library(output LIBRARY library EXPORTS pattern [SHARED_SOURCES file...] [SYSTEM library...])
# liboutput, of all that is in a static library: the targets output_shared and output_static. With
# sanitizers, which are linked last, there is no archive.
function(tatu_public_library output)
  cmake_parse_arguments(arg "" "LIBRARY;EXPORTS" "SHARED_SOURCES;SYSTEM" ${ARGN})
  tatu_shared_library(${output}_shared ${output} ${arg_LIBRARY} "${arg_EXPORTS}" ${arg_SHARED_SOURCES})
  set_target_properties(${output}_shared PROPERTIES TATU_SYSTEM "${arg_SYSTEM}")
  if(NOT TATU_SANITIZE)
    tatu_archive(${output}_static ${output} ${arg_LIBRARY} "${arg_EXPORTS}" ${arg_SYSTEM})
  endif()
endfunction()
