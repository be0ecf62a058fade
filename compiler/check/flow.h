// What is known about locals at a place in the code: whether it can be reached, which locals surely or possibly hold a
// value, and which have a narrower type there.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/hir/hir.h"
#include "compiler/hir/local_set.h"
#include "compiler/source/source_position.h"

namespace tatu::compiler::check {

struct Frame;
struct LocalFunction;
struct LocalClass;

struct LocalInfo {
  std::string_view name;
  SourceSpan span;
  const Type* type = nullptr;
  hir::Local* local = nullptr;
  const LocalFunction* function = nullptr;  // then it is no variable
  const LocalClass* localClass = nullptr;   // as well
  Frame* frame = nullptr;
  std::uint32_t number = 0;  // in the order of declaration
  bool isMutable = false;
  bool isUsed = false;
  bool isParameter = false;
  bool isTracked = false;           // declared without a value
  bool isSharedWithLambda = false;  // a `var` that a lambda uses: never narrowed
  bool isLoopVariable = false;
  bool isLazy = false;          // the local is a core `LazyValue` of the type
  bool isBoundByMatch = false;  // by a pattern of an arm
  bool isHidden = false;        // in a constructor: from here on the field of that name is meant
  SourceSpan assignedAt;        // of a tracked local: where it was assigned last
};

struct FlowState {
  struct Narrowing {
    const LocalInfo* local;
    const Type* type;
    friend bool operator==(const Narrowing&, const Narrowing&) = default;
  };
  // More are not kept track of at one time, so that no function makes the analysis slow.
  static constexpr std::size_t kMaxNarrowings = 4096;

  // How many ends of ways there are on the way here: after a `return`, or behind a condition that is never so, nothing
  // can be reached, but what is written there is looked at all the same, and ways in it can end again.
  std::uint32_t ends = 0;
  LocalSet definite;                  // tracked locals that hold a value on every way here
  LocalSet possible;                  // those that hold one on some way
  std::vector<Narrowing> narrowings;  // by number of the local

  // Of no way at all.
  [[nodiscard]] static FlowState unreachable();
  [[nodiscard]] bool isReachable() const { return ends == 0; }
  // The way ends here.
  void end();
  [[nodiscard]] const Type* narrowed(const LocalInfo* local) const;
  void narrow(const LocalInfo* local, const Type* type);
  void forget(const LocalInfo* local);
};

// What holds where two ways meet. A way that has ended more often says nothing.
[[nodiscard]] FlowState joined(FlowState a, const FlowState& b);

}  // namespace tatu::compiler::check
