// Natives of hash tables that compiled code calls directly (vm/compiled/direct_call.h). The arguments can come from any
// verified module, so nothing is taken for granted about the tables but that they are arrays of these types.
//
// Simple keys are numbers, which are stored raw as some T (Bool and Char as well), and texts.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "stdlib/natives/core_natives.h"
#include "stdlib/natives/siphash.h"
#include "vm/engine.h"
#include "vm/guest.h"
#include "vm/guest_state.h"
#include "vm/link/runtime_type.h"

namespace tatu::stdlib {

// Numbers, Bool, Char and String; floats are left out because their equality is not that of bits in slots alone.
[[nodiscard]] inline bool isSimple(const vm::RuntimeType& type) {
  using enum bytecode::TypeKind;
  switch (type.kind) {
    case Bool:
    case Byte:
    case Int32:
    case Int:
    case Char:
    case String: return true;
    default: return false;
  }
}

template <typename Call>
[[nodiscard]] SipKey keyOf(const Call& call) {
  const std::uint64_t seed = call.state().hashSeed;
  return {seed, ~seed * 0x9E3779B97F4A7C15u};
}

template <typename Call>
[[nodiscard]] std::uint64_t hashOfText(const Call& call, std::string_view text) {
  return sipHash(keyOf(call), std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

[[nodiscard]] constexpr std::int32_t foldHash(std::uint64_t hash) { return static_cast<std::int32_t>(hash >> 33); }

// () -> whether the type argument is one
template <bool answer>
struct IsSimpleKey {
  static constexpr std::size_t kParameters = 0;
  static constexpr std::uint64_t kPrice = 0;

  static vm::NativeStatus body(auto& call) { return call.returnBool(answer); }
};

// (number) -> its hash
struct HashNumber {
  static constexpr std::size_t kParameters = 1;
  static constexpr std::uint64_t kPrice = 2;

  static vm::NativeStatus body(auto& call) { return call.returnInt32(of(call, 0)); }

  [[gnu::always_inline]] static std::int32_t of(const auto& call, std::size_t parameter) {
    return foldHash(sipHash(keyOf(call), call.slotAt(parameter)));
  }
};

// (text) -> its hash
struct HashText {
  static constexpr std::size_t kParameters = 1;

  static std::uint64_t price(const auto& arguments) { return 3 + arguments.stringAt(0).size() / kBytesPerUnit; }

  static vm::NativeStatus body(auto& call) { return call.returnInt32(of(call, 0)); }

  static std::int32_t of(const auto& call, std::size_t parameter) {
    return foldHash(hashOfText(call, call.stringAt(parameter)));
  }
};

// ---- Finding

inline constexpr std::size_t kMostProbes = 64;
// Long keys with equal hashes are compared so often at most; the price is that of comparing a few times.
inline constexpr std::size_t kMostComparisons = 4;
inline constexpr std::int64_t kNotThere = -1;
inline constexpr std::int64_t kUndecided = -2;

// Linear probing, for a bounded number of steps; the caller goes on by itself, at its own cost, when they did not
// suffice. A table that does not keep the rules of Map gives a wrong answer, but never one outside the arrays.
// `isKey` says whether an entry holds the key that is looked for.
template <typename IsKey>
[[nodiscard]] std::int64_t probe(std::span<const std::int32_t> index, std::size_t entries, std::int32_t hash,
                                 IsKey isKey) {
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

// What is needed of a table to look for a key. Entries have a key and a hash each; the arrays may differ in length.
struct Table {
  template <typename Call>
  explicit Table(const Call& call)
      : index(call.arrayAt(0).template elements<std::int32_t>()),
        hashes(call.arrayAt(1).template elements<std::int32_t>()),
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
template <typename Call, typename IsHere, typename Probe>
[[nodiscard]] std::int64_t findOnceMore(const Call& call, const Table& table, IsHere isHere, Probe probeTable) {
  vm::FoundKey& last = call.state().foundKey;
  if (last.table == table.index.data() && last.entry < table.entries && isHere(last.entry)) {
    return static_cast<std::int64_t>(last.entry);
  }
  const std::int64_t found = probeTable();
  if (found >= 0) last = {table.index.data(), static_cast<std::size_t>(found)};
  return found;
}

// Both: (index, hashes, keys, key) -> the entry, or kNotThere or kUndecided. The price is what hashing and a probe cost
// on average in a table that is at most half full, plus the comparison of a text.

// Removed entries have a key of zero, and no key's hash.
template <typename T>
struct FindNumber {
  static constexpr std::size_t kParameters = 4;
  static constexpr std::uint64_t kPrice = 5;

  static vm::NativeStatus body(auto& call) {
    const Table table(call);
    const T* const keys = call.arrayAt(2).template elements<T>().data();
    const T key = static_cast<T>(call.slotAt(3));
    const auto isHere = [=](std::size_t entry) { return keys[entry] == key && key != 0; };
    return call.returnInt(findOnceMore(call, table, isHere, [&] {
      const std::int32_t hash = HashNumber::of(call, 3);
      return probe(table.index, table.entries, hash,
                   [&](std::size_t entry) { return keys[entry] == key && (key != 0 || table.hashes[entry] == hash); });
    }));
  }
};

struct FindText {
  static constexpr std::size_t kParameters = 4;

  static std::uint64_t price(const auto& arguments) { return 6 + arguments.stringAt(3).size() / kBytesPerUnit; }

  static vm::NativeStatus body(auto& call) {
    const Table table(call);
    vm::Object* const* const keys = call.arrayAt(2).references().data();
    const vm::StringObject& key = call.stringObjectAt(3);
    return call.returnInt(findOnceMore(
        call, table, [&](std::size_t entry) { return isText(keys[entry], key); },
        [&] { return probeTable(table, keys, key, HashText::of(call, 3)); }));
  }

 private:
  static bool isText(const vm::Object* object, const vm::StringObject& text) {
    const auto* other = static_cast<const vm::StringObject*>(static_cast<const gc::ArrayObject*>(object));
    return other == &text || (other != nullptr && other->text() == text.text());
  }

  static std::int64_t probeTable(const Table& table, vm::Object* const* keys, const vm::StringObject& key,
                                 std::int32_t hash) {
    std::size_t comparisons = 0;
    const auto isKey = [&](std::size_t entry) {
      if (table.hashes[entry] != hash) return false;
      return isText(keys[entry], key) || ++comparisons == kMostComparisons;
    };
    const std::int64_t found = probe(table.index, table.entries, hash, isKey);
    return comparisons == kMostComparisons ? kUndecided : found;
  }
};

}  // namespace tatu::stdlib
