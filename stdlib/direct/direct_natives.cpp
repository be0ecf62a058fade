#include "stdlib/direct/direct_natives.h"

#include "stdlib/natives/hash_calls.h"
#include "stdlib/natives/number_calls.h"
#include "stdlib/natives/string_calls.h"

namespace tatu::stdlib {

using bytecode::TypeKind;
using vm::DirectFunction;
using vm::directFunction;
using vm::directFunctionFor;
using vm::Method;

namespace {

TypeKind keyKindOf(const Method& method) { return method.typeArguments[0]->kind; }

DirectFunction isSimpleKey(const Method& method) {
  return isSimple(*method.typeArguments[0]) ? directFunction<IsSimpleKey<true>>()
                                            : directFunction<IsSimpleKey<false>>();
}

DirectFunction simpleHash(const Method& method) {
  if (!isSimple(*method.typeArguments[0])) return {};
  return keyKindOf(method) == TypeKind::String ? directFunction<HashText>() : directFunction<HashNumber>();
}

DirectFunction findSimple(const Method& method) {
  switch (keyKindOf(method)) {
    case TypeKind::Bool:
    case TypeKind::Byte: return directFunction<FindNumber<std::uint8_t>>();
    case TypeKind::Int32:
    case TypeKind::Char: return directFunction<FindNumber<std::uint32_t>>();
    case TypeKind::Int: return directFunction<FindNumber<std::uint64_t>>();
    case TypeKind::String: return directFunction<FindText>();
    default: return {};
  }
}

constexpr vm::DirectNative kNatives[] = {
    {"core.hash.is_simple@1", isSimpleKey},
    {"core.hash.simple@1", simpleHash},
    {"core.hash.find_simple@1", findSimple},
    {"core.int.to_string@1", directFunctionFor<IntToString>},
    {"core.int.parse_radix@1", directFunctionFor<IntParse>},
    {"core.string.slice@1", directFunctionFor<StringSlice>},
    {"core.string.char_at@1", directFunctionFor<StringCharAt>},
    {"core.string.find_within@1", directFunctionFor<StringFindWithin>},
    {"core.string.copy@1", directFunctionFor<StringCopy>},
};

}  // namespace

vm::DirectNatives directNatives() { return kNatives; }

}  // namespace tatu::stdlib
