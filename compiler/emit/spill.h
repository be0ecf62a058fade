// Moving the operand stack into locals around code that needs it empty.
#pragma once

#include <vector>

#include "compiler/emit/function_emitter.h"

namespace tatu::compiler::emit {

template <typename Body>
void FunctionEmitter::onEmptyStack(const Type* result, Body body) {
  if (!code_.isReachable()) return;
  if (code_.depth() == 0) return body();
  const LocalScope scope(locals_);
  std::vector<LocalPlace> spilled;
  while (code_.isReachable() && code_.depth() > 0) {
    spilled.push_back(locals_.takePlace(code_.top()));
    set(spilled.back());
  }
  body();
  LocalPlace kept;
  if (result != nullptr && code_.isReachable()) {
    kept = locals_.takePlace(result);
    set(kept);
  }
  for (auto place = spilled.rbegin(); place != spilled.rend(); ++place) get(*place);
  if (result != nullptr && code_.isReachable()) get(kept);
}

}  // namespace tatu::compiler::emit
