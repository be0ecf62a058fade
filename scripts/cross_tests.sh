#!/usr/bin/env bash
# Runs every language test and example on two builds of the command and compares: cross_tests.sh NATIVE OTHER NAME
# The module is built by both and must be equal byte for byte, and so must a compile error; then the module that NATIVE
# built runs on both, with bounded fuel, and output, errors, exit code and fuel must be equal. What the right output is
# is the business of the native tests; here equality is all. Standard input is FILE.in beside FILE.tatu, or empty.
set -uo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# Enough for every test that means to end; one that means not to is stopped at the same instruction everywhere.
readonly FUEL_LIMIT=100000000
readonly TIME_LIMIT=300

# Builds FILE with one command into a folder: module, messages, exit code.
build_one() {
  local command=$1 file=$2 folder=$3 status=0
  mkdir -p "$folder"
  timeout "$TIME_LIMIT" "$command" build -o "$folder/module.tbc" "$file" \
    </dev/null >"$folder/build.out" 2>"$folder/build.err" || status=$?
  echo "$status" >"$folder/build.status"
}

# Runs a module with one command: output, messages (the statistics reduced to the fuel), exit code.
run_one() {
  local command=$1 module=$2 folder=$3 input=$4 status=0
  timeout "$TIME_LIMIT" "$command" run --stats --fuel="$FUEL_LIMIT" "$module" \
    <"$input" >"$folder/run.out" 2>"$folder/run.all" || status=$?
  echo "$status" >"$folder/run.status"
  grep -i 'fuel' "$folder/run.all" >"$folder/run.fuel"
  grep -v -iE '^ *(stats|fuel|allocat|peak|live|collections|time|load|link|compile|verify|read|prepare|run|total)[a-z ]*[ :=]' \
    "$folder/run.all" >"$folder/run.err"
}

# Compares the named results of both folders; prints what differs.
agree() {
  local first=$1 second=$2 result
  shift 2
  for result in "$@"; do
    if ! cmp -s "$first/$result" "$second/$result"; then
      printf '  %s differs:\n' "$result"
      diff -a "$first/$result" "$second/$result" | head -n 8 | cut -c 1-200
      return 1
    fi
  done
}

compare_one() {
  local native=$1 other=$2 file=$3 folder=$4 input="${3%.tatu}.in"
  [ -f "$input" ] || input=/dev/null
  build_one "$native" "$file" "$folder/native"
  build_one "$other" "$file" "$folder/other"
  agree "$folder/native" "$folder/other" build.status build.out build.err || return 1
  [ "$(cat "$folder/native/build.status")" = 0 ] || return 0
  agree "$folder/native" "$folder/other" module.tbc || return 1
  run_one "$native" "$folder/native/module.tbc" "$folder/native" "$input"
  run_one "$other" "$folder/native/module.tbc" "$folder/other" "$input"
  agree "$folder/native" "$folder/other" run.status run.out run.err run.fuel
}

# One file, called by xargs: prints a line that starts with ok, refused (equally by both compilers) or DIFFERENT.
report_one() {
  local native=$1 other=$2 file=$3 folder result=ok
  folder=$(mktemp -d)
  if ! compare_one "$native" "$other" "$file" "$folder" >"$folder/differences"; then
    result=DIFFERENT
  elif [ ! -s "$folder/native/run.fuel" ]; then
    result=refused
  fi
  # One write per file, so that lines of parallel jobs do not mix.
  printf '%s\n' "$(printf '%s %s\n' "$result" "$file" && cat "$folder/differences")"
  rm -rf "$folder"
}

program_files() {
  cd "$root" && find examples tests/language -name '*.tatu' -not -path '*/slow/*' -print0 2>/dev/null | sort -z
}

main() {
  local native=$1 other=$2 name=$3 report ran different
  report=$(mktemp)
  program_files | (cd "$root" && xargs -0 -r -n 1 -P "$(nproc)" scripts/cross_tests.sh --one "$native" "$other") >"$report"
  ran=$(grep -c '^ok ' "$report")
  different=$(grep -c '^DIFFERENT ' "$report")
  grep -vE '^(ok|refused) ' "$report"
  printf '%s: %d programs ran with equal results, %d were refused with equal messages, %d differ\n' \
    "$name" "$ran" "$(grep -c '^refused ' "$report")" "$different"
  rm -f "$report"
  [ "$different" -eq 0 ] && [ "$ran" -gt 0 ]
}

if [ "${1:-}" = --one ]; then
  shift
  report_one "$@"
else
  main "$@"
fi
