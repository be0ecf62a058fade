# shellcheck shell=bash
# ./dev bench [ARGS]: builds the command and the benchmark programs and hands over to benchmarks/run.sh, which knows
# what is measured. It is told where things are by TATU (the command) and TATU_BENCH_BIN (the Google Benchmark programs).

build_benchmarks() {
  configure release -DTATU_BENCHMARKS=ON
  local targets=(tatu)
  if ninja -C "$TATU_BUILD/release" -t targets all | grep -q '^benchmarks:'; then
    targets+=(benchmarks)
  fi
  compile release "${targets[@]}"
}

cmd_bench() {
  [ -x "$TATU_ROOT/benchmarks/run.sh" ] || fail "benchmarks/run.sh is missing"
  ensure_sets base bench
  with_build_lock release quietly "Building (benchmarks)" build-benchmarks build_benchmarks
  export TATU="$TATU_BUILD/release/tatu" TATU_BENCH_BIN="$TATU_BUILD/release/bin"
  exec "$TATU_ROOT/benchmarks/run.sh" "$@"
}
