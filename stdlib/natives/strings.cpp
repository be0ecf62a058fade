// String.
#include <cstring>
#include <string>

#include "stdlib/natives/string_calls.h"

namespace tatu::stdlib {

using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

// (text, part, before, window) -> where the last occurrence that starts in [before - window, before) is, or -1.
struct BackwardSearch {
  std::size_t first = 0;  // the least offset at which an occurrence may start
  std::string_view text;  // from there on, as far as an occurrence may reach
};

BackwardSearch searchedBackwards(const NativeArguments& arguments) {
  const std::string_view text = arguments.stringAt(0);
  const std::int64_t before = arguments.intAt(2);
  const std::int64_t window = arguments.intAt(3);
  if (window <= 0 || before <= 0 || static_cast<std::uint64_t>(before) > text.size() + 1) return {};
  const auto first = static_cast<std::size_t>(std::max<std::int64_t>(before - window, 0));
  const std::size_t most = static_cast<std::size_t>(before) - 1 - first + arguments.stringAt(1).size();
  return {first, text.substr(first, most)};
}

NativeStatus findLastWithin(NativeCall& call) {
  const std::int64_t before = call.intAt(2);
  const std::uint64_t length = call.stringAt(0).size();
  if (!isRange(0, before, length + 1)) return badRange(call, before, before, length);
  const BackwardSearch search = searchedBackwards(call);
  if (before == 0 || call.intAt(3) <= 0) return call.returnInt(-1);
  const std::size_t found = findLast(search.text, call.stringAt(1));
  return call.returnInt(found == kNotFound ? -1 : static_cast<std::int64_t>(search.first + found));
}

NativeStatus startsWith(NativeCall& call) { return call.returnBool(call.stringAt(0).starts_with(call.stringAt(1))); }
NativeStatus endsWith(NativeCall& call) { return call.returnBool(call.stringAt(0).ends_with(call.stringAt(1))); }

// (text, start, window) -> where the white space that begins at `start` ends, or an offset at or behind
// `start + window` that is reached by white space alone: the caller goes on from there.
NativeStatus spaceEnd(NativeCall& call) {
  const std::string_view text = call.stringAt(0);
  if (!isRange(0, call.intAt(1), text.size())) return badRange(call, call.intAt(1), call.intAt(1), text.size());
  auto at = static_cast<std::size_t>(call.intAt(1));
  const std::size_t start = at;
  while (at < text.size() && static_cast<std::int64_t>(at - start) < call.intAt(2)) {
    const Decoded next = decodeAt(text, at);
    if (next.length == 0 || !isWhitespace(next.scalar)) break;
    at += next.length;
  }
  return call.returnInt(static_cast<std::int64_t>(at));
}

// (text, end, window) -> where the white space in front of `end` begins, or how far back it was followed.
NativeStatus spaceStart(NativeCall& call) {
  const std::string_view text = call.stringAt(0);
  if (!isRange(0, call.intAt(1), text.size())) return badRange(call, call.intAt(1), call.intAt(1), text.size());
  auto at = static_cast<std::size_t>(call.intAt(1));
  const std::size_t end = at;
  while (at > 0 && static_cast<std::int64_t>(end - at) < call.intAt(2)) {
    std::size_t before = at - 1;
    while (before > 0 && !isBoundary(text, before)) --before;
    const Decoded last = decodeAt(text, before);
    if (last.length == 0 || !isWhitespace(last.scalar)) break;
    at = before;
  }
  return call.returnInt(static_cast<std::int64_t>(at));
}

template <char32_t (*mapping)(char32_t), typename Sink>
void mapEach(std::string_view text, Sink&& sink) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decodeAt(text, at);
    if (next.length == 0) return;
    sink(mapping(next.scalar));
    at += next.length;
  }
}

// Measured first, as the result lies on the guest's own account from the start.
template <char32_t (*mapping)(char32_t)>
NativeStatus mapped(NativeCall& call) {
  std::uint64_t length = 0;
  mapEach<mapping>(call.stringAt(0), [&](char32_t scalar) { length += utf8Length(scalar); });
  vm::StringObject* object = call.newStringOfLength(length);
  if (object == nullptr) return call.stopped();
  char* out = object->data();
  mapEach<mapping>(call.stringAt(0), [&](char32_t scalar) { out += writeUtf8(out, scalar); });
  return call.returnObject(object);
}

NativeStatus repeat(NativeCall& call) {
  const std::int64_t count = call.intAt(1);
  if (count < 0)
    return call.fail(CoreException::Argument, "a text cannot be repeated " + std::to_string(count) + " times");
  std::uint64_t length = 0;
  if (__builtin_mul_overflow(call.stringAt(0).size(), static_cast<std::uint64_t>(count), &length)) length = UINT64_MAX;
  vm::StringObject* object = call.newStringOfLength(length);
  if (object == nullptr) return call.stopped();
  const std::string_view text = call.stringAt(0);
  std::uint64_t done = std::min<std::uint64_t>(text.size(), length);
  std::memcpy(object->data(), text.data(), done);
  for (std::uint64_t step = 0; done < length; done += step) {
    step = std::min(done, length - done);
    std::memcpy(object->data() + done, object->data(), step);
  }
  return call.returnObject(object);
}

std::uint64_t priceOfRepeat(const NativeArguments& arguments) {
  const std::int64_t count = arguments.intAt(1);
  std::uint64_t length = 0;
  if (count < 0) return 1;
  if (__builtin_mul_overflow(arguments.stringAt(0).size(), static_cast<std::uint64_t>(count), &length))
    return UINT64_MAX / kBytesPerUnit;
  return priceOfBytes(length);
}

// (text, start, end) -> how many characters begin there
NativeStatus charCount(NativeCall& call) {
  const std::string_view text = call.stringAt(0);
  if (!isRange(call.intAt(1), call.intAt(2), text.size()))
    return badRange(call, call.intAt(1), call.intAt(2), text.size());
  const auto start = static_cast<std::size_t>(call.intAt(1));
  std::int64_t count = 0;
  for (const char c : text.substr(start, static_cast<std::size_t>(call.intAt(2)) - start))
    count += (static_cast<std::uint8_t>(c) & 0xC0) != 0x80 ? 1 : 0;
  return call.returnInt(count);
}

// (bytes, start, end)
NativeStatus fromBytes(NativeCall& call) {
  const auto bytes = call.arrayAt(0).elements<std::uint8_t>();
  const std::int64_t start = call.intAt(1);
  const std::int64_t end = call.intAt(2);
  if (!isRange(start, end, bytes.size())) return badRange(call, start, end, bytes.size());
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + start,
                              static_cast<std::size_t>(end - start));
  const std::size_t invalid = firstInvalid(text);
  if (invalid != kAllValid) {
    return call.fail(CoreException::Format, "the bytes are no UTF-8: wrong at offset " +
                                                std::to_string(static_cast<std::uint64_t>(start) + invalid));
  }
  vm::StringObject* object = call.newStringOfLength(text.size());
  if (object == nullptr) return call.stopped();
  std::memcpy(object->data(), call.arrayAt(0).elements<std::uint8_t>().data() + start, text.size());
  return call.returnObject(object);
}

// Character by character.
std::uint64_t priceOfSpace(const NativeArguments& arguments) {
  const auto window = static_cast<std::uint64_t>(std::max<std::int64_t>(arguments.intAt(2), 0));
  return 1 + std::min<std::uint64_t>(window, arguments.stringAt(0).size()) / 8;
}
std::uint64_t priceOfMapping(const NativeArguments& arguments) { return 1 + arguments.stringAt(0).size() / 2; }
std::uint64_t priceOfPrefix(const NativeArguments& arguments) { return priceOfBytes(arguments.stringAt(1).size()); }

std::uint64_t priceOfFindLast(const NativeArguments& arguments) {
  return priceOfBytes(4 * (searchedBackwards(arguments).text.size() + arguments.stringAt(1).size()));
}

}  // namespace

void addStringNatives(vm::NativeRegistry& registry) {
  registry.add("core.string.slice@1", "(String, Int, Int) -> String", StringSlice::price<NativeArguments>,
               StringSlice::body<NativeCall>);
  registry.addReading("core.string.char_at@1", "(String, Int) -> Char", nullptr, StringCharAt::body<NativeCall>);
  registry.add("core.string.find_within@1", "(String, String, Int, Int) -> Int",
               StringFindWithin::price<NativeArguments>, StringFindWithin::body<NativeCall>);
  registry.add("core.string.find_last_within@1", "(String, String, Int, Int) -> Int", priceOfFindLast, findLastWithin);
  registry.add("core.string.starts_with@1", "(String, String) -> Bool", priceOfPrefix, startsWith);
  registry.add("core.string.ends_with@1", "(String, String) -> Bool", priceOfPrefix, endsWith);
  registry.add("core.string.space_end@1", "(String, Int, Int) -> Int", priceOfSpace, spaceEnd);
  registry.add("core.string.space_start@1", "(String, Int, Int) -> Int", priceOfSpace, spaceStart);
  registry.add("core.string.to_upper@1", "(String) -> String", priceOfMapping, mapped<toUpper>);
  registry.add("core.string.to_lower@1", "(String) -> String", priceOfMapping, mapped<toLower>);
  registry.add("core.string.repeat@1", "(String, Int) -> String", priceOfRepeat, repeat);
  registry.add("core.string.char_count@1", "(String, Int, Int) -> Int", priceOfRange<NativeArguments>, charCount);
  registry.add("core.string.copy@1", "(String, Int, Int, Array<Byte>, Int) -> Unit", StringCopy::price<NativeArguments>,
               StringCopy::body<NativeCall>);
  registry.add("core.string.from_bytes@1", "(Array<Byte>, Int, Int) -> String", priceOfRange<NativeArguments>,
               fromBytes);
}

}  // namespace tatu::stdlib
