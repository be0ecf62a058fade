#include "vm/frame/method_layout.h"

#include <algorithm>

#include "vm/frame/liveness.h"
#include "vm/frame/stack_typer.h"

namespace tatu::vm {

namespace {

void layOutLocals(Linker& linker, const Method& method, MethodLayout& layout) {
  layout.localTypes = method.parameters;
  if (!method.isNative() && !method.function->isAbstract()) {
    for (const bytecode::TypeIndex type : linker.decodedCode(*method.function).body().locals) {
      layout.localTypes.push_back(&linker.typeIn(contextOf(method), type));
    }
  }
  for (const RuntimeType* type : layout.localTypes) {
    layout.localOffsets.push_back(layout.localSlots);
    layout.localSlots += type->slotCount();
  }
  layout.localSlots = std::max(layout.localSlots, method.result->slotCount());
}

bool hasOversizedLocal(const MethodLayout& layout) {
  return std::any_of(layout.localTypes.begin(), layout.localTypes.end(),
                     [](const RuntimeType* type) { return type->isOversized; });
}

// The deepest operand stack. Stops at the first type that is too large to have a layout.
bool measureOperands(Linker& linker, const Method& method, MethodLayout& layout) {
  StackTyper typer(linker, method, *layout.code, layout.localTypes);
  for (std::uint32_t position = 0; position < layout.code->size(); ++position) {
    typer.arrive(position);
    typer.step((*layout.code)[position]);
    if (typer.sawOversized()) return false;
    layout.operandSlots = std::max(layout.operandSlots, typer.slots());
  }
  return true;
}

// Of equal ranges the first one is the innermost.
bool isOuter(const HandlerRange& a, const HandlerRange& b) {
  return a.start != b.start ? a.start < b.start : a.end > b.end;
}

// Sorted from the outside in, the range around each one is on a stack of those still open.
void nest(std::vector<HandlerRange>& handlers) {
  std::reverse(handlers.begin(), handlers.end());
  std::stable_sort(handlers.begin(), handlers.end(), isOuter);
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < handlers.size(); ++i) {
    while (!open.empty() && handlers[open.back()].end <= handlers[i].start) open.pop_back();
    if (!open.empty()) handlers[i].outer = open.back();
    open.push_back(i);
  }
}

void findHandlers(Linker& linker, const Method& method, MethodLayout& layout) {
  const bytecode::Code& code = layout.code->body();
  for (const bytecode::Handler& handler : code.handlers) {
    HandlerRange range;
    range.start = layout.code->positionOf(handler.start);
    range.end = handler.end >= code.bytes.size() ? layout.code->size() : layout.code->positionOf(handler.end);
    range.type = &linker.typeIn(contextOf(method), handler.type);
    range.target = layout.code->positionOf(handler.handler);
    layout.handlers.push_back(range);
  }
  nest(layout.handlers);
}

void analyse(Linker& linker, const Method& method, MethodLayout& layout) {
  layout.code = &linker.decodedCode(*method.function);
  layout.clearsLocals =
      !Liveness::isAffordable(*layout.code, layout.localTypes.size(), layout.code->body().handlers.size());
  if (!measureOperands(linker, method, layout)) {
    layout.failure = failures::typeDepth(nameOf(method));
    return;
  }
  findHandlers(linker, method, layout);
  const bool fits = layout.localSlots <= kMaxFramePart && layout.operandSlots <= kMaxFramePart;
  if (!fits) layout.failure = failures::stackOverflow();
}

}  // namespace

std::uint32_t MethodLayout::handlerAt(std::uint32_t position) const {
  const auto after =
      std::upper_bound(handlers.begin(), handlers.end(), position,
                       [](std::uint32_t value, const HandlerRange& handler) { return value < handler.start; });
  if (after == handlers.begin()) return HandlerRange::kNone;
  auto number = static_cast<std::uint32_t>(after - handlers.begin()) - 1;
  while (number != HandlerRange::kNone && handlers[number].end <= position) number = handlers[number].outer;
  return number;
}

std::unique_ptr<const MethodLayout> makeLayout(Linker& linker, const Method& method) {
  auto layout = std::make_unique<MethodLayout>();
  layOutLocals(linker, method, *layout);
  layout->operandSlots = method.result->slotCount();
  if (method.function->isAbstract()) {
    layout->failure = failures::unreachable();
  } else if (method.isOversized || hasOversizedLocal(*layout)) {
    layout->failure = failures::typeDepth(nameOf(method));
  } else if (!method.isNative()) {
    analyse(linker, method, *layout);
  }
  return layout;
}

}  // namespace tatu::vm
