// Literals: numbers take the type that the context expects, lists and maps become the collection that it expects.
#include <algorithm>
#include <bit>
#include <cmath>

#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"
#include "compiler/source/unicode.h"

namespace tatu::compiler::check {

namespace {

TypeKind numericKind(const Type* want, bool acceptsIntegers) {
  const TypeKind otherwise = acceptsIntegers ? TypeKind::Int : TypeKind::Float;
  if (want == nullptr) return otherwise;
  const TypeKind kind = want->is(TypeKind::Optional) ? want->arguments[0]->kind : want->kind;
  switch (kind) {
    case TypeKind::Float:
    case TypeKind::Float32: return kind;
    case TypeKind::Int:
    case TypeKind::Int32:
    case TypeKind::Byte: return acceptsIntegers ? kind : otherwise;
    default: return otherwise;
  }
}

bool fits(std::uint64_t magnitude, bool isNegative, TypeKind kind) {
  switch (kind) {
    case TypeKind::Byte: return magnitude <= (isNegative ? 0u : 255u);
    case TypeKind::Int32: return magnitude <= (isNegative ? 0x80000000u : 0x7FFFFFFFu);
    default: return magnitude <= 0x7FFFFFFFFFFFFFFFu + (isNegative ? 1u : 0u);
  }
}

std::string rangeText(TypeKind kind) {
  switch (kind) {
    case TypeKind::Byte: return "0 to 255";
    case TypeKind::Int32: return "-2147483648 to 2147483647";
    default: return "-9223372036854775808 to 9223372036854775807";
  }
}

}  // namespace

Expr BodyChecker::integerLiteral(std::uint64_t magnitude, bool isNegative, SourceSpan span, const Type* want) {
  const TypeKind kind = numericKind(inference_.resolved(want), true);
  const Type* type = leaf(kind);
  if (kind == TypeKind::Float || kind == TypeKind::Float32) {
    auto* node = make<hir::FloatLiteral>(type, span);
    const double value =
        kind == TypeKind::Float ? static_cast<double>(magnitude) : static_cast<double>(static_cast<float>(magnitude));
    node->value = isNegative ? -value : value;
    return node;
  }
  if (!fits(magnitude, isNegative, kind)) {
    report(Diagnostic(DiagnosticCode::LiteralOutOfRange, span,
                      "this number does not fit " + withArticle(type) + ", which goes from " + rangeText(kind)));
    return error(span);
  }
  auto* node = make<hir::IntLiteral>(type, span);
  node->value = static_cast<std::int64_t>(isNegative ? 0u - magnitude : magnitude);
  return node;
}

Expr BodyChecker::floatLiteral(const ast::FloatLiteral& e, bool isNegative, SourceSpan span, const Type* want) {
  const TypeKind kind = numericKind(inference_.resolved(want), false);
  const double value = kind == TypeKind::Float ? e.value : static_cast<double>(e.value32);
  if (std::isinf(value)) {
    report(
        Diagnostic(DiagnosticCode::LiteralOutOfRange, span, "this number is too large for " + withArticle(leaf(kind))));
    return error(span);
  }
  auto* node = make<hir::FloatLiteral>(leaf(kind), span);
  node->value = isNegative ? -value : value;
  return node;
}

Expr BodyChecker::textLiteral(std::string_view text, SourceSpan span) {
  auto* node = make<hir::StringLiteral>(leaf(TypeKind::String), span);
  node->value = text;
  return node;
}

// A module holds no bytes but those of texts: each byte is a character below 256 of one.
Expr BodyChecker::byteString(const ast::ByteStringLiteral& e) {
  std::string text;
  for (const char byte : e.bytes) appendUtf8(text, static_cast<unsigned char>(byte));
  const Type* type = program_.types.array(leaf(TypeKind::Byte));
  const ClassSymbol* bytes = program_.coreClass("Bytes");
  const Member found = bytes == nullptr ? Member{} : relations_.findStatic(*bytes, "fromLatin1");
  if (found.kind != MemberKind::StaticMethod) return error(e.span);
  return builtCall(*found.method, staticOwner(*bytes), nullptr, false, {}, {textLiteral(text, e.span)}, type, e.span);
}

// The type that all elements fit.
const Type* BodyChecker::commonElement(const std::vector<const Type*>& types, const std::vector<SourceSpan>& spans,
                                       std::string_view what, std::string_view mixed) {
  const auto isSpread = [&](SourceSpan span) { return file_.source->textOf(span).starts_with("..."); };
  const Type* common = leaf(TypeKind::Never);
  for (std::size_t i = 0; i < types.size(); ++i) {
    const Type* next = relations_.commonType(common, types[i]);
    if (next == nullptr) {
      Diagnostic diagnostic(DiagnosticCode::NoCommonType, spans[i],
                            "this " + quoted(types[i]) + " and the " + std::string(what) + " before it, " +
                                withArticle(common) + ", have no common type");
      const std::span<const SourceSpan> before = std::span(spans).first(i);
      const bool hasSpread = isSpread(spans[i]) || std::any_of(before.begin(), before.end(), isSpread);
      // Those before are numbers of that type, too: from numbers nothing else becomes common.
      if (hasSpread || !adviseToConvert(diagnostic, common, before, types[i], spans[i]))
        (void)std::move(diagnostic)
            .help("if they are meant to be mixed, write the type: for instance " + quoted(mixed));
      report(std::move(diagnostic));
      return errorType();
    }
    common = next;
  }
  return common;
}

Expr BodyChecker::filledArray(const Type* type, std::vector<Expr> elements, SourceSpan span) {
  auto* make_ = make<hir::Instruction>(type, span);
  make_->opcode = bytecode::Opcode::ArrayNew;
  make_->operands = {integer(static_cast<std::int64_t>(elements.size()), span)};
  make_->operandType = type->arguments[0];
  if (elements.empty()) return make_;
  hir::Local* array = newLocal("", type);
  auto* block = make<hir::Block>(type, span);
  block->statements.push_back(declare(array, make_, span));
  for (std::size_t i = 0; i < elements.size(); ++i) {
    block->statements.push_back(
        instruction(bytecode::Opcode::ArraySet,
                    {readLocal(array, span), integer(static_cast<std::int64_t>(i), span), elements[i]}, unit(), span));
  }
  block->result = readLocal(array, span);
  return block;
}

// A new collection, filled by calls.
Expr BodyChecker::filledCollection(const Type* type, std::vector<Filling> rows, SourceSpan span) {
  Expr create = newObject(type, {}, span);
  if (rows.empty()) return create;
  hir::Local* local = newLocal("", type);
  auto* block = make<hir::Block>(type, span);
  block->statements.push_back(declare(local, create, span));
  for (Filling& row : rows)
    block->statements.push_back(methodCall(readLocal(local, span), row.method, std::move(row.arguments), span));
  block->result = readLocal(local, span);
  return block;
}

Expr BodyChecker::newList(const Type* element, std::vector<Expr> elements, SourceSpan span) {
  const ClassSymbol& list = *program_.core.list;
  const Type* type = program_.types.classType(&list, {element});
  const Member wrap = elements.empty() ? Member{} : relations_.findStatic(list, "wrap");
  if (wrap.kind == MemberKind::StaticMethod) {
    Expr array = filledArray(program_.types.array(element), std::move(elements), span);
    return builtCall(*wrap.method, staticOwner(list), nullptr, false, {element}, {array}, type, span);
  }
  checkTypeArguments(relations_, type, span);
  std::vector<Filling> rows;
  for (Expr item : elements) rows.push_back({"add", {item}});
  return filledCollection(type, std::move(rows), span);
}

const Type* BodyChecker::elementFor(const ClassSymbol& collection, const Type* wanted) {
  if (wanted == nullptr || !wanted->is(TypeKind::Class)) return nullptr;
  const Type* element = nullptr;
  if (wanted->symbol == &collection) {
    element = wanted->arguments[0];
  } else {
    // A supertype: its element type follows from the conformance.
    const Type* own = program_.selfType(collection);
    const Type* self = relations_.superTypeAt(own, wanted->symbol);
    const bool follows = self != nullptr && !self->arguments.empty() && self->arguments[0] == own->arguments[0];
    if (follows) element = wanted->arguments[0];
  }
  return element == nullptr || containsInferred(element) ? nullptr : element;
}

namespace {

bool isSpread(const ast::Expression* element) { return element->kind == ast::NodeKind::SpreadExpression; }

}  // namespace

// What the element of a list of `element` must be.
const Type* BodyChecker::partType(const ast::Expression& written, const Type* element) {
  return isSpread(&written) ? program_.types.classType(program_.core.iterable, {element}) : element;
}

// What `...` gives of a value of the type.
const Type* BodyChecker::spreadElement(const Type* type, SourceSpan span) {
  const Type* iterable = relations_.superTypeAt(type, program_.core.iterable);
  if (iterable != nullptr) return iterable->arguments[0];
  if (relations_.hasUnknownAbove(type)) return errorType();
  Diagnostic diagnostic(DiagnosticCode::NotIterable, span,
                        "`...` gives the values of something `Iterable`, and this is " + withArticle(type));
  if (type->is(TypeKind::Optional)) (void)std::move(diagnostic).help("it may be `null`: test it first, or use `?? []`");
  report(std::move(diagnostic));
  return errorType();
}

// The elements of a list of `element`; if that is null, of whatever they are.
BodyChecker::ListParts BodyChecker::listParts(const ast::ListExpression& e, const Type* element) {
  ListParts parts;
  for (const ast::Expression* item : e.elements) {
    const ast::Expression& written = isSpread(item) ? *ast::as<ast::SpreadExpression>(*item).operand : *item;
    Expr value = element != nullptr ? coerced(written, partType(*item, element)) : expression(written);
    const Type* type = value->type;
    if (element == nullptr && isSpread(item) && !type->is(TypeKind::Error)) {
      type = spreadElement(type, written.span);
    }
    parts.values.push_back(value);
    parts.types.push_back(type);
    parts.spans.push_back(item->span);
  }
  return parts;
}

Expr BodyChecker::list(const ast::ListExpression& e, Want want) {
  const Type* wanted = inference_.resolved(want.type);
  if (wanted != nullptr && wanted->is(TypeKind::Optional)) wanted = wanted->arguments[0];
  const ClassSymbol* target = program_.core.list;
  const Type* element = nullptr;
  const bool isArray = wanted != nullptr && wanted->is(TypeKind::Array);
  if (isArray) {
    element = wanted->arguments[0];
  } else if (wanted != nullptr && wanted->is(TypeKind::Class)) {
    const bool isOther = wanted->symbol == program_.core.set || wanted->symbol == program_.core.deque;
    if (isOther) target = wanted->symbol;
    if (target != nullptr) element = elementFor(*target, wanted);
  }
  if (element != nullptr && containsInferred(element)) element = nullptr;
  ListParts parts = listParts(e, element);
  if (element == nullptr) {
    if (e.elements.empty()) {
      if (wanted != nullptr && wanted->is(TypeKind::Error)) return error(e.span);
      report(Diagnostic(DiagnosticCode::CannotInfer, e.span, "I cannot find out what this empty list holds")
                 .help("write the type, for instance `val xs: List<Int> = []`"));
      return error(e.span);
    }
    element = commonElement(parts.types, parts.spans, "elements");
    if (element->is(TypeKind::Error)) return error(e.span);
    for (std::size_t i = 0; i < parts.values.size(); ++i)
      parts.values[i] = convert(parts.values[i], partType(*e.elements[i], element), parts.spans[i]);
  }
  if (target == nullptr) return error(e.span);
  const bool hasSpread = std::any_of(e.elements.begin(), e.elements.end(), isSpread);
  if (isArray && !hasSpread) return filledArray(program_.types.array(element), std::move(parts.values), e.span);
  if (target == program_.core.list && !hasSpread) return newList(element, std::move(parts.values), e.span);
  const Type* type = program_.types.classType(target, {element});
  checkTypeArguments(relations_, type, e.span);
  std::vector<Filling> rows;
  for (std::size_t i = 0; i < parts.values.size(); ++i) {
    const std::string_view add = target == program_.core.deque ? "addLast" : "add";
    rows.push_back({isSpread(e.elements[i]) ? "addAll" : add, {parts.values[i]}});
  }
  const Expr filled = filledCollection(type, std::move(rows), e.span);
  return isArray ? methodCall(filled, "toArray", {}, e.span) : filled;
}

Expr BodyChecker::map(const ast::MapExpression& e, Want want) {
  const Type* wanted = inference_.resolved(want.type);
  if (wanted != nullptr && wanted->is(TypeKind::Optional)) wanted = wanted->arguments[0];
  if (program_.core.map == nullptr) return error(e.span);
  const bool fits = wanted != nullptr && wanted->is(TypeKind::Class) && wanted->symbol == program_.core.map &&
                    !containsInferred(wanted);
  const Type* key = fits ? wanted->arguments[0] : nullptr;
  const Type* value = fits ? wanted->arguments[1] : nullptr;
  if (!fits && e.entries.empty()) {
    if (wanted != nullptr && wanted->is(TypeKind::Error)) return error(e.span);
    report(Diagnostic(DiagnosticCode::CannotInfer, e.span, "I cannot find out what this empty map holds")
               .help("write the type, for instance `val m: Map<String, Int> = [:]`"));
    return error(e.span);
  }
  std::vector<Expr> keys;
  std::vector<Expr> values;
  std::vector<SourceSpan> keySpans;
  std::vector<SourceSpan> valueSpans;
  for (const ast::MapEntry& entry : e.entries) {
    keys.push_back(fits ? coerced(*entry.key, key) : expression(*entry.key));
    values.push_back(fits ? coerced(*entry.value, value) : expression(*entry.value));
    keySpans.push_back(entry.key->span);
    valueSpans.push_back(entry.value->span);
  }
  if (!fits) {
    const auto unite = [&](std::vector<Expr>& parts, const std::vector<SourceSpan>& spans, std::string_view what) {
      std::vector<const Type*> types;
      for (const Expr part : parts) types.push_back(part->type);
      const Type* common = commonElement(types, spans, what);
      for (std::size_t i = 0; i < parts.size(); ++i) parts[i] = convert(parts[i], common, spans[i]);
      return common;
    };
    key = unite(keys, keySpans, "keys");
    value = unite(values, valueSpans, "values");
    if (key->is(TypeKind::Error) || value->is(TypeKind::Error)) return error(e.span);
  }
  const Type* type = program_.types.classType(program_.core.map, {key, value});
  checkTypeArguments(relations_, type, e.span);
  std::vector<Filling> rows;
  for (std::size_t i = 0; i < keys.size(); ++i) rows.push_back({"set", {keys[i], values[i]}});
  return filledCollection(type, std::move(rows), e.span);
}

}  // namespace tatu::compiler::check
