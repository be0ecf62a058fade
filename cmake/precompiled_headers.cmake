# The headers of the standard library that nearly all sources include, and GoogleTest's for tests, are read once for all of
# them: that is a quarter of what compiling takes. Sources include what they use all the same; builds with
# TATU_PRECOMPILE=OFF, as the preset tsan, find where one does not.
option(TATU_PRECOMPILE "Read common headers once for all sources" ON)

# tatu_compile_for_size(file...): sources of the current folder of which -O2 makes twice or three times as much, and nobody
# waits for them. Precompiled headers know how they are to be optimised, so that these need others.
set(tatu_headers_for_size "${PROJECT_BINARY_DIR}/CMakeFiles/tatu_headers_SIZE.dir/cmake_pch.hxx")
function(tatu_compile_for_size)
  if(NOT CMAKE_BUILD_TYPE STREQUAL "Release")
    return()
  endif()
  # g++ 12 takes the empty side of a tl::expected for uninitialised then.
  set(options -Os "$<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>")
  if(TATU_PRECOMPILE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    list(APPEND options -Winvalid-pch -include "${tatu_headers_for_size}")
    set_source_files_properties(${ARGN} PROPERTIES SKIP_PRECOMPILE_HEADERS ON OBJECT_DEPENDS "${tatu_headers_for_size}.gch")
  endif()
  set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS "${options}")
endfunction()

if(NOT TATU_PRECOMPILE)
  function(tatu_precompile)
  endfunction()
  return()
endif()

# For ccache.
target_compile_options(tatu_options INTERFACE
  "$<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>"
  "$<$<COMPILE_LANG_AND_ID:CXX,Clang>:SHELL:-Xclang -fno-pch-timestamp>")

# tatu_precompile(name kind): the sources of this target begin with the common headers of its kind, LIBRARY or TEST.
function(tatu_precompile name kind)
  target_precompile_headers(${name} REUSE_FROM tatu_headers_${kind})
endfunction()

# Targets that have headers and nothing else. Programs are compiled with other options than libraries.
set(common_headers
  <algorithm> <array> <atomic> <chrono> <cstddef> <cstdint> <functional> <map> <memory> <mutex> <optional> <span> <string>
  <string_view> <unordered_map> <utility> <variant> <vector>)
add_library(tatu_headers_LIBRARY OBJECT "${PROJECT_SOURCE_DIR}/cmake/empty.cpp")
target_link_libraries(tatu_headers_LIBRARY PRIVATE tatu_options)
target_precompile_headers(tatu_headers_LIBRARY PRIVATE ${common_headers})
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_library(tatu_headers_SIZE OBJECT "${PROJECT_SOURCE_DIR}/cmake/empty.cpp")
  target_link_libraries(tatu_headers_SIZE PRIVATE tatu_options)
  target_compile_options(tatu_headers_SIZE PRIVATE -Os)
  target_precompile_headers(tatu_headers_SIZE PRIVATE ${common_headers})
endif()
if(TATU_TESTS)
  add_executable(tatu_headers_TEST EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/cmake/main.cpp")
  target_link_libraries(tatu_headers_TEST PRIVATE tatu_options GTest::gmock GTest::gtest)
  target_compile_options(tatu_headers_TEST PRIVATE ${TATU_TEST_OPTIONS})
  target_precompile_headers(tatu_headers_TEST PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
endif()
