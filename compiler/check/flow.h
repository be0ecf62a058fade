// What is known about locals at a place in the code: whether it can be reached, which locals surely or possibly hold a
// value, and which have a narrower type there.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/hir/hir.h"
#include "compiler/source/source_position.h"

namespace tatu::compiler::check {

struct Frame;

struct LocalInfo {
  std::string_view name;
  SourceSpan span;
  const Type* type = nullptr;
  hir::Local* local = nullptr;
  Frame* frame = nullptr;
  bool isMutable = false;
  bool isUsed = false;
  bool isParameter = false;
  bool isTracked = false;           // declared without a value
  bool isSharedWithLambda = false;  // a `var` whose name a lambda of this function mentions: never narrowed
};

struct FlowState {
  struct Narrowing {
    const LocalInfo* local;
    const Type* type;
    friend bool operator==(const Narrowing&, const Narrowing&) = default;
  };
  struct Assignment {
    const LocalInfo* local;
    bool isDefinite;
    bool isPossible;
  };

  bool isReachable = true;
  std::vector<Narrowing> narrowings;
  std::vector<Assignment> assignments;  // of tracked locals

  [[nodiscard]] const Type* narrowed(const LocalInfo* local) const;
  void narrow(const LocalInfo* local, const Type* type);
  void forget(const LocalInfo* local);
  [[nodiscard]] Assignment* assignment(const LocalInfo* local);
};

// What holds where two ways meet. A way that cannot be gone says nothing.
[[nodiscard]] FlowState joined(const FlowState& a, const FlowState& b);

}  // namespace tatu::compiler::check
