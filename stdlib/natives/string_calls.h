// Natives of String that compiled code calls directly (vm/compiled/direct_call.h).
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "stdlib/natives/core_natives.h"
#include "stdlib/natives/text_search.h"
#include "stdlib/natives/unicode.h"
#include "vm/object/copy_text.h"

namespace tatu::stdlib {

[[nodiscard]] constexpr bool isRange(std::int64_t start, std::int64_t end, std::uint64_t length) {
  return start >= 0 && end >= start && static_cast<std::uint64_t>(end) <= length;
}

template <typename Call>
[[nodiscard]] vm::NativeStatus badRange(Call& call, std::int64_t start, std::int64_t end, std::size_t length) {
  return call.fail(vm::CoreException::Index, [=] {
    return std::to_string(start) + "..<" + std::to_string(end) + " of " + std::to_string(length) + " bytes";
  });
}

// What it costs to go through parameters 1 to 2 of some bytes.
template <typename Arguments>
[[nodiscard]] std::uint64_t priceOfRange(const Arguments& arguments) {
  const std::int64_t start = arguments.intAt(1);
  const std::int64_t end = arguments.intAt(2);
  return start >= 0 && end > start ? priceOfBytes(static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(start))
                                   : 1;
}

// (text, start, end) -> that part of it
struct StringSlice {
  static constexpr std::size_t kParameters = 3;

  static std::uint64_t price(const auto& arguments) {
    const std::int64_t start = arguments.intAt(1);
    const std::int64_t end = arguments.intAt(2);
    return isRange(start, end, arguments.stringAt(0).size()) ? priceOfBytes(static_cast<std::uint64_t>(end - start))
                                                             : 1;
  }

  static vm::NativeStatus body(auto& call) {
    const std::string_view text = call.stringAt(0);
    const std::int64_t start = call.intAt(1);
    const std::int64_t end = call.intAt(2);
    if (!isRange(start, end, text.size())) return badRange(call, start, end, text.size());
    const auto from = static_cast<std::size_t>(start);
    const auto to = static_cast<std::size_t>(end);
    if (!isBoundary(text, from) || !isBoundary(text, to)) {
      return call.fail(vm::CoreException::Index, [=] {
        return "offset " + std::to_string(isBoundary(text, from) ? end : start) + " is inside a character";
      });
    }
    return part(call, from, to);
  }

 private:
  // The text is copied behind the allocation, as objects may move some day.
  template <typename Call>
  static vm::NativeStatus part(Call& call, std::size_t start, std::size_t end) {
    if (start == 0 && end == call.stringAt(0).size()) return call.returnObject(&call.stringObjectAt(0));
    vm::StringObject* const object = call.newStringOfLength(end - start);
    if (object == nullptr) return call.stopped();
    vm::copyText(object->data(), call.stringAt(0).data() + start, end - start);
    return call.returnObject(object);
  }
};

// (text, offset) -> the character there
struct StringCharAt {
  static constexpr std::size_t kParameters = 2;
  static constexpr std::uint64_t kPrice = 0;

  static vm::NativeStatus body(auto& call) {
    const std::string_view text = call.stringAt(0);
    const std::int64_t offset = call.intAt(1);
    if (offset < 0 || static_cast<std::uint64_t>(offset) >= text.size()) {
      return call.fail(vm::CoreException::Index, [=] {
        return "offset " + std::to_string(offset) + " of " + std::to_string(text.size()) + " bytes";
      });
    }
    const auto at = static_cast<std::size_t>(offset);
    if (!isBoundary(text, at)) {
      return call.fail(vm::CoreException::Index,
                       [=] { return "offset " + std::to_string(offset) + " is inside a character"; });
    }
    return call.returnChar(decodeAt(text, at).scalar);
  }
};

// (text, part, start, window) -> where the first occurrence that starts in the window is, or -1. The caller widens the
// window step by step, so that a search costs what it walks through, and each price is known before.
struct StringFindWithin {
  static constexpr std::size_t kParameters = 4;

  static std::uint64_t price(const auto& arguments) {
    return priceOfBytes(searched(arguments).size() + arguments.stringAt(1).size());
  }

  static vm::NativeStatus body(auto& call) {
    const std::int64_t start = call.intAt(2);
    const std::size_t length = call.stringAt(0).size();
    if (!isRange(0, start, length)) return badRange(call, start, start, length);
    const std::size_t found = findFirst(searched(call), call.stringAt(1));
    return call.returnInt(found == kNotFound ? -1 : start + static_cast<std::int64_t>(found));
  }

 private:
  // The bytes in which an occurrence that starts in [start, start + window) lies.
  template <typename Arguments>
  static std::string_view searched(const Arguments& arguments) {
    const std::string_view text = arguments.stringAt(0);
    const std::int64_t start = arguments.intAt(2);
    const std::int64_t window = arguments.intAt(3);
    if (start < 0 || window <= 0 || static_cast<std::uint64_t>(start) > text.size()) return {};
    const std::string_view rest = text.substr(static_cast<std::size_t>(start));
    std::uint64_t most = 0;
    if (__builtin_add_overflow(static_cast<std::uint64_t>(window) - 1, arguments.stringAt(1).size(), &most))
      return rest;
    return rest.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(most, rest.size())));
  }
};

// (text, start, end, target bytes, at)
struct StringCopy {
  static constexpr std::size_t kParameters = 5;

  static std::uint64_t price(const auto& arguments) { return priceOfRange(arguments); }

  static vm::NativeStatus body(auto& call) {
    const std::string_view text = call.stringAt(0);
    const auto target = call.arrayAt(3).template elements<std::uint8_t>();
    const std::int64_t start = call.intAt(1);
    const std::int64_t end = call.intAt(2);
    const std::int64_t at = call.intAt(4);
    if (!isRange(start, end, text.size())) return badRange(call, start, end, text.size());
    if (at < 0 || static_cast<std::uint64_t>(at) > target.size() ||
        static_cast<std::uint64_t>(end - start) > target.size() - static_cast<std::uint64_t>(at)) {
      return badRange(call, at, end, target.size());
    }
    std::memcpy(target.data() + at, text.data() + start, static_cast<std::size_t>(end - start));
    return call.returnUnit();
  }
};

}  // namespace tatu::stdlib
