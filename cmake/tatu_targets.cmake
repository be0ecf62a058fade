# How folders describe their targets. Sources default to every .cpp below the current folder, globbed with
# CONFIGURE_DEPENDS: a new file is in the next build without an edit of a list.

function(tatu_collect_sources result)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# tatu_library(name [SOURCES file...] [DEPENDS target...] [PRIVATE target...])
# A static library; one of headers only if there are no sources. DEPENDS are part of its interface; PRIVATE ones must
# not be needed by its headers.
function(tatu_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;PRIVATE" ${ARGN})
  if(NOT arg_SOURCES)
    tatu_collect_sources(arg_SOURCES)
  endif()
  if(NOT arg_SOURCES)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE tatu_options tatu::expected ${arg_DEPENDS})
    return()
  endif()
  add_library(${name} STATIC ${arg_SOURCES})
  tatu_precompile(${name} LIBRARY)
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(${name} PUBLIC tatu_options tatu::expected ${arg_DEPENDS} PRIVATE ${arg_PRIVATE})
endfunction()

# tatu_executable(name [TOP] [SOURCES file...] [DEPENDS target...])
# TOP puts the program at the top of the build folder, as build/P/name; others go to build/P/bin.
function(tatu_executable name)
  cmake_parse_arguments(arg "TOP" "" "SOURCES;DEPENDS" ${ARGN})
  if(NOT arg_SOURCES)
    tatu_collect_sources(arg_SOURCES)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE tatu_options tatu::expected ${arg_DEPENDS})
  set(folder "${PROJECT_BINARY_DIR}/bin")
  if(arg_TOP)
    set(folder "${PROJECT_BINARY_DIR}")
  endif()
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${folder}")
endfunction()

# Thousands of relocations then take a few hundred bytes of the file; a linker that does not know how warns.
function(tatu_pack_relocations name)
  if(tatu_processor MATCHES "^(x86_64|amd64)$")
    include(CheckLinkerFlag)
    check_linker_flag(CXX "LINKER:--fatal-warnings,-z,pack-relative-relocs" TATU_PACKS_RELOCATIONS)
    if(TATU_PACKS_RELOCATIONS)
      target_link_options(${name} PRIVATE "LINKER:-z,pack-relative-relocs")
    endif()
  endif()
endfunction()

# How much slower than a release build this one may run what it tests: bounds of time in tests are multiplied with it
# (tests/unit/timing.h).
if(TATU_SANITIZE STREQUAL "thread")
  set(TATU_SLOWDOWN 25)
elseif(TATU_SANITIZE)
  set(TATU_SLOWDOWN 8)
elseif(CMAKE_BUILD_TYPE STREQUAL "Debug")
  set(TATU_SLOWDOWN 10)
else()
  set(TATU_SLOWDOWN 1)
endif()

# Gives registered tests so many seconds, or five times as many in a build that is slow. Those that may take longest begin
# first, so that no processor waits at the end for one that has begun late (ctest knows by itself only what it ran before).
function(tatu_test_seconds seconds)
  if(TATU_SLOWDOWN GREATER 1)
    math(EXPR seconds "${seconds} * 5")
  endif()
  set_tests_properties(${ARGN} PROPERTIES TIMEOUT ${seconds} COST ${seconds})
endfunction()

# tatu_test(name [SOURCES file...] [DEPENDS target...] [LABEL label] [TIMEOUT seconds])
# A GoogleTest program; each TEST of it is a test of ctest, named name.Suite.Case. The label is `unit` unless given:
# `./dev test` runs `unit` in the release and the asan build; `slow` runs in release only, `soak` in ./dev soak only.
# Declares nothing in builds without tests.
function(tatu_test name)
  if(NOT TATU_TESTS)
    return()
  endif()
  cmake_parse_arguments(arg "" "LABEL;TIMEOUT" "SOURCES;DEPENDS" ${ARGN})
  if(NOT arg_LABEL)
    set(arg_LABEL unit)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  if(TATU_SLOWDOWN GREATER 1)
    math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 5")
  endif()
  if(NOT arg_SOURCES)
    tatu_collect_sources(arg_SOURCES)
  endif()
  tatu_executable(${name} SOURCES ${arg_SOURCES} DEPENDS ${arg_DEPENDS} GTest::gmock GTest::gtest GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE
    TATU_SOURCE_DIR="${PROJECT_SOURCE_DIR}" TATU_BINARY_DIR="${PROJECT_BINARY_DIR}" TATU_SLOWDOWN=${TATU_SLOWDOWN})
  target_compile_options(${name} PRIVATE ${TATU_TEST_OPTIONS})
  tatu_precompile(${name} TEST)
  # Listing happens when ctest runs, so that building never executes what was built.
  gtest_discover_tests(${name} TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS ${arg_LABEL} TIMEOUT ${arg_TIMEOUT} COST ${arg_TIMEOUT})
endfunction()

# tatu_fuzzer(name [SOURCES file...] [MUTATOR file...] [SEEDS folder] [DEPENDS target...])
# SOURCES define LLVMFuzzerTestOneInput, MUTATOR the custom mutator. With TATU_FUZZ this is a libFuzzer program at
# build/fuzz/bin/name, and build/fuzz/bin/name.seeds names a folder of further seeds; otherwise a program that replays
# files, and a test (label `fuzz`) that replays the corpus in corpus/name beside the CMakeLists.txt and the seeds.
function(tatu_fuzzer name)
  cmake_parse_arguments(arg "" "SEEDS" "SOURCES;MUTATOR;DEPENDS" ${ARGN})
  if(TATU_FUZZ)
    tatu_executable(${name} SOURCES ${arg_SOURCES} ${arg_MUTATOR} DEPENDS ${arg_DEPENDS})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    file(WRITE "${PROJECT_BINARY_DIR}/bin/${name}.seeds" "${arg_SEEDS}\n")
  else()
    tatu_executable(${name} SOURCES ${arg_SOURCES} "${PROJECT_SOURCE_DIR}/cmake/fuzz_replay_main.cpp" DEPENDS ${arg_DEPENDS})
    add_test(NAME ${name}.corpus COMMAND ${name} "${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name}" ${arg_SEEDS})
    set_tests_properties(${name}.corpus PROPERTIES LABELS fuzz)
    tatu_test_seconds(300 ${name}.corpus)
  endif()
endfunction()

# tatu_benchmark(name [SOURCES file...] [DEPENDS target...])
# A Google Benchmark program, built by the target `benchmarks` and not by an ordinary build.
function(tatu_benchmark name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
  find_package(benchmark REQUIRED)
  tatu_executable(${name} SOURCES ${arg_SOURCES} DEPENDS ${arg_DEPENDS} benchmark::benchmark)
  set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL TRUE)
  if(NOT TARGET benchmarks)
    add_custom_target(benchmarks)
  endif()
  add_dependencies(benchmarks ${name})
endfunction()
