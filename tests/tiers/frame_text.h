// The frames of a guest that stands still, as text, to compare tiers by.
#pragma once

#include <sstream>
#include <string>

#include "vm/engine.h"
#include "vm/guest.h"
#include "vm/link/linker.h"
#include "vm/object/objects.h"

namespace tatu::test {

inline std::string textOf(const vm::Object* object) {
  if (object == nullptr) return "null";
  const vm::RuntimeClass& cls = vm::classOf(*object);
  if (cls.classShape != vm::ClassShape::String) return vm::textOf(*cls.type);
  return std::string(static_cast<const vm::StringObject*>(static_cast<const gc::ArrayObject*>(object))->text());
}

class FramePrinter final : public vm::FiberVisitor {
 public:
  explicit FramePrinter(vm::FrameStates& states) : states_(states) {}

  bool visitFiber(const vm::Fiber& fiber) override {
    out_ << "fiber " << fiber.number << " " << static_cast<int>(fiber.state) << "\n";
    return true;
  }
  bool visitFrame(const vm::FrameView& frame) override {
    out_ << vm::nameOf(*frame.method) << " @" << frame.position;
    const auto state = states_.at(*frame.method, frame.position, frame.moment);
    for (const vm::FrameValue& value : state->values) print(frame, value);
    out_ << "\n";
    return true;
  }
  [[nodiscard]] std::string text() const { return out_.str(); }

 private:
  void print(const vm::FrameView& frame, const vm::FrameValue& value) {
    out_ << (value.isLocal ? " local" : " operand") << value.index << ":" << vm::textOf(*value.type) << "=";
    for (std::uint32_t i = 0; i < value.type->slotCount(); ++i) {
      const vm::Slot slot = frame.base[value.slot + i];
      if (i != 0) out_ << ",";
      if (value.type->slots[i] == vm::SlotKind::Reference) {
        out_ << textOf(vm::referenceOf(slot));
      } else {
        out_ << std::hex << slot << std::dec;
      }
    }
  }

  vm::FrameStates& states_;
  std::ostringstream out_;
};

// Of each fiber its number and state, then its frames, innermost first: "fib @3 local0:Int=4 operand0:Int=1". Values
// are slots in hexadecimal, of references the class, of texts the text.
inline std::string framesOf(vm::Guest& guest) {
  FramePrinter printer(guest.runtime().frameStates());
  guest.walkFibers(printer);
  return printer.text();
}

}  // namespace tatu::test
