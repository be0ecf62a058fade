#include "compiler/emit/generator_class.h"

#include <algorithm>

namespace tatu::compiler::emit {

// Two variables can have one name, and no two fields may; the others' names are no identifiers.
void GeneratorClass::addCaptured(const std::string& name, const Type* type) {
  const bool isTaken =
      std::any_of(fields_.begin(), fields_.end(), [&](const KeptField& field) { return field.symbol.name == name; });
  (void)addField(isTaken ? name + "#" + std::to_string(fields_.size()) : name, type, KeptForm::Plain);
  fields_.back().symbol.isMutable = false;
  capturedCount_ = fields_.size();
}

void GeneratorClass::addOwn(const Type* element) {
  (void)addField("<state>", types_.leaf(TypeKind::Int32), KeptForm::Plain);
  (void)addField("<value>", element, formFor(element));
}

const KeptField& GeneratorClass::keptSlot(std::uint32_t slot, const Type* type) {
  if (slot >= bySlot_.size()) bySlot_.resize(slot + 1);
  if (bySlot_[slot] == nullptr) bySlot_[slot] = &addField("<slot " + std::to_string(slot) + ">", type, formFor(type));
  return *bySlot_[slot];
}

const KeptField& GeneratorClass::addField(const std::string& name, const Type* content, KeptForm form) {
  KeptField& field = fields_.emplace_back();
  field.symbol.name = name;
  field.symbol.type = storedType(content, form);
  field.symbol.number = static_cast<std::uint32_t>(fields_.size() - 1);
  field.symbol.isMutable = form != KeptForm::Boxed;
  field.content = content;
  field.form = form;
  return field;
}

KeptForm GeneratorClass::formFor(const Type* type) {
  switch (type->kind) {
    case TypeKind::Unit:
    case TypeKind::Bool:
    case TypeKind::Byte:
    case TypeKind::Int32:
    case TypeKind::Int:
    case TypeKind::Float32:
    case TypeKind::Float:
    case TypeKind::Char:
    case TypeKind::Optional: return KeptForm::Plain;
    case TypeKind::Variable: return KeptForm::Boxed;
    // The flag of an optional can make a tuple too wide.
    default: return isWithinLimits(types_.optional(type)) ? KeptForm::Present : KeptForm::Boxed;
  }
}

const Type* GeneratorClass::storedType(const Type* content, KeptForm form) {
  if (form == KeptForm::Boxed) return types_.array(content);
  return form == KeptForm::Present ? types_.optional(content) : content;
}

}  // namespace tatu::compiler::emit
