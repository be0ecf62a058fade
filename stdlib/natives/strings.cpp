// String. Searching is memmem's two-way algorithm (Crochemore and Perrin): linear in the worst case.
#include <cstring>
#include <string>

#include "stdlib/natives/core_natives.h"
#include "stdlib/natives/unicode.h"

namespace tatu::stdlib {

using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

constexpr std::size_t kNotFound = std::string_view::npos;

std::size_t find(std::string_view text, std::string_view part, std::size_t start) {
  if (start > text.size()) return kNotFound;
  if (part.empty()) return start;
  const void* found = memmem(text.data() + start, text.size() - start, part.data(), part.size());
  return found == nullptr ? kNotFound : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

// Backwards: the first occurrence in the mirrored text, so the cost stays linear.
std::size_t findLast(std::string_view text, std::string_view part) {
  const std::string mirrored(text.rbegin(), text.rend());
  const std::size_t found = find(mirrored, std::string(part.rbegin(), part.rend()), 0);
  return found == kNotFound ? kNotFound : text.size() - found - part.size();
}

NativeStatus returnText(NativeCall& call, std::string_view text) {
  vm::StringObject* object = call.newString(text);
  return object == nullptr ? call.stopped() : call.returnObject(object);
}

// A part of argument 0 as a new string. The text is copied behind the allocation, as objects may move some day.
NativeStatus returnPart(NativeCall& call, std::size_t start, std::size_t end) {
  if (start == 0 && end == call.stringAt(0).size()) return call.returnObject(&call.stringObjectAt(0));
  vm::StringObject* object = call.newStringOfLength(end - start);
  if (object == nullptr) return call.stopped();
  std::memcpy(object->data(), call.stringAt(0).data() + start, end - start);
  return call.returnObject(object);
}

NativeStatus badRange(NativeCall& call, std::int64_t start, std::int64_t end, std::size_t length) {
  return call.fail(CoreException::Index, std::to_string(start) + "..<" + std::to_string(end) + " of " + std::to_string(length) + " bytes");
}

bool isRange(std::int64_t start, std::int64_t end, std::uint64_t length) {
  return start >= 0 && end >= start && static_cast<std::uint64_t>(end) <= length;
}

NativeStatus slice(NativeCall& call) {
  const std::string_view text = call.stringAt(0);
  const std::int64_t start = call.intAt(1);
  const std::int64_t end = call.intAt(2);
  if (!isRange(start, end, text.size())) return badRange(call, start, end, text.size());
  const auto from = static_cast<std::size_t>(start);
  const auto to = static_cast<std::size_t>(end);
  if (!isBoundary(text, from) || !isBoundary(text, to)) {
    return call.fail(CoreException::Index, "offset " + std::to_string(isBoundary(text, from) ? end : start) + " is inside a character");
  }
  return returnPart(call, from, to);
}

std::uint64_t priceOfSlice(const NativeArguments& arguments) {
  const std::int64_t start = arguments.intAt(1);
  const std::int64_t end = arguments.intAt(2);
  return isRange(start, end, arguments.stringAt(0).size()) ? priceOfBytes(static_cast<std::uint64_t>(end - start)) : 1;
}

NativeStatus charAt(NativeCall& call) {
  const std::string_view text = call.stringAt(0);
  const std::int64_t offset = call.intAt(1);
  if (offset < 0 || static_cast<std::uint64_t>(offset) >= text.size()) {
    return call.fail(CoreException::Index, "offset " + std::to_string(offset) + " of " + std::to_string(text.size()) + " bytes");
  }
  const auto at = static_cast<std::size_t>(offset);
  if (!isBoundary(text, at)) return call.fail(CoreException::Index, "offset " + std::to_string(offset) + " is inside a character");
  return call.returnChar(decodeAt(text, at).scalar);
}

std::int64_t positionOf(std::size_t found) { return found == kNotFound ? -1 : static_cast<std::int64_t>(found); }

NativeStatus findFrom(NativeCall& call) {
  const std::int64_t start = call.intAt(2);
  if (!isRange(0, start, call.stringAt(0).size())) return badRange(call, start, start, call.stringAt(0).size());
  return call.returnInt(positionOf(find(call.stringAt(0), call.stringAt(1), static_cast<std::size_t>(start))));
}

NativeStatus findBackwards(NativeCall& call) { return call.returnInt(positionOf(findLast(call.stringAt(0), call.stringAt(1)))); }

NativeStatus startsWith(NativeCall& call) { return call.returnBool(call.stringAt(0).starts_with(call.stringAt(1))); }
NativeStatus endsWith(NativeCall& call) { return call.returnBool(call.stringAt(0).ends_with(call.stringAt(1))); }

std::size_t spaceAtStart(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const Decoded next = decodeAt(text, at);
    if (next.length == 0 || !isWhitespace(next.scalar)) break;
    at += next.length;
  }
  return at;
}

// Where the white space at the end begins, at or behind `start`.
std::size_t spaceAtEnd(std::string_view text, std::size_t start) {
  std::size_t end = text.size();
  while (end > start) {
    std::size_t before = end - 1;
    while (before > start && !isBoundary(text, before)) --before;
    const Decoded last = decodeAt(text, before);
    if (last.length == 0 || !isWhitespace(last.scalar)) break;
    end = before;
  }
  return end;
}

NativeStatus trim(NativeCall& call) {
  const std::size_t start = spaceAtStart(call.stringAt(0));
  return returnPart(call, start, spaceAtEnd(call.stringAt(0), start));
}
NativeStatus trimStart(NativeCall& call) { return returnPart(call, spaceAtStart(call.stringAt(0)), call.stringAt(0).size()); }
NativeStatus trimEnd(NativeCall& call) { return returnPart(call, 0, spaceAtEnd(call.stringAt(0), 0)); }

template <char32_t (*mapping)(char32_t)>
NativeStatus mapped(NativeCall& call) {
  const std::string_view text = call.stringAt(0);
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decodeAt(text, at);
    if (next.length == 0) break;
    appendUtf8(result, mapping(next.scalar));
    at += next.length;
  }
  return returnText(call, result);
}

std::uint64_t countOf(std::string_view text, std::string_view part) {
  std::uint64_t count = 0;
  for (std::size_t at = find(text, part, 0); at != kNotFound; at = find(text, part, at + part.size())) ++count;
  return count;
}

// Bytes of the text after replacement, saturating.
std::uint64_t replacedLength(std::string_view text, std::string_view from, std::string_view to) {
  const std::uint64_t count = from.empty() ? 0 : countOf(text, from);
  std::uint64_t grown = 0;
  if (__builtin_mul_overflow(count, to.size(), &grown)) return UINT64_MAX;
  return text.size() - count * from.size() + grown;
}

NativeStatus replace(NativeCall& call) {
  if (call.stringAt(1).empty()) return call.fail(CoreException::Argument, "the text to be replaced is empty");
  vm::StringObject* object = call.newStringOfLength(replacedLength(call.stringAt(0), call.stringAt(1), call.stringAt(2)));
  if (object == nullptr) return call.stopped();
  const std::string_view text = call.stringAt(0);
  const std::string_view from = call.stringAt(1);
  const std::string_view to = call.stringAt(2);
  char* out = object->data();
  std::size_t at = 0;
  for (std::size_t next = find(text, from, 0); next != kNotFound; next = find(text, from, at)) {
    out = std::copy(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(next), out);
    out = std::copy(to.begin(), to.end(), out);
    at = next + from.size();
  }
  std::copy(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), out);
  return call.returnObject(object);
}

// The search is paid at most a constant factor too low here: counting occurrences walks through the text once.
std::uint64_t priceOfReplace(const NativeArguments& arguments) {
  const std::uint64_t after = replacedLength(arguments.stringAt(0), arguments.stringAt(1), arguments.stringAt(2));
  return priceOfBytes(2 * arguments.stringAt(0).size()) + after / kBytesPerUnit;
}

NativeStatus repeat(NativeCall& call) {
  const std::int64_t count = call.intAt(1);
  if (count < 0) return call.fail(CoreException::Argument, "a text cannot be repeated " + std::to_string(count) + " times");
  std::uint64_t length = 0;
  if (__builtin_mul_overflow(call.stringAt(0).size(), static_cast<std::uint64_t>(count), &length)) length = UINT64_MAX;
  vm::StringObject* object = call.newStringOfLength(length);
  if (object == nullptr) return call.stopped();
  const std::string_view text = call.stringAt(0);
  for (std::uint64_t at = 0; at < length; at += text.size()) std::memcpy(object->data() + at, text.data(), text.size());
  return call.returnObject(object);
}

std::uint64_t priceOfRepeat(const NativeArguments& arguments) {
  const std::int64_t count = arguments.intAt(1);
  std::uint64_t length = 0;
  if (count < 0) return 1;
  if (__builtin_mul_overflow(arguments.stringAt(0).size(), static_cast<std::uint64_t>(count), &length)) return UINT64_MAX / kBytesPerUnit;
  return priceOfBytes(length);
}

NativeStatus charCount(NativeCall& call) {
  std::int64_t count = 0;
  for (const char c : call.stringAt(0)) count += (static_cast<std::uint8_t>(c) & 0xC0) != 0x80 ? 1 : 0;
  return call.returnInt(count);
}

// (text, start, end, target bytes, at)
NativeStatus copyBytes(NativeCall& call) {
  const std::string_view text = call.stringAt(0);
  const auto target = call.arrayAt(3).elements<std::uint8_t>();
  const std::int64_t start = call.intAt(1);
  const std::int64_t end = call.intAt(2);
  const std::int64_t at = call.intAt(4);
  if (!isRange(start, end, text.size())) return badRange(call, start, end, text.size());
  if (at < 0 || static_cast<std::uint64_t>(at) > target.size() || static_cast<std::uint64_t>(end - start) > target.size() - static_cast<std::uint64_t>(at)) {
    return badRange(call, at, end, target.size());
  }
  std::memcpy(target.data() + at, text.data() + start, static_cast<std::size_t>(end - start));
  return call.returnUnit();
}

// (bytes, start, end)
NativeStatus fromBytes(NativeCall& call) {
  const auto bytes = call.arrayAt(0).elements<std::uint8_t>();
  const std::int64_t start = call.intAt(1);
  const std::int64_t end = call.intAt(2);
  if (!isRange(start, end, bytes.size())) return badRange(call, start, end, bytes.size());
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + start, static_cast<std::size_t>(end - start));
  const std::size_t invalid = firstInvalid(text);
  if (invalid != kAllValid) {
    return call.fail(CoreException::Format, "the bytes are no UTF-8: wrong at offset " + std::to_string(static_cast<std::uint64_t>(start) + invalid));
  }
  vm::StringObject* object = call.newStringOfLength(text.size());
  if (object == nullptr) return call.stopped();
  std::memcpy(object->data(), call.arrayAt(0).elements<std::uint8_t>().data() + start, text.size());
  return call.returnObject(object);
}

std::uint64_t priceOfRange(const NativeArguments& arguments) {
  const std::int64_t start = arguments.intAt(1);
  const std::int64_t end = arguments.intAt(2);
  return start >= 0 && end > start ? priceOfBytes(static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(start)) : 1;
}

std::uint64_t priceOfWalk(const NativeArguments& arguments) { return priceOfBytes(arguments.stringAt(0).size()); }
std::uint64_t priceOfMapping(const NativeArguments& arguments) { return 1 + arguments.stringAt(0).size() / 2; }
std::uint64_t priceOfPrefix(const NativeArguments& arguments) { return priceOfBytes(arguments.stringAt(1).size()); }

// What a search that starts at `start` may walk through.
std::uint64_t priceOfFind(const NativeArguments& arguments) {
  const std::int64_t start = arguments.intAt(2);
  const std::uint64_t length = arguments.stringAt(0).size();
  const std::uint64_t rest = start >= 0 && static_cast<std::uint64_t>(start) <= length ? length - static_cast<std::uint64_t>(start) : 0;
  const std::string_view text = arguments.stringAt(0);
  // A search ends where it finds something: only that much is paid, so that splitting a text stays linear.
  const std::size_t found = rest == 0 ? kNotFound : find(text, arguments.stringAt(1), static_cast<std::size_t>(start));
  const std::uint64_t walked = found == kNotFound ? rest : found - static_cast<std::uint64_t>(start);
  return priceOfBytes(walked + arguments.stringAt(1).size());
}

std::uint64_t priceOfFindLast(const NativeArguments& arguments) {
  return priceOfBytes(arguments.stringAt(0).size() + arguments.stringAt(1).size());
}

}  // namespace

void addStringNatives(vm::NativeRegistry& registry) {
  registry.add("core.string.slice@1", priceOfSlice, slice);
  registry.add("core.string.char_at@1", charAt);
  registry.add("core.string.find@1", priceOfFind, findFrom);
  registry.add("core.string.find_last@1", priceOfFindLast, findBackwards);
  registry.add("core.string.starts_with@1", priceOfPrefix, startsWith);
  registry.add("core.string.ends_with@1", priceOfPrefix, endsWith);
  registry.add("core.string.trim@1", priceOfWalk, trim);
  registry.add("core.string.trim_start@1", priceOfWalk, trimStart);
  registry.add("core.string.trim_end@1", priceOfWalk, trimEnd);
  registry.add("core.string.to_upper@1", priceOfMapping, mapped<toUpper>);
  registry.add("core.string.to_lower@1", priceOfMapping, mapped<toLower>);
  registry.add("core.string.replace@1", priceOfReplace, replace);
  registry.add("core.string.repeat@1", priceOfRepeat, repeat);
  registry.add("core.string.char_count@1", priceOfWalk, charCount);
  registry.add("core.string.copy@1", priceOfRange, copyBytes);
  registry.add("core.string.from_bytes@1", priceOfRange, fromBytes);
}

}  // namespace tatu::stdlib
