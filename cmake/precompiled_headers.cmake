# The headers of the standard library that nearly all sources include, and GoogleTest's for tests, are read once for all of
# them: that is a quarter of what compiling takes. Sources include what they use all the same; the builds with clang, and
# any with TATU_PRECOMPILE=OFF, find where one does not.
option(TATU_PRECOMPILE "Read common headers once for all sources" ON)
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR NOT TATU_PRECOMPILE)
  function(tatu_precompile)
  endfunction()
  return()
endif()

target_compile_options(tatu_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)  # for ccache

# tatu_precompile(name kind): the sources of this target begin with the common headers of its kind, LIBRARY or TEST.
function(tatu_precompile name kind)
  target_precompile_headers(${name} REUSE_FROM tatu_headers_${kind})
endfunction()

# Targets that have headers and nothing else. Programs are compiled with other options than libraries.
add_library(tatu_headers_LIBRARY OBJECT "${PROJECT_SOURCE_DIR}/cmake/empty.cpp")
target_link_libraries(tatu_headers_LIBRARY PRIVATE tatu_options)
target_precompile_headers(tatu_headers_LIBRARY PRIVATE
  <algorithm> <array> <atomic> <chrono> <cstddef> <cstdint> <functional> <map> <memory> <mutex> <optional> <span> <string>
  <string_view> <unordered_map> <utility> <variant> <vector>)
if(TATU_TESTS)
  add_executable(tatu_headers_TEST EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/cmake/main.cpp")
  target_link_libraries(tatu_headers_TEST PRIVATE tatu_options GTest::gmock GTest::gtest)
  target_compile_options(tatu_headers_TEST PRIVATE ${TATU_TEST_OPTIONS})
  target_precompile_headers(tatu_headers_TEST PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
endif()
