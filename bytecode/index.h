// Strong index types: every table of a module has an index type of its own, so that a local can never be taken for a
// label.
//
// Invariants: an index is a plain 32-bit number; `none()` (all ones) is the only reserved value and never a valid
// position.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace tatu::bytecode {

template <typename Tag>
class Index {
 public:
  constexpr Index() = default;
  constexpr explicit Index(std::size_t value) : value_(static_cast<std::uint32_t>(value)) {}

  [[nodiscard]] static constexpr Index none() { return Index(); }
  [[nodiscard]] constexpr bool isNone() const { return value_ == kNone; }
  [[nodiscard]] constexpr explicit operator bool() const { return value_ != kNone; }
  [[nodiscard]] constexpr std::uint32_t value() const { return value_; }

  friend constexpr auto operator<=>(Index, Index) = default;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  std::uint32_t value_ = kNone;
};

using StringIndex = Index<struct StringTag>;      // Module::strings
using TypeIndex = Index<struct TypeTag>;          // Module::types
using PackageIndex = Index<struct PackageTag>;    // Module::packages (imported packages)
using ClassIndex = Index<struct ClassTag>;        // Module::classes: imported ones first, then the module's own
using FunctionIndex = Index<struct FunctionTag>;  // Module::functions: imported ones first, then the module's own
using GlobalIndex = Index<struct GlobalTag>;      // Module::globals: imported ones first, then the module's own
using CallIndex = Index<struct CallTag>;          // Module::calls
using FieldRefIndex = Index<struct FieldRefTag>;  // Module::fieldRefs
using CaseRefIndex = Index<struct CaseRefTag>;    // Module::caseRefs
using LocalIndex = Index<struct LocalTag>;        // a function's parameters, then its other locals
using LabelIndex = Index<struct LabelTag>;        // Code::labels

}  // namespace tatu::bytecode

template <typename Tag>
struct std::hash<tatu::bytecode::Index<Tag>> {
  std::size_t operator()(tatu::bytecode::Index<Tag> index) const noexcept { return index.value(); }
};
