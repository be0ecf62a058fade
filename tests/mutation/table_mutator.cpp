#include "tests/mutation/table_mutator.h"

#include <array>

namespace tatu::mutation {

namespace {

using namespace tatu::bytecode;  // everything here is about the entries of its tables

constexpr std::uint32_t kFunctionFlags = 10;

class TableMutator {
 public:
  TableMutator(Module& module, Dice& dice) : module_(module), dice_(dice) {}

  void run() {
    switch (dice_.below(12)) {
      case 0:
      case 1: return changeType();
      case 2:
      case 3: return changeClass();
      case 4:
      case 5: return changeFunction();
      case 6: return changeGlobal();
      case 7:
      case 8: return changeCall();
      case 9: return changeReference();
      case 10: return changeString();
      default: return changeProgram();
    }
  }

 private:
  template <typename Container>
  [[nodiscard]] bool has(const Container& container) const {
    return !container.empty();
  }
  [[nodiscard]] TypeIndex aType() { return TypeIndex(dice_.below(module_.types.size())); }
  [[nodiscard]] ClassIndex aClass() { return ClassIndex(dice_.below(module_.classes.size())); }
  [[nodiscard]] FunctionIndex aFunction() { return FunctionIndex(dice_.below(module_.functions.size())); }
  [[nodiscard]] StringIndex aString() { return StringIndex(dice_.below(module_.strings.size())); }

  template <typename Elements>
  void removeOne(Elements& list) {
    if (!list.empty()) list.erase(list.begin() + static_cast<std::ptrdiff_t>(dice_.below(list.size())));
  }
  template <typename Elements>
  void repeatOne(Elements& list) {
    if (list.empty()) return;
    auto copy = dice_.in(list);
    list.push_back(std::move(copy));
  }
  template <typename Elements>
  void swapTwo(Elements& list) {
    if (!list.empty()) std::swap(dice_.in(list), dice_.in(list));
  }
  template <typename Elements>
  void reshape(Elements& list) {
    switch (dice_.below(3)) {
      case 0: return removeOne(list);
      case 1: return repeatOne(list);
      default: return swapTwo(list);
    }
  }

  void changeType() {
    if (!has(module_.types)) return;
    Type& type = dice_.in(module_.types);
    switch (dice_.below(5)) {
      case 0: type.kind = static_cast<TypeKind>(dice_.below(17)); break;
      case 1:
        if (has(type.arguments)) dice_.in(type.arguments) = aType();
        break;
      case 2: reshape(type.arguments); break;
      case 3:
        if (has(module_.classes)) type.definition = aClass();
        break;
      default: type.variable = static_cast<std::uint32_t>(dice_.below(4));
    }
    makeWritable(type);
  }

  // Each kind has its own form in a file; what has no place in it must not be there.
  static void makeWritable(Type& type) {
    if (type.kind != TypeKind::Class) type.definition = {};
    if (type.kind == TypeKind::Class && type.definition.isNone()) type.definition = ClassIndex(0);
    if (type.kind != TypeKind::Variable) type.variable = 0;
    if (type.kind == TypeKind::Array || type.kind == TypeKind::Optional) type.arguments.resize(1, TypeIndex(0));
    if (type.kind == TypeKind::Function && type.arguments.empty()) type.arguments.push_back(TypeIndex(0));
  }

  void changeParameters(List<TypeParameter>& parameters) {
    if (parameters.empty() || dice_.oneIn(3)) return reshape(parameters);
    TypeParameter& parameter = dice_.in(parameters);
    if (dice_.oneIn(3)) {
      parameter.variance = static_cast<Variance>(dice_.below(3));
    } else if (has(parameter.bounds) && dice_.oneIn(2)) {
      reshape(parameter.bounds);
    } else if (has(module_.types)) {
      parameter.bounds.push_back(aType());
    }
  }

  void changeConditions(List<Condition>& conditions) {
    if (conditions.empty() || dice_.oneIn(3)) {
      conditions.push_back({static_cast<std::uint32_t>(dice_.below(3)), aType()});
    } else if (dice_.oneIn(2)) {
      dice_.in(conditions).bound = aType();
    } else {
      reshape(conditions);
    }
  }

  void changeField(List<Field>& fields) {
    if (fields.empty() || dice_.oneIn(4)) return reshape(fields);
    Field& field = dice_.in(fields);
    switch (dice_.below(4)) {
      case 0: field.isMutable = !field.isMutable; break;
      case 1: field.isPublic = !field.isPublic; break;
      case 2: field.name = aString(); break;
      default: field.type = aType();
    }
  }

  void changeConformance(Class& row) {
    if (row.conformances.empty()) return row.conformances.push_back({aType(), {}});
    switch (dice_.below(3)) {
      case 0: return reshape(row.conformances);
      case 1: return changeConditions(dice_.in(row.conformances).conditions);
      default: dice_.in(row.conformances).interface = aType();
    }
  }

  void changeClass() {
    if (!has(module_.classes) || !has(module_.types)) return;
    Class& row = dice_.in(module_.classes);
    switch (dice_.below(9)) {
      case 0: row.kind = static_cast<ClassKind>(dice_.below(3)); break;
      case 1: changeClassFlag(row); break;
      case 2: changeParameters(row.typeParameters); break;
      case 3: row.superclass = dice_.oneIn(3) ? TypeIndex() : aType(); break;
      case 4:
      case 5: changeConformance(row); break;
      case 6: changeField(row.fields); break;
      case 7: reshape(row.cases); break;
      default:
        if (has(row.cases)) changeField(dice_.in(row.cases).payload);
    }
  }

  void changeClassFlag(Class& row) {
    bool* const flags[] = {&row.isPublic, &row.isOpen, &row.isAbstract, &row.isData, &row.isSealed};
    bool& flag = *dice_.in(flags);
    flag = !flag;
  }

  void changeFunction() {
    if (!has(module_.functions) || !has(module_.types)) return;
    Function& row = dice_.in(module_.functions);
    switch (dice_.below(8)) {
      case 0: row.flags ^= 1u << dice_.below(kFunctionFlags); break;
      case 1: row.result = aType(); break;
      case 2:
        if (has(row.parameters)) dice_.in(row.parameters).type = aType();
        break;
      case 3: reshape(row.parameters); break;
      case 4: changeParameters(row.typeParameters); break;
      case 5: changeConditions(row.conditions); break;
      case 6: row.name = aString(); break;
      default: swapCode();
    }
  }

  void swapCode() {
    if (!has(module_.code)) return;
    const std::size_t a = dice_.below(module_.code.size());
    const std::size_t b = dice_.below(module_.code.size());
    const bytecode::Code first = module_.code[a];
    module_.code.replace(a, module_.code[b]);
    module_.code.replace(b, first);
  }

  void changeGlobal() {
    if (!has(module_.globals)) return;
    Global& row = dice_.in(module_.globals);
    switch (dice_.below(4)) {
      case 0: row.isMutable = !row.isMutable; break;
      case 1: row.isPublic = !row.isPublic; break;
      case 2: swapTwo(module_.globals); break;
      default: row.type = aType();
    }
  }

  void changeCall() {
    if (!has(module_.calls) || !has(module_.functions)) return;
    Call& call = dice_.in(module_.calls);
    switch (dice_.below(4)) {
      case 0: call.function = aFunction(); break;
      case 1: call.receiver = dice_.oneIn(4) ? TypeIndex() : aType(); break;
      case 2:
        if (has(call.typeArguments)) dice_.in(call.typeArguments) = aType();
        break;
      default: reshape(call.typeArguments);
    }
  }

  void changeReference() {
    if (has(module_.fieldRefs) && dice_.oneIn(2)) {
      FieldRef& reference = dice_.in(module_.fieldRefs);
      if (dice_.oneIn(2))
        reference.owner = aType();
      else
        reference.field = static_cast<std::uint32_t>(dice_.below(5));
    } else if (has(module_.caseRefs)) {
      CaseRef& reference = dice_.in(module_.caseRefs);
      if (dice_.oneIn(2))
        reference.owner = aType();
      else
        reference.caseNumber = static_cast<std::uint32_t>(dice_.below(5));
    }
  }

  void changeString() {
    if (!has(module_.strings)) return;
    const std::size_t number = aString().value();
    std::string text(module_.strings[number]);
    switch (dice_.below(4)) {
      case 0: text.clear(); break;
      case 1: text += "\xC3\xA9"; break;
      case 2: text.insert(0, module_.text(aString())); break;
      default: text = std::to_string(dice_.below(1000));
    }
    module_.strings.replace(number, text);
  }

  void changeProgram() {
    if (!has(module_.functions)) return;
    if (dice_.oneIn(3))
      module_.initialiser = dice_.oneIn(2) ? FunctionIndex() : aFunction();
    else
      module_.main = aFunction();
  }

  Module& module_;
  Dice& dice_;
};

}  // namespace

void mutateTables(Module& module, Dice& dice) { TableMutator(module, dice).run(); }

}  // namespace tatu::mutation
