# shellcheck shell=bash
# ./dev bench [ARGS]: builds the command, the same command without fuel and limits (build/unmetered, for measuring what
# these cost) and the benchmark programs, and hands over to benchmarks/run.py, which knows what is measured.

build_benchmarks() {
  configure release -DTATU_BENCHMARKS=ON
  compile release tatu benchmarks
}

build_unmetered() {
  cmake -S "$TATU_ROOT" -B "$TATU_BUILD/unmetered" -G Ninja -DCMAKE_BUILD_TYPE=Release -DTATU_HEAP=boehm \
    -DTATU_UNMETERED=ON -DTATU_TESTS=OFF
  compile unmetered tatu
}

# Whether that part was asked for: by name, or by naming none.
needs_unmetered() {
  local names=no
  while [ $# -gt 0 ]; do
    case $1 in
      metering) return 0 ;;
      --list | --help | -h) return 1 ;;
      --runs | --peers | --markdown) shift ;;
      -*) ;;
      *) names=yes ;;
    esac
    shift
  done
  [ "$names" = no ]
}

cmd_bench() {
  ensure_sets base bench
  with_build_lock release quietly "Building (benchmarks)" build-benchmarks build_benchmarks
  if needs_unmetered "$@"; then
    with_build_lock unmetered quietly "Building (without fuel and limits)" build-unmetered build_unmetered
  fi
  export TATU="$TATU_BUILD/release/tatu" TATU_BENCH_BIN="$TATU_BUILD/release/bin" TATU_UNMETERED="$TATU_BUILD/unmetered/tatu"
  exec "$TATU_ROOT/benchmarks/run.py" "$@"
}
