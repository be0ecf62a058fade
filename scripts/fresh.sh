# shellcheck shell=bash
# ./dev fresh [--without-test] [-- COMMAND...]
# Makes a minimal Debian 12 and tries there, in a clone of the last commit, what the README tells a newcomer to type:
# `./dev run examples/hello.tatu`, twice, since the second call must be quick, and `./dev test`, which takes long and can
# be left out. After -- any other command is run in their place. Mirror and apt settings are those of this machine.

readonly FRESH_RELEASE=bookworm
readonly FRESH_FOLDER="$TATU_BUILD/fresh"
readonly FRESH_ROOT="$FRESH_FOLDER/root"
readonly FRESH_QUICK_SECONDS=3

# The Debian sources of this machine, one a line: URI, release, component.
# shellcheck disable=SC2016  # apt expands these names
host_sources() {
  apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk '$1 == "Debian" { print $2, $3, $4 }' | sort -u
}

host_mirror() {
  host_sources | awk -v release="$FRESH_RELEASE" '$2 == release && $3 == "main" { print $1; exit }'
}

# debootstrap's result is kept, so that another run starts from it at once.
make_base() {
  local mirror
  [ ! -s "$FRESH_FOLDER/base.tar" ] || return 0
  mirror=$(host_mirror)
  [ -n "$mirror" ] || fail "the apt sources of this machine have no $FRESH_RELEASE main; run apt-get update first?"
  as_root rm -rf --one-file-system "$FRESH_FOLDER/base"
  as_root debootstrap --variant=minbase "$FRESH_RELEASE" "$FRESH_FOLDER/base" "$mirror"
  as_root tar -C "$FRESH_FOLDER/base" --one-file-system -cf "$FRESH_FOLDER/base.tar.new" .
  as_root mv "$FRESH_FOLDER/base.tar.new" "$FRESH_FOLDER/base.tar"
  as_root rm -rf --one-file-system "$FRESH_FOLDER/base"
}

unpack_base() {
  as_root rm -rf --one-file-system "$FRESH_ROOT"
  as_root mkdir -p "$FRESH_ROOT"
  as_root tar -C "$FRESH_ROOT" -xf "$FRESH_FOLDER/base.tar"
}

# Gives the new root this machine's way to its mirror: sources, settings of the download, certificates, names.
copy_network_settings() {
  local file
  host_sources | sed 's/^/deb /' | as_root tee "$FRESH_ROOT/etc/apt/sources.list" >/dev/null
  apt-config dump | grep '^Acquire::\(http\|https\|ftp\|Retries\|Check\|ForceIPv\|proxy\)' |
    as_root tee "$FRESH_ROOT/etc/apt/apt.conf.d/00host" >/dev/null || true
  for file in /etc/resolv.conf /etc/hosts; do
    [ ! -e "$file" ] || as_root cp -L "$file" "$FRESH_ROOT$file"
  done
  if [ -d /etc/ssl/certs ]; then
    as_root mkdir -p "$FRESH_ROOT/etc/ssl"
    as_root cp -rL /etc/ssl/certs "$FRESH_ROOT/etc/ssl/" 2>/dev/null || true
  fi
}

clone_checkout() {
  as_root rm -rf "$FRESH_FOLDER/clone"
  git clone --quiet --no-hardlinks "$TATU_ROOT" "$FRESH_FOLDER/clone"
  as_root cp -r "$FRESH_FOLDER/clone" "$FRESH_ROOT/root/tatu"
  as_root chown -R root:root "$FRESH_ROOT/root/tatu"
}

prepare_root() {
  make_base
  unpack_base
  copy_network_settings
  clone_checkout
}

# Runs a command in the clone inside the new root, with mounts of its own that vanish with it.
inside() {
  as_root unshare --mount --fork --kill-child bash "$TATU_ROOT/scripts/in_root.sh" "$FRESH_ROOT" /root/tatu "$@"
}

try_run() {
  local output start=$SECONDS
  say "in a minimal Debian: ./dev run examples/hello.tatu"
  output=$(inside ./dev run examples/hello.tatu) || fail "the README's first command failed"
  [ -n "$output" ] || fail "the README's first command printed nothing"
  say "it took $((SECONDS - start)) s and printed: $output"
  start=$SECONDS
  [ "$(inside ./dev run examples/hello.tatu)" = "$output" ] || fail "the second call printed something else"
  say "the second call took $((SECONDS - start)) s"
  [ $((SECONDS - start)) -le "$FRESH_QUICK_SECONDS" ] || fail "the second call must be quick"
}

try_test() {
  local start=$SECONDS
  say "in a minimal Debian: ./dev test"
  inside ./dev test || fail "the README's second command failed"
  say "it took $((SECONDS - start)) s"
}

cmd_fresh() {
  local with_test=yes
  if [ "${1:-}" = --without-test ]; then
    with_test=no
    shift
  fi
  [ $# -eq 0 ] || [ "$1" = -- ] || fail_usage "fresh knows --without-test and -- COMMAND, not '$1'"
  ensure_sets base fresh
  mkdir -p "$FRESH_FOLDER"
  quietly "Making a minimal Debian" fresh prepare_root
  [ -z "$(git -C "$TATU_ROOT" status --porcelain)" ] || say "note: what is tried is the last commit, without your changes since"
  if [ $# -gt 0 ]; then
    shift
    inside "$@"
    return
  fi
  try_run
  [ "$with_test" = no ] || try_test
}
