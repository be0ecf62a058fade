# shellcheck shell=bash
# The Debian packages of each purpose. Asking dpkg comes first, so that a call that finds nothing missing is quick and
# never calls apt.

packages_of() {
  case $1 in
    base)
      printf '%s\n' g++ cmake ninja-build ccache git libgc-dev libantlr4-runtime-dev libfmt-dev libcli11-dev \
        libutf8proc-dev libexpected-dev libsleef-dev libsodium-dev nlohmann-json3-dev libgtest-dev libgmock-dev \
        libasmjit-dev libzydis-dev libsqlite3-dev
      ;;
    test) printf '%s\n' python3 clang-format shellcheck binutils ;;
    tidy) printf '%s\n' clang-tidy ;;
    bench)
      printf '%s\n' lua5.4 luajit liblua5.4-dev libluajit-5.1-dev default-jdk-headless golang-go nodejs pypy3 hyperfine libbenchmark-dev valgrind time python3
      ;;
    fuzz) printf '%s\n' clang-14 libclang-rt-14-dev ;;
    grammar) printf '%s\n' antlr4 default-jre-headless ;;
    fresh) printf '%s\n' debootstrap ca-certificates ;;
    cross) printf '%s\n' qemu-user-static python3 ;;
    *) fail_usage "there is no set of packages '$1': base, test, tidy, bench, fuzz, grammar, fresh, cross" ;;
  esac
}

# Prints those of the named packages that are not installed.
missing_packages() {
  local package status
  status=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
  for package in "$@"; do
    grep -qxF "installed ${package%%:*}" <<<"$status" || printf '%s\n' "$package"
  done
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q || say "apt-get update failed; trying the lists that are there"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

# Installs what is missing of the named packages.
ensure_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || fail "these Debian packages are missing, and there is no apt-get: ${missing[*]}"
  say "installing ${#missing[@]} Debian packages: ${missing[*]}"
  as_root true
  quietly "Installing packages" setup apt_install "${missing[@]}" || fail "the packages could not be installed"
}

# Installs the packages of the named sets.
ensure_sets() {
  local set names=()
  for set in "$@"; do
    mapfile -t -O "${#names[@]}" names < <(packages_of "$set")
  done
  ensure_packages "${names[@]}"
}

cmd_setup() {
  [ $# -gt 0 ] || set -- base
  local set
  for set in "$@"; do packages_of "$set" >/dev/null; done
  ensure_sets "$@"
  say "all packages of '$*' are installed"
}
