# shellcheck shell=bash
# ./dev grammar: installs ANTLR's tool and regenerates the parser in compiler/syntax/generated, which is kept under version
# control so that an ordinary build needs no Java.

cmd_grammar() {
  ensure_sets base grammar
  "$TATU_ROOT/scripts/regenerate_grammar.sh" "$@"
}
