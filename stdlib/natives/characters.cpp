// Char.
#include "stdlib/natives/core_natives.h"
#include "stdlib/natives/unicode.h"

namespace tatu::stdlib {

using vm::NativeCall;
using vm::NativeStatus;

namespace {

NativeStatus charToString(NativeCall& call) {
  std::string text;
  appendUtf8(text, call.charAt(0));
  vm::StringObject* object = call.newString(text);
  return object == nullptr ? call.stopped() : call.returnObject(object);
}

template <bool (*test)(char32_t)>
NativeStatus property(NativeCall& call) {
  return call.returnBool(test(call.charAt(0)));
}

template <char32_t (*mapping)(char32_t)>
NativeStatus mapped(NativeCall& call) {
  return call.returnChar(mapping(call.charAt(0)));
}

}  // namespace

void addCharNatives(vm::NativeRegistry& registry) {
  registry.add("core.char.to_string@1", "(Char) -> String", charToString);
  registry.addReading("core.char.is_letter@1", "(Char) -> Bool", nullptr, property<isLetter>);
  registry.addReading("core.char.is_whitespace@1", "(Char) -> Bool", nullptr, property<isWhitespace>);
  registry.addReading("core.char.is_upper@1", "(Char) -> Bool", nullptr, property<isUpper>);
  registry.addReading("core.char.is_lower@1", "(Char) -> Bool", nullptr, property<isLower>);
  registry.addReading("core.char.to_upper@1", "(Char) -> Char", nullptr, mapped<toUpper>);
  registry.addReading("core.char.to_lower@1", "(Char) -> Char", nullptr, mapped<toLower>);
}

}  // namespace tatu::stdlib
