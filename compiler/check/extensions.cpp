// Extension functions and properties as declarations. Calls of them: extension_calls.cpp.
#include <unordered_map>

#include "compiler/check/declarations.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {
namespace {

class ExtensionRules {
 public:
  explicit ExtensionRules(Program& program) : program_(program), relations_(program) {}

  void check(const FunctionSymbol& extension) {
    const SourceSpan span = Program::nameSpan(extension.declaration);
    const Type* const receiver = extension.parameters[0].type;
    if (receiver->is(TypeKind::Error)) return;
    if (extension.has(bytecode::FunctionFlag::Operator)) checkOperator(program_, extension);
    const auto [other, isNew] =
        first_.emplace(std::to_string(extension.file) + ":" + extension.nameInModule, &extension);
    if (!isNew) {
      program_.report(Diagnostic(DiagnosticCode::DuplicateName, span,
                                 quoted(receiver) + " already has an extension " + quoted(extension.name))
                          .also(Program::nameSpan(other->second->declaration), "it was first declared here"));
      const FileScope& file = program_.options.isCore ? program_.files.front() : program_.fileOf(extension.file);
      std::erase(const_cast<FileScope&>(file).extensions.at(extension.name), &extension);
      return;
    }
    const Member member = relations_.findMember(receiver, extension.name);
    if (member.isNone() || member.kind == MemberKind::Broken) return;
    Diagnostic diagnostic(
        DiagnosticCode::HiddenExtension, span,
        quoted(receiver) + " has a member " + quoted(extension.name) + ", so this extension is never used");
    if (const ast::Node* declaration = declarationOf(member); declaration != nullptr)
      (void)std::move(diagnostic).also(Program::nameSpan(declaration), "the member");
    program_.report(std::move(diagnostic).help("give it another name"));
  }

 private:
  static const ast::Node* declarationOf(const Member& member) {
    if (member.method != nullptr) return member.method->declaration;
    return member.field != nullptr ? member.field->declaration : nullptr;
  }

  Program& program_;
  Relations relations_;
  std::unordered_map<std::string, const FunctionSymbol*> first_;  // by file and full name
};

}  // namespace

void checkExtensions(Program& program) {
  ExtensionRules rules(program);
  for (const FunctionSymbol* function : program.functions) {
    if (function->isExtension && !function->isSetter()) rules.check(*function);
  }
}

}  // namespace tatu::compiler::check
