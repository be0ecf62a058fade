#!/usr/bin/env bash
# Runs every language test and example on two builds of the command and compares: cross_tests.sh NATIVE OTHER NAME
# The module is built by both and must be equal byte for byte, and so must a compile error; then the module that NATIVE
# built runs on both, with bounded fuel, and output, errors, exit code, fuel and memory must be equal. What the right
# output is is the business of the native tests; here equality is all. Options, arguments and standard input are those
# that the tests have: in comments of a language test, in files beside an example.
set -uo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# Enough for every test that means to end; one that means not to is stopped at the same instruction everywhere.
readonly FUEL_LIMIT=100000000
readonly TIME_LIMIT=300
# The rows of --stats: those that must be equal everywhere, and those that depend on the machine.
readonly COUNTED='^(fuel|allocations|allocated|live at most)  +[0-9]'
readonly MEASURED='^(heap peak|process peak|compiled|machine code|compiling|native fuel|read|core library|compile|read module|verify|link|run)  +[0-9]'

# Builds FILE with one command into a folder: module, messages, exit code.
build_one() {
  local command=$1 file=$2 folder=$3 status=0
  mkdir -p "$folder"
  timeout "$TIME_LIMIT" "$command" build -o "$folder/module.tbc" "$file" \
    </dev/null >"$folder/build.out" 2>"$folder/build.err" || status=$?
  echo "$status" >"$folder/build.status"
}

# What follows `// NAME: ` in a program, without the first so many characters of white space.
comment_lines() { sed -n "s|^// $2: \{0,1\}||p" "$1"; }

# Splits a line into words as a shell does, each ended by a zero byte.
split_words() { [ -z "$1" ] || printf '%s\n' "$1" | xargs printf '%s\0'; }

# The words of FILE's options (flags) or arguments (args), each ended by a zero byte.
words_of() {
  local file=$1 comment=$2 beside="${1%.tatu}.$3"
  split_words "$(comment_lines "$file" "$comment" && { [ ! -f "$beside" ] || cat "$beside"; })"
}

write_input() {
  local file=$1 beside="${1%.tatu}.in"
  if [ -f "$beside" ]; then cat "$beside"; else comment_lines "$file" stdin; fi
}

# Runs a module with one command: output, messages, what was counted, exit code.
# Called with: command, module, folder, input, options..., --, arguments...
run_one() {
  local command=$1 module=$2 folder=$3 input=$4 status=0 options=("--fuel=$FUEL_LIMIT")
  shift 4
  while [ "$1" != -- ]; do
    [[ $1 != --fuel=* ]] || options=()
    options+=("$1")
    shift
  done
  shift
  timeout "$TIME_LIMIT" "$command" run --stats "${options[@]}" "$module" "$@" \
    <"$input" >"$folder/run.out" 2>"$folder/run.all" || status=$?
  echo "$status" >"$folder/run.status"
  grep -E "$COUNTED" "$folder/run.all" >"$folder/run.counts"
  grep -vE "$COUNTED|$MEASURED" "$folder/run.all" >"$folder/run.err"
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
  local native=$1 other=$2 file=$3 folder=$4 build words options
  build_one "$native" "$file" "$folder/native"
  build_one "$other" "$file" "$folder/other"
  agree "$folder/native" "$folder/other" build.status build.out build.err || return 1
  [ "$(cat "$folder/native/build.status")" = 0 ] || return 0
  agree "$folder/native" "$folder/other" module.tbc || return 1
  write_input "$file" >"$folder/input"
  mapfile -d '' -t options < <(words_of "$file" flags options)
  mapfile -d '' -t words < <(words_of "$file" args args)
  for build in native other; do
    run_one "${!build}" "$folder/native/module.tbc" "$folder/$build" "$folder/input" "${options[@]}" -- "${words[@]}"
  done
  agree "$folder/native" "$folder/other" run.status run.out run.err run.counts
}

# One file, called by xargs: prints a line that starts with ok, refused (equally by both compilers) or DIFFERENT.
report_one() {
  local native=$1 other=$2 file=$3 folder result=ok
  folder=$(mktemp -d)
  if ! compare_one "$native" "$other" "$file" "$folder" >"$folder/differences"; then
    result=DIFFERENT
  elif [ ! -s "$folder/native/run.counts" ]; then
    result=refused
  fi
  # One write per file, so that lines of parallel jobs do not mix.
  printf '%s\n' "$(printf '%s %s\n' "$result" "$file" && cat "$folder/differences")"
  rm -rf "$folder"
}

program_files() {
  cd "$root" && find examples tests/language tests/errors -name '*.tatu' -not -path '*/slow/*' -print0 2>/dev/null | sort -z
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
