# shellcheck shell=bash
# Checks on the code itself that need no build: its layout and the shell scripts. Both return whether all is well.

# The C++ files that people wrote, separated by null bytes; what a tool generated is in folders named generated.
own_sources() {
  (cd "$TATU_ROOT" && git ls-files -z --cached --others --exclude-standard -- '*.h' '*.hpp' '*.c' '*.cpp' ':!:*generated/*')
}

# Called with further options of clang-format.
run_clang_format() { (cd "$TATU_ROOT" && own_sources | xargs -0 -r clang-format "$@"); }

check_format() { run_clang_format --dry-run --Werror; }

check_shell() { (cd "$TATU_ROOT" && git ls-files -z --cached -- dev .ci/run "*.sh" | xargs -0 shellcheck -x); }
