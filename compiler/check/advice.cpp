// What is said about names, members and operators that are not there: what was probably meant.
#include <algorithm>
#include <cctype>

#include "compiler/check/body_checker.h"
#include "compiler/check/suggestions.h"
#include "compiler/syntax/fiber_names.h"

namespace tatu::compiler::check {

// ---- Names

Expr BodyChecker::unknownName(const ast::Identifier& name) {
  if (file_.hasUnknownNames) return error(name.span);
  if (owner_ != nullptr && relations_.hasUnknownAbove(program_.selfType(*owner_))) return error(name.span);
  if (name.text == kScopeName) {
    report(Diagnostic(DiagnosticCode::SpawnOutsideScope, name.span, "there is no `scope` around this `spawn`")
               .note("a `scope` waits for the fibers that are started in it, and passes on what they throw")
               .help("write `scope { … }` around the code whose fibers belong together, or let the function have a "
                     "parameter `scope: Scope` and call `scope.start(() => …)`"));
    return error(name.span);
  }
  Diagnostic diagnostic(DiagnosticCode::UnknownName, name.span, "I do not know the name " + quoted(name.text));
  if (isLaterParameter(name.text)) {
    (void)std::move(diagnostic).note(std::string(kDefaultReads));
  } else if (const ast::ConstructorParameter* parameter = plainHeaderParameter(name.text); parameter != nullptr) {
    (void)std::move(diagnostic)
        .also(parameter->name.span, "this is only known while the object is created")
        .help("make it a field: `val " + std::string(name.text) + "`",
              {Edit{parameter->name.span.startOnly(), "val "}});
  } else if (!adviseOnOwner(diagnostic, name) && !addForeignName(diagnostic, findForeignName(name.text), name.span)) {
    suggestName(diagnostic, name);
  }
  report(std::move(diagnostic));
  return error(name.span);
}

// Seen from the default value of a parameter.
bool BodyChecker::isLaterParameter(std::string_view name) const {
  if (symbol_ == nullptr || symbol_->defaultOf == nullptr) return false;
  const std::vector<ParameterSymbol>& all = symbol_->defaultOf->parameters;
  return std::any_of(all.begin(), all.end(), [=](const ParameterSymbol& parameter) { return parameter.name == name; });
}

// A parameter of the class header that is no field, seen from a method.
const ast::ConstructorParameter* BodyChecker::plainHeaderParameter(std::string_view name) const {
  const auto* declaration = owner_ == nullptr ? nullptr : ast::tryAs<ast::ClassDeclaration>(owner_->declaration);
  if (declaration == nullptr) return nullptr;
  for (const ast::ConstructorParameter& parameter : declaration->parameters) {
    if (parameter.name.text == name && parameter.field == ast::FieldKind::None) return &parameter;
  }
  return nullptr;
}

// Static members and cases are reached by the name of their type: of the class around, of an enum that is in scope, of
// `Math`.
bool BodyChecker::adviseOnOwner(Diagnostic& diagnostic, const ast::Identifier& name) {
  const auto advise = [&](const ClassSymbol& symbol, const std::string& why) {
    const std::string full = symbol.name + "." + std::string(name.text);
    (void)std::move(diagnostic).help(why + ": " + quoted(full), {Edit{name.span, full}});
    return true;
  };
  if (owner_ != nullptr && !relations_.findStatic(*owner_, name.text).isNone())
    return advise(*owner_, "members of the class itself are reached by its name");
  const ClassSymbol* math = program_.coreClass("Math");
  if (math != nullptr && !relations_.findStatic(*math, name.text).isNone())
    return advise(*math, "it is a member of `Math`");
  if (program_.wantedSpelling(file_, name.text).empty()) return false;
  for (const std::string_view candidate : program_.names(file_)) {
    const Entity entity = program_.peek(file_, candidate);
    if (entity.kind != EntityKind::Class || entity.classSymbol->kind != bytecode::ClassKind::Enum) continue;
    for (const CaseSymbol* enumCase : entity.classSymbol->cases) {
      if (enumCase->name == name.text) return advise(*entity.classSymbol, "a case is reached by the name of its enum");
    }
  }
  return false;
}

void BodyChecker::suggestName(Diagnostic& diagnostic, const ast::Identifier& name) {
  SpellingSuggester suggester(program_.wantedSpelling(file_, name.text));
  for (std::size_t i = visible_.size(); i-- > 0;) suggester.consider(visible_.at(i)->name);
  if (receiver_ != nullptr) {
    for (const std::string_view candidate : relations_.memberNames(receiver_->type)) suggester.consider(candidate);
  }
  for (const std::string_view candidate : program_.names(file_)) suggester.consider(candidate);
  addSuggestion(diagnostic, suggester, name.span);
  LocalInfo* meant = suggester.best() ? findLocal(*suggester.best()) : nullptr;
  if (meant != nullptr) meant->isUsed = true;
}

// `"$name"`, which inserts nothing, where a variable of that name is in sight.
void BodyChecker::warnOfDollarNames(SourceSpan span) {
  const std::string_view text = file_.source->textOf(span);
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) ++end;
    const std::string_view name = text.substr(at + 1, end - at - 1);
    const bool isEscaped = at > 0 && text[at - 1] == '\\';
    LocalInfo* local = name.empty() || isEscaped ? nullptr : findLocal(name);
    if (local == nullptr) continue;
    local->isUsed = true;
    const auto place = [&](std::size_t offset) {
      return SourcePosition{span.begin.offset + static_cast<std::uint32_t>(offset)};
    };
    const std::string inserted = "${" + std::string(name) + "}";
    report(Diagnostic(DiagnosticCode::PlainDollar, {place(at), place(end)},
                      "this is text: the value of " + quoted(name) + " is not inserted")
               .help("to insert it, write " + quoted(inserted), {Edit{{place(at), place(end)}, inserted}})
               .help("if it is meant as text, write `\\$" + std::string(name) + "`"));
  }
}

// ---- Members

void BodyChecker::unknownMember(const Type* type, const ast::Identifier& name, SourceSpan receiver) {
  if (program_.misplacedExtensions.count(name.text) != 0) return;
  const ClassSymbol* symbol = program_.memberClass(type);
  if (symbol != nullptr && !relations_.findStatic(*symbol, name.text).isNone()) {
    report(Diagnostic(DiagnosticCode::StaticAccess, name.span,
                      quoted(name.text) + " belongs to the type " + quoted(symbol->name) + ", not to its values")
               .help("write " + quoted(symbol->name + "." + std::string(name.text))));
    return;
  }
  Diagnostic diagnostic(DiagnosticCode::UnknownMember, name.span, quoted(type) + " has no member " + quoted(name.text));
  if (!adviseOnExtension(diagnostic, type, name) && !adviseOnMember(diagnostic, type, name, receiver)) {
    SpellingSuggester suggester(name.text);
    for (const std::string_view candidate : relations_.memberNames(type)) suggester.consider(candidate);
    addSuggestion(diagnostic, suggester, name.span);
  }
  report(std::move(diagnostic));
}

// One of that name that is not imported, or not for this type.
bool BodyChecker::adviseOnExtension(Diagnostic& diagnostic, const Type* type, const ast::Identifier& name) {
  std::vector<ImportedModule> modules;
  for (FileScope& file : program_.files) {
    if (&file != &file_) modules.push_back({&file, nullptr});
  }
  for (ImportedPackage* package : program_.importable) modules.push_back({nullptr, package});
  for (const ImportedModule& module : modules) {
    const std::vector<FunctionSymbol*> extensions = module.publicExtensions(name.text);
    if (std::none_of(extensions.begin(), extensions.end(),
                     [&](const FunctionSymbol* each) { return isExtensionOf(*each, type); }))
      continue;
    (void)std::move(diagnostic)
        .help("the module " + quoted(module.name()) + " has it as an extension, which must be imported");
    return true;
  }
  for (std::size_t scope = 0; scope < Program::kExtensionScopes; ++scope) {
    const std::vector<FunctionSymbol*> others = program_.extensionsIn(file_, scope, name.text);
    if (others.empty()) continue;
    (void)std::move(diagnostic)
        .note("the extension " + quoted(name.text) + " is for " + withArticle(others.front()->parameters[0].type));
    return true;
  }
  return false;
}

// Said once of a local: until it is assigned again, nothing more is known of it. Fields and the like can change at any
// time, so a test of them does not help.
void BodyChecker::nullableReceiver(const Type* type, const ast::Identifier& name, const ast::Expression& receiver) {
  const std::string member = std::string(name.text);
  Diagnostic diagnostic(DiagnosticCode::NullableReceiver, name.span,
                        "this " + quoted(type) + " may be `null`, so I cannot read " + quoted(member) + " from it");
  if (LocalInfo* local = narrowable(receiver); local != nullptr) {
    (void)std::move(diagnostic).help("use `?." + member + "`, or test for null first");
    flow_.narrow(local, errorType());
  } else {
    (void)std::move(diagnostic).help("use `?." + member + "`, or keep it in a `val` and test that for null");
  }
  report(std::move(diagnostic));
}

bool BodyChecker::adviseOnMember(Diagnostic& diagnostic, const Type* type, const ast::Identifier& name,
                                 SourceSpan receiver) {
  const auto has = [&](const Type* other, std::string_view member) {
    return other != nullptr && !relations_.findMember(other, member).isNone();
  };
  const auto say = [&](std::string text, std::vector<Edit> edits = {}) {
    (void)std::move(diagnostic).help(std::move(text), std::move(edits));
    return true;
  };
  if (isNullaryFunction(type) && has(type->result(), name.text)) return adviseToCall(diagnostic, receiver);
  for (const ForeignMember& row : foreignMembers()) {
    if (row.word != name.text || !has(type, row.ours)) continue;
    if (!row.advice.empty()) return say(std::string(row.advice));
    return say("it is called " + quoted(row.ours) + " here", {{name.span, std::string(row.ours)}});
  }
  if (type->is(TypeKind::Tuple)) return say("the parts of a tuple are `.0`, `.1` and so on");
  if (type->is(TypeKind::Variable))
    return say("it has only what a bound gives it: " + quoted(toString(type) + ": SomeInterface"));
  if (has(selfOfCore("List"), name.text) && type->is(TypeKind::String))
    return say("a list of its characters has it: " + quoted("chars()." + std::string(name.text)));
  const bool isIterable = relations_.superTypeAt(type, program_.core.iterable) != nullptr;
  if (isIterable && !type->is(TypeKind::String) && has(selfOfCore("Sequence"), name.text))
    return say("a sequence has it, which can be made of anything `Iterable`: `Sequence.from(…)." +
               std::string(name.text) + "`");
  return false;
}

void BodyChecker::unknownStatic(const ClassSymbol& symbol, const ast::Identifier& name) {
  const bool isEnum = symbol.kind == bytecode::ClassKind::Enum;
  Diagnostic diagnostic(DiagnosticCode::UnknownMember, name.span,
                        isEnum ? "the enum " + quoted(symbol.name) + " has no case " + quoted(name.text)
                               : quoted(symbol.name) + " has no static member " + quoted(name.text));
  const auto known = foreignStatics();
  const auto row = std::find_if(known.begin(), known.end(), [&](const ForeignMember& foreign) {
    return foreign.word == name.text && !relations_.findStatic(symbol, foreign.ours).isNone();
  });
  const ForeignName meant =
      row == known.end() ? ForeignName{} : ForeignName{row->word, row->advice.empty() ? row->ours : "", row->advice};
  if (!addForeignName(diagnostic, row == known.end() ? nullptr : &meant, name.span)) {
    SpellingSuggester suggester(name.text);
    for (const CaseSymbol* enumCase : symbol.cases) suggester.consider(enumCase->name);
    for (const FunctionSymbol* method : symbol.methods) {
      if (method->has(bytecode::FunctionFlag::Static)) suggester.consider(method->name);
    }
    for (const GlobalSymbol* value : symbol.staticValues) suggester.consider(value->name);
    for (const GlobalSymbol* constant : program_.constants) {
      if (constant->owner == &symbol) suggester.consider(constant->name);
    }
    addSuggestion(diagnostic, suggester, name.span);
  }
  report(std::move(diagnostic));
}

const Type* BodyChecker::selfOfCore(std::string_view name) {
  const ClassSymbol* symbol = program_.coreClass(name);
  return symbol != nullptr ? program_.selfType(*symbol) : nullptr;
}

// A function that could be called as it stands; most often a method whose `()` were forgotten.
bool BodyChecker::isNullaryFunction(const Type* type) {
  return type->is(TypeKind::Function) && type->parameters().empty();
}

bool BodyChecker::adviseToCall(Diagnostic& diagnostic, SourceSpan function) {
  (void)std::move(diagnostic)
      .help("call it: `" + std::string(file_.source->textOf(function)) + "()`", {Edit{function.endOnly(), "()"}});
  return true;
}

// ---- Calls

namespace {

// "sorted" of "sort", "sortedBy" of "sortBy", "reversed" of "reverse": what gives a changed copy is called so.
std::string participleOf(std::string_view name) {
  const auto isLower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto end = std::find_if_not(name.begin(), name.end(), isLower);
  const std::string verb(name.begin(), end);
  return verb + (verb.ends_with('e') ? "d" : "ed") + std::string(end, name.end());
}

}  // namespace

// `val sorted = xs.sort()`. Not where the result is a Unit for once only, as of a function value.
bool BodyChecker::warnOfNothing(const ast::VariableStatement& s, const hir::Expression& value) {
  const auto* written = ast::tryAs<ast::CallExpression>(s.initializer);
  if (written == nullptr || value.kind != hir::ExpressionKind::Call) return false;
  const auto& call = static_cast<const hir::Call&>(value);
  if (!call.function->result->is(TypeKind::Unit)) return false;
  Diagnostic diagnostic(DiagnosticCode::NothingKept, s.initializer->span,
                        quoted(call.function->memberName()) + " gives nothing back, so there is nothing to keep");
  const auto* member = ast::tryAs<ast::MemberExpression>(written->callee);
  const std::string copying = participleOf(call.function->memberName());
  const bool hasCopying = member != nullptr && !call.arguments.empty() &&
                          !relations_.findMember(call.arguments.front()->type, copying).isNone();
  if (hasCopying) {
    (void)std::move(diagnostic).help(quoted(copying) + " gives a changed copy", {Edit{member->member.span, copying}});
  } else {
    (void)std::move(diagnostic).help("write the call alone", {Edit{{s.span.begin, s.initializer->span.begin}, ""}});
  }
  report(std::move(diagnostic));
  return true;
}

namespace {

// The 5 of `-5.abs()`, and whether something else than conversions, which give the same either way, is called on it.
struct NegatedCall {
  const ast::Expression* number = nullptr;
  bool isConverted = true;
};

NegatedCall negatedCallOf(const ast::UnaryExpression& e) {
  NegatedCall result;
  const ast::Expression* at = e.operand;
  for (;;) {
    const auto* call = ast::tryAs<ast::CallExpression>(at);
    const auto* member = call == nullptr ? nullptr : ast::tryAs<ast::MemberExpression>(call->callee);
    if (member == nullptr) break;
    result.isConverted = result.isConverted && member->member.text.starts_with("to");
    at = member->receiver;
  }
  const bool isNumber = at->kind == ast::NodeKind::IntegerLiteral || at->kind == ast::NodeKind::FloatLiteral;
  const bool isBare = at->span.begin.offset == e.operatorSpan.end.offset;  // no parenthesis between
  if (at != e.operand && isNumber && isBare) result.number = at;
  return result;
}

}  // namespace

void BodyChecker::adviseOnNegatedCall(Diagnostic& diagnostic, const ast::UnaryExpression& e) {
  const NegatedCall call = negatedCallOf(e);
  if (call.number == nullptr) return;
  const std::string number = "(-" + std::string(file_.source->textOf(call.number->span)) + ")";
  (void)std::move(diagnostic)
      .help("to call it on the negative number, write " + quoted(number),
            {Edit{{e.operatorSpan.begin, call.number->span.end}, number}});
}

void BodyChecker::warnOfNegatedCall(const ast::UnaryExpression& e) {
  const NegatedCall call = negatedCallOf(e);
  if (call.number == nullptr || call.isConverted) return;
  const std::string meant = "-(" + std::string(file_.source->textOf(e.operand->span)) + ")";
  Diagnostic diagnostic(DiagnosticCode::NegatedCall, e.span, "the `-` comes last here: this is " + quoted(meant));
  adviseOnNegatedCall(diagnostic, e);
  report(std::move(diagnostic)
             .help("if that is meant, write " + quoted(meant),
                   {Edit{e.operand->span.startOnly(), "("}, Edit{e.operand->span.endOnly(), ")"}}));
}

// ---- Numbers

namespace {

bool isAnyNumber(const Type* type) { return type->kind >= TypeKind::Byte && type->kind <= TypeKind::Float; }

// Does the text stand for one operand of a call, whatever is before it?
bool isOneOperand(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    const bool isPart = std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == ')' || c == ']';
    if (depth == 0 && !isPart) return false;
  }
  return true;
}

// Where the left operand stands, of an operation of which the whole and the right operand are known.
SourceSpan leftOf(std::string_view text, SourceSpan whole, SourceSpan right, std::string_view symbol) {
  std::string_view left = text.substr(0, right.begin.offset - whole.begin.offset);
  const auto trim = [&] { left = left.substr(0, left.find_last_not_of(" \t\r\n(") + 1); };
  trim();
  if (!left.ends_with(symbol)) return {};
  left.remove_suffix(symbol.size());
  left = left.substr(0, left.find_last_not_of(" \t\r\n") + 1);
  return {whole.begin, {whole.begin.offset + static_cast<std::uint32_t>(left.size())}};
}

}  // namespace

// Converts the number to the wider type of the other one; a literal is written as one of that type.
std::string BodyChecker::conversionOf(const Type* to, SourceSpan number, std::vector<Edit>& edits) {
  const SourceSpan around{{number.begin.offset - 1}, {number.end.offset + 1}};
  const std::string_view outer = file_.source->textOf(around);
  if (outer.starts_with('(') && outer.ends_with(')')) number = around;
  const std::string text(file_.source->textOf(number));
  const bool isLiteral = !text.empty() && text.find_first_not_of("0123456789_") == std::string::npos;
  if (isLiteral && to->kind >= TypeKind::Float32) {
    edits.push_back({number.endOnly(), ".0"});
    return text + ".0";
  }
  const std::string method = ".to" + toString(to) + "()";
  if (isOneOperand(text)) {
    edits.push_back({number.endOnly(), method});
    return text + method;
  }
  edits.push_back({number.startOnly(), "("});
  edits.push_back({number.endOnly(), ")" + method});
  return "(" + text + ")" + method;
}

// `left` may be many numbers of one type, as in a list.
bool BodyChecker::adviseToConvert(Diagnostic& diagnostic, const Type* left, std::span<const SourceSpan> leftSpans,
                                  const Type* right, SourceSpan rightSpan) {
  constexpr std::size_t kMostEdits = 32;
  if (!isAnyNumber(left) || !isAnyNumber(right) || left == right) return false;
  const bool isLeft = left->kind < right->kind;
  const Type* const wider = isLeft ? right : left;
  const std::span<const SourceSpan> numbers = isLeft ? leftSpans : std::span(&rightSpan, 1);
  if (relations_.findMember(isLeft ? left : right, "to" + toString(wider)).isNone()) return false;
  std::vector<Edit> edits;
  std::string written;
  for (const SourceSpan number : numbers) {
    if (number.size() == 0 || edits.size() > kMostEdits) return false;
    written = conversionOf(wider, number, edits);
  }
  (void)std::move(diagnostic)
      .help("numbers are never converted by themselves: write " + quoted(written), std::move(edits));
  return true;
}

// ---- Operators

void BodyChecker::noOperator(std::string_view symbol, Expr left, Expr right, SourceSpan span, SourceSpan rightSpan) {
  if (containsError(left->type) || containsError(right->type)) return;
  if (relations_.hasUnknownAbove(left->type) || relations_.hasUnknownAbove(right->type)) return;
  Diagnostic diagnostic(DiagnosticCode::UnknownOperator, span,
                        "there is no operator " + quoted(symbol) + " for " + withArticle(left->type) + " and " +
                            withArticle(right->type));
  const bool isOrder = symbol == "<" || symbol == "<=" || symbol == ">" || symbol == ">=";
  const bool isForNumbers = symbol.find_first_of("+-*/%") == 0 || isOrder || symbol == "==" || symbol == "!=";
  if (left->type->is(TypeKind::Optional) || right->type->is(TypeKind::Optional)) {
    (void)std::move(diagnostic).help("one side may be `null`: test it first, or give a value with `??`");
  } else if (isForNumbers && isAnyNumber(left->type) && isAnyNumber(right->type)) {
    const SourceSpan leftSpan = leftOf(file_.source->textOf(span), span, rightSpan, symbol);
    (void)adviseToConvert(diagnostic, left->type, std::span(&leftSpan, 1), right->type, rightSpan);
  } else if (symbol == "+" && (left->type->is(TypeKind::String) || right->type->is(TypeKind::String))) {
    (void)std::move(diagnostic).help("put values into a text with `\"${…}\"`");
  } else if (symbol == "*" && left->type->is(TypeKind::String)) {
    (void)std::move(diagnostic).help("write `text.repeat(count)`");
  } else if (left->type->is(TypeKind::Class) && isOrder) {
    (void)std::move(diagnostic)
        .note(quoted(left->type) + " does not implement " + quoted("Comparable<" + toString(left->type) + ">"));
  } else if (left->type->is(TypeKind::Variable) && isOrder) {
    const std::string name = toString(left->type);
    (void)std::move(diagnostic).help("give the type parameter a bound: `" + name + ": Comparable<" + name + ">`");
  }
  report(std::move(diagnostic));
}

}  // namespace tatu::compiler::check
