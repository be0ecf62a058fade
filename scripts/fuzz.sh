# shellcheck shell=bash
# ./dev fuzz [--seconds=N] [TARGET...]
# A program in build/fuzz/bin with a file TARGET.seeds beside it is a libFuzzer target. Seeds are in tests/fuzz/corpus/TARGET and in the
# folder that TARGET.seeds names, and are never written to; what fuzzing finds interesting grows in
# build/fuzz/corpus/TARGET; what it breaks is kept in build/fuzz/found.

fuzz_targets() { find "$TATU_BUILD/fuzz/bin" -maxdepth 1 -name '*.seeds' -printf '%f\n' 2>/dev/null | sed 's/\.seeds$//' | sort; }

# Fuzzes one target for a number of seconds; fails if it finds a crash, a hang, a leak or hoarded memory.
fuzz_target() {
  local target=$1 seconds=$2 seeds="$TATU_ROOT/tests/fuzz/corpus/$1" grown="$TATU_BUILD/fuzz/corpus/$1"
  local dictionary="$TATU_ROOT/tests/fuzz/$1.dict" folders=("$grown") options=()
  mkdir -p "$grown" "$TATU_BUILD/fuzz/found"
  [ ! -d "$seeds" ] || folders+=("$seeds")
  folders+=("$(cat "$TATU_BUILD/fuzz/bin/$target.seeds")")
  [ ! -f "$dictionary" ] || options+=("-dict=$dictionary")
  "$TATU_BUILD/fuzz/bin/$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -max_len=65536 \
    -entropic=0 -print_final_stats=1 -artifact_prefix="$TATU_BUILD/fuzz/found/$target-" "${options[@]}" "${folders[@]}"
}

# Fuzzes all targets, sharing the seconds, each counted as one check. Needs scripts/tally.sh.
fuzz_all_checked() {
  local seconds=$1 target targets
  mapfile -t targets < <(fuzz_targets)
  [ ${#targets[@]} -gt 0 ] || {
    failed=$((failed + 1))
    say "there are no fuzz targets in $TATU_BUILD/fuzz/bin"
    return 0
  }
  for target in "${targets[@]}"; do
    check "Fuzzing $target" "fuzz-$target" fuzz_target "$target" $(((seconds + ${#targets[@]} - 1) / ${#targets[@]}))
  done
}

cmd_fuzz() {
  local seconds=300 targets=() target
  while [ $# -gt 0 ]; do
    case $1 in
      --seconds=*) seconds=${1#*=} ;;
      -*) fail_usage "fuzz knows --seconds=N and names of targets, not '$1'" ;;
      *) targets+=("$1") ;;
    esac
    shift
  done
  build_quietly fuzz
  [ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(fuzz_targets)
  for target in "${targets[@]}"; do
    [ -x "$TATU_BUILD/fuzz/bin/$target" ] || fail_usage "there is no fuzz target '$target'; there are: $(fuzz_targets | xargs)"
    say "fuzzing $target for $seconds s"
    fuzz_target "$target" "$seconds"
  done
}
