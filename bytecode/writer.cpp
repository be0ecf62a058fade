#include "bytecode/writer.h"

#include "bytecode/container.h"
#include "bytecode/leb128.h"

namespace tatu::bytecode {

namespace {

class ModuleWriter {
 public:
  explicit ModuleWriter(const Module& module) : module_(module) {}

  std::vector<std::uint8_t> run() {
    file_.assign(kMagic.begin(), kMagic.end());
    appendUnsigned(file_, kFormatVersion);
    appendUnsigned(file_, module_.features);
    for (std::uint8_t section = kFirstSection; section <= kLastSection; ++section) {
      content_.clear();
      writeSection(static_cast<Section>(section));
      file_.push_back(section);
      appendUnsigned(file_, content_.size());
      file_.insert(file_.end(), content_.begin(), content_.end());
    }
    const ContentHash hash = contentHash(file_);
    file_.insert(file_.end(), hash.begin(), hash.end());
    return std::move(file_);
  }

 private:
  void writeSection(Section section) {
    switch (section) {
      case Section::Strings: return strings();
      case Section::Module: return moduleEntry();
      case Section::Packages:
        return list(module_.packages, [this](const Package& package) {
          index(package.name);
          index(package.version);
        });
      case Section::Types: return list(module_.types, [this](const Type& entry) { type(entry); });
      case Section::Classes: return list(module_.classes, [this](const Class& entry) { classEntry(entry); });
      case Section::Functions: return list(module_.functions, [this](const Function& entry) { function(entry); });
      case Section::Globals: return list(module_.globals, [this](const Global& entry) { global(entry); });
      case Section::Calls: return list(module_.calls, [this](const Call& entry) { call(entry); });
      case Section::FieldRefs:
        return list(module_.fieldRefs, [this](const FieldRef& entry) {
          index(entry.owner);
          number(entry.field);
        });
      case Section::CaseRefs:
        return list(module_.caseRefs, [this](const CaseRef& entry) {
          index(entry.owner);
          number(entry.caseNumber);
        });
      case Section::Code: return code();
    }
  }

  void byte(std::uint32_t value) { content_.push_back(static_cast<std::uint8_t>(value)); }
  void number(std::uint64_t value) { appendUnsigned(content_, value); }
  template <typename Tag>
  void index(Index<Tag> value) {
    number(value.value());
  }
  // none is 0, all others are moved up by one.
  template <typename Tag>
  void optionalIndex(Index<Tag> value) {
    number(value.isNone() ? 0 : std::uint64_t{value.value()} + 1);
  }
  template <typename List, typename Write>
  void list(const List& entries, Write write) {
    number(entries.size());
    for (const auto& entry : entries) write(entry);
  }
  void typeList(const List<TypeIndex>& types) {
    list(types, [this](TypeIndex type) { index(type); });
  }

  void strings() {
    number(module_.strings.size());
    for (std::size_t i = 0; i < module_.strings.size(); ++i) {
      const std::string_view text = module_.strings[i];
      number(text.size());
      content_.insert(content_.end(), text.begin(), text.end());
    }
  }

  void moduleEntry() {
    index(module_.name);
    index(module_.version);
    optionalIndex(module_.initialiser);
    optionalIndex(module_.main);
  }

  void type(const Type& type) {
    byte(static_cast<std::uint32_t>(type.kind));
    switch (type.kind) {
      case TypeKind::Array:
      case TypeKind::Optional: return index(type.arguments[0]);
      case TypeKind::Class: index(type.definition); return typeList(type.arguments);
      case TypeKind::Tuple:
      case TypeKind::Function: return typeList(type.arguments);
      case TypeKind::Variable: return number(type.variable);
      default: return;
    }
  }

  void typeParameters(const List<TypeParameter>& parameters) {
    list(parameters, [this](const TypeParameter& parameter) {
      index(parameter.name);
      byte(static_cast<std::uint32_t>(parameter.variance));
      typeList(parameter.bounds);
    });
  }

  void conditions(const List<Condition>& conditions) {
    list(conditions, [this](const Condition& condition) {
      number(condition.variable);
      index(condition.bound);
    });
  }

  void field(const Field& field) {
    index(field.name);
    index(field.type);
    byte((field.isMutable ? kMemberMutable : 0) | (field.isPublic ? kMemberPublic : 0));
  }

  void fields(const List<Field>& entries) {
    list(entries, [this](const Field& entry) { field(entry); });
  }

  void classEntry(const Class& entry) {
    optionalIndex(entry.package);
    index(entry.name);
    byte(static_cast<std::uint32_t>(entry.kind) | (entry.isPublic ? kClassPublic : 0) |
         (entry.isOpen ? kClassOpen : 0) | (entry.isAbstract ? kClassAbstract : 0) | (entry.isData ? kClassData : 0) |
         (entry.isSealed ? kClassSealed : 0));
    if (entry.kind == ClassKind::Builtin) byte(static_cast<std::uint32_t>(entry.builtin));
    typeParameters(entry.typeParameters);
    optionalIndex(entry.superclass);
    list(entry.conformances, [this](const Conformance& conformance) {
      index(conformance.interface);
      conditions(conformance.conditions);
    });
    fields(entry.fields);
    if (entry.kind != ClassKind::Enum) return;
    list(entry.cases, [this](const EnumCase& enumCase) {
      index(enumCase.name);
      fields(enumCase.payload);
    });
  }

  void function(const Function& function) {
    optionalIndex(function.package);
    index(function.name);
    optionalIndex(function.owner);
    number(function.flags);
    typeParameters(function.typeParameters);
    conditions(function.conditions);
    list(function.parameters, [this](const Parameter& parameter) {
      index(parameter.name);
      index(parameter.type);
    });
    index(function.result);
    if (function.has(FunctionFlag::Native)) index(function.nativeName);
  }

  void global(const Global& global) {
    optionalIndex(global.package);
    index(global.name);
    optionalIndex(global.owner);
    index(global.type);
    byte((global.isMutable ? kMemberMutable : 0) | (global.isPublic ? kMemberPublic : 0));
  }

  void call(const Call& call) {
    index(call.function);
    optionalIndex(call.receiver);
    typeList(call.typeArguments);
  }

  void code() {
    number(module_.code.size());
    const std::span<const std::uint8_t> bodies = module_.code.encoded();
    content_.insert(content_.end(), bodies.begin(), bodies.end());
  }

  const Module& module_;
  std::vector<std::uint8_t> file_;
  std::vector<std::uint8_t> content_;
};

}  // namespace

std::vector<std::uint8_t> writeModule(const Module& module) { return ModuleWriter(module).run(); }

void repairContentHash(std::vector<std::uint8_t>& file) {
  if (file.size() < kHashBytes) return;
  const ContentHash hash = contentHash({file.data(), file.size() - kHashBytes});
  std::copy(hash.begin(), hash.end(), file.end() - kHashBytes);
}

}  // namespace tatu::bytecode
