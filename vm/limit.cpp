#include "vm/limit.h"

namespace tatu::vm {

std::string_view nameOf(LimitKind kind) {
  switch (kind) {
    case LimitKind::Fuel: return "fuel";
    case LimitKind::Memory: return "memory";
    case LimitKind::Code: return "code";
    case LimitKind::HostMemory: return "memory of the host";
    case LimitKind::Deadline: return "deadline";
    case LimitKind::Stop: return "stop";
    case LimitKind::Output: return "output";
    case LimitKind::OutputRate: return "output rate";
    case LimitKind::OutputClosed: return "output closed";
    case LimitKind::Fibers: return "fibers";
    case LimitKind::Stacks: return "stacks";
    case LimitKind::Quantum: return "quantum";
    case LimitKind::Wait: return "wait";
  }
  return "unknown";
}

}  // namespace tatu::vm
