// Classes, fields and enum cases.
#include <algorithm>

#include "os/fault.h"
#include "vm/link/linker.h"

namespace tatu::vm {

using bytecode::TypeKind;

RuntimeClass& Linker::newClass(ClassShape shape, const RuntimeType& type) {
  RuntimeClass& cls = classes_.emplace_back();
  cls.classShape = shape;
  cls.type = &type;
  return cls;
}

RuntimeClass& Linker::makeFixed(RuntimeClass& cls, std::vector<const RuntimeType*> types, RuntimeClass* superclass) {
  cls.superclass = superclass;
  for (const RuntimeType* type : types) cls.fields.push_back({type, {}});
  LayoutBuilder builder(superclass == nullptr ? gc::kHeaderBytes : superclass->fieldsEnd);
  builder.placeReferences(cls.fields);
  builder.placeRaw(cls.fields);
  cls.isFailed = builder.end() > gc::kMaxFixedBytes || (superclass != nullptr && superclass->isFailed);
  if (cls.isFailed) return cls;
  cls.fieldsEnd = static_cast<std::uint32_t>(builder.end());
  gc::ReferenceRun first{gc::kHeaderBytes, 0};
  if (superclass != nullptr) {
    first.count = superclass->referenceCount;
    cls.laterReferences = superclass->laterReferences;
  }
  if (const gc::ReferenceRun own = builder.references(); own.count > 0) {
    gc::ReferenceRun& last = cls.laterReferences.empty() ? first : cls.laterReferences.back();
    if (own.offset == last.offset + last.count * gc::kWordBytes) {
      last.count += own.count;
    } else {
      cls.laterReferences.push_back(own);
    }
  }
  static_cast<gc::ObjectLayout&>(cls) = heap_.fixedLayout(first.count, cls.fieldsEnd, cls.laterReferences);
  return cls;
}

RuntimeClass& Linker::makeArrayClass(const RuntimeType& type) {
  const bool isString = type.is(TypeKind::String);
  RuntimeClass& cls = newClass(isString ? ClassShape::String : ClassShape::Array, type);
  std::uint64_t references = 0;
  std::uint64_t rawBytes = isString ? 1 : 0;
  if (!isString) {
    std::vector<FieldLayout> element{{type.arguments[0], {}}};
    LayoutBuilder referenceParts(0);
    LayoutBuilder rawParts(0);
    referenceParts.placeReferences(element);
    rawParts.placeRaw(element);
    references = referenceParts.references().count;
    // Elements stay aligned for their widest part, which comes first.
    std::uint32_t alignment = 1;
    for (const Part& part : element[0].parts) {
      if (part.kind != SlotKind::Reference) alignment = std::max(alignment, storageBytes(part.kind));
    }
    rawBytes = (rawParts.end() + alignment - 1) / alignment * alignment;
    cls.element = std::move(element[0]);
  }
  static_cast<gc::ObjectLayout&>(cls) =
      heap_.arrayLayout(static_cast<std::uint32_t>(references), static_cast<std::uint32_t>(rawBytes));
  return cls;
}

std::vector<const RuntimeType*> Linker::fieldTypes(const RuntimeType& type,
                                                   const bytecode::List<bytecode::Field>& fields) {
  const TypeContext context{type.definition->module, type.arguments};
  std::vector<const RuntimeType*> types;
  for (const bytecode::Field& field : fields) types.push_back(&typeIn(context, field.type));
  return types;
}

RuntimeClass& Linker::makeObjectClass(const RuntimeType& type) {
  const RuntimeType* const supertype = supertypeOf(type);
  RuntimeClass* const superclass = supertype == nullptr ? nullptr : &classFor(*supertype);
  RuntimeClass& cls = newClass(ClassShape::Object, type);
  if (const std::uint32_t slots = type.definition->virtualSlots; slots > 0)
    cls.virtualMethods = std::make_unique<std::atomic<Method*>[]>(slots);
  return makeFixed(cls, fieldTypes(type, type.definition->row->fields), superclass);
}

RuntimeClass& Linker::classFor(const RuntimeType& type) {
  if (RuntimeClass* cls = type.runtimeClass.load(std::memory_order_acquire)) return *cls;
  const auto guard = lock();
  if (RuntimeClass* cls = type.runtimeClass.load(std::memory_order_acquire)) return *cls;
  const bool isArray = type.is(TypeKind::Array) || type.is(TypeKind::String);
  RuntimeClass& cls = isArray ? makeArrayClass(type) : makeObjectClass(type);
  type.runtimeClass.store(&cls, std::memory_order_release);
  return cls;
}

RuntimeClass& Linker::boxClass(const RuntimeType& type) {
  if (RuntimeClass* cls = type.runtimeClass.load(std::memory_order_acquire)) return *cls;
  const auto guard = lock();
  if (RuntimeClass* cls = type.runtimeClass.load(std::memory_order_acquire)) return *cls;
  RuntimeClass& cls = makeFixed(newClass(ClassShape::Box, type), {&type}, nullptr);
  type.runtimeClass.store(&cls, std::memory_order_release);
  return cls;
}

RuntimeClass& Linker::caseClass(const RuntimeType& enumType, std::uint32_t caseNumber) {
  const auto guard = lock();
  const auto key = std::pair(&enumType, caseNumber);
  const auto found = caseClasses_.find(key);
  if (found != caseClasses_.end()) return *found->second;
  const bytecode::List<bytecode::Field>& payload = enumType.definition->row->cases[caseNumber].payload;
  RuntimeClass& cls = makeFixed(newClass(ClassShape::EnumCase, enumType), fieldTypes(enumType, payload), nullptr);
  cls.caseNumber = caseNumber;
  if (payload.empty()) cls.staticObject = heap_.staticArea().allocateFixed(cls);
  caseClasses_.emplace(key, &cls);
  return cls;
}

RuntimeClass& Linker::closureClass(Method& function, std::uint32_t captureCount) {
  const auto guard = lock();
  const auto key = std::pair(static_cast<const Method*>(&function), captureCount);
  const auto found = closureClasses_.find(key);
  if (found != closureClasses_.end()) return *found->second;
  const auto split = function.parameters.begin() + captureCount;
  std::vector<const RuntimeType*> signature(split, function.parameters.end());
  signature.push_back(function.result);
  RuntimeClass& cls = newClass(ClassShape::Closure, functionType(std::move(signature)));
  cls.function = &function;
  cls.captureSlots = function.parameterOffsets[captureCount];
  makeFixed(cls, std::vector<const RuntimeType*>(function.parameters.begin(), split), nullptr);
  closureClasses_.emplace(key, &cls);
  return cls;
}

RuntimeClass* Linker::coreClass(std::string_view name) {
  const auto guard = lock();
  const auto found = coreClasses_.find(name);
  if (found != coreClasses_.end()) return found->second;
  if (core_ == nullptr) return nullptr;
  ClassDefinition* const definition = core_->findClass(name);
  if (definition == nullptr) return nullptr;
  const bytecode::Class& row = *definition->row;
  if (row.kind != bytecode::ClassKind::Class || !row.typeParameters.empty()) return nullptr;
  RuntimeClass& cls = classFor(types_.intern(TypeKind::Class, definition, {}));
  coreClasses_.emplace(std::string(name), &cls);
  return &cls;
}

namespace {

// An importing module lists only the fields that it uses, so its positions are its own.
std::uint32_t fieldPosition(const ModuleImage& module, const bytecode::Type& owner, std::uint32_t field) {
  const bytecode::Class& row = module.rows().classes[owner.definition.value()];
  if (row.package.isNone()) return field;
  const ClassDefinition& definition = *module.classes[owner.definition.value()];
  const std::string_view name = module.rows().text(row.fields[field].name);
  const bytecode::Module& home = definition.module->rows();
  const auto& fields = definition.row->fields;
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const bytecode::Field& candidate) { return home.text(candidate.name) == name; });
  os::require(found != fields.end(), "an imported field does not exist");
  return static_cast<std::uint32_t>(found - fields.begin());
}

}  // namespace

FieldAccess Linker::resolveField(const TypeContext& context, bytecode::FieldRefIndex index) {
  const bytecode::FieldRef& reference = context.module->rows().fieldRefs[index.value()];
  const RuntimeType& owner = typeIn(context, reference.owner);
  const RuntimeClass& cls = classFor(owner);
  const std::uint32_t position =
      fieldPosition(*context.module, context.module->rows().type(reference.owner), reference.field);
  return {cls.fields[position].type, &cls, &cls.fields[position]};
}

CaseAccess Linker::resolveCase(const TypeContext& context, bytecode::CaseRefIndex index) {
  const bytecode::CaseRef& reference = context.module->rows().caseRefs[index.value()];
  const RuntimeType& owner = typeIn(context, reference.owner);
  return {&caseClass(owner, reference.caseNumber), &owner};
}

}  // namespace tatu::vm
