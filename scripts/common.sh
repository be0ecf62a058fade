# shellcheck shell=bash
# Messages, logs and privileges for the other scripts. Messages go to standard error: standard output belongs to the
# program that `./dev run` runs and to what a command was asked to print.

readonly TATU_BUILD="$TATU_ROOT/build"
readonly TATU_LOGS="$TATU_BUILD/logs"

say() { printf 'dev: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

fail_usage() {
  say "$*"
  exit 2
}

# Runs a command as root.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "root rights are needed for: $*; run this as root, or install sudo"
  fi
}

show_progress_on_terminal() { [ -t 2 ] && [ "${TERM:-dumb}" != dumb ]; }

# Shows the last line of a growing log on one line of the terminal until it is killed or this script has ended.
# Called with: title, log file.
watch_log() {
  local title=$1 log=$2 line width
  width=$(tput cols 2>/dev/null || echo 80)
  while kill -0 $$ 2>/dev/null; do
    line=$(tail -n 1 "$log" 2>/dev/null | tr -d '\r' || true)
    line="$title: $line"
    printf '\r\033[K%s' "${line:0:width-1}" >&2
    sleep 0.2
  done
}

# The command stays in the foreground, where Ctrl-C reaches it; the watcher is what runs beside it.
run_watched() {
  local title=$1 log=$2 status=0 watcher
  shift 2
  watch_log "$title" "$log" &
  watcher=$!
  "$@" >"$log" 2>&1 </dev/null || status=$?
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  printf '\r\033[K' >&2
  return "$status"
}

# Runs a command with its output in a log file and a progress line on a terminal.
# Called with: title, name of the log, command...
logged() {
  local title=$1 log="$TATU_LOGS/$2.log"
  shift 2
  mkdir -p "$TATU_LOGS"
  if show_progress_on_terminal; then
    run_watched "$title" "$log" "$@"
  else
    "$@" >"$log" 2>&1 </dev/null
  fi
}

# As logged, and shows the end of the log if the command fails.
quietly() {
  local status=0
  logged "$@" || status=$?
  if [ "$status" -ne 0 ]; then
    report_failed_log "$1" "$TATU_LOGS/$2.log"
  fi
  return "$status"
}

report_failed_log() {
  say "$1 failed; the end of $2:"
  tail -n 60 "$2" >&2
}

# Parallel jobs: one per core, but a compiler may need 1.5 GB.
job_count() {
  local cores memory_jobs
  if [ -n "${TATU_JOBS:-}" ]; then
    printf '%s\n' "$TATU_JOBS"
    return
  fi
  cores=$(nproc)
  memory_jobs=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo 2>/dev/null || echo 1)
  [ "${memory_jobs:-0}" -ge 1 ] || memory_jobs=1
  printf '%s\n' $((cores < memory_jobs ? cores : memory_jobs))
}
