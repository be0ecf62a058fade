// Hashing and hash tables.
#include <bit>

#include "stdlib/natives/hash_calls.h"

namespace tatu::stdlib {

using bytecode::TypeKind;
using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

NativeStatus seed(NativeCall& call) { return call.returnInt(static_cast<std::int64_t>(sipHash(keyOf(call), 0))); }

NativeStatus mix(NativeCall& call) {
  const SipKey key{static_cast<std::uint64_t>(call.intAt(0)), keyOf(call).high};
  return call.returnInt(static_cast<std::int64_t>(sipHash(key, static_cast<std::uint64_t>(call.intAt(1)))));
}

NativeStatus hashString(NativeCall& call) {
  return call.returnInt(static_cast<std::int64_t>(hashOfText(call, call.stringAt(0))));
}

NativeStatus isSimpleKey(NativeCall& call) { return call.returnBool(isSimple(call.typeArgument(0))); }

NativeStatus simpleHash(NativeCall& call) {
  const vm::RuntimeType& type = call.typeArgument(0);
  if (!isSimple(type)) return call.fail(CoreException::Argument, "keys of this type have no simple hash");
  return type.is(TypeKind::String) ? HashText::body(call) : HashNumber::body(call);
}

std::uint64_t priceOfKey(const NativeArguments& arguments) {
  return arguments.typeArgument(0).is(TypeKind::String) ? HashText::price(arguments) : HashNumber::kPrice;
}

NativeStatus findSimple(NativeCall& call) {
  switch (call.typeArgument(0).kind) {
    case TypeKind::Bool:
    case TypeKind::Byte: return FindNumber<std::uint8_t>::body(call);
    case TypeKind::Int32:
    case TypeKind::Char: return FindNumber<std::uint32_t>::body(call);
    case TypeKind::Int: return FindNumber<std::uint64_t>::body(call);
    case TypeKind::String: return FindText::body(call);
    default: return call.returnInt(kUndecided);
  }
}

std::uint64_t priceOfFind(const NativeArguments& arguments) {
  if (arguments.typeArgument(0).is(TypeKind::String)) return FindText::price(arguments);
  return FindNumber<std::uint64_t>::kPrice;
}

// Clears the index and enters the first `count` entries, as far as a budget of steps reaches -> how many were entered.
// In a table whose hashes are spread as they should be that is all of them.
std::size_t enterAll(std::span<std::int32_t> index, std::span<const std::int32_t> hashes, std::size_t count) {
  std::fill(index.begin(), index.end(), 0);
  const std::size_t mask = index.size() - 1;
  std::size_t budget = 8 * count + 64;
  for (std::size_t entry = 0; entry < count; ++entry) {
    std::size_t place = static_cast<std::uint32_t>(hashes[entry]) & mask;
    while (index[place] != 0) {
      if (budget == 0) return entry;
      --budget;
      place = (place + 1) & mask;
    }
    index[place] = static_cast<std::int32_t>(entry + 1);
  }
  return count;
}

// (index, hashes, count)
NativeStatus rebuild(NativeCall& call) {
  const auto index = call.arrayAt(0).elements<std::int32_t>();
  const auto hashes = call.arrayAt(1).elements<std::int32_t>();
  const std::int64_t count = call.intAt(2);
  if (count < 0 || static_cast<std::uint64_t>(count) > hashes.size() || !std::has_single_bit(index.size()) ||
      static_cast<std::uint64_t>(count) >= index.size() || count >= INT32_MAX) {
    return call.fail(CoreException::Argument, "an index of this size cannot hold these entries");
  }
  call.state().foundKey = {};
  return call.returnInt(static_cast<std::int64_t>(enterAll(index, hashes, static_cast<std::size_t>(count))));
}

std::uint64_t priceOfRebuild(const NativeArguments& arguments) {
  const std::uint64_t count = static_cast<std::uint64_t>(std::max<std::int64_t>(arguments.intAt(2), 0));
  return 1 + (arguments.arrayAt(0).length + std::min(count, arguments.arrayAt(1).length)) / 2;
}

std::uint64_t priceOfText(const NativeArguments& arguments) { return priceOfBytes(arguments.stringAt(0).size()); }

}  // namespace

void addHashNatives(vm::NativeRegistry& registry) {
  registry.add("core.hash.seed@1", "() -> Int", seed);
  registry.add("core.hash.mix@1", "(Int, Int) -> Int", mix);
  registry.add("core.hash.string@1", "(String) -> Int", priceOfText, hashString);
  registry.add("core.hash.is_simple@1", "<1>() -> Bool", isSimpleKey);
  registry.add("core.hash.simple@1", "<1>(#0) -> Int32", priceOfKey, simpleHash);
  registry.addReading("core.hash.find_simple@1", "<1>(Array<Int32>, Array<Int32>, Array<#0>, #0) -> Int", priceOfFind,
                      findSimple);
  registry.add("core.hash.rebuild@1", "(Array<Int32>, Array<Int32>, Int) -> Int", priceOfRebuild, rebuild);
}

}  // namespace tatu::stdlib
