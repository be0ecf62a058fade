#!/bin/bash
# Measures Tatu beside other languages: ./dev bench [options] [kernel...]
#
#   --runs N      runs of each program (default 5)
#   --list        only name the kernels and the languages that were found
#   --markdown F  also write the tables to a file
#
# Each kernel is the same work in each language. Before anything is measured its output is compared with Lua's. Programs
# are measured as whole processes by hyperfine, whose runs of one kernel stand directly after one another for all
# languages, so that a machine that warms up or is disturbed disturbs all of them. Times are the fastest of the runs.
set -eu

here="$(cd "$(dirname "$0")" && pwd)"
runs=5
markdown=""
list=0
kernels=()

while [ $# -gt 0 ]; do
  case "$1" in
    --runs) runs="$2"; shift 2 ;;
    --markdown) markdown="$2"; shift 2 ;;
    --list) list=1; shift ;;
    -*) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    *) kernels+=("$1"); shift ;;
  esac
done

if [ "${#kernels[@]}" -eq 0 ]; then
  for folder in "$here"/kernels/*/; do kernels+=("$(basename "$folder")"); done
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

tatu="${TATU:-}"
[ -n "$tatu" ] || tatu="$(command -v tatu || true)"
[ -n "$tatu" ] || { echo "bench: TATU must name the tatu command" >&2; exit 2; }
command -v hyperfine > /dev/null || { echo "bench: hyperfine is missing (Debian: hyperfine)" >&2; exit 2; }

languages=(tatu)
for pair in lua5.4:lua5.4 luajit-joff:luajit luajit:luajit node:node java:java pypy3:pypy3; do
  if command -v "${pair#*:}" > /dev/null; then languages+=("${pair%%:*}"); fi
done

# The command line that runs a kernel in a language.
command_of() {
  local language="$1" base="$here/kernels/$2/$2"
  case "$language" in
    tatu) echo "$tatu run $base.tatu" ;;
    lua5.4) echo "lua5.4 $base.lua" ;;
    luajit-joff) echo "luajit -joff $base.lua" ;;
    luajit) echo "luajit $base.lua" ;;
    node) echo "node $base.js" ;;
    java) echo "java -cp $work/$2 $(basename "$here/kernels/$2"/*.java .java)" ;;
    pypy3) echo "pypy3 $base.py" ;;
    python3) echo "python3 $base.py" ;;
  esac
}

run_kernel() {
  local words
  read -r -a words <<< "$(command_of "$1" "$2")"
  "${words[@]}"
}

compile_java() {
  command -v javac > /dev/null || return 0
  for kernel in "${kernels[@]}"; do
    mkdir -p "$work/$kernel"
    javac -d "$work/$kernel" "$here/kernels/$kernel"/*.java
  done
}

# What a language says must be what Lua says.
check() {
  local kernel="$1" language="$2"
  if ! run_kernel "$language" "$kernel" > "$work/output" 2> "$work/errors"; then
    echo "bench: $kernel fails in $language: $(head -n 1 "$work/errors")" >&2
    return 1
  fi
  if ! cmp -s "$work/output" "$work/$kernel.expected"; then
    echo "bench: $kernel gives another result in $language" >&2
    return 1
  fi
}

measure() {
  local kernel="$1" language
  local names=() commands=()
  if command -v lua5.4 > /dev/null; then
    run_kernel lua5.4 "$kernel" > "$work/$kernel.expected"
  else
    run_kernel tatu "$kernel" > "$work/$kernel.expected"
  fi
  for language in "${languages[@]}"; do
    if check "$kernel" "$language"; then
      names+=("$language")
      commands+=(-n "$language" "$(command_of "$language" "$kernel")")
    fi
  done
  # One run of each at a time, in turn, as often as wanted.
  local round
  for ((round = 0; round < runs; round++)); do
    hyperfine --shell=none --runs 1 --style none --export-csv "$work/round.csv" "${commands[@]}" 2> /dev/null > /dev/null
    tail -n +2 "$work/round.csv" | awk -F, -v kernel="$kernel" '{ print kernel "," $1 "," $2 }' >> "$work/times.csv"
  done
  echo "measured $kernel: ${names[*]}" >&2
}

hello() {
  local folder="$work/hello"
  mkdir -p "$folder"
  printf 'fun main() { println("Hello") }\n' > "$folder/hello.tatu"
  printf 'print("Hello")\n' | tee "$folder/hello.lua" > "$folder/hello.py"
  printf 'console.log("Hello");\n' > "$folder/hello.js"
  printf 'final class Hello { public static void main(String[] a) { System.out.println("Hello"); } }\n' > "$folder/Hello.java"
  if command -v javac > /dev/null; then javac -d "$folder" "$folder/Hello.java"; fi
  local language commands=()
  for language in "${languages[@]}"; do
    case "$language" in
      tatu) commands+=(-n tatu "$tatu run $folder/hello.tatu") ;;
      lua5.4) commands+=(-n lua5.4 "lua5.4 $folder/hello.lua") ;;
      luajit) commands+=(-n luajit "luajit $folder/hello.lua") ;;
      node) commands+=(-n node "node $folder/hello.js") ;;
      java) commands+=(-n java "java -Xshare:auto -cp $folder Hello") ;;
      pypy3) commands+=(-n pypy3 "pypy3 $folder/hello.py") ;;
      python3) commands+=(-n python3 "python3 $folder/hello.py") ;;
    esac
  done
  hyperfine --shell=none --warmup 3 --runs 20 --style none --export-csv "$work/hello.csv" "${commands[@]}" 2> /dev/null > /dev/null
  echo
  echo "Start-up (a program that prints one line), milliseconds, median of 20:"
  echo
  echo "| language | ms |"
  echo "|---|---:|"
  tail -n +2 "$work/hello.csv" | awk -F, '{ printf "| %s | %.1f |\n", $1, $4 * 1000 }'
}

# Times in seconds, then how many times as long as Tatu the others take.
tables() {
  awk -F, -v order="${languages[*]}" '
    { key = $1 "," $2
      if (!(key in best) || $3 < best[key]) best[key] = $3
      if (!($1 in seen)) { seen[$1] = 1; kernels[++count] = $1 } }
    function cell(text) { row = row " | " text }
    function header(first, rule) {
      row = "| " first; rule = "|---"
      for (i = 1; i <= total; i++) { cell(names[i]); rule = rule "|---:" }
      print row " |"; print rule "|" }
    END {
      total = split(order, names, " ")
      print "Seconds, fastest run:\n"
      header("kernel")
      for (k = 1; k <= count; k++) {
        row = "| " kernels[k]
        for (i = 1; i <= total; i++) { key = kernels[k] "," names[i]; cell(key in best ? sprintf("%.2f", best[key]) : "-") }
        print row " |" }
      print "\nTime of Tatu divided by the time of the other (below 1: Tatu is faster):\n"
      header("kernel")
      for (k = 1; k <= count; k++) {
        row = "| " kernels[k]
        mine = kernels[k] ",tatu"
        for (i = 1; i <= total; i++) {
          key = kernels[k] "," names[i]
          if ((key in best) && (mine in best)) {
            ratio = best[mine] / best[key]
            logs[i] += log(ratio); pairs[i]++
            cell(sprintf("%.2f", ratio))
          } else cell("-") }
        print row " |" }
      row = "| **geometric mean**"
      for (i = 1; i <= total; i++) cell(pairs[i] ? sprintf("**%.2f**", exp(logs[i] / pairs[i])) : "-")
      print row " |" }' "$work/times.csv"
}

if [ "$list" = 1 ]; then
  echo "kernels: ${kernels[*]}"
  echo "languages: ${languages[*]}"
  exit 0
fi

compile_java
: > "$work/times.csv"
for kernel in "${kernels[@]}"; do measure "$kernel"; done
{
  tables
  hello
} | tee "$work/report"
[ -z "$markdown" ] || cp "$work/report" "$markdown"

# The measurements of single parts, where they were built.
if [ -n "${TATU_BENCH_BIN:-}" ]; then
  for program in "$TATU_BENCH_BIN"/*_benchmark; do
    [ -x "$program" ] || continue
    echo
    echo "$(basename "$program"):"
    "$program" --benchmark_min_time=0.2 2> /dev/null
  done
fi
