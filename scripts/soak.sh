# shellcheck shell=bash
# ./dev soak [STAGE...]: the tests that take too long for ./dev test. Stages, all by default, in this order:
#   release  every test, those labelled soak too        debug  every test without optimisation
#   asan     every test under ASan and UBSan            tsan   the unit tests under TSan
#   fuzz     ten minutes of fuzzing per target          cross  aarch64 and s390x under emulation
#   fresh    the README's two commands in a minimal Debian
# The last line on standard output is "N passed, N failed" alone.

# shellcheck source=scripts/tally.sh
source "$TATU_ROOT/scripts/tally.sh"
# shellcheck source=scripts/fuzz.sh
source "$TATU_ROOT/scripts/fuzz.sh"

readonly SOAK_STAGES="release debug asan tsan fuzz cross fresh"
readonly SOAK_FUZZ_SECONDS=600

soak_preset() {
  local preset=$1
  shift
  check_build "$preset" && run_ctest "$preset" "$@"
}

soak_fuzz() {
  local targets
  check_build fuzz fuzzers || return 0
  mapfile -t targets < <(fuzz_targets)
  fuzz_all_checked $((SOAK_FUZZ_SECONDS * ${#targets[@]}))
}

soak_cross() {
  local arch
  for arch in aarch64 s390x; do
    check "Language tests on $arch" "cross-$arch" "$TATU_ROOT/dev" cross "$arch"
  done
}

soak_stage() {
  case $1 in
    # Other random programs each time; the log tells their seed.
    release) TATU_PROGRAMS=100000 TATU_PROGRAM_SEED=$(date +%s%3N) soak_preset release ;;
    debug) soak_preset debug ;;
    asan) TATU_MUTATIONS=200000 TATU_PROGRAMS=2000 soak_preset asan ;;
    tsan) soak_preset tsan --label-regex '^unit$' ;;
    fuzz) soak_fuzz ;;
    cross) soak_cross ;;
    fresh) check "The README's commands in a minimal Debian" fresh-soak "$TATU_ROOT/dev" fresh ;;
  esac
}

cmd_soak() {
  local stage stages=()
  [ $# -gt 0 ] || read -ra stages <<<"$SOAK_STAGES"
  for stage in "$@"; do
    [[ " $SOAK_STAGES " == *" $stage "* ]] || fail_usage "soak has no stage '$stage'; it has: $SOAK_STAGES"
    stages+=("$stage")
  done
  ensure_sets base test
  for stage in "${stages[@]}"; do
    soak_stage "$stage" || true
  done
  close_tally
}
