#include "embedding/declaration_parser.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "bytecode/limits.h"

namespace tatu::embedding {

using bytecode::FunctionFlag;
using bytecode::TypeIndex;
using bytecode::TypeKind;

namespace {

constexpr int kMostNesting = 32;

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isPartOfName(char c) { return isLetter(c) || (c >= '0' && c <= '9'); }

std::optional<TypeKind> leafOf(std::string_view name) {
  struct Leaf {
    std::string_view name;
    TypeKind kind;
  };
  constexpr std::array<Leaf, 9> kLeaves{{{"Unit", TypeKind::Unit},
                                         {"Bool", TypeKind::Bool},
                                         {"Byte", TypeKind::Byte},
                                         {"Int32", TypeKind::Int32},
                                         {"Int", TypeKind::Int},
                                         {"Float32", TypeKind::Float32},
                                         {"Float", TypeKind::Float},
                                         {"Char", TypeKind::Char},
                                         {"String", TypeKind::String}}};
  const auto* const found = std::find_if(kLeaves.begin(), kLeaves.end(), [&](const Leaf& l) { return l.name == name; });
  if (found == kLeaves.end()) return std::nullopt;
  return found->kind;
}

// Keywords that programs cannot use as names (those that they can, such as `open`, are not here). Sorted.
bool isKeyword(std::string_view name) {
  constexpr std::array<std::string_view, 38> kKeywords{
      "abstract", "as",      "break",    "catch", "class",  "const",  "continue", "defer",     "else",  "enum",
      "false",    "finally", "for",      "fun",   "if",     "import", "in",       "interface", "is",    "lazy",
      "match",    "null",    "override", "pub",   "return", "select", "spawn",    "static",    "super", "this",
      "throw",    "true",    "try",      "val",   "var",    "where",  "while",    "yield"};
  return std::binary_search(kKeywords.begin(), kKeywords.end(), name);
}

// Each function reads one thing from the text; nothing: `error_` says what was expected.
class Parser {
 public:
  Parser(std::string_view text, const DeclaredClasses& classes, bytecode::ModuleBuilder& builder)
      : text_(text), classes_(classes), builder_(builder) {}

  tl::expected<Declaration, std::string> parse() {
    Declaration declaration;
    if (readDeclaration(declaration)) return declaration;
    return tl::unexpected(error_);
  }

  tl::expected<TypeIndex, std::string> parseType() {
    const auto type = readType(0);
    if (type && readEnd("the end of the type")) return *type;
    return tl::unexpected(error_);
  }

 private:
  bool expected(std::string_view what) {
    if (error_.empty()) error_ = std::string(what) + " was expected at column " + std::to_string(at_ + 1);
    return false;
  }
  void skipSpace() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  }
  bool take(char c) {
    skipSpace();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  // Empty: there is none here.
  std::string_view takeName() {
    skipSpace();
    const std::size_t start = at_;
    if (at_ < text_.size() && isLetter(text_[at_])) {
      while (at_ < text_.size() && isPartOfName(text_[at_])) ++at_;
    }
    return text_.substr(start, at_ - start);
  }

  // Of something that programs are to call by it; empty: there is none here.
  std::string_view takeNewName(std::string_view what) {
    const std::string_view name = takeName();
    if (!name.empty() && !isKeyword(name)) return name;
    at_ -= name.size();
    (void)expected(std::string(what) +
                   (name.empty() ? "" : ", which cannot be the keyword `" + std::string(name) + "`,"));
    return {};
  }

  static void set(bytecode::Function& function, FunctionFlag flag) {
    function.flags |= static_cast<std::uint32_t>(flag);
  }

  bool readDeclaration(Declaration& declaration) {
    const std::string_view word = takeName();
    set(declaration.function, FunctionFlag::Public);
    set(declaration.function, FunctionFlag::Native);
    if (word == "val" || word == "var") return readProperty(declaration, word == "var");
    const bool isStatic = word == "static";
    if ((isStatic ? takeName() : word) != "fun") {
      at_ = 0;
      return expected("'fun', 'static fun', 'val' or 'var'");
    }
    return readFunction(declaration, isStatic);
  }
  bool readFunction(Declaration& declaration, bool isStatic) {
    bytecode::Function& function = declaration.function;
    if (!readName(declaration, isStatic)) return false;
    if (isStatic) set(function, FunctionFlag::Static);
    if (!isStatic && !function.owner.isNone()) addReceiver(function);
    return readParameters(function) && readResult(function);
  }
  bool readProperty(Declaration& declaration, bool isMutable) {
    bytecode::Function& getter = declaration.function;
    if (!readName(declaration, true)) return false;
    set(getter, FunctionFlag::Getter);
    addReceiver(getter);
    if (!take(':')) return expected("':' and a type");
    if (!readResultType(getter) || !readEnd()) return false;
    if (!isMutable) return true;
    bytecode::Function& setter = declaration.setter.emplace(getter);
    setter.flags &= ~static_cast<std::uint32_t>(FunctionFlag::Getter);
    setter.name = builder_.string(std::string(builder_.text(getter.name)) + "=");
    setter.parameters.push_back({builder_.string("value"), getter.result});
    setter.result = builder_.leaf(TypeKind::Unit);
    return true;
  }
  // "plant" or "Entity.move".
  bool readName(Declaration& declaration, bool mustBeMember) {
    skipSpace();
    const std::size_t start = at_;
    std::string_view name = takeNewName(mustBeMember ? "a class of the module" : "the function's name");
    if (name.empty()) return false;
    declaration.name = name;
    if (take('.')) {
      const auto found = classes_.find(name);
      if (found == classes_.end()) {
        at_ = start;
        return expected("a class that has been added to the module");
      }
      declaration.function.owner = found->second;
      name = takeNewName("the member's name");
      if (name.empty()) return false;
      declaration.name += "." + std::string(name);
    } else if (mustBeMember) {
      return expected("'.' and the member's name");
    }
    declaration.function.name = builder_.string(name);
    return true;
  }
  void addReceiver(bytecode::Function& function) {
    function.parameters.push_back({builder_.string("this"), builder_.classType(function.owner, {})});
  }
  bool readParameters(bytecode::Function& function) {
    if (!take('(')) return expected("'('");
    if (take(')')) return true;
    do {
      if (function.parameters.size() == bytecode::kMaxParameters) return expected("no more than 255 parameters");
      if (!readParameter(function)) return false;
    } while (take(','));
    return take(')') || expected("',' or ')'");
  }
  bool readParameter(bytecode::Function& function) {
    const std::string_view name = takeNewName("a parameter's name");
    if (name.empty()) return false;
    for (const bytecode::Parameter& parameter : function.parameters) {
      if (builder_.text(parameter.name) == name) return expected("another name than that of a parameter before it");
    }
    if (!take(':')) return expected("':' and a type");
    const auto type = readType(0);
    if (!type) return false;
    function.parameters.push_back({builder_.string(name), *type});
    return true;
  }
  bool readResult(bytecode::Function& function) {
    function.result = builder_.leaf(TypeKind::Unit);
    return (!take(':') || readResultType(function)) && readEnd();
  }
  bool readResultType(bytecode::Function& function) {
    const auto type = readType(0);
    if (type) function.result = *type;
    return type.has_value();
  }
  bool readEnd(std::string_view what = "the end of the declaration") {
    skipSpace();
    return at_ == text_.size() || expected(what);
  }

  std::optional<TypeIndex> readType(int nesting) {
    auto type = nesting == kMostNesting ? std::nullopt : readPlainType(nesting);
    if (!type) {
      (void)expected(
          "a type (Bool, Byte, Int32, Int, Float32, Float, Char, String, a class of the module, Array<T>, T? or a "
          "tuple)");
      return std::nullopt;
    }
    while (take('?')) type = builder_.optionalOf(*type);
    return type;
  }
  std::optional<TypeIndex> readPlainType(int nesting) {
    if (take('(')) return readTuple(nesting);
    const std::size_t start = at_;
    const std::string_view name = takeName();
    if (const auto leaf = leafOf(name)) return builder_.leaf(*leaf);
    if (name == "Array" && take('<')) {
      const auto element = readType(nesting + 1);
      if (!element || !take('>')) return std::nullopt;
      return builder_.arrayOf(*element);
    }
    if (const auto found = classes_.find(name); found != classes_.end()) return builder_.classType(found->second, {});
    at_ = start;
    return std::nullopt;
  }
  std::optional<TypeIndex> readTuple(int nesting) {
    std::vector<TypeIndex> parts;
    do {
      const auto part = readType(nesting + 1);
      if (!part) return std::nullopt;
      parts.push_back(*part);
    } while (take(','));
    if (!take(')') || parts.size() > bytecode::kMaxTupleParts) return std::nullopt;
    if (parts.size() == 1) return parts[0];
    return builder_.tupleOf(parts);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  const DeclaredClasses& classes_;
  bytecode::ModuleBuilder& builder_;
  std::string error_;
};

}  // namespace

tl::expected<Declaration, std::string> parseDeclaration(std::string_view text, const DeclaredClasses& classes,
                                                        bytecode::ModuleBuilder& builder) {
  return Parser(text, classes, builder).parse();
}

tl::expected<TypeIndex, std::string> parseType(std::string_view text, const DeclaredClasses& classes,
                                               bytecode::ModuleBuilder& builder) {
  return Parser(text, classes, builder).parseType();
}

bool isPlainName(std::string_view text) {
  return !text.empty() && isLetter(text[0]) && std::all_of(text.begin(), text.end(), isPartOfName) && !isKeyword(text);
}

bool isTypeName(std::string_view text) { return leafOf(text).has_value() || text == "Array"; }

}  // namespace tatu::embedding
