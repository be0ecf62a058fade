#include "compiler/check/constant_folding.h"

#include <cmath>
#include <unordered_map>
#include <vector>

#include "bytecode/arithmetic.h"
#include "compiler/check/text.h"
#include "compiler/source/unicode.h"

namespace tatu::compiler::check {
namespace {

// Texts can double in each line.
constexpr std::size_t kMostText = std::size_t{1} << 20;

using bytecode::Opcode;
using hir::ExpressionKind;
namespace arithmetic = bytecode::arithmetic;
using Result = std::optional<Constant>;

Constant integerOf(std::int64_t value, TypeKind kind = TypeKind::Int) { return {kind, value, 0, {}}; }
Constant truthOf(bool value) { return integerOf(value ? 1 : 0, TypeKind::Bool); }
Constant textOf(std::string text) { return {TypeKind::String, 0, 0, std::move(text)}; }

Constant numberOf(double value) { return {TypeKind::Float, 0, std::bit_cast<double>(arithmetic::bitsOf(value)), {}}; }
Constant numberOf(float value) {
  return {TypeKind::Float32, 0, static_cast<double>(std::bit_cast<float>(arithmetic::bitsOf(value))), {}};
}

template <typename T>
constexpr TypeKind kKindOf = sizeof(T) == 8 ? TypeKind::Int : TypeKind::Int32;

// The families of Int and Int32, and those of Float and Float32, have the same order.
constexpr Opcode inFamily(Opcode opcode, Opcode first, Opcode firstOfTarget) {
  return static_cast<Opcode>(static_cast<int>(opcode) - static_cast<int>(first) + static_cast<int>(firstOfTarget));
}

template <typename T>
Result comparison(Opcode opcode, T left, T right) {
  switch (opcode) {
    case Opcode::IntEqual:
    case Opcode::FloatEqual: return truthOf(left == right);
    case Opcode::IntNotEqual:
    case Opcode::FloatNotEqual: return truthOf(left != right);
    case Opcode::IntLess:
    case Opcode::FloatLess: return truthOf(left < right);
    case Opcode::IntLessEqual:
    case Opcode::FloatLessEqual: return truthOf(left <= right);
    case Opcode::IntGreater:
    case Opcode::FloatGreater: return truthOf(left > right);
    case Opcode::IntGreaterEqual:
    case Opcode::FloatGreaterEqual: return truthOf(left >= right);
    default: return std::nullopt;
  }
}

// The count of a shift is an Int, whatever is shifted. The divisor of a division is not zero.
template <typename T>
Result integerOperation(Opcode opcode, T left, std::int64_t count) {
  const T right = static_cast<T>(count);
  const auto result = [](T value) { return integerOf(value, kKindOf<T>); };
  switch (opcode) {
    case Opcode::IntAdd: return result(arithmetic::add(left, right));
    case Opcode::IntSubtract: return result(arithmetic::subtract(left, right));
    case Opcode::IntMultiply: return result(arithmetic::multiply(left, right));
    case Opcode::IntDivide: return result(arithmetic::divide(left, right));
    case Opcode::IntRemainder: return result(arithmetic::remainder(left, right));
    case Opcode::IntNegate: return result(arithmetic::negate(left));
    case Opcode::IntAnd: return result(left & right);
    case Opcode::IntOr: return result(left | right);
    case Opcode::IntXor: return result(left ^ right);
    case Opcode::IntNot: return result(~left);
    case Opcode::IntShiftLeft: return result(arithmetic::shiftLeft(left, count));
    case Opcode::IntShiftRight: return result(arithmetic::shiftRight(left, count));
    case Opcode::IntShiftRightUnsigned: return result(arithmetic::shiftRightUnsigned(left, count));
    default: return comparison(opcode, left, right);
  }
}

template <typename T>
Result floatOperation(Opcode opcode, T left, T right) {
  switch (opcode) {
    case Opcode::FloatAdd: return numberOf(left + right);
    case Opcode::FloatSubtract: return numberOf(left - right);
    case Opcode::FloatMultiply: return numberOf(left * right);
    case Opcode::FloatDivide: return numberOf(left / right);
    case Opcode::FloatRemainder: return numberOf(std::fmod(left, right));
    case Opcode::FloatNegate: return numberOf(-left);
    case Opcode::FloatSquareRoot: return numberOf(std::sqrt(left));
    case Opcode::FloatAbsolute: return numberOf(std::fabs(left));
    default: return comparison(opcode, left, right);
  }
}

Result truthOperation(Opcode opcode, bool left, bool right) {
  switch (opcode) {
    case Opcode::BoolNot: return truthOf(!left);
    case Opcode::BoolAnd: return truthOf(left && right);
    case Opcode::BoolOr: return truthOf(left || right);
    case Opcode::BoolXor: return truthOf(left != right);
    case Opcode::BoolEqual: return truthOf(left == right);
    default: return std::nullopt;
  }
}

Result textOperation(Opcode opcode, const std::string& left, const std::string& right) {
  switch (opcode) {
    case Opcode::StringLength: return integerOf(static_cast<std::int64_t>(left.size()));
    case Opcode::StringEqual: return truthOf(left == right);
    case Opcode::StringCompare: return integerOf(left < right ? -1 : left > right ? 1 : 0);
    default: return std::nullopt;
  }
}

// Nothing also where the value does not fit.
Result converted(Opcode opcode, const Constant& from) {
  const std::int64_t value = from.integer;
  const double number = from.number;
  const auto when = [](bool fits, Constant result) { return fits ? Result(std::move(result)) : std::nullopt; };
  switch (opcode) {
    case Opcode::Int32ToInt:
    case Opcode::ByteToInt:
    case Opcode::CharToInt: return integerOf(value);
    case Opcode::ByteToInt32:
    case Opcode::CharToInt32: return integerOf(value, TypeKind::Int32);
    case Opcode::IntToInt32: return when(arithmetic::fits<std::int32_t>(value), integerOf(value, TypeKind::Int32));
    case Opcode::IntToInt32Wrap: return integerOf(static_cast<std::int32_t>(value), TypeKind::Int32);
    case Opcode::IntToInt32Saturate: return integerOf(arithmetic::saturate<std::int32_t>(value), TypeKind::Int32);
    case Opcode::IntToByte: return when(arithmetic::fits<std::uint8_t>(value), integerOf(value, TypeKind::Byte));
    case Opcode::Int32ToByteWrap:
    case Opcode::IntToByteWrap: return integerOf(static_cast<std::uint8_t>(value), TypeKind::Byte);
    case Opcode::IntToByteSaturate: return integerOf(arithmetic::saturate<std::uint8_t>(value), TypeKind::Byte);
    case Opcode::IntToChar:
      return when(value >= 0 && isScalarValue(static_cast<std::uint64_t>(value)), integerOf(value, TypeKind::Char));
    case Opcode::IntToFloat:
    case Opcode::Int32ToFloat: return numberOf(static_cast<double>(value));
    case Opcode::IntToFloat32: return numberOf(static_cast<float>(value));
    case Opcode::FloatToInt:
      if (!arithmetic::truncatesToInt(number)) return std::nullopt;
      return integerOf(static_cast<std::int64_t>(number));
    case Opcode::FloatToIntSaturate: return integerOf(arithmetic::saturateToInt(number));
    case Opcode::FloatToInt32:
      if (!arithmetic::truncatesToInt32(number)) return std::nullopt;
      return integerOf(static_cast<std::int32_t>(number), TypeKind::Int32);
    case Opcode::FloatToFloat32: return numberOf(static_cast<float>(number));
    case Opcode::Float32ToFloat: return numberOf(number);
    case Opcode::FloatToBits: return integerOf(static_cast<std::int64_t>(arithmetic::bitsOf(number)));
    case Opcode::BitsToFloat: return numberOf(std::bit_cast<double>(value));
    case Opcode::Float32ToBits:
      return integerOf(static_cast<std::int32_t>(arithmetic::bitsOf(static_cast<float>(number))), TypeKind::Int32);
    case Opcode::BitsToFloat32: return numberOf(std::bit_cast<float>(static_cast<std::int32_t>(value)));
    default: return std::nullopt;
  }
}

// The operator methods of Byte, as operations on Int; wrapped afterwards.
const std::unordered_map<std::string_view, Opcode>& byteOperators() {
  static const std::unordered_map<std::string_view, Opcode> kOperators = {
      {"plus", Opcode::IntAdd},
      {"minus", Opcode::IntSubtract},
      {"times", Opcode::IntMultiply},
      {"div", Opcode::IntDivide},
      {"rem", Opcode::IntRemainder},
      {"and", Opcode::IntAnd},
      {"or", Opcode::IntOr},
      {"xor", Opcode::IntXor},
      {"unaryMinus", Opcode::IntNegate},
      {"inverse", Opcode::IntNot},
      {"shiftLeft", Opcode::IntShiftLeft},
      {"shiftRight", Opcode::IntShiftRight},
      {"shiftRightUnsigned", Opcode::IntShiftRightUnsigned}};
  return kOperators;
}

// Conversions that are written in Tatu: those of Byte and Int32 go by way of Int, those of Float32 by way of Float.
std::optional<Opcode> conversionNamed(std::string_view name, TypeKind from) {
  static const std::unordered_map<std::string_view, Opcode> kOfIntegers = {{"toFloat", Opcode::IntToFloat},
                                                                           {"toFloat32", Opcode::IntToFloat32},
                                                                           {"toByte", Opcode::IntToByte},
                                                                           {"toChar", Opcode::IntToChar}};
  static const std::unordered_map<std::string_view, Opcode> kOfFloats = {{"toInt", Opcode::FloatToInt},
                                                                         {"toInt32", Opcode::FloatToInt32}};
  const auto& all = from == TypeKind::Float32 ? kOfFloats : kOfIntegers;
  const auto found = all.find(name);
  return found == all.end() ? std::nullopt : std::optional(found->second);
}

class Folder {
 public:
  std::string problem;

  // Chains of operators lean to the left and can be as long as the file.
  Result fold(const hir::Expression* e) {
    std::vector<const hir::Expression*> spine;
    for (const hir::Expression* first = firstOperand(e); first != nullptr; first = firstOperand(e)) {
      spine.push_back(e);
      e = first;
    }
    Result value = leaf(e);
    for (auto node = spine.rbegin(); value && node != spine.rend(); ++node) value = complete(*node, *value);
    return value;
  }

 private:
  template <typename Node>
  static const Node& as(const hir::Expression* e) {
    return static_cast<const Node&>(*e);
  }

  static const hir::Expression* firstOperand(const hir::Expression* e) {
    const auto firstOf = [](const auto& nodes) { return nodes.empty() ? nullptr : nodes.front(); };
    switch (e->kind) {
      case ExpressionKind::Instruction: return firstOf(as<hir::Instruction>(e).operands);
      case ExpressionKind::Call: return firstOf(as<hir::Call>(e).arguments);
      case ExpressionKind::And: return as<hir::And>(e).left;
      case ExpressionKind::Or: return as<hir::Or>(e).left;
      default: return nullptr;
    }
  }

  Result refuse(std::string why) {
    if (problem.empty()) problem = std::move(why);
    return std::nullopt;
  }

  Result leaf(const hir::Expression* e) {
    switch (e->kind) {
      case ExpressionKind::IntLiteral: return integerOf(as<hir::IntLiteral>(e).value, e->type->kind);
      case ExpressionKind::FloatLiteral: return Constant{e->type->kind, 0, as<hir::FloatLiteral>(e).value, {}};
      case ExpressionKind::BoolLiteral: return truthOf(as<hir::BoolLiteral>(e).value);
      case ExpressionKind::CharLiteral:
        return integerOf(static_cast<std::int64_t>(as<hir::CharLiteral>(e).value), TypeKind::Char);
      case ExpressionKind::StringLiteral: return textOf(as<hir::StringLiteral>(e).value);
      case ExpressionKind::GlobalRead: return global(*as<hir::GlobalRead>(e).global);
      case ExpressionKind::Concat: return concatenation(as<hir::Concat>(e));
      case ExpressionKind::If: return choice(as<hir::If>(e));
      case ExpressionKind::Block: return block(as<hir::Block>(e));
      case ExpressionKind::Call: return refuse("it calls " + quoted(as<hir::Call>(e).function->memberName()));
      default: return refuse("it is more than literals, other constants and operators");
    }
  }

  Result global(const GlobalSymbol& symbol) {
    if (symbol.constant) return *symbol.constant;
    return refuse(quoted(symbol.name) + " is a variable");
  }

  Result concatenation(const hir::Concat& e) {
    std::string text;
    for (const hir::Expression* part : e.parts) {
      const Result value = fold(part);
      if (!value) return std::nullopt;
      text += value->text;
      if (text.size() > kMostText) return refuse("its text is longer than 1 MiB");
    }
    return textOf(std::move(text));
  }

  Result choice(const hir::If& e) {
    const Result condition = fold(e.condition);
    if (!condition || e.otherwise == nullptr) return refuse("an `if` here needs an `else`");
    return fold(condition->integer != 0 ? e.then : e.otherwise);
  }

  Result block(const hir::Block& e) {
    if (!e.statements.empty() || e.result == nullptr) return refuse("it has statements");
    return fold(e.result);
  }

  Result complete(const hir::Expression* e, const Constant& first) {
    switch (e->kind) {
      case ExpressionKind::And: return first.integer == 0 ? truthOf(false) : fold(as<hir::And>(e).right);
      case ExpressionKind::Or: return first.integer != 0 ? truthOf(true) : fold(as<hir::Or>(e).right);
      case ExpressionKind::Instruction: {
        const auto& node = as<hir::Instruction>(e);
        return withSecond(node.operands, [&](const Constant& second) { return operation(node.opcode, first, second); });
      }
      default: {
        const auto& node = as<hir::Call>(e);
        return withSecond(node.arguments, [&](const Constant& second) { return call(*node.function, first, second); });
      }
    }
  }

  template <typename Operation>
  Result withSecond(const std::vector<hir::Expr>& operands, Operation operation) {
    if (operands.size() > 2) return refuse("it is more than literals, other constants and operators");
    const Result second = operands.size() == 2 ? fold(operands[1]) : Result(Constant());
    return second ? operation(*second) : std::nullopt;
  }

  Result operation(Opcode opcode, const Constant& first, const Constant& second) {
    const bool isInt = opcode >= Opcode::IntAdd && opcode <= Opcode::IntGreaterEqual;
    const bool isInt32 = opcode >= Opcode::Int32Add && opcode <= Opcode::Int32GreaterEqual;
    const Opcode asInt = isInt32 ? inFamily(opcode, Opcode::Int32Add, Opcode::IntAdd) : opcode;
    const bool divides = (isInt || isInt32) && (asInt == Opcode::IntDivide || asInt == Opcode::IntRemainder);
    if (divides && second.integer == 0) return refuse("it divides by zero");
    if (isInt) return integerOperation<std::int64_t>(opcode, first.integer, second.integer);
    if (isInt32) return integerOperation<std::int32_t>(asInt, static_cast<std::int32_t>(first.integer), second.integer);
    if (opcode >= Opcode::FloatAdd && opcode <= Opcode::FloatGreaterEqual)
      return floatOperation<double>(opcode, first.number, second.number);
    if (opcode >= Opcode::Float32Add && opcode <= Opcode::Float32GreaterEqual) {
      return floatOperation<float>(inFamily(opcode, Opcode::Float32Add, Opcode::FloatAdd),
                                   static_cast<float>(first.number), static_cast<float>(second.number));
    }
    if (first.kind == TypeKind::Bool) return truthOperation(opcode, first.integer != 0, second.integer != 0);
    if (first.kind == TypeKind::String) return textOperation(opcode, first.text, second.text);
    const Result value = converted(opcode, first);
    return value ? value : refuse("a number does not fit the type that it is converted to");
  }

  // Methods of the core library's builtin classes.
  Result call(const FunctionSymbol& function, const Constant& first, const Constant& second) {
    constexpr std::size_t kPrefix = std::string_view("instruction.").size();
    const bool isBuiltin = function.owner != nullptr && function.owner->kind == bytecode::ClassKind::Builtin;
    if (isBuiltin && function.isInstruction()) {
      const auto* info = bytecode::findMnemonic(std::string_view(function.nativeName).substr(kPrefix));
      if (info != nullptr) return operation(bytecode::opcodeOf(*info), first, second);
    }
    const Result value = isBuiltin ? libraryMethod(function.name, first, second) : std::nullopt;
    return value ? value : refuse("it calls " + quoted(function.memberName()));
  }

  Result libraryMethod(std::string_view name, const Constant& first, const Constant& second) {
    if (name == "toString") return text(first);
    if (name == "length" && first.kind == TypeKind::String) return textOperation(Opcode::StringLength, first.text, {});
    if (first.kind == TypeKind::Byte) {
      if (const auto found = byteOperators().find(name); found != byteOperators().end())
        return byteOperation(found->second, first, second);
    }
    if (first.kind == TypeKind::Char && name == "plus")
      return operation(Opcode::IntToChar, integerOf(arithmetic::add(first.integer, second.integer)), {});
    if (first.kind == TypeKind::Char && name == "minus")
      return integerOf(arithmetic::subtract(first.integer, second.integer));
    const std::optional<Opcode> conversion = conversionNamed(name, first.kind);
    return conversion ? operation(*conversion, first, {}) : std::nullopt;
  }

  Result byteOperation(Opcode opcode, const Constant& first, const Constant& second) {
    const bool isShift = opcode >= Opcode::IntShiftLeft && opcode <= Opcode::IntShiftRightUnsigned;
    const Result value = operation(opcode, first, isShift ? integerOf(second.integer & 7) : second);
    return value ? Result(integerOf(static_cast<std::uint8_t>(value->integer), TypeKind::Byte)) : std::nullopt;
  }

  Result text(const Constant& value) {
    switch (value.kind) {
      case TypeKind::String: return value;
      case TypeKind::Bool: return textOf(value.integer != 0 ? "true" : "false");
      case TypeKind::Char: {
        std::string text;
        appendUtf8(text, static_cast<char32_t>(value.integer));
        return textOf(std::move(text));
      }
      case TypeKind::Float:
      case TypeKind::Float32: return refuse("the text of a float is made when the program runs");
      default: return textOf(std::to_string(value.integer));
    }
  }
};

}  // namespace

FoldedConstant foldConstant(const hir::Expression& e) {
  Folder folder;
  FoldedConstant result;
  result.value = folder.fold(&e);
  result.problem = std::move(folder.problem);
  return result;
}

}  // namespace tatu::compiler::check
