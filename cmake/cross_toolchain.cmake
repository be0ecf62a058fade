# Toolchain file for ./dev cross: Debian's cross compiler, the libraries of that architecture unpacked in TATU_SYSROOT,
# and qemu to run what is built, also what the build itself runs. Wanted from the command line: TATU_CROSS_TRIPLET (such
# as aarch64-linux-gnu), TATU_CROSS_PROCESSOR (as qemu calls it) and TATU_SYSROOT.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES TATU_CROSS_TRIPLET TATU_CROSS_PROCESSOR TATU_SYSROOT)

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR "${TATU_CROSS_PROCESSOR}")
set(CMAKE_C_COMPILER "${TATU_CROSS_TRIPLET}-gcc")
set(CMAKE_CXX_COMPILER "${TATU_CROSS_TRIPLET}-g++")
set(CMAKE_LIBRARY_ARCHITECTURE "${TATU_CROSS_TRIPLET}")

# Header-only libraries come from this machine: their packages are the same for every architecture.
set(CMAKE_FIND_ROOT_PATH "${TATU_SYSROOT}" "/usr/${TATU_CROSS_TRIPLET}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE BOTH)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

set(CMAKE_CROSSCOMPILING_EMULATOR "qemu-${TATU_CROSS_PROCESSOR}-static;-L;/usr/${TATU_CROSS_TRIPLET}")
