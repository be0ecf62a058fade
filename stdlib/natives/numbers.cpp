// Int, Float and Float32.
#include <cmath>

#include "stdlib/natives/number_calls.h"

namespace tatu::stdlib {

using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

constexpr std::int64_t kMostDigits = 340;

NativeStatus returnText(NativeCall& call, std::string_view text) {
  vm::StringObject* object = call.newString(text);
  return object == nullptr ? call.stopped() : call.returnObject(object);
}

NativeStatus intToStringRadix(NativeCall& call) {
  const std::int64_t radix = call.intAt(1);
  if (!isRadix(radix)) return badRadix(call, radix);
  return returnText(call, IntText(call.intAt(0), static_cast<int>(radix)).view());
}

NativeStatus floatToString(NativeCall& call) { return returnText(call, textOf(call.floatAt(0))); }
NativeStatus float32ToString(NativeCall& call) { return returnText(call, textOf(call.float32At(0))); }
NativeStatus floatParse(NativeCall& call) { return call.returnOptionalFloat(parseFloat(call.stringAt(0))); }

NativeStatus formatFloat(NativeCall& call, std::string (*format)(double, int)) {
  const std::int64_t digits = call.intAt(1);
  if (digits < 0 || digits > kMostDigits) {
    return call.fail(CoreException::Argument,
                     "the number of digits must be from 0 to 340, not " + std::to_string(digits));
  }
  return returnText(call, format(call.floatAt(0), static_cast<int>(digits)));
}

NativeStatus floatToFixed(NativeCall& call) { return formatFloat(call, fixedText); }
NativeStatus floatToScientific(NativeCall& call) { return formatFloat(call, scientificText); }

// Rounding to integers is exact, so the host's own functions agree everywhere; the rounding mode is always the default.
NativeStatus floatFloor(NativeCall& call) { return call.returnFloat(std::floor(call.floatAt(0))); }
NativeStatus floatCeiling(NativeCall& call) { return call.returnFloat(std::ceil(call.floatAt(0))); }
NativeStatus floatRound(NativeCall& call) { return call.returnFloat(std::nearbyint(call.floatAt(0))); }
NativeStatus floatTruncate(NativeCall& call) { return call.returnFloat(std::trunc(call.floatAt(0))); }

std::uint64_t priceOfNumber(const NativeArguments&) { return 8; }
std::uint64_t priceOfDigits(const NativeArguments&) { return 64; }

}  // namespace

void addNumberNatives(vm::NativeRegistry& registry) {
  registry.add(
      "core.int.to_string@1", "(Int) -> String", [](const NativeArguments&) { return IntToString::kPrice; },
      IntToString::body<NativeCall>);
  registry.add("core.int.to_string_radix@1", "(Int, Int) -> String", priceOfNumber, intToStringRadix);
  registry.add("core.int.parse_radix@1", "(String, Int) -> Int?", IntParse::price<NativeArguments>,
               IntParse::body<NativeCall>);
  registry.add("core.float.to_string@1", "(Float) -> String", priceOfNumber, floatToString);
  registry.add("core.float32.to_string@1", "(Float32) -> String", priceOfNumber, float32ToString);
  registry.add("core.float.to_fixed@1", "(Float, Int) -> String", priceOfDigits, floatToFixed);
  registry.add("core.float.to_scientific@1", "(Float, Int) -> String", priceOfDigits, floatToScientific);
  registry.add("core.float.parse@1", "(String) -> Float?", priceOfParsing<NativeArguments>, floatParse);
  registry.addReading("core.float.floor@1", "(Float) -> Float", nullptr, floatFloor);
  registry.addReading("core.float.ceiling@1", "(Float) -> Float", nullptr, floatCeiling);
  registry.addReading("core.float.round@1", "(Float) -> Float", nullptr, floatRound);
  registry.addReading("core.float.truncate@1", "(Float) -> Float", nullptr, floatTruncate);
}

}  // namespace tatu::stdlib
