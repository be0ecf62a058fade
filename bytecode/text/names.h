// What assembler and disassembler share: the words of the text form.
//
// The text form (.tasm) has one declaration, directive or instruction per line; `;` starts a comment. Names are
// identifiers, or anything between backquotes. docs/bytecode.md describes it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "bytecode/module.h"

namespace tatu::bytecode {

inline constexpr std::array<std::string_view, 11> kLeafTypeNames = {
    "Unit", "Bool", "Byte", "Int32", "Int", "Float32", "Float", "Char", "String", "Any", "Never"};
inline constexpr std::string_view kArrayTypeName = "Array";

// Native has a line of its own, with the native's name.
inline constexpr std::array<std::pair<std::string_view, FunctionFlag>, 9> kFunctionFlagNames = {{
    {"pub", FunctionFlag::Public},
    {"static", FunctionFlag::Static},
    {"abstract", FunctionFlag::Abstract},
    {"open", FunctionFlag::Open},
    {"override", FunctionFlag::Override},
    {"operator", FunctionFlag::Operator},
    {"constructor", FunctionFlag::Constructor},
    {"getter", FunctionFlag::Getter},
    {"test", FunctionFlag::Test},
}};

inline constexpr std::array<std::string_view, 4> kClassKindNames = {"class", "interface", "enum", "builtin"};

// A builtin class's type, as a word: a leaf's name, Array, Optional or Tuple.
[[nodiscard]] std::string_view builtinName(TypeKind kind);

[[nodiscard]] bool isIdentifierStart(char c);
[[nodiscard]] bool isIdentifierPart(char c);
[[nodiscard]] bool isPlainIdentifier(std::string_view name);
// As it stands if it is an identifier, else between backquotes.
[[nodiscard]] std::string quotedName(std::string_view name);
// Between quotes, with escapes \n \t \r \\ \" \` and \xHH for other control characters.
[[nodiscard]] std::string quotedString(std::string_view text, char quote = '"');

}  // namespace tatu::bytecode
