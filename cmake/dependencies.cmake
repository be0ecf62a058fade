# Third-party libraries as targets tatu::NAME. All come from Debian packages; `./dev setup` installs them. A library
# is looked for only when this file is read, so a missing package is reported once, by name, at configuration.
# Static archives are preferred: the command starts faster and needs less on the machine where it runs.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

# tatu_dependency(NAME HEADER header PACKAGE debian-package [INCLUDE_SUFFIX dir] [LIBRARIES first-found...] [LINK also...])
function(tatu_dependency name)
  cmake_parse_arguments(arg "" "HEADER;PACKAGE;INCLUDE_SUFFIX" "LIBRARIES;LINK" ${ARGN})
  find_path(TATU_${name}_INCLUDE NAMES "${arg_HEADER}" PATH_SUFFIXES ${arg_INCLUDE_SUFFIX})
  mark_as_advanced(TATU_${name}_INCLUDE)
  if(NOT TATU_${name}_INCLUDE)
    message(FATAL_ERROR "${arg_HEADER} was not found. Install ${arg_PACKAGE}, or run ./dev setup.")
  endif()
  add_library(tatu_dep_${name} INTERFACE IMPORTED GLOBAL)
  add_library(tatu::${name} ALIAS tatu_dep_${name})
  target_include_directories(tatu_dep_${name} SYSTEM INTERFACE "${TATU_${name}_INCLUDE}")
  if(arg_LIBRARIES)
    find_library(TATU_${name}_LIBRARY NAMES ${arg_LIBRARIES})
    mark_as_advanced(TATU_${name}_LIBRARY)
    if(NOT TATU_${name}_LIBRARY)
      message(FATAL_ERROR "The library ${name} was not found. Install ${arg_PACKAGE}, or run ./dev setup.")
    endif()
    set(library "${TATU_${name}_LIBRARY}")
    if(NOT library MATCHES "\\.a$")  # left to the host by our archives (cmake/public_library.cmake)
      set(library "$<$<NOT:$<BOOL:$<TARGET_PROPERTY:TATU_IS_PARTIAL>>>:${library}>")
    endif()
    target_link_libraries(tatu_dep_${name} INTERFACE "${library}" ${arg_LINK})
  endif()
endfunction()

# tatu_dependency_in_shared(NAME LIBRARY [also...]): what shared libraries link instead, where Debian's archive is not
# position-independent.
function(tatu_dependency_in_shared name)
  list(JOIN ARGN "$<SEMICOLON>" shared)
  get_target_property(otherwise tatu_dep_${name} INTERFACE_LINK_LIBRARIES)
  list(JOIN otherwise "$<SEMICOLON>" otherwise)
  set_target_properties(tatu_dep_${name} PROPERTIES INTERFACE_LINK_LIBRARIES
    "$<IF:$<STREQUAL:$<TARGET_PROPERTY:TYPE>,SHARED_LIBRARY>,${shared},${otherwise}>")
endfunction()

tatu_dependency(expected HEADER tl/expected.hpp PACKAGE libexpected-dev)
tatu_dependency(fmt HEADER fmt/core.h PACKAGE libfmt-dev)
add_library(tatu_formatter STATIC "${PROJECT_SOURCE_DIR}/cmake/formatter.cpp")
tatu_compile_for_size("${PROJECT_SOURCE_DIR}/cmake/formatter.cpp")
target_include_directories(tatu_formatter SYSTEM PRIVATE "${TATU_fmt_INCLUDE}")
target_link_libraries(tatu_formatter PRIVATE tatu_options)
target_link_libraries(tatu_dep_fmt INTERFACE tatu_formatter)
tatu_dependency(cli11 HEADER CLI/CLI.hpp PACKAGE libcli11-dev)
tatu_dependency(json HEADER nlohmann/json.hpp PACKAGE nlohmann-json3-dev)
tatu_dependency(utf8proc HEADER utf8proc.h PACKAGE libutf8proc-dev LIBRARIES libutf8proc.a utf8proc)
tatu_dependency(sleef HEADER sleef.h PACKAGE libsleef-dev LIBRARIES sleef)
tatu_dependency(antlr HEADER antlr4-runtime.h INCLUDE_SUFFIX antlr4-runtime PACKAGE libantlr4-runtime-dev
  LIBRARIES libantlr4-runtime.a antlr4-runtime LINK Threads::Threads)
find_library(TATU_antlr_SHARED NAMES antlr4-runtime)
mark_as_advanced(TATU_antlr_SHARED)
tatu_dependency_in_shared(antlr "${TATU_antlr_SHARED}" Threads::Threads)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # Clang wants initialisers for the constant members of a class that ANTLR 4.7.2 makes without arguments. So it gets a
  # copy of the headers in which they have some; the layout is the same.
  set(antlr_headers "${PROJECT_BINARY_DIR}/antlr4-runtime")
  file(COPY "${TATU_antlr_INCLUDE}/" DESTINATION "${antlr_headers}")
  file(READ "${antlr_headers}/Vocabulary.h" vocabulary)
  string(REGEX REPLACE "( const _[a-zA-Z]+);" "\\1{};" vocabulary "${vocabulary}")
  file(CONFIGURE OUTPUT "${antlr_headers}/Vocabulary.h" CONTENT "${vocabulary}" @ONLY)
  set_target_properties(tatu_dep_antlr PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${antlr_headers}"
    INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${antlr_headers}")
endif()
if(TATU_HEAP STREQUAL "boehm")
  tatu_dependency(boehm HEADER gc/gc.h PACKAGE libgc-dev LIBRARIES libgc.a gc LINK Threads::Threads ${CMAKE_DL_LIBS})
  find_library(TATU_boehm_SHARED NAMES gc)
  mark_as_advanced(TATU_boehm_SHARED)
  tatu_dependency_in_shared(boehm "${TATU_boehm_SHARED}" Threads::Threads ${CMAKE_DL_LIBS})
endif()

if(TATU_JIT)
  tatu_dependency(asmjit HEADER asmjit/x86.h PACKAGE libasmjit-dev LIBRARIES libasmjit.a LINK Threads::Threads rt)
  # There is an archive only. All that keeps it out of a shared library is that it names stderr.
  set(asmjit_shared "${PROJECT_BINARY_DIR}/libasmjit_shared.a")
  if(NOT EXISTS "${asmjit_shared}")
    execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND "${CMAKE_OBJCOPY}" --redefine-sym stderr=tatu_asmjit_error_stream
      "${TATU_asmjit_LIBRARY}" "${asmjit_shared}")
  endif()
  tatu_dependency_in_shared(asmjit "${asmjit_shared}" Threads::Threads rt)
  # Only the types of it: the library is loaded when machine code is to be shown, as half of what the loader does before
  # main() was for it.
  tatu_dependency(zydis HEADER Zydis/Zydis.h PACKAGE libzydis-dev)
endif()

if(TATU_TESTS)
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()
