// GeneratorClass: the class that a `sequence` becomes, while its code is emitted. An object of it is one walk through
// the sequence: an Iterator whose `hasNext` runs the block on to its next `yield`.
//
// What the block knows lives in slots while it runs. Where it stops, the slots that hold a value are kept in fields,
// and where it goes on they are taken out again; so loops, patterns and `finally` need not know of any of this.
//
// The state is a number:
//   0            the block has not begun
//   k > 0        it stands behind its k-th `yield`, whose value was taken
//   -2 - k       the same, and the value is still to be taken
//   kEnded, kRunning
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "compiler/emit/code_stream.h"
#include "compiler/emit/module_tables.h"
#include "compiler/hir/hir.h"

namespace tatu::compiler::emit {

// A constructor gives each field a value, and not every type has one that could stand there until there is another.
enum class KeptForm : std::uint8_t {
  Plain,    // the type has zero or null
  Present,  // as an optional of the type
  Boxed,    // as the only element of an array: of a type that may stand for an optional
};

struct KeptField {
  FieldSymbol symbol;  // of the type that is stored
  const Type* content = nullptr;
  KeptForm form = KeptForm::Plain;
};

class GeneratorClass {
 public:
  static constexpr std::int32_t kEnded = -1;
  static constexpr std::int32_t kRunning = -2;

  GeneratorClass(TypeTable& types, const Type* self) : types_(types), self_(self) {}

  [[nodiscard]] const Type* self() const { return self_; }
  // What is given to the constructor, in order; before all other fields.
  void addCaptured(const std::string& name, const Type* type);
  [[nodiscard]] const FieldSymbol& captured(std::uint32_t number) const { return fields_[number].symbol; }
  void addOwn(const Type* element);  // the state and the value
  [[nodiscard]] const FieldSymbol& state() const { return fields_[capturedCount_].symbol; }
  [[nodiscard]] const KeptField& value() const { return fields_[capturedCount_ + 1]; }
  // Where a slot is kept; the same at each `yield`.
  [[nodiscard]] const KeptField& keptSlot(std::uint32_t slot, const Type* type);

  // Those behind the captured ones, which the constructor gives a first value by itself.
  [[nodiscard]] std::size_t capturedCount() const { return capturedCount_; }
  [[nodiscard]] const std::deque<KeptField>& fields() const { return fields_; }

  // ---- Where the block goes on
  FlowState atEntry;
  std::vector<CodeLabel> resumptions;  // by state, the beginning first
  CodeLabel finish;

 private:
  const KeptField& addField(const std::string& name, const Type* content, KeptForm form);
  [[nodiscard]] KeptForm formFor(const Type* type);
  [[nodiscard]] const Type* storedType(const Type* content, KeptForm form);

  TypeTable& types_;
  const Type* self_;
  std::size_t capturedCount_ = 0;
  std::deque<KeptField> fields_;
  std::vector<const KeptField*> bySlot_;
};

}  // namespace tatu::compiler::emit
