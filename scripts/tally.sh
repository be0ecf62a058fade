# shellcheck shell=bash
# Counts what was tested. The counts come from what ran: ctest's JUnit reports, and one for each further check.

passed=0
failed=0
skipped=0

junit_count() { sed -n "s/.*<testsuite .*[[:space:]]$2=\"\([0-9]*\)\".*/\1/p; t; s/^[[:space:]]*$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1; }

# Adds a JUnit report and the exit code of the ctest that wrote it.
tally_ctest() {
  local report=$1 status=$2 tests failures disabled missed
  if [ ! -s "$report" ]; then
    failed=$((failed + 1))
    return
  fi
  tests=$(junit_count "$report" tests)
  failures=$(junit_count "$report" failures)
  disabled=$(junit_count "$report" disabled)
  missed=$(junit_count "$report" skipped)
  passed=$((passed + tests - failures - disabled - missed))
  failed=$((failed + failures))
  skipped=$((skipped + disabled + missed))
  # A test that ctest could not even start is a failure, though the report calls it skipped; so is a run of no tests.
  if [ "$status" -ne 0 ] && [ "$failures" -eq 0 ]; then
    failed=$((failed + 1))
  fi
}

# Runs one check that is not a test of ctest. Called with: title, name of the log, command...
check() {
  local start=$SECONDS
  if quietly "$@"; then
    passed=$((passed + 1))
    say "$1: ok ($((SECONDS - start)) s)"
  else
    failed=$((failed + 1))
    say "$1: FAILED"
  fi
}

# Builds a preset; a build that fails counts as one failure. Called with: preset, targets...
check_build() {
  local start=$SECONDS
  if build_quietly "$@"; then
    say "build $1: ok ($((SECONDS - start)) s)"
  else
    failed=$((failed + 1))
    return 1
  fi
}

# The failures in a log of ctest, without the lines about tests that passed.
show_failed_tests() {
  grep -vE '^ *(Start +[0-9]+:|[0-9]+/[0-9]+ Test +#[0-9]+: .* Passed +[0-9.]+ sec)' "$1" | tail -n 400 >&2
}

# Runs tests of a preset that is built. Called with: preset, further options of ctest...
run_ctest() {
  local preset=$1 folder="$TATU_BUILD/$1" report="$TATU_BUILD/$1/junit.xml" status=0 start=$SECONDS
  shift
  rm -f "$report"
  # A few frames of who allocated say enough, and keeping all of them takes a tenth of the time.
  ASAN_OPTIONS=malloc_context_size=5 UBSAN_OPTIONS=print_stacktrace=1 logged "Testing ($preset)" "test-$preset" ctest --test-dir "$folder" \
    --output-on-failure --no-tests=error --parallel "$(nproc)" --output-junit "$report" "$@" || status=$?
  tally_ctest "$report" "$status"
  [ "$status" -eq 0 ] || show_failed_tests "$TATU_LOGS/test-$preset.log"
  say "tests of $preset: $([ "$status" -eq 0 ] && echo ok || echo FAILED) ($((SECONDS - start)) s; all output is in build/logs/test-$preset.log)"
}

# Prints the closing line and returns whether everything passed. Nothing may be printed after it.
close_tally() {
  if [ "$skipped" -gt 0 ]; then
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  else
    printf '%d passed, %d failed\n' "$passed" "$failed"
  fi
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
