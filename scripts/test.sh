# shellcheck shell=bash
# ./dev test [--preset=PRESET] [FILTER]
# Without arguments: the checks on the code; all tests in the release build but the soak ones; the same but the slow ones
# under ASan and UBSan with the precise heap; half a minute of fuzzing. Its last line on standard output is
# "N passed, N failed" alone.

# shellcheck source=scripts/tally.sh
source "$TATU_ROOT/scripts/tally.sh"
# shellcheck source=scripts/lint.sh
source "$TATU_ROOT/scripts/lint.sh"
# shellcheck source=scripts/fuzz.sh
source "$TATU_ROOT/scripts/fuzz.sh"

readonly FUZZ_SECONDS_IN_TEST=30

test_preset() {
  local preset=$1
  shift
  check_build "$preset" && run_ctest "$preset" "$@"
}

lint() {
  check "Layout of the C++ code (./dev format mends it)" format check_format
  check "Shell scripts" shellcheck check_shell
}

# Other choices for each commit, the same ones each time for one of them.
fuzz_number() {
  local commit
  commit=$(git -C "$TATU_ROOT" rev-parse HEAD 2>/dev/null) || commit=1
  printf '%d\n' "0x${commit:0:7}"
}

test_fuzzers() {
  check_build fuzz fuzzers && fuzz_all_checked "$FUZZ_SECONDS_IN_TEST" "$(fuzz_number)"
}

# How many damaged modules a build's mutation tests made, for the log.
report_mutants() {
  local counted
  counted=$(sed -n 's/^mutants: \([0-9]*\),.*/\1/p' "$TATU_BUILD/$1/junit.xml" | awk '{ sum += $1 } END { print sum + 0 }')
  say "mutated modules in $1: $counted"
}

# The same for the random programs that ran in all tiers.
report_programs() {
  say "random programs in $1: $(sed -n 's/^programs: \([0-9]*\), seed: .*/\1/p' "$TATU_BUILD/$1/junit.xml")"
}

test_everything() {
  lint
  test_preset release --label-exclude '^soak$' || true
  report_mutants release
  report_programs release
  test_preset asan --label-exclude '^(soak|slow)$' || true
  report_mutants asan
  report_programs asan
  test_fuzzers || true
}

cmd_test() {
  local preset=release filter=""
  while [ $# -gt 0 ]; do
    case $1 in
      --preset=*) preset=${1#*=} ;;
      -*) fail_usage "test knows --preset=PRESET and a filter, not '$1'" ;;
      *) filter=$1 ;;
    esac
    shift
  done
  check_preset "$preset"
  ensure_sets base test
  if [ -n "$filter" ] || [ "$preset" != release ]; then
    test_preset "$preset" --tests-regex "$filter" || true
  else
    test_everything
  fi
  close_tally
}
