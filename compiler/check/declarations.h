// From declarations to symbols, in phases over all files: each function is one phase and relies on those before it.
#pragma once

#include "compiler/check/type_resolver.h"

namespace tatu::compiler::check {

// Parses the given files and, through the options' loader, all that they import; finds the order of initialisation.
void openFiles(Program& program, const std::vector<FileId>& roots);
// Names of types, functions and globals; duplicates.
void collectDeclarations(Program& program);
void checkAnnotations(Program& program, const FileScope& file);
// Names that imports bring into scope.
void bindImports(Program& program);
// Warns about imports that nothing has used; all bodies have been checked.
void checkUnusedImports(Program& program);
// Bounds of type parameters, superclasses and interfaces.
void resolveHeads(Program& program);
// Types of fields, parameters and results; members of classes.
void resolveSignatures(Program& program);
// Of one function; the resolver knows the type parameters around, of which there are `first`.
void resolveSignature(Program& program, const FileScope& file, TypeResolver& resolver, FunctionSymbol& symbol,
                      const ast::FunctionDeclaration& declaration, std::uint32_t first);
// Where none can stand; it is then checked as if it were none.
void reportMisplacedExtension(Program& program, const ast::FunctionDeclaration& declaration);
// Extensions that are declared twice, and those that members hide. All members are known.
void checkExtensions(Program& program);
// Of one that is declared as an operator.
void checkOperator(Program& program, const FunctionSymbol& function);
// What each declaration of a class may say: overriding, variance, operators; then all that it inherits.
void checkClassRules(Program& program);
// Functions for the values that parameters have where calls leave them out. All members are known.
void declareDefaults(Program& program);
// The expression of such a function.
[[nodiscard]] const ast::Expression& defaultExpression(const FunctionSymbol& symbol);
// The members that meet in a class: interfaces once, one code for each method, overrides that fit. The part of the
// class rules that looks at several classes at once.
void checkInheritance(Program& program);

// ---- The same for one class in a function, as soon as it is met; the resolver knows what is around it.
[[nodiscard]] ClassSymbol* newLocalClass(Program& program, FileScope& file, const ast::ClassDeclaration& declaration);
void resolveHead(Program& program, ClassSymbol& local, const TypeResolver& around);
void resolveMembers(Program& program, ClassSymbol& local, const TypeResolver& around);
void declareDefaults(Program& program, ClassSymbol& symbol, std::vector<FunctionSymbol*>& declared);
void checkClassRules(Program& program, ClassSymbol& symbol);
void checkInheritance(Program& program, const ClassSymbol& symbol);
void checkAnnotations(Program& program, const ast::Declaration& declaration);
// The name of a static member, which such a class cannot have, as is told; null of other members.
[[nodiscard]] const ast::Identifier* refusedStatic(Program& program, const ast::Declaration& member);

// The parameter of a class header that declares a field, or null.
[[nodiscard]] const ast::ConstructorParameter* headerParameter(const FieldSymbol& field);
[[nodiscard]] bool isVisible(const Program& program, std::uint32_t fromFile, const PackageSymbol* package,
                             std::uint32_t file, bool isPublic);

}  // namespace tatu::compiler::check
