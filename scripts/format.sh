# shellcheck shell=bash
# ./dev format [--check]

# shellcheck source=scripts/lint.sh
source "$TATU_ROOT/scripts/lint.sh"

cmd_format() {
  ensure_packages clang-format git
  case ${1:-} in
    "") run_clang_format -i ;;
    --check) check_format || fail "the files above are not laid out as .clang-format says; ./dev format does it" ;;
    *) fail_usage "format knows only --check, not '$1'" ;;
  esac
}
