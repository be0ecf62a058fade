# shellcheck shell=bash
# ./dev grammar: installs ANTLR's tool and regenerates the parser in compiler/syntax/generated, which is kept under version
# control so that an ordinary build needs no Java. How it is generated is known beside the grammar.

cmd_grammar() {
  ensure_sets base grammar
  "$TATU_ROOT/compiler/syntax/regenerate_grammar.sh" "$@"
}
