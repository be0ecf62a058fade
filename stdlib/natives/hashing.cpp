// Hashing and the probing of hash tables. The arguments can come from any verified module, so nothing is taken for
// granted about the tables but that they are arrays of these types.
#include <bit>

#include "stdlib/natives/core_natives.h"
#include "stdlib/natives/siphash.h"
#include "vm/guest.h"
#include "vm/link/runtime_type.h"

namespace tatu::stdlib {

using bytecode::TypeKind;
using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

SipKey keyOf(const NativeArguments& arguments) {
  const std::uint64_t seed = arguments.guest().hashSeed();
  return {seed, ~seed * 0x9E3779B97F4A7C15u};
}

// Numbers, Bool, Char and String; floats are left out because their equality is not that of bits in slots alone.
bool isSimple(const vm::RuntimeType& type) {
  switch (type.kind) {
    case TypeKind::Bool:
    case TypeKind::Byte:
    case TypeKind::Int32:
    case TypeKind::Int:
    case TypeKind::Char:
    case TypeKind::String: return true;
    default: return false;
  }
}

std::int32_t fold(std::uint64_t hash) { return static_cast<std::int32_t>(hash >> 33); }

std::int32_t hashOfText(const NativeArguments& arguments, std::string_view text) {
  return fold(sipHash(keyOf(arguments), std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())));
}

NativeStatus seed(NativeCall& call) { return call.returnInt(static_cast<std::int64_t>(sipHash(keyOf(call), 0))); }

NativeStatus mix(NativeCall& call) {
  const SipKey key{static_cast<std::uint64_t>(call.intAt(0)), keyOf(call).high};
  return call.returnInt(static_cast<std::int64_t>(sipHash(key, static_cast<std::uint64_t>(call.intAt(1)))));
}

NativeStatus hashString(NativeCall& call) {
  const std::string_view text = call.stringAt(0);
  return call.returnInt(static_cast<std::int64_t>(
      sipHash(keyOf(call), std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()))));
}

NativeStatus isSimpleKey(NativeCall& call) { return call.returnBool(isSimple(call.typeArgument(0))); }

NativeStatus notSimple(NativeCall& call) {
  return call.fail(CoreException::Argument, "keys of this type have no simple hash");
}

NativeStatus simpleHash(NativeCall& call) {
  const vm::RuntimeType& type = call.typeArgument(0);
  if (!isSimple(type)) return notSimple(call);
  if (type.is(TypeKind::String)) return call.returnInt32(hashOfText(call, call.stringAt(0)));
  return call.returnInt32(fold(sipHash(keyOf(call), call.slotsAt(0)[0])));
}

struct Table {
  std::span<const std::int32_t> index;
  std::span<const std::int32_t> hashes;
  vm::ArrayObject* keys;
};

bool isSame(const NativeCall& call, const Table& table, std::size_t entry, bool isText) {
  if (isText) {
    const auto* key =
        static_cast<const vm::StringObject*>(static_cast<const gc::ArrayObject*>(vm::referenceAt(*table.keys, entry)));
    return key != nullptr && key->text() == call.stringAt(3);
  }
  vm::Slot slot = 0;
  vm::loadElement(*table.keys, entry, &slot);
  return slot == call.slotsAt(3)[0];
}

constexpr std::size_t kMostProbes = 64;
constexpr std::int64_t kNotThere = -1;
constexpr std::int64_t kUndecided = -2;

// Linear probing, for a bounded number of steps; the caller goes on by itself, at its own cost, when they did not
// suffice. A table that does not keep the rules of Map gives a wrong answer, but never one outside the arrays.
std::int64_t probe(const NativeCall& call, const Table& table, std::int32_t hash, bool isText) {
  if (!std::has_single_bit(table.index.size())) return kNotThere;
  const std::size_t mask = table.index.size() - 1;
  std::size_t place = static_cast<std::uint32_t>(hash) & mask;
  for (std::size_t left = kMostProbes; left > 0; --left, place = (place + 1) & mask) {
    const std::int32_t number = table.index[place];
    if (number <= 0) return kNotThere;
    const auto entry = static_cast<std::size_t>(number) - 1;
    if (entry >= table.hashes.size() || entry >= table.keys->length) return kNotThere;
    if (table.hashes[entry] == hash && isSame(call, table, entry, isText)) return static_cast<std::int64_t>(entry);
  }
  return kUndecided;
}

// (index, hashes, keys, key, hash)
NativeStatus findSimple(NativeCall& call) {
  if (!isSimple(call.typeArgument(0))) return notSimple(call);
  const Table table{call.arrayAt(0).elements<std::int32_t>(), call.arrayAt(1).elements<std::int32_t>(),
                    &call.arrayAt(2)};
  return call.returnInt(probe(call, table, call.int32At(4), call.typeArgument(0).is(TypeKind::String)));
}

// What a probe costs on average in a table that is at most half full, plus the comparison of a text.
std::uint64_t priceOfFind(const NativeArguments& arguments) {
  return arguments.typeArgument(0).is(TypeKind::String) ? 4 + arguments.stringAt(3).size() / kBytesPerUnit : 4;
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
  return call.returnInt(static_cast<std::int64_t>(enterAll(index, hashes, static_cast<std::size_t>(count))));
}

std::uint64_t priceOfRebuild(const NativeArguments& arguments) {
  return 1 +
         (arguments.arrayAt(0).length + static_cast<std::uint64_t>(std::max<std::int64_t>(arguments.intAt(2), 0))) / 2;
}

std::uint64_t priceOfKey(const NativeArguments& arguments) {
  return arguments.typeArgument(0).is(TypeKind::String) ? 3 + arguments.stringAt(0).size() / kBytesPerUnit : 2;
}

std::uint64_t priceOfText(const NativeArguments& arguments) { return priceOfBytes(arguments.stringAt(0).size()); }

}  // namespace

void addHashNatives(vm::NativeRegistry& registry) {
  registry.add("core.hash.seed@1", seed);
  registry.add("core.hash.mix@1", mix);
  registry.add("core.hash.string@1", priceOfText, hashString);
  registry.add("core.hash.is_simple@1", isSimpleKey);
  registry.add("core.hash.simple@1", priceOfKey, simpleHash);
  registry.add("core.hash.find_simple@1", priceOfFind, findSimple);
  registry.add("core.hash.rebuild@1", priceOfRebuild, rebuild);
}

}  // namespace tatu::stdlib
