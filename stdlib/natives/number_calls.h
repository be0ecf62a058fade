// Natives of numbers that compiled code calls directly (vm/compiled/direct_call.h).
#pragma once

#include <string>

#include "stdlib/natives/core_natives.h"
#include "stdlib/natives/number_text.h"
#include "vm/object/copy_text.h"

namespace tatu::stdlib {

[[nodiscard]] constexpr bool isRadix(std::int64_t radix) { return radix >= 2 && radix <= 36; }

template <typename Call>
[[nodiscard]] vm::NativeStatus badRadix(Call& call, std::int64_t radix) {
  return call.fail(vm::CoreException::Argument,
                   [=] { return "a radix must be from 2 to 36, not " + std::to_string(radix); });
}

// (number) -> its digits
struct IntToString {
  static constexpr std::size_t kParameters = 1;
  static constexpr std::uint64_t kPrice = 8;

  static vm::NativeStatus body(auto& call) {
    const IntText text(call.intAt(0), 10);
    vm::StringObject* const object = call.newStringOfLength(text.view().size());
    if (object == nullptr) return call.stopped();
    vm::copyText(object->data(), text.view().data(), text.view().size());
    return call.returnObject(object);
  }
};

// Digits are looked at several times.
template <typename Arguments>
[[nodiscard]] std::uint64_t priceOfParsing(const Arguments& arguments) {
  return 2 * priceOfBytes(arguments.stringAt(0).size());
}

// (text, radix) -> the number, or null
struct IntParse {
  static constexpr std::size_t kParameters = 2;

  static std::uint64_t price(const auto& arguments) { return priceOfParsing(arguments); }

  static vm::NativeStatus body(auto& call) {
    const std::int64_t radix = call.intAt(1);
    if (!isRadix(radix)) return badRadix(call, radix);
    return call.returnOptionalInt(parseInt(call.stringAt(0), static_cast<int>(radix)));
  }
};

}  // namespace tatu::stdlib
