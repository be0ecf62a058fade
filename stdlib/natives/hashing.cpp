// Hashing and the probing of hash tables. The arguments can come from any verified module, so nothing is taken for
// granted about the tables but that they are arrays of these types.
#include <bit>

#include "stdlib/natives/core_natives.h"
#include "stdlib/natives/siphash.h"
#include "vm/engine.h"
#include "vm/guest.h"
#include "vm/guest_state.h"
#include "vm/link/runtime_type.h"

namespace tatu::stdlib {

using bytecode::TypeKind;
using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

SipKey keyOf(const NativeArguments& arguments) {
  const std::uint64_t seed = arguments.guest().state().hashSeed;
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

// Of a simple key in parameter `parameter`.
std::int32_t simpleHashOf(const NativeArguments& arguments, std::size_t parameter, bool isText) {
  if (isText) return hashOfText(arguments, arguments.stringAt(parameter));
  return fold(sipHash(keyOf(arguments), arguments.slotAt(parameter)));
}

NativeStatus simpleHash(NativeCall& call) {
  const vm::RuntimeType& type = call.typeArgument(0);
  if (!isSimple(type)) return notSimple(call);
  return call.returnInt32(simpleHashOf(call, 0, type.is(TypeKind::String)));
}

constexpr std::size_t kMostProbes = 64;
// Long keys with equal hashes are compared so often at most; the price is that of comparing a few times.
constexpr std::size_t kMostComparisons = 4;
constexpr std::int64_t kNotThere = -1;
constexpr std::int64_t kUndecided = -2;

// Linear probing, for a bounded number of steps; the caller goes on by itself, at its own cost, when they did not
// suffice. A table that does not keep the rules of Map gives a wrong answer, but never one outside the arrays.
// `isKey` says whether an entry holds the key that is looked for.
template <typename IsKey>
std::int64_t probe(std::span<const std::int32_t> index, std::size_t entries, std::int32_t hash, IsKey isKey) {
  if (index.empty() || (index.size() & (index.size() - 1)) != 0) return kNotThere;
  const std::size_t mask = index.size() - 1;
  std::size_t place = static_cast<std::uint32_t>(hash) & mask;
  for (std::size_t left = kMostProbes; left > 0; --left, place = (place + 1) & mask) {
    const auto entry =
        static_cast<std::size_t>(index[place]) - 1;  // an empty place becomes a number beyond all entries
    if (entry >= entries) return kNotThere;
    if (isKey(entry)) return static_cast<std::int64_t>(entry);
  }
  return kUndecided;
}

bool isText(const vm::Object* object, const vm::StringObject& text) {
  const auto* other = static_cast<const vm::StringObject*>(static_cast<const gc::ArrayObject*>(object));
  return other == &text || (other != nullptr && other->text() == text.text());
}

// What is needed of a table to look for a key. Entries have a key and a hash each; the arrays may differ in length.
struct Table {
  explicit Table(const NativeCall& call)
      : index(call.arrayAt(0).elements<std::int32_t>()),
        hashes(call.arrayAt(1).elements<std::int32_t>()),
        entries(std::min<std::size_t>(hashes.size(), call.arrayAt(2).length)) {}

  std::span<const std::int32_t> index;
  std::span<const std::int32_t> hashes;
  std::size_t entries;
};

// Looks for the key where the guest found one last (`isHere`: whether an entry holds it for certain), then by its hash.
//
// The first look changes no result. Nothing but `rebuild`, which forgets the place, moves what an index leads to, so
// from the same index the key would be found again, in as many steps; an index that was never rebuilt is too small for
// more steps than the bound. A table that has come to stand at the address of a dead one has been rebuilt since, or is
// small.
template <typename IsHere, typename Probe>
std::int64_t findOnceMore(const NativeCall& call, const Table& table, IsHere isHere, Probe probeTable) {
  vm::FoundKey& last = call.guest().state().foundKey;
  if (last.table == table.index.data() && last.entry < table.entries && isHere(last.entry)) {
    return static_cast<std::int64_t>(last.entry);
  }
  const std::int64_t found = probeTable();
  if (found >= 0) last = {table.index.data(), static_cast<std::size_t>(found)};
  return found;
}

// Keys that are numbers of type T, stored raw. Removed entries have a key of zero, and no key's hash.
template <typename T>
std::int64_t findNumber(const NativeCall& call) {
  const Table table(call);
  const T* const keys = call.arrayAt(2).elements<T>().data();
  const T key = static_cast<T>(call.slotAt(3));
  const auto isHere = [=](std::size_t entry) { return keys[entry] == key && key != 0; };
  return findOnceMore(call, table, isHere, [&] {
    const std::int32_t hash = simpleHashOf(call, 3, false);
    return probe(table.index, table.entries, hash,
                 [&](std::size_t entry) { return keys[entry] == key && (key != 0 || table.hashes[entry] == hash); });
  });
}

std::int64_t probeTexts(const NativeCall& call, const Table& table, vm::Object* const* keys) {
  const vm::StringObject& key = call.stringObjectAt(3);
  const std::int32_t hash = simpleHashOf(call, 3, true);
  std::size_t comparisons = 0;
  const auto isKey = [&](std::size_t entry) {
    if (table.hashes[entry] != hash) return false;
    return isText(keys[entry], key) || ++comparisons == kMostComparisons;
  };
  const std::int64_t found = probe(table.index, table.entries, hash, isKey);
  return comparisons == kMostComparisons ? kUndecided : found;
}

std::int64_t findText(const NativeCall& call) {
  const Table table(call);
  vm::Object* const* const keys = call.arrayAt(2).references().data();
  const vm::StringObject& key = call.stringObjectAt(3);
  return findOnceMore(
      call, table, [&](std::size_t entry) { return isText(keys[entry], key); },
      [&] { return probeTexts(call, table, keys); });
}

std::int64_t findEntry(const NativeCall& call) {
  switch (call.typeArgument(0).kind) {
    case TypeKind::Bool:
    case TypeKind::Byte: return findNumber<std::uint8_t>(call);
    case TypeKind::Int32:
    case TypeKind::Char: return findNumber<std::uint32_t>(call);
    case TypeKind::Int: return findNumber<std::uint64_t>(call);
    case TypeKind::String: return findText(call);
    default: return kUndecided;
  }
}

// (index, hashes, keys, key)
NativeStatus findSimple(NativeCall& call) { return call.returnInt(findEntry(call)); }

// What hashing and a probe cost on average in a table that is at most half full, plus the comparison of a text.
std::uint64_t priceOfFind(const NativeArguments& arguments) {
  return arguments.typeArgument(0).is(TypeKind::String) ? 6 + arguments.stringAt(3).size() / kBytesPerUnit : 5;
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
  call.guest().state().foundKey = {};
  return call.returnInt(static_cast<std::int64_t>(enterAll(index, hashes, static_cast<std::size_t>(count))));
}

std::uint64_t priceOfRebuild(const NativeArguments& arguments) {
  const std::uint64_t count = static_cast<std::uint64_t>(std::max<std::int64_t>(arguments.intAt(2), 0));
  return 1 + (arguments.arrayAt(0).length + std::min(count, arguments.arrayAt(1).length)) / 2;
}

std::uint64_t priceOfKey(const NativeArguments& arguments) {
  return arguments.typeArgument(0).is(TypeKind::String) ? 3 + arguments.stringAt(0).size() / kBytesPerUnit : 2;
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
