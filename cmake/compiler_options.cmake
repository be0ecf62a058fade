# Flags common to every target. What must hold: the same bits on every host (no contraction of floating-point
# operations, no path of the build machine in the output), and our own checks stay on in every build type.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# All code can be part of a shared library, which shows nothing but what include/tatu declares.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")

find_program(TATU_CCACHE ccache)
if(TATU_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # It keeps what was compiled with precompiled headers only if it need not look for macros of time in them.
  set(CMAKE_CXX_COMPILER_LAUNCHER "env;CCACHE_SLOPPINESS=pch_defines,time_macros;${TATU_CCACHE}")
endif()

add_library(tatu_options INTERFACE)
target_include_directories(tatu_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(tatu_options INTERFACE
  -Wall -Wextra -Werror
  -ffp-contract=off
  -fno-fast-math
  -ffunction-sections -fdata-sections  # so that libraries for hosts keep only what is used
  "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # gcc 12 cannot see that an object of the heap is larger than its header, and is wrong about std::string's operator+.
  target_compile_options(tatu_options INTERFACE -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict)
  # Symbols that are unique in a process cannot be made local in an archive (cmake/public_library.cmake).
  target_compile_options(tatu_options INTERFACE -fno-gnu-unique)
endif()

if(TATU_HEAP STREQUAL "boehm")
  target_compile_definitions(tatu_options INTERFACE TATU_HEAP_BOEHM=1)
elseif(TATU_HEAP STREQUAL "precise")
  target_compile_definitions(tatu_options INTERFACE TATU_HEAP_PRECISE=1)
else()
  message(FATAL_ERROR "TATU_HEAP is \"${TATU_HEAP}\"; it must be boehm or precise")
endif()

if(TATU_SANITIZE)
  target_compile_options(tatu_options INTERFACE
    "-fsanitize=${TATU_SANITIZE}" -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  target_link_options(tatu_options INTERFACE "-fsanitize=${TATU_SANITIZE}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Instrumented code defeats gcc's flow analysis; the plain builds keep this as an error.
    target_compile_options(tatu_options INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()

# What tests spend their time in is elsewhere; compiling them is what takes long.
set(TATU_TEST_OPTIONS -O0)
