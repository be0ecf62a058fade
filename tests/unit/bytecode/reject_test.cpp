// What the verifier refuses: the cases of tests/verifier/reject, and modules that no text can describe. Each rule has a
// case that only it refuses: without the rule the module would pass.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "bytecode/instruction.h"
#include "bytecode/limits.h"
#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "test_modules.h"

namespace tatu::bytecode {
namespace {

struct TextCase {
  std::string name;
  std::string rule;
  std::string contains;
  std::string text;
};

std::string trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return std::string(text);
}

// "=== name | rule | what the message contains"
TextCase parseHead(std::string_view head) {
  const std::size_t first = head.find('|');
  const std::size_t second = head.find('|', first + 1);
  EXPECT_NE(second, std::string_view::npos) << head;
  return {trimmed(head.substr(0, first)),
          trimmed(head.substr(first + 1, second - first - 1)),
          trimmed(head.substr(second + 1)),
          {}};
}

std::vector<TextCase> textCases(const std::string& path) {
  const std::string file = test::readFile(path);
  std::string_view rest = file;
  const std::size_t begin = rest.find("\n=== ") + 1;
  const std::string prelude(rest.substr(0, begin));
  rest.remove_prefix(begin);
  std::vector<TextCase> cases;
  while (!rest.empty()) {
    const std::size_t lineEnd = rest.find('\n');
    TextCase next = parseHead(rest.substr(4, lineEnd - 4));
    const std::size_t end = std::min(rest.find("\n=== ", lineEnd), rest.size() - 1) + 1;
    next.text = prelude + std::string(rest.substr(lineEnd + 1, end - lineEnd - 1));
    cases.push_back(std::move(next));
    rest.remove_prefix(end);
  }
  return cases;
}

Rule ruleNamed(std::string_view name) {
  for (const RuleInfo& info : allRules()) {
    if (info.name == name) return info.rule;
  }
  ADD_FAILURE() << "no rule is called " << name;
  return Rule::Magic;
}

// The bytes are what a file would hold; a module that cannot be written is verified as it is.
void expectReject(const Module& module, Rule rule, const std::string& contains, const std::string& name,
                  std::span<const std::shared_ptr<const VerifiedModule>> packages) {
  const auto verified = verifyModule(module, packages);
  ASSERT_FALSE(verified.has_value()) << name << ": was accepted";
  EXPECT_EQ(nameOf(verified.error().rule), nameOf(rule)) << name << ": " << verified.error().text();
  EXPECT_THAT(verified.error().text(), testing::HasSubstr(contains)) << name;
  EXPECT_FALSE(verified.error().message.empty());
  const auto without = rejectionWithout(rule, module, packages);
  EXPECT_FALSE(without.has_value()) << name << ": is refused without the rule too: " << without->text();
}

TEST(Reject, TextCases) {
  const auto packages = test::packages();
  std::size_t count = 0;
  for (const std::string& path : test::textFiles("reject")) {
    for (const TextCase& each : textCases(path)) {
      SCOPED_TRACE(each.name);
      const Module module = test::assembleText(each.text, each.name);
      if (module.name.isNone()) continue;
      // The container knows nothing of this: it survives the way through a file.
      const auto read = readModule(writeModule(module));
      if (read)
        expectReject(*read, ruleNamed(each.rule), each.contains, each.name, packages);
      else
        ADD_FAILURE() << read.error().text();
      ++count;
    }
  }
  EXPECT_GE(count, 150u);
}

// ---- Modules that no text can describe

struct Mutation {
  std::string name;
  Rule rule;
  std::function<void(Module&)> apply;
};

Function& functionNamed(Module& module, std::string_view name) {
  for (Function& function : module.functions) {
    if (module.text(function.name) == name) return function;
  }
  ADD_FAILURE() << name;
  return module.functions[0];
}

// A mutation of the body of one function.
std::function<void(Module&)> onCode(std::string_view name, std::function<void(Code&)> change) {
  return [name, change](Module& module) {
    const std::uint32_t number = functionNamed(module, name).code;
    Code code = module.code[number];
    change(code);
    module.code.replace(number, code);
  };
}

TypeIndex typeOfKind(const Module& module, TypeKind kind) {
  for (std::size_t i = 0; i < module.types.size(); ++i) {
    if (module.types[i].kind == kind) return TypeIndex(i);
  }
  return TypeIndex::none();
}

std::uint8_t byteOf(Opcode opcode) { return static_cast<std::uint8_t>(opcode); }

const std::vector<Mutation>& mutations() {
  static const std::vector<Mutation> all = {
      {"string twice", Rule::StringUnique, [](Module& m) { m.strings.push_back(std::string(m.strings[0])); }},
      {"string that is not UTF-8", Rule::Utf8, [](Module& m) { m.strings.push_back("\xFF"); }},
      {"name of the module", Rule::IndexRange, [](Module& m) { m.name = StringIndex(100000); }},
      {"version none", Rule::IndexRange, [](Module& m) { m.version = StringIndex::none(); }},
      {"type twice", Rule::TypeUnique, [](Module& m) { m.types.push_back(m.types[0]); }},
      {"call twice", Rule::ReferenceUnique, [](Module& m) { m.calls.push_back(m.calls[0]); }},
      {"field reference twice", Rule::ReferenceUnique, [](Module& m) { m.fieldRefs.push_back(m.fieldRefs[0]); }},
      {"case reference twice", Rule::ReferenceUnique, [](Module& m) { m.caseRefs.push_back(m.caseRefs[0]); }},
      {"type before its part", Rule::TypeOrder,
       [](Module& m) {
         m.types.insert(m.types.begin(), Type{TypeKind::Array, {}, 0, {TypeIndex(1)}});
       }},
      {"type of itself", Rule::TypeOrder,
       [](Module& m) {
         m.types.push_back({TypeKind::Array, {}, 0, {TypeIndex(m.types.size())}});
       }},
      {"type of an unknown part", Rule::IndexRange,
       [](Module& m) {
         m.types.push_back({TypeKind::Array, {}, 0, {TypeIndex(1u << 30)}});
       }},
      {"array of two", Rule::TypeShape,
       [](Module& m) {
         m.types.push_back({TypeKind::Array, {}, 0, {TypeIndex(0), TypeIndex(0)}});
       }},
      {"leaf with a part", Rule::TypeShape,
       [](Module& m) {
         m.types.push_back({TypeKind::Byte, {}, 0, {TypeIndex(0)}});
       }},
      {"function without a result", Rule::TypeShape,
       [](Module& m) {
         m.types.push_back({TypeKind::Function, {}, 0, {}});
       }},
      {"variable beyond the limit", Rule::TypeShape,
       [](Module& m) {
         m.types.push_back({TypeKind::Variable, {}, 1000, {}});
       }},
      {"class of a type", Rule::IndexRange,
       [](Module& m) {
         m.types.push_back({TypeKind::Class, ClassIndex(9999), 0, {}});
       }},
      {"package of a class", Rule::IndexRange, [](Module& m) { m.classes[0].package = PackageIndex(7); }},
      {"import behind an own class", Rule::ImportsFirst, [](Module& m) { m.classes.back().package = PackageIndex(0); }},
      {"import behind an own function", Rule::ImportsFirst,
       [](Module& m) { m.functions.back().package = PackageIndex(0); }},
      {"superclass that is no index", Rule::IndexRange,
       [](Module& m) { m.classes[0].superclass = TypeIndex(1u << 20); }},
      {"field's type", Rule::IndexRange, [](Module& m) { m.classes[0].fields[0].type = TypeIndex::none(); }},
      {"conformance that is no index", Rule::IndexRange,
       [](Module& m) {
         m.classes.back().conformances.push_back({TypeIndex(1u << 20), {}});
       }},
      {"owner of a function", Rule::IndexRange, [](Module& m) { m.functions.back().owner = ClassIndex(1000); }},
      {"result of a function", Rule::IndexRange, [](Module& m) { m.functions.back().result = TypeIndex(1u << 20); }},
      {"own member of an imported class", Rule::FunctionShape,
       [](Module& m) { functionNamed(m, "area").owner = ClassIndex(0); }},
      {"two functions of one name", Rule::Unique,
       [](Module& m) { functionNamed(m, "area").name = functionNamed(m, "check").name; }},
      {"two classes of one name", Rule::Unique,
       [](Module& m) { m.classes.back().name = m.classes[m.classes.size() - 2].name; }},
      {"two globals of one name", Rule::Unique, [](Module& m) { m.globals.push_back(m.globals.back()); }},
      {"code shared by two functions", Rule::CodeOrder,
       [](Module& m) { functionNamed(m, "area").code = functionNamed(m, "check").code; }},
      {"code for nobody", Rule::CodeOrder, [](Module& m) { m.code.push_back(m.code[0]); }},
      {"code of an imported function", Rule::CodeOrder, [](Module& m) { m.functions[0].code = 0; }},
      {"function of a call", Rule::IndexRange, [](Module& m) { m.calls[0].function = FunctionIndex(5000); }},
      {"receiver of a call", Rule::IndexRange, [](Module& m) { m.calls[0].receiver = TypeIndex(5000); }},
      {"type argument of a call", Rule::IndexRange,
       [](Module& m) {
         m.calls.push_back({FunctionIndex(0), {}, {TypeIndex(5000)}});
       }},
      {"owner of a field reference", Rule::IndexRange,
       [](Module& m) { m.fieldRefs[0].owner = typeOfKind(m, TypeKind::Int); }},
      {"number of a field", Rule::IndexRange, [](Module& m) { m.fieldRefs[0].field = 77; }},
      {"number of a case", Rule::IndexRange, [](Module& m) { m.caseRefs[0].caseNumber = 77; }},
      {"owner of a case reference", Rule::IndexRange, [](Module& m) { m.caseRefs[0].owner = m.fieldRefs[0].owner; }},
      {"initialiser that is no index", Rule::IndexRange, [](Module& m) { m.initialiser = FunctionIndex(4000); }},
      {"imported main", Rule::Main, [](Module& m) { m.main = FunctionIndex(0); }},
      {"imported initialiser", Rule::Initialiser, [](Module& m) { m.initialiser = FunctionIndex(0); }},
      {"too many parameters", Rule::Limit,
       [](Module& m) { functionNamed(m, "area").parameters.resize(256, functionNamed(m, "area").parameters[0]); }},
      {"too many type parameters", Rule::Limit,
       [](Module& m) {
         TypeParameter parameter;
         parameter.name = StringIndex(0);
         functionNamed(m, "area").typeParameters.resize(65, parameter);
       }},
      {"unknown opcode", Rule::Opcode, onCode("area", [](Code& code) { code.bytes[0] = 0xEE; })},
      {"opcode zero", Rule::Opcode, onCode("area", [](Code& code) { code.bytes[0] = 0; })},
      {"code that ends in an operand", Rule::Operand,
       onCode("addTo", [](Code& code) { code.bytes.back() = byteOf(Opcode::LocalGet); })},
      {"operand in a longer form", Rule::Operand,
       onCode("addTo", [](Code& code) {
         auto& bytes = code.bytes;
         bytes[1] = 0x80;
         bytes.insert(bytes.begin() + 2, 0);
       })},
      {"local that is not there", Rule::OperandRange, onCode("addTo", [](Code& code) { code.bytes[1] = 2; })},
      {"label that is not there", Rule::OperandRange,
       onCode("addTo", [](Code& code) {
         code.bytes = {byteOf(Opcode::Jump), 0};
       })},
      {"switch label that is not there", Rule::OperandRange, onCode("area", [](Code& code) { code.bytes[5] = 9; })},
      {"empty code", Rule::CodeEnd, onCode("addTo", [](Code& code) { code.bytes.clear(); })},
      {"labels out of order", Rule::LabelOrder,
       onCode("area", [](Code& code) { std::swap(code.labels[0], code.labels[1]); })},
      {"two labels in one place", Rule::LabelOrder,
       onCode("area", [](Code& code) { code.labels[1].offset = code.labels[0].offset; })},
      {"label inside an instruction", Rule::LabelPlace,
       onCode("addTo", [](Code& code) {
         code.labels.push_back({});
         code.labels.back().offset = 1;
       })},
      {"label behind the code", Rule::LabelPlace,
       onCode("addTo", [](Code& code) {
         code.labels.push_back({});
         code.labels.back().offset = 1000;
       })},
      {"label with an unknown type", Rule::IndexRange,
       onCode("area", [](Code& code) { code.labels[0].stack.push_back(TypeIndex(1u << 20)); })},
      {"label with a local that is not there", Rule::LabelLocals,
       onCode("area", [](Code& code) { code.labels[0].initialised = {1}; })},
      {"label whose set ends in zero", Rule::LabelLocals,
       onCode("check", [](Code& code) { code.labels[0].initialised = {0}; })},
      {"handler with an inverted range", Rule::HandlerRange,
       onCode("check", [](Code& code) { std::swap(code.handlers[0].start, code.handlers[0].end); })},
      {"handler with an empty range", Rule::HandlerRange,
       onCode("check", [](Code& code) { code.handlers[0].end = code.handlers[0].start; })},
      {"handler that cuts an instruction", Rule::HandlerRange,
       onCode("check", [](Code& code) { ++code.handlers[0].start; })},
      {"handler that ends behind the code", Rule::HandlerRange,
       onCode("check", [](Code& code) { code.handlers[0].end = 5000; })},
      {"handler with an unknown label", Rule::OperandRange,
       onCode("check", [](Code& code) { code.handlers[0].handler = LabelIndex(50); })},
      {"handler of an unknown type", Rule::IndexRange,
       onCode("check", [](Code& code) { code.handlers[0].type = TypeIndex(1u << 20); })},
      {"line inside an instruction", Rule::Lines,
       onCode("addTo", [](Code& code) {
         code.lines = {{1, 1, 1}};
       })},
      {"lines out of order", Rule::Lines,
       onCode("addTo", [](Code& code) {
         code.lines = {{2, 1, 1}, {0, 2, 2}};
       })},
      {"line zero", Rule::Lines,
       onCode("addTo", [](Code& code) {
         code.lines = {{0, 0, 1}};
       })},
      {"line behind the code", Rule::Lines,
       onCode("addTo", [](Code& code) {
         code.lines = {{4000, 1, 1}};
       })},
      {"line that says nothing new", Rule::Lines,
       onCode("addTo", [](Code& code) {
         code.lines = {{0, 1, 1}, {2, 1, 1}};
       })},
      {"local of an unknown type", Rule::IndexRange,
       onCode("check", [](Code& code) { code.locals[0] = TypeIndex(1u << 20); })},
      {"file that is no string", Rule::IndexRange,
       onCode("check", [](Code& code) { code.file = StringIndex(1u << 20); })},
      {"the core's name", Rule::CoreOnly, [](Module& m) { m.name = m.packages[0].name; }},
      {"too many supertypes", Rule::HierarchySize,
       [](Module& m) {
         // A chain of interfaces, each above the next.
         TypeIndex above;
         for (int i = 0; i < 300; ++i) {
           Class entry;
           m.strings.push_back("I" + std::to_string(i));
           entry.name = StringIndex(m.strings.size() - 1);
           entry.kind = ClassKind::Interface;
           if (!above.isNone()) entry.conformances.push_back({above, {}});
           m.types.push_back({TypeKind::Class, ClassIndex(m.classes.size()), 0, {}});
           above = TypeIndex(m.types.size() - 1);
           m.classes.push_back(entry);
         }
       }},
  };
  return all;
}

Module objects() {
  return test::assembleText(test::readFile(TATU_SOURCE_DIR "/tests/verifier/valid/objects.tasm"), "objects.tasm");
}

TEST(Reject, MutatedModules) {
  const auto packages = test::packages();
  for (const Mutation& mutation : mutations()) {
    SCOPED_TRACE(mutation.name);
    Module module = objects();
    mutation.apply(module);
    expectReject(module, mutation.rule, "", mutation.name, packages);
  }
}

// Packages on different cores.
TEST(Reject, TwoCores) {
  const auto other =
      verifyModule(test::assembleText("module \"other\" \"1\"\nimport core \"1.0\"\n", "other"), test::packages());
  ASSERT_TRUE(other.has_value());
  const std::vector<std::shared_ptr<const VerifiedModule>> packages = {test::core(), *other};
  expectReject(test::assembleText("module \"top\" \"1\"\nimport core \"1.0\"\nimport other \"1\"\n", "top"),
               Rule::OneCore, "", "top", packages);
}

// Rules of the container are the reader's; container_test.cpp has their cases.
bool isContainerRule(Rule rule) { return static_cast<int>(rule) < 200; }

TEST(Reject, EveryRuleHasACase) {
  std::set<std::string_view> seen = {nameOf(Rule::OneCore)};
  std::vector<std::string> names;
  for (const std::string& path : test::textFiles("reject")) {
    for (const TextCase& each : textCases(path)) seen.insert(nameOf(ruleNamed(each.rule)));
  }
  for (const Mutation& mutation : mutations()) seen.insert(nameOf(mutation.rule));
  for (const RuleInfo& info : allRules()) {
    EXPECT_TRUE(isContainerRule(info.rule) || seen.contains(info.name)) << "no case for " << info.name;
  }
}

}  // namespace
}  // namespace tatu::bytecode
