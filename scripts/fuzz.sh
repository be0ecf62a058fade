# shellcheck shell=bash
# ./dev fuzz [--seconds=N] [--seed=N] [TARGET...]
# ./dev fuzz --repeat=FILE TARGET
# A program in build/fuzz/bin with a file TARGET.seeds beside it is a libFuzzer target. Seeds are in tests/fuzz/corpus/TARGET and in the
# folder that TARGET.seeds names, if it names one, and are never written to; what fuzzing finds interesting grows in
# build/fuzz/corpus/TARGET; what it breaks is kept in build/fuzz/found. With --seed it does what ./dev test does with that
# number: it starts from a sample of the seeds, makes the same choices each time, and lets nothing grow.

# A unit of input takes milliseconds; these are for what hangs or hoards, on a machine that is slow and busy too.
readonly FUZZ_UNIT_SECONDS=60
readonly FUZZ_MEGABYTES=3000
# Of what was found, so much is printed, for whom the file is out of reach (on a machine of continuous integration).
readonly FUZZ_PRINTED_BYTES=20000
# What a short run starts from: so many seeds, each smaller than that.
readonly FUZZ_SAMPLE=100
readonly FUZZ_SAMPLE_BYTES=3000

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

# How many inputs the last run of a target has tried beyond those that it started from. Called with: target.
fuzz_executions() {
  awk '/INITED/ { sub("#", "", $1); start = $1 } /^stat::number_of_executed_units:/ { all = $2 } END { print all - start }' \
    "$TATU_LOGS/$1.fuzz"
}

# Runs a target; fails if it finds a crash, a hang, a leak or hoarded memory, or tries nothing.
# Called with: target, seconds, further options of libFuzzer and folders...
run_fuzzer() {
  local target=$1 seconds=$2 before status=0 file dictionary="$TATU_ROOT/tests/fuzz/$1.dict" options=("${@:3}")
  mkdir -p "$TATU_BUILD/fuzz/found" "$TATU_LOGS"
  [ ! -f "$dictionary" ] || options+=("-dict=$dictionary")
  before=$(mktemp "$TATU_BUILD/fuzz/found/.before-XXXXXX")
  "$TATU_BUILD/fuzz/bin/$target" -max_total_time="$seconds" -timeout="$FUZZ_UNIT_SECONDS" \
    -rss_limit_mb="$FUZZ_MEGABYTES" -max_len=65536 -entropic=0 -print_final_stats=1 \
    -artifact_prefix="$TATU_BUILD/fuzz/found/$target-" "${options[@]}" 2>&1 | tee "$TATU_LOGS/$target.fuzz" || status=$?
  while IFS= read -r file; do
    report_finding "$target" "$file"
  done < <(find "$TATU_BUILD/fuzz/found" -name "$target-*" -newer "$before")
  rm -f "$before"
  if [ "$status" -eq 0 ] && [ "$(fuzz_executions "$target")" -le 0 ]; then
    say "all the time went into reading the seeds"
    return 1
  fi
  return "$status"
}

# The folders with seeds of a target, a line each.
fuzz_seeds() {
  local committed="$TATU_ROOT/tests/fuzz/corpus/$1"
  [ ! -d "$committed" ] || printf '%s\n' "$committed"
  grep . "$TATU_BUILD/fuzz/bin/$1.seeds" || true
}

# Fuzzes from all seeds and from what has grown, which grows on. Called with: target, seconds.
fuzz_target() {
  local target=$1 seconds=$2 folders
  mapfile -t folders < <(printf '%s\n' "$TATU_BUILD/fuzz/corpus/$target" && fuzz_seeds "$target")
  mkdir -p "${folders[0]}"
  run_fuzzer "$target" "$seconds" "${folders[@]}"
}

# A sample of the small seeds of a target, which belongs to a number. Called with: target, number.
fuzz_sample() {
  fuzz_seeds "$1" | xargs -d '\n' -I{} find {} -type f -size "-${FUZZ_SAMPLE_BYTES}c" |
    LC_ALL=C sort | shuf -n "$FUZZ_SAMPLE" --random-source=<(seq "$2" $(($2 + 10000))) | paste -sd,
}

# Fuzzes with the choices that belong to a number, so that it can be repeated, and from a sample of the seeds: to read
# them all takes longer than this runs, and a test replays them. Called with: target, seconds, number.
fuzz_shortly() {
  local sample="$TATU_BUILD/fuzz/$1.sample"
  fuzz_sample "$1" "$3" >"$sample"
  run_fuzzer "$1" "$2" "-seed=$3" "-seed_inputs=@$sample"
}

# Fuzzes all targets, sharing the seconds, each counted as one check. Needs scripts/tally.sh.
# Called with: seconds, and a number to do it with the choices that belong to it.
fuzz_all_checked() {
  local seconds=$1 number=${2:-} target targets way=fuzz_target
  mapfile -t targets < <(fuzz_targets)
  [ ${#targets[@]} -gt 0 ] || {
    failed=$((failed + 1))
    say "there are no fuzz targets in $TATU_BUILD/fuzz/bin"
    return 0
  }
  seconds=$(((seconds + ${#targets[@]} - 1) / ${#targets[@]}))
  [ -z "$number" ] || way=fuzz_shortly
  for target in "${targets[@]}"; do
    check "Fuzzing $target" "fuzz-$target" "$way" "$target" "$seconds" "${@:2}"
    say "$target: $(fuzz_executions "$target") inputs beyond the seeds${number:+; again: ./dev fuzz --seed=$number --seconds=$seconds $target}"
  done
}

cmd_fuzz() {
  local seconds=300 number="" repeated="" targets=() target
  while [ $# -gt 0 ]; do
    case $1 in
      --seconds=*) seconds=${1#*=} ;;
      --seed=*) number=${1#*=} ;;
      --repeat=*) repeated=${1#*=} ;;
      -*) fail_usage "fuzz knows --seconds=N, --seed=N, --repeat=FILE and names of targets, not '$1'" ;;
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
    if [ -n "$number" ]; then
      fuzz_shortly "$target" "$seconds" "$number"
    else
      fuzz_target "$target" "$seconds"
    fi
  done
}
