# shellcheck shell=bash
# Configuring and building. Preset P is built in build/P; one build of a preset runs at a time, guarded by a lock file,
# because two ninjas in one folder destroy each other's work.

readonly TATU_PRESETS="release debug asan tsan fuzz"

check_preset() {
  [[ " $TATU_PRESETS " == *" $1 "* ]] || fail_usage "there is no preset '$1'; there are: $TATU_PRESETS"
}

# Configures a preset if that was not done or the presets changed; further arguments go to cmake.
configure() {
  local preset=$1 folder="$TATU_BUILD/$1"
  shift
  if [ $# -eq 0 ] && [ -f "$folder/build.ninja" ] && [ "$folder/build.ninja" -nt "$TATU_ROOT/CMakePresets.json" ]; then
    return
  fi
  (cd "$TATU_ROOT" && cmake --preset "$preset" "$@")
}

# Builds targets of a preset, all of them by default.
compile() {
  local preset=$1
  shift
  [ $# -gt 0 ] || set -- all
  NINJA_STATUS='[%f/%t] ' cmake --build "$TATU_BUILD/$preset" --parallel "$(job_count)" --target "$@"
}

with_build_lock() {
  local preset=$1
  shift
  mkdir -p "$TATU_BUILD/$preset"
  (
    flock 9
    "$@" 9>&-
  ) 9>"$TATU_BUILD/$preset/.lock"
}

configure_and_compile() {
  local preset=$1
  shift
  configure "$preset"
  compile "$preset" "$@"
}

ensure_preset_packages() {
  local sets=(base)
  [ "$1" != fuzz ] || sets+=(fuzz)
  ensure_sets "${sets[@]}"
}

# Builds a preset and shows the output only if it fails. Called with: preset, targets...
build_quietly() {
  local preset=$1
  ensure_preset_packages "$preset"
  [ -f "$TATU_BUILD/$preset/build.ninja" ] || say "building Tatu ($preset); the first time takes a few minutes"
  with_build_lock "$preset" quietly "Building ($preset)" "build-$preset" configure_and_compile "$@"
}

# Builds a preset and shows what happens.
build_openly() {
  local preset=$1
  ensure_preset_packages "$preset"
  with_build_lock "$preset" configure_and_compile "$@"
}

cmd_build() {
  local preset=${1:-release}
  check_preset "$preset"
  build_openly "$preset"
}

# Standard output is the program's alone; its exit code and signals are passed on, since it takes our place.
cmd_run() {
  build_quietly release tatu || exit 125
  exec "$TATU_BUILD/release/tatu" run "$@"
}

cmd_clean() {
  rm -rf -- "$TATU_BUILD"
}
