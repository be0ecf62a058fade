#!/usr/bin/env bash
# Regenerates compiler/syntax/generated from TatuParser.g4 and token_kinds.def. Needs Java and antlr4 4.7.2 (Debian's
# antlr4); an ordinary build does not run this, since its results are kept.
set -euo pipefail

readonly ANTLR_VERSION=4.7.2
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
syntax="$root/compiler/syntax"
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

fail() {
  printf 'regenerate_grammar: %s\n' "$*" >&2
  exit 1
}

# The number of a token is that of its row, from 1: the value of its TokenKind.
write_vocabulary() {
  sed -nE 's/^TATU_(TOKEN|KEYWORD)\(([A-Za-z]+),.*/\2/p' "$syntax/token_kinds.def" | awk '{ print $0 "=" NR }'
}

command -v antlr4 >/dev/null || fail "antlr4 is missing; install the Debian package antlr4"
antlr4 2>&1 | grep -qF "Version $ANTLR_VERSION" || fail "antlr4 is not version $ANTLR_VERSION"

write_vocabulary >"$work/TatuTokens.tokens"
cp "$syntax/TatuParser.g4" "$work/"
(cd "$work" && antlr4 -Dlanguage=Cpp -no-visitor -no-listener -Werror -package tatu::compiler::generated TatuParser.g4)

if grep -q adaptivePredict "$work/TatuParser.cpp"; then
  grep -n -B3 adaptivePredict "$work/TatuParser.cpp" >&2
  fail "the grammar is not LL(1) any more, see above"
fi

# The tool deserialises the grammar's tables before main(), in every program that links the parser. Make that happen when
# the first parser is made instead: `tatu run x.tbc` needs none. Nor need what the tool wrote be checked at each start.
sed -i -E \
  -e 's/^TatuParser::Initializer TatuParser::_init;$/void TatuParser::initialize() { static Initializer init; }/' \
  -e 's/^(TatuParser::TatuParser\(TokenStream \*input\) : Parser\(input\)) \{$/\1 {\n  initialize();/' \
  -e 's/^  atn::ATNDeserializer deserializer;$/  atn::ATNDeserializationOptions options;\n  options.setVerifyATN(false);\n  atn::ATNDeserializer deserializer(options);/' \
  -e 's/dynamic_cast<[A-Za-z]+Context \*>\(_localctx\)->/_localctx->/g' \
  -e 's/[[:space:]]+$//' "$work/TatuParser.cpp"
sed -i -E \
  -e 's/^(\s*)static Initializer _init;$/\1static void initialize();/' \
  -e 's/[[:space:]]+$//' "$work/TatuParser.h"
grep -q '  initialize();' "$work/TatuParser.cpp" || fail "the generated constructor looks different than expected"
grep -q 'setVerifyATN' "$work/TatuParser.cpp" || fail "the generated tables are read in another way than expected"
grep -q 'static void initialize();' "$work/TatuParser.h" || fail "the generated header looks different than expected"

mkdir -p "$syntax/generated"
cp "$work/TatuParser.h" "$work/TatuParser.cpp" "$syntax/generated/"
