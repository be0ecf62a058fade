# shellcheck shell=bash
# ./dev tidy [FILE...]: clang-tidy as .clang-tidy says, over all hand-written sources or the named ones.

# shellcheck source=scripts/lint.sh
source "$TATU_ROOT/scripts/lint.sh"

cmd_tidy() {
  ensure_sets base tidy
  build_quietly debug
  if [ $# -gt 0 ]; then
    printf '%s\0' "$@"
  else
    (cd "$TATU_ROOT" && git ls-files -z -- '*.cpp' ':!:*generated/*' ':!:cmake/*')
  fi | (cd "$TATU_ROOT" && xargs -0 -r -n 1 -P "$(job_count)" clang-tidy --quiet -p "$TATU_BUILD/debug")
}
