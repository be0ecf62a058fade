# shellcheck shell=bash
# ./dev cross aarch64|s390x: builds the command for another architecture (s390x is big-endian) and runs the language
# tests there under qemu, comparing everything with the native build.
# The libraries of that architecture are Debian's packages, fetched by an apt with a state folder of its own and
# unpacked in build/cross/ARCH/sysroot: this machine's own packages stay as they are.

readonly CROSS_PACKAGES="libgc-dev libgc1 libantlr4-runtime-dev libantlr4-runtime4.9 libutf8proc-dev libutf8proc2 \
libsleef-dev libsleef3 libsodium-dev libsodium23"

debian_name_of() {
  case $1 in
    aarch64) echo arm64 ;;
    s390x) echo s390x ;;
    *) fail_usage "cross knows aarch64 and s390x, not '$1'" ;;
  esac
}

cross_folder() { printf '%s/cross/%s\n' "$TATU_BUILD" "$1"; }

# An apt-get that knows only the other architecture and keeps its lists beside the sysroot.
foreign_apt() {
  local state
  state="$(cross_folder "$1")/apt"
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
  : >>"$state/status"
  apt-get -q -o APT::Architecture="$(debian_name_of "$1")" -o APT::Architectures="$(debian_name_of "$1")" \
    -o APT::Sandbox::User="$(id -un)" -o Dir::State::lists="$state/lists" -o Dir::State::status="$state/status" \
    -o Dir::Cache="$state/cache" "${@:2}"
}

unpack_packages() {
  local arch=$1 sysroot=$2 package
  mkdir -p "$sysroot.debs"
  # shellcheck disable=SC2086  # a list of words
  (cd "$sysroot.debs" && foreign_apt "$arch" download $CROSS_PACKAGES)
  rm -rf "$sysroot.new"
  for package in "$sysroot.debs"/*.deb; do
    dpkg-deb -x "$package" "$sysroot.new"
  done
  rm -rf "$sysroot" "$sysroot.debs"
  mv "$sysroot.new" "$sysroot"
}

make_sysroot() {
  local arch=$1 sysroot
  sysroot="$(cross_folder "$arch")/sysroot"
  [ ! -d "$sysroot" ] || return 0
  foreign_apt "$arch" update
  unpack_packages "$arch" "$sysroot"
}

cross_configure() {
  local arch=$1 folder
  folder=$(cross_folder "$arch")
  cmake -S "$TATU_ROOT" -B "$folder" -G Ninja --toolchain "$TATU_ROOT/cmake/cross_toolchain.cmake" \
    -DTATU_CROSS_TRIPLET="$arch-linux-gnu" -DTATU_CROSS_PROCESSOR="$arch" -DTATU_SYSROOT="$folder/sysroot" \
    -DCMAKE_BUILD_TYPE=Release -DTATU_HEAP=boehm -DTATU_TESTS=OFF \
    -DTATU_CORE_COMPILER="$TATU_BUILD/release/bin/tatu_core_compiler"
}

cross_build() {
  make_sysroot "$1"
  cross_configure "$1"
  compile "cross/$1" tatu tatu_core_compiler
}

# Makes NAME.sh, which runs a program of the cross build under emulation. Called with: architecture, name, program.
write_launcher() {
  local arch=$1 launcher
  launcher="$(cross_folder "$arch")/$2.sh"
  printf '#!/bin/sh\nexec qemu-%s-static -L /usr/%s-linux-gnu "%s" "$@"\n' "$arch" "$arch" "$3" >"$launcher"
  chmod +x "$launcher"
}

# The largest program of all: the core library, compiled there, must be the bytes that were compiled here.
compare_core_libraries() {
  local arch=$1 folder
  folder=$(cross_folder "$arch")
  write_launcher "$arch" core_compiler "$folder/bin/tatu_core_compiler"
  "$folder/core_compiler.sh" "$TATU_ROOT/stdlib/core" "$folder/core_from_there.tbc"
  cmp "$TATU_BUILD/release/core.tbc" "$folder/core_from_there.tbc" || fail "$arch compiles another core library"
}

cmd_cross() {
  local arch=${1:-}
  [ $# -eq 1 ] || fail_usage "usage: ./dev cross aarch64|s390x"
  debian_name_of "$arch" >/dev/null
  ensure_sets base cross
  ensure_packages "g++-$arch-linux-gnu"
  build_quietly release tatu tatu_core_compiler
  with_build_lock "cross/$arch" quietly "Building ($arch)" "build-$arch" cross_build "$arch"
  compare_core_libraries "$arch"
  write_launcher "$arch" tatu "$(cross_folder "$arch")/tatu"
  exec "$TATU_ROOT/scripts/cross_tests.sh" "$TATU_BUILD/release/tatu" "$(cross_folder "$arch")/tatu.sh" "$arch"
}
