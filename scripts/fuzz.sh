# shellcheck shell=bash
# ./dev fuzz [--seconds=N] [TARGET...]
# ./dev fuzz --repeat=FILE TARGET
# A program in build/fuzz/bin with a file TARGET.seeds beside it is a libFuzzer target. Seeds are in tests/fuzz/corpus/TARGET and in the
# folder that TARGET.seeds names, and are never written to; what fuzzing finds interesting grows in
# build/fuzz/corpus/TARGET; what it breaks is kept in build/fuzz/found.

# A unit of input takes milliseconds; these are for what hangs or hoards, on a machine that is slow and busy too.
readonly FUZZ_UNIT_SECONDS=60
readonly FUZZ_MEGABYTES=3000
# Of what was found, so much is printed, for whom the file is out of reach (on a machine of continuous integration).
readonly FUZZ_PRINTED_BYTES=20000

fuzz_targets() { find "$TATU_BUILD/fuzz/bin" -maxdepth 1 -name '*.seeds' -printf '%f\n' 2>/dev/null | sed 's/\.seeds$//' | sort; }

# Says how to have a finding again. Called with: target, file.
report_finding() {
  local target=$1 file=$2
  say "found: $file; to have it again: ./dev fuzz --repeat=$file $target"
  if [ "$(stat -c %s "$file")" -le "$FUZZ_PRINTED_BYTES" ]; then
    say "or, where the file is not: base64 -d <<'END' | gunzip >FILE"
    gzip -9 <"$file" | base64 >&2
    printf 'END\n' >&2
  fi
}

# Fuzzes one target for a number of seconds; fails if it finds a crash, a hang, a leak or hoarded memory.
# Called with: target, seconds, further options of libFuzzer...
fuzz_target() {
  local target=$1 seconds=$2 before status=0 file seeds="$TATU_ROOT/tests/fuzz/corpus/$1" grown="$TATU_BUILD/fuzz/corpus/$1"
  local dictionary="$TATU_ROOT/tests/fuzz/$1.dict" folders=("$grown") options=("${@:3}")
  mkdir -p "$grown" "$TATU_BUILD/fuzz/found"
  [ ! -d "$seeds" ] || folders+=("$seeds")
  folders+=("$(cat "$TATU_BUILD/fuzz/bin/$target.seeds")")
  [ ! -f "$dictionary" ] || options+=("-dict=$dictionary")
  before=$(mktemp "$TATU_BUILD/fuzz/found/.before-XXXXXX")
  "$TATU_BUILD/fuzz/bin/$target" -max_total_time="$seconds" -timeout="$FUZZ_UNIT_SECONDS" \
    -rss_limit_mb="$FUZZ_MEGABYTES" -max_len=65536 -entropic=0 -print_final_stats=1 \
    -artifact_prefix="$TATU_BUILD/fuzz/found/$target-" "${options[@]}" "${folders[@]}" || status=$?
  while IFS= read -r file; do
    report_finding "$target" "$file"
  done < <(find "$TATU_BUILD/fuzz/found" -name "$target-*" -newer "$before")
  rm -f "$before"
  return "$status"
}

# Fuzzes all targets, sharing the seconds, each counted as one check. Needs scripts/tally.sh.
# Called with: seconds, further options of libFuzzer...
fuzz_all_checked() {
  local seconds=$1 target targets
  shift
  mapfile -t targets < <(fuzz_targets)
  [ ${#targets[@]} -gt 0 ] || {
    failed=$((failed + 1))
    say "there are no fuzz targets in $TATU_BUILD/fuzz/bin"
    return 0
  }
  for target in "${targets[@]}"; do
    check "Fuzzing $target" "fuzz-$target" fuzz_target "$target" $(((seconds + ${#targets[@]} - 1) / ${#targets[@]})) "$@"
  done
}

cmd_fuzz() {
  local seconds=300 repeated="" targets=() target
  while [ $# -gt 0 ]; do
    case $1 in
      --seconds=*) seconds=${1#*=} ;;
      --repeat=*) repeated=${1#*=} ;;
      -*) fail_usage "fuzz knows --seconds=N, --repeat=FILE and names of targets, not '$1'" ;;
      *) targets+=("$1") ;;
    esac
    shift
  done
  build_quietly fuzz fuzzers
  [ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(fuzz_targets)
  for target in "${targets[@]}"; do
    [ -x "$TATU_BUILD/fuzz/bin/$target" ] || fail_usage "there is no fuzz target '$target'; there are: $(fuzz_targets | xargs)"
    if [ -n "$repeated" ]; then
      "$TATU_BUILD/fuzz/bin/$target" "$repeated"
      continue
    fi
    say "fuzzing $target for $seconds s"
    fuzz_target "$target" "$seconds"
  done
}
