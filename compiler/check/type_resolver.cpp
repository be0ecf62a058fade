#include "compiler/check/type_resolver.h"

#include <unordered_set>

#include "compiler/check/suggestions.h"

namespace tatu::compiler::check {

namespace {

std::optional<TypeKind> leafKind(std::string_view name) {
  if (name == "Unit") return TypeKind::Unit;
  if (name == "Never") return TypeKind::Never;
  if (name == "Any") return TypeKind::Any;
  return std::nullopt;
}

}  // namespace

namespace {

// What a class or alias asks of its type arguments. Says whether they have it.
bool checkArguments(Relations& relations, std::string_view name, const std::vector<TypeParameterSymbol*>& parameters,
                    const std::vector<const Type*>& arguments, SourceSpan span) {
  Program& program = relations.program();
  const Substitution substitution(parameters, arguments);
  for (std::size_t i = 0; i < parameters.size() && i < arguments.size(); ++i) {
    for (const Type* bound : parameters[i]->bounds) {
      const Type* wanted = substitution.apply(program.types, bound);
      if (relations.satisfies(arguments[i], wanted)) continue;
      program.report(Diagnostic(DiagnosticCode::BoundNotSatisfied, span,
                                quoted(arguments[i]) + " is not " + withArticle(wanted) + ", but " + quoted(name) +
                                    " needs that of its " + quoted(parameters[i]->name)));
      return false;
    }
  }
  return true;
}

}  // namespace

void checkTypeArguments(Relations& relations, const Type* type, SourceSpan span) {
  const ClassSymbol* symbol = type->is(TypeKind::Class) ? type->symbol : nullptr;
  if (symbol != nullptr && !checkArguments(relations, symbol->name, symbol->typeParameters, type->arguments, span))
    return;
  for (const Type* argument : type->arguments) checkTypeArguments(relations, argument, span);
}

void checkAliasArguments(Relations& relations, const Program::PendingBounds& use) {
  if (checkArguments(relations, use.alias->name(), use.alias->typeParameters, use.arguments, use.span))
    checkTypeArguments(relations, use.type, use.span);
}

const Type* aliasedType(Program& program, TypeAlias& alias) {
  if (alias.type != nullptr) return alias.type;
  if (alias.isResolving) {
    program.report(Diagnostic(DiagnosticCode::CyclicAlias, alias.declaration->name.span,
                              "the type " + quoted(alias.name()) + " would stand for itself"));
    return alias.type = program.errorType();
  }
  constexpr std::size_t kMostAliases = 100;  // each inside of the one before
  if (program.aliasDepth >= kMostAliases) {
    program.report(Diagnostic(DiagnosticCode::LimitExceeded, alias.declaration->name.span,
                              "more than 100 names for types in a row stand for the next one"));
    return alias.type = program.errorType();
  }
  ++program.aliasDepth;
  alias.isResolving = true;
  TypeResolver resolver(program, *alias.file);
  resolver.addParameters(alias.typeParameters);
  resolver.resolveBounds(alias.declaration->typeParameters, alias.typeParameters);
  const Type* type = resolver.resolve(*alias.declaration->type);
  alias.isResolving = false;
  --program.aliasDepth;
  return alias.type = alias.type == nullptr ? type : alias.type;
}

void checkPendingBounds(Program& program) {
  Relations relations(program);
  for (std::size_t i = 0; i < program.pendingBounds.size(); ++i) {
    const Program::PendingBounds pending = program.pendingBounds[i];
    relations.setConditions(pending.conditions);
    if (pending.alias != nullptr) {
      checkAliasArguments(relations, pending);
    } else {
      checkTypeArguments(relations, pending.type, pending.span);
    }
  }
  program.pendingBounds.clear();
}

void TypeResolver::checkBounds(const Type* type, SourceSpan span) {
  if (type->arguments.empty()) return;
  if (!program_.areHeadsKnown) {
    program_.pendingBounds.push_back({type, span, conditions_});
    return;
  }
  Relations relations(program_);
  relations.setConditions(conditions_);
  checkTypeArguments(relations, type, span);
}

const Type* TypeResolver::resolve(const ast::Type& type) {
  const Type* result = resolveUnlimited(type);
  if (isWithinLimits(result)) return result;
  program_.report(
      Diagnostic(DiagnosticCode::TypeTooLarge, type.span.startOnly(), "this type is nested too deeply or too large")
          .note(std::string(kTypeLimits)));
  return program_.errorType();
}

const Type* TypeResolver::resolveUnlimited(const ast::Type& type) {
  switch (type.kind) {
    case ast::NodeKind::NamedType: return resolveNamed(ast::as<ast::NamedType>(type));
    case ast::NodeKind::OptionalType: {
      const Type* inner = resolve(*ast::as<ast::OptionalType>(type).inner);
      return program_.types.optional(inner);
    }
    case ast::NodeKind::TupleType: return program_.types.tuple(resolveAll(ast::as<ast::TupleType>(type).elements));
    case ast::NodeKind::FunctionType: {
      const auto& function = ast::as<ast::FunctionType>(type);
      std::vector<const Type*> parts = resolveAll(function.parameters);
      parts.push_back(resolve(*function.result));
      return program_.types.function(parts);
    }
    default: return program_.errorType();
  }
}

std::vector<const Type*> TypeResolver::resolveAll(ast::NodeList<ast::Type> types) {
  std::vector<const Type*> result;
  for (const ast::Type* type : types) result.push_back(resolve(*type));
  return result;
}

const Type* TypeResolver::resolveNamed(const ast::NamedType& type) {
  if (type.path.empty()) return program_.errorType();  // cut off by the parser, which has said so
  const std::string_view name = type.path.front().text;
  if (type.path.size() == 1) {
    for (auto it = scope_.rbegin(); it != scope_.rend(); ++it) {
      if ((*it)->name != name) continue;
      if (!type.arguments.empty()) {
        program_.report(Diagnostic(DiagnosticCode::WrongTypeArgumentCount, type.span,
                                   "the type parameter " + quoted(name) + " takes no type arguments"));
      }
      return program_.types.variable(*it);
    }
    if (const ClassSymbol* local = localClasses_ == nullptr ? nullptr : (*localClasses_)(name); local != nullptr)
      return instantiate(*local, type);
  }
  Entity entity = program_.find(file_, name);
  for (std::size_t i = 1; i < type.path.size(); ++i) {
    if (entity.kind != EntityKind::Module) {
      if (entity.isNone()) break;
      notInModule(entity, type.path[i - 1], type.path[i]);
      return program_.errorType();
    }
    const ImportedModule module = entity.module;
    entity = module.find(type.path[i].text);
    if (!entity.isNone() && !entity.isPublic()) {
      program_.reportNotVisible(type.path[i]);
      return program_.errorType();
    }
    if (entity.isNone()) {
      if (!module.hasUnknownNames()) {
        Diagnostic diagnostic(DiagnosticCode::UnknownType, type.path[i].span,
                              "the module " + quoted(module.name()) + " has no type " + quoted(type.path[i].text));
        suggestFrom(module, diagnostic, type.path[i]);
        program_.report(std::move(diagnostic));
      }
      return program_.errorType();
    }
  }
  program_.warnIfDeprecated(entity.declaration(), type.path.back().text, type.path.back().span);
  switch (entity.kind) {
    case EntityKind::Class: return instantiate(*entity.classSymbol, type);
    case EntityKind::Alias: return expand(*entity.alias, type);
    case EntityKind::None: return unknown(type);
    case EntityKind::Broken: return program_.errorType();
    default:
      program_.report(
          Diagnostic(DiagnosticCode::NotAType, type.path.back().span, quoted(type.path.back().text) + " is no type"));
      return program_.errorType();
  }
}

// `a.b` where `a` is no module; most often the case of an enum, tested by `is`.
void TypeResolver::notInModule(const Entity& entity, const ast::Identifier& qualifier, const ast::Identifier& name) {
  const bool isEnum = entity.kind == EntityKind::Class && entity.classSymbol->kind == bytecode::ClassKind::Enum;
  if (!isEnum) {
    program_.report(Diagnostic(DiagnosticCode::NotAType, qualifier.span, quoted(qualifier.text) + " is no module"));
    return;
  }
  const std::string full = std::string(qualifier.text) + "." + std::string(name.text);
  program_.report(Diagnostic(DiagnosticCode::NotAType, join(qualifier.span, name.span),
                             quoted(full) + " is a case, and the type is " + quoted(qualifier.text))
                      .help("cases are told apart by `match`; one without values by `== " + full + "`"));
}

const Type* TypeResolver::unknown(const ast::NamedType& type) {
  const ast::Identifier& name = type.path.front();
  if (const auto leaf = leafKind(name.text); leaf && type.path.size() == 1) return program_.leaf(*leaf);
  if (file_.hasUnknownNames) return program_.errorType();
  const bool isParameter = !extension_.empty() && name.text.size() == 1;
  if (isParameter &&
      std::find(missingParameters_.begin(), missingParameters_.end(), name.text) != missingParameters_.end())
    return program_.errorType();
  Diagnostic diagnostic(DiagnosticCode::UnknownType, name.span, "I do not know the type " + quoted(name.text));
  if (isParameter) {
    missingParameters_.push_back(name.text);
    (void)std::move(diagnostic)
        .help("a type parameter of an extension is declared behind its name: `" + std::string(extension_) + "<" +
              std::string(name.text) + ">`");
  } else if (!addForeignName(diagnostic, findForeignType(name.text), name.span))
    suggestType(diagnostic, name);
  program_.report(std::move(diagnostic));
  return program_.errorType();
}

void TypeResolver::suggestType(Diagnostic& diagnostic, const ast::Identifier& name) {
  SpellingSuggester suggester(program_.wantedSpelling(file_, name.text));
  for (const TypeParameterSymbol* parameter : scope_) suggester.consider(parameter->name);
  for (const std::string_view candidate : program_.names(file_)) {
    const EntityKind kind = program_.peek(file_, candidate).kind;
    if (kind == EntityKind::Class || kind == EntityKind::Alias) suggester.consider(candidate);
  }
  for (const std::string_view candidate : {"Unit", "Never", "Any"}) suggester.consider(candidate);
  addSuggestion(diagnostic, suggester, name.span);
}

// The type arguments that were written, if they are as many as are needed; told if not.
std::optional<std::vector<const Type*>> TypeResolver::argumentsOf(const ast::NamedType& type, std::string_view name,
                                                                  std::size_t count) {
  std::vector<const Type*> arguments = resolveAll(type.arguments);
  if (arguments.size() == count) return arguments;
  program_.report(Diagnostic(DiagnosticCode::WrongTypeArgumentCount, type.span,
                             quoted(name) + " takes " + counted(count, "type argument") + ", but here " +
                                 (arguments.size() == 1 ? "is " : "are ") + std::to_string(arguments.size())));
  return std::nullopt;
}

const Type* TypeResolver::expand(TypeAlias& alias, const ast::NamedType& type) {
  const auto arguments = argumentsOf(type, alias.name(), alias.typeParameters.size());
  if (!arguments) return program_.errorType();
  const Type* target = aliasedType(program_, alias);
  if (containsError(target)) return program_.errorType();
  const Type* result = Substitution(alias.typeParameters, *arguments).apply(program_.types, target);
  const Program::PendingBounds use{result, type.span, conditions_, &alias, *arguments};
  if (!program_.areHeadsKnown) {
    program_.pendingBounds.push_back(use);
  } else {
    Relations relations(program_);
    relations.setConditions(conditions_);
    checkAliasArguments(relations, use);
  }
  return result;
}

const Type* TypeResolver::instantiate(const ClassSymbol& symbol, const ast::NamedType& type) {
  const auto written = argumentsOf(type, symbol.name, symbol.ownTypeParameters().size());
  if (!written) return program_.errorType();
  std::vector<const Type*> arguments;
  for (std::size_t i = 0; i < symbol.outerTypeParameters; ++i)
    arguments.push_back(program_.types.variable(symbol.typeParameters[i]));
  arguments.insert(arguments.end(), written->begin(), written->end());
  const Type* result = nullptr;
  if (symbol.kind == bytecode::ClassKind::Builtin) {
    if (symbol.builtin == bytecode::TypeKind::Array) return program_.types.array(arguments[0]);
    if (!arguments.empty()) return program_.errorType();
    return program_.leaf(static_cast<TypeKind>(symbol.builtin));
  }
  result = program_.types.classType(&symbol, arguments);
  checkBounds(result, type.span);
  return result;
}

std::vector<TypeParameterSymbol*> TypeResolver::declare(std::span<const ast::TypeParameter> parameters,
                                                        std::uint32_t first, bool allowsVariance) {
  std::vector<TypeParameterSymbol*> result;
  std::unordered_set<std::string_view> names;
  for (const ast::TypeParameter& parameter : parameters) {
    if (!names.insert(parameter.name.text).second) {
      program_.report(Diagnostic(DiagnosticCode::DuplicateName, parameter.name.span,
                                 "there are two type parameters " + quoted(parameter.name.text)));
    }
    TypeParameterSymbol* symbol = program_.symbols.makeTypeParameter();
    symbol->name = parameter.name.text;
    symbol->number = first++;
    if (parameter.variance != ast::Variance::Invariant) {
      if (allowsVariance) {
        symbol->variance = parameter.variance == ast::Variance::Out ? bytecode::Variance::Out : bytecode::Variance::In;
      } else {
        program_.report(Diagnostic(DiagnosticCode::VarianceMismatch, parameter.span,
                                   "only the type parameters of an interface can be `out` or `in`"));
      }
    }
    result.push_back(symbol);
  }
  return result;
}

const Type* TypeResolver::resolveBound(const ast::Type& type) {
  const Type* bound = resolve(type);
  if (bound->is(TypeKind::Class) && bound->symbol->kind != bytecode::ClassKind::Enum) return bound;
  if (bound->is(TypeKind::Any) || bound->is(TypeKind::Error)) return bound;
  program_.report(Diagnostic(DiagnosticCode::InvalidBound, type.span,
                             "a bound must be an interface or a class, but " + quoted(bound) + " is neither"));
  return program_.errorType();
}

void TypeResolver::resolveBounds(std::span<const ast::TypeParameter> parameters,
                                 std::span<TypeParameterSymbol* const> symbols) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    for (const ast::Type* written : parameters[i].bounds) {
      const Type* bound = resolveBound(*written);
      if (!bound->is(TypeKind::Class)) continue;
      if (bound->symbol->kind != bytecode::ClassKind::Interface && !symbols[i]->bounds.empty()) {
        program_.report(Diagnostic(DiagnosticCode::InvalidBound, written->span,
                                   quoted(bound) + " is a class: only the first bound can be one"));
        continue;
      }
      symbols[i]->bounds.push_back(bound);
    }
  }
}

Conditions TypeResolver::resolveConditions(std::span<const ast::WhereCondition> conditions) {
  Conditions result;
  for (const ast::WhereCondition& condition : conditions) {
    const TypeParameterSymbol* parameter = nullptr;
    for (const TypeParameterSymbol* candidate : scope_) {
      if (candidate->name == condition.parameter.text) parameter = candidate;
    }
    if (parameter == nullptr) {
      program_.report(Diagnostic(DiagnosticCode::UnknownType, condition.parameter.span,
                                 "there is no type parameter " + quoted(condition.parameter.text) + " here"));
      continue;
    }
    for (const ast::Type* written : condition.bounds) {
      const Type* bound = resolveBound(*written);
      if (!bound->is(TypeKind::Class)) continue;
      if (bound->symbol->kind != bytecode::ClassKind::Interface) {
        program_.report(Diagnostic(DiagnosticCode::InvalidBound, written->span,
                                   "a condition names an interface, and " + quoted(bound) + " is a class"));
        continue;
      }
      result.push_back({parameter, bound});
    }
  }
  return result;
}

}  // namespace tatu::compiler::check
