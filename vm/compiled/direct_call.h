// DirectCall: the short way from compiled code to a native.
//
// An ordinary call (native.h) is made ready for everything: the frame is written down, since the native may collect,
// throw, stop or wait. Most calls do none of that. A native that is written as a template over the kind of its call
//
//   struct Name {
//     static constexpr std::size_t kParameters;                     of one slot each
//     static constexpr std::uint64_t kPrice;                        what it costs, or, if that is not always the same:
//     static std::uint64_t price(const auto& call);
//     static NativeStatus body(auto& call);
//   };
//
// Compiled code pays a price that is always the same together with what it owes; any other is the function's business.
//
// can be called directly as well: its arguments come in registers, and so does its result. As soon as one of those
// things becomes necessary, or there is too little fuel in the slice, a direct call gives up, and has had no effect;
// compiled code makes an ordinary call then. So both do the same, and cost the same fuel and memory.
//
// What the body owes, beside the duties of a native: it allocates at most once, and nothing fails behind that, as the
// memory would be counted twice.
//
// The interpreter calls natives in the ordinary way: what is interpreted is not hot, and the library without a compiler
// is to stay small.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "gc/allocate.h"
#include "vm/compiled/compiled_code.h"
#include "vm/fuel.h"
#include "vm/link/runtime_class.h"
#include "vm/native.h"
#include "vm/unseen_reads.h"

namespace tatu::vm {

enum class DirectOutcome : std::uint64_t {
  GivenUp = 0,  // nothing has been done
  Null = 1,     // done; the result is an optional and has no payload
  Done = 2,     // done; with the result, or the payload of the optional, if there is one
};

// In two registers.
struct DirectResult {
  Slot value = 0;
  DirectOutcome outcome = DirectOutcome::GivenUp;
};

// A function of C++ that takes an ExecutionState* and so many slots, and returns a DirectResult.
struct DirectFunction {
  const void* address = nullptr;
  std::uint32_t parameters = 0;
  // What the caller has to see that there is, and to charge unless the function gives up. None: the function does so
  // itself, with the guest's fuel in memory, and never leaves less than nothing of it. (What stands there when it has
  // given up means nothing.)
  std::optional<std::int64_t> price;
};

inline constexpr std::size_t kMostDirectParameters = 5;

// As NativeCall, as far as that can be done directly.
template <std::size_t parameters>
class DirectCall {
 public:
  template <typename... Slots>
  explicit DirectCall(ExecutionState& state, Slots... slots) : state_(state), slots_{slots...} {}

  [[nodiscard]] std::int64_t intAt(std::size_t parameter) const { return intOf(slots_[parameter]); }
  [[nodiscard]] Slot slotAt(std::size_t parameter) const { return slots_[parameter]; }
  [[nodiscard]] StringObject& stringObjectAt(std::size_t parameter) const { return stringOf(slots_[parameter]); }
  [[nodiscard]] std::string_view stringAt(std::size_t parameter) const { return stringObjectAt(parameter).text(); }
  [[nodiscard]] ArrayObject& arrayAt(std::size_t parameter) const { return arrayObjectOf(slots_[parameter]); }
  [[nodiscard]] GuestState& state() const { return *state_.guest; }

  [[nodiscard]] NativeStatus returnUnit() { return returnSlot(0); }
  [[nodiscard]] NativeStatus returnInt(std::int64_t value) { return returnSlot(slotOfInt(value)); }
  [[nodiscard]] NativeStatus returnInt32(std::int32_t value) { return returnSlot(slotOfInt32(value)); }
  [[nodiscard]] NativeStatus returnBool(bool value) { return returnSlot(slotOfBool(value)); }
  [[nodiscard]] NativeStatus returnChar(char32_t value) { return returnSlot(slotOfChar(value)); }
  [[nodiscard]] NativeStatus returnObject(const Object* object) { return returnSlot(slotOfReference(object)); }
  [[nodiscard]] NativeStatus returnOptionalInt(std::optional<std::int64_t> value) {
    if (value) return returnInt(*value);
    result_ = {0, DirectOutcome::Null};
    return NativeStatus::Returned;
  }

  // These give up.
  template <std::invocable Message>
  [[nodiscard]] NativeStatus fail(CoreException, Message&&) {
    return NativeStatus::Stopped;
  }
  [[nodiscard]] NativeStatus stopped() { return NativeStatus::Stopped; }

  // Null: stopped().
  [[nodiscard]] StringObject* newStringOfLength(std::uint64_t bytes) {
    return static_cast<StringObject*>(gc::tryAllocateArray(*state_.heap, *state_.thread, *state_.stringClass, bytes));
  }

  [[nodiscard]] DirectResult result() const { return result_; }

 private:
  [[nodiscard]] NativeStatus returnSlot(Slot value) {
    result_ = {value, DirectOutcome::Done};
    return NativeStatus::Returned;
  }

  ExecutionState& state_;
  const std::array<Slot, parameters> slots_;
  DirectResult result_;
};

template <typename Native>
concept HasFixedPrice = requires {
  Native::kPrice;
};

// Whether there was so much fuel. In advance, so that nothing of it is to be kept through a body.
[[nodiscard]] inline bool payDirectly(ExecutionState& state, std::uint64_t price) {
  const std::int64_t left = *state.fuel - static_cast<std::int64_t>(price);
  if (kCountsFuel && left < 0) return false;
  if (kCountsFuel) *state.fuel = left;
  return true;
}

template <typename Native, std::same_as<Slot>... Slots>
DirectResult callDirectly(ExecutionState* state, Slots... slots) {
  afterUnseenReads();
  DirectCall<sizeof...(Slots)> call(*state, slots...);
  if constexpr (!HasFixedPrice<Native>) {
    if (!payDirectly(*state, Native::price(call))) return {};
  }
  return Native::body(call) == NativeStatus::Returned ? call.result() : DirectResult();
}

namespace direct_call {

template <std::size_t>
using EachSlot = Slot;

template <typename Native, std::size_t... numbers>
DirectFunction functionOf(std::index_sequence<numbers...>) {
  DirectResult (*const function)(ExecutionState*, EachSlot<numbers>...) = callDirectly<Native, EachSlot<numbers>...>;
  DirectFunction direct{reinterpret_cast<const void*>(function), sizeof...(numbers), std::nullopt};
  if constexpr (HasFixedPrice<Native>) direct.price = Native::kPrice;
  return direct;
}

}  // namespace direct_call

template <typename Native>
[[nodiscard]] DirectFunction directFunction() {
  static_assert(Native::kParameters <= kMostDirectParameters);
  return direct_call::functionOf<Native>(std::make_index_sequence<Native::kParameters>());
}

// Operations::concat: the address of the first part's slot, and how many there are.
[[nodiscard]] DirectResult concatDirectly(ExecutionState* state, Slot parts, Slot count);

// A native that can be called directly. For an instance of it there may be no function.
struct DirectNative {
  std::string_view name;
  DirectFunction (*functionFor)(const Method& method);
};

// A constant of the program.
using DirectNatives = std::span<const DirectNative>;

template <typename Native>
[[nodiscard]] DirectFunction directFunctionFor(const Method&) {
  return directFunction<Native>();
}

// No address: the method, which is native, cannot be called directly.
[[nodiscard]] DirectFunction findDirect(DirectNatives natives, const Method& method);

}  // namespace tatu::vm
